/** Memory as Chromium tells it; nowhere standardised. */
interface Memory {
  readonly usedJSHeapSize: number;
  readonly jsHeapSizeLimit: number;
}

const isMemory = (value: unknown): value is Memory =>
  typeof value === 'object' && value !== null && 'usedJSHeapSize' in value && typeof value.usedJSHeapSize === 'number' && 'jsHeapSizeLimit' in value && typeof value.jsHeapSizeLimit === 'number';

/** Memory of the page, bytes; null where the browser does not tell. */
export function memoryNow(): { readonly used: number; readonly limit: number } | null {
  const memory: unknown = 'memory' in performance ? performance.memory : null;
  return isMemory(memory) ? { used: memory.usedJSHeapSize, limit: memory.jsHeapSizeLimit } : null;
}

/** Pictures are counted for this long; longer would keep the machine drawing for nothing. */
const COUNT_MS = 1_000;
/** Without a picture in this time there is none. */
const LIMIT_MS = 3_000;

/** Pictures a second; null while the page is hidden. */
export function frameRateNow(): Promise<number | null> {
  if (document.visibilityState === 'hidden') return Promise.resolve(null);
  return new Promise((resolve) => {
    let began = 0;
    let frames = 0;
    let over = false;
    const done = (rate: number | null): void => {
      over = true;
      clearTimeout(limit);
      resolve(rate);
    };
    const limit = setTimeout(() => done(document.visibilityState === 'hidden' ? null : frames / (LIMIT_MS / 1_000)), LIMIT_MS);
    const count = (at: number): void => {
      if (over) return;
      if (began === 0) began = at;
      else frames += 1;
      if (at - began >= COUNT_MS) done((frames * 1_000) / (at - began));
      else requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
}

/** Keeps the display lit where the browser can; asked again whenever the page is seen again. Returns how to stop. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let stopped = false;
  const ask = async (): Promise<void> => {
    if (stopped || document.visibilityState === 'hidden' || !('wakeLock' in navigator)) return;
    try {
      lock = await navigator.wakeLock.request('screen');
    } catch {
      // Refused (low power, plain http): the kiosk's own settings keep the display lit.
      lock = null;
    }
  };
  const seen = (): void => void ask();
  document.addEventListener('visibilitychange', seen);
  void ask();
  return () => {
    stopped = true;
    document.removeEventListener('visibilitychange', seen);
    void lock?.release();
  };
}
