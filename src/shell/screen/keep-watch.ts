import { OUTDATED } from '@/offline/recovery';
import { AWAKE, countedReloads, look, LOOK_EVERY_MS, mayReload } from '@/wall/watchdog';
import type { Watch } from '@/wall/watchdog';
import { frameRateNow, memoryNow } from './health';
import { keepLife, keptLife } from './kept-program';

export interface WatchParts {
  readonly isBusy: () => boolean;
  readonly isGone: () => boolean;
  readonly resync: () => void;
  /** Nothing moves from now on, or again. */
  readonly calm: (calm: boolean) => void;
  /** After each look: say how it stands. */
  readonly tell: (vitals: { readonly heapBytes: number | null; readonly frameRate: number | null; readonly restarts: number }) => void;
}

/** How often the gateway's page is looked at for another build, where no worker does. */
const BUILD_EVERY_MS = 5 * 60_000;
const ASK_LIMIT_MS = 10_000;
const FIRST_MS = 4_000;

/** Looks after a wall that nobody looks after: the decisions are `watchdog.ts`'s, this carries them out. Returns how to stop. */
export function keepWatch(parts: WatchParts): () => void {
  const before = keptLife();
  const restarts = before === null ? 0 : before.restarts + 1;
  keepLife({ restarts, reloads: before?.reloads ?? [] });
  let watch: Watch = AWAKE;
  let faults = 0;
  let stopped = false;
  let timer = window.setTimeout(() => void round(), FIRST_MS);
  const fault = (): void => { faults += 1; };

  async function round(): Promise<void> {
    const began = Date.now();
    const frameRate = await frameRateNow();
    if (stopped) return;
    const memory = memoryNow();
    const heapBytes = memory?.used ?? null;
    const result = look(watch, { now: Date.now(), heapBytes, heapLimitBytes: memory?.limit ?? null, frameRate, faults, isGone: parts.isGone(), isBusy: parts.isBusy() });
    watch = result.watch;
    faults = 0;
    const { advice } = result;
    if (advice.resync) parts.resync();
    parts.calm(advice.calm);
    if (advice.reload !== null) beginAgain();
    parts.tell({ heapBytes, frameRate: frameRate === null ? null : Math.round(frameRate * 10) / 10, restarts });
    timer = window.setTimeout(() => void round(), Math.max(0, LOOK_EVERY_MS - (Date.now() - began)));
  }

  /** Alerts are not cut off for a new build: the wish is kept and told again when they are over. */
  let postponed = 0;
  const holdBack = (event: Event): void => {
    if (!parts.isBusy()) return;
    event.stopImmediatePropagation();
    window.clearTimeout(postponed);
    postponed = window.setTimeout(() => dispatchEvent(new Event(OUTDATED)), LOOK_EVERY_MS);
  };
  addEventListener(OUTDATED, holdBack, true);
  addEventListener('error', fault);
  addEventListener('unhandledrejection', fault);
  const builds = window.setInterval(() => void lookForBuild(), BUILD_EVERY_MS);

  return () => {
    stopped = true;
    window.clearTimeout(timer);
    window.clearTimeout(postponed);
    window.clearInterval(builds);
    removeEventListener(OUTDATED, holdBack, true);
    removeEventListener('error', fault);
    removeEventListener('unhandledrejection', fault);
  };
}

/** Begins again where that is allowed, and notes it first: what cannot be noted is not done. */
function beginAgain(): void {
  const life = keptLife();
  const now = Date.now();
  if (!life || !mayReload(life.reloads, now)) return;
  if (keepLife({ ...life, reloads: [...countedReloads(life.reloads, now), now] })) location.reload();
}

/** The worker notices a new build by itself; over plain http there is none. The guard of the start decides whether to reload, and when. */
async function lookForBuild(): Promise<void> {
  if (navigator.serviceWorker?.controller) return;
  const own = document.querySelector('meta[name="build"]')?.getAttribute('content');
  try {
    const page = await fetch(document.baseURI, { cache: 'no-store', headers: { accept: 'text/html' }, signal: AbortSignal.timeout(ASK_LIMIT_MS) });
    const served = page.ok ? /<meta name="build" content="([^"]+)"/.exec(await page.text())?.[1] : undefined;
    if (served !== undefined && own && served !== own) dispatchEvent(new Event(OUTDATED));
  } catch {
    // Not to be reached: the next look asks again.
    return;
  }
}
