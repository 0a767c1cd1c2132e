/** A page without tiles never says that it is ready; it has waited long enough by then. */
const LONGEST_MS = 4_000;

/** Settles when the first screen stands and the browser has nothing better to do. */
export async function whenReady(): Promise<void> {
  const root = document.documentElement;
  await new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => look());
    const timer = setTimeout(() => done(), LONGEST_MS);
    function done(): void {
      observer.disconnect();
      clearTimeout(timer);
      resolve();
    }
    function look(): void {
      if (root.getAttribute('data-ready') === 'true') done();
    }
    observer.observe(root, { attributes: true, attributeFilter: ['data-ready'] });
    look();
  });
  await new Promise<unknown>((resolve) => ('requestIdleCallback' in window ? requestIdleCallback(resolve, { timeout: 1_000 }) : setTimeout(resolve, 50)));
}
