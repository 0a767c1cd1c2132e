import { forgetShell } from './forget-shell';
import { BOOTED, OUTDATED } from './recovery';
import type { ShellMessage } from './shell-build';

const SCRIPT = '/sw.js';
/** How often a page that stays open looks for a new build. */
const POLL_MS = 5 * 60_000;
/** What the first screen did not need is fetched this long after it stood. */
const COMPLETE_AFTER_MS = 30_000;
/** A screen that never gets ready must not keep the portal from its life without a network. */
const READY_LIMIT_MS = 10_000;

/**
 * Says that the portal has started, and gives it its life without a network once the first screen stands: filling the
 * cache then costs no byte twice and no moment of the start. A wall reloads itself for a new build, a desk when nobody
 * looks. Does nothing more where the browser has no service workers (plain http). `data-offline="ready"` on `<html>` says
 * that a reload without a network would show this page again.
 */
export async function registerOffline(): Promise<void> {
  dispatchEvent(new Event(BOOTED));
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!workers) return;
  await firstScreen();
  let controlled = workers.controller !== null;
  workers.addEventListener('controllerchange', () => {
    if (controlled) reloadWhenHarmless();
    controlled = true;
  });
  const registration = await attempt(() => workers.register(SCRIPT, { updateViaCache: 'none' }));
  if (!registration) return;
  const { active } = await workers.ready;
  workers.addEventListener('message', () => (document.documentElement.dataset['offline'] = 'ready'));
  tell(active, { type: 'keep', urls: performance.getEntriesByType('resource').map((entry) => entry.name) });
  const poll = (): void => {
    if (document.visibilityState === 'visible') void attempt(() => registration.update());
  };
  setTimeout(() => {
    tell(registration.active, { type: 'complete' });
    poll();
  }, COMPLETE_AFTER_MS);
  setInterval(poll, POLL_MS);
}

/** `data-ready` of the page, or ten seconds; then the next idle moment. */
async function firstScreen(): Promise<void> {
  const page = document.documentElement;
  const isReady = (): boolean => page.dataset['ready'] === 'true';
  await new Promise<void>((resolve) => {
    if (isReady()) return resolve();
    const done = (): void => {
      watcher.disconnect();
      clearTimeout(limit);
      resolve();
    };
    const limit = setTimeout(done, READY_LIMIT_MS);
    const watcher = new MutationObserver(() => isReady() && done());
    watcher.observe(page, { attributeFilter: ['data-ready'] });
  });
  await new Promise<void>((resolve) => ('requestIdleCallback' in window ? requestIdleCallback(() => resolve()) : setTimeout(resolve, 200)));
}

/** The parts of the old build stay reachable until then. */
function reloadWhenHarmless(): void {
  const wish = (): void => void dispatchEvent(new Event(OUTDATED));
  if (document.documentElement.dataset['theme'] === 'wall' || document.visibilityState === 'hidden') return wish();
  document.addEventListener('visibilitychange', wish, { once: true });
}

/** A worker that the server has taken back (404, 410) is removed from this device too. */
async function attempt<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch {
    if (await isGone()) await forgetShell();
    return null;
  }
}

async function isGone(): Promise<boolean> {
  try {
    const { status } = await fetch(SCRIPT, { method: 'HEAD', cache: 'no-store' });
    return status === 404 || status === 410;
  } catch {
    return false;
  }
}

const tell = (worker: ServiceWorker | null, message: ShellMessage): void => worker?.postMessage(message);
