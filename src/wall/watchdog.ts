/** What a screen knows of its own health, every ten seconds. */
export interface Vitals {
  /** Device time. */
  readonly now: number;
  /** Memory in use and the most there may be, bytes; null where the browser does not tell. */
  readonly heapBytes: number | null;
  readonly heapLimitBytes: number | null;
  /** Pictures a second; null where it could not be measured: a hidden page draws none. */
  readonly frameRate: number | null;
  /** Faults of the page itself since the last look, those of single tiles not counted. */
  readonly faults: number;
  /** Nothing of the page is left to be seen. */
  readonly isGone: boolean;
  /** An alert has the screen, or a change is on its way: no moment to begin again. */
  readonly isBusy: boolean;
}

/** What the watchdog keeps between two looks. */
export interface Watch {
  readonly lookedAt: number | null;
  /** Least memory of each quarter of an hour, oldest first: what is left after the browser has tidied up. */
  readonly troughs: readonly { readonly quarter: number; readonly bytes: number }[];
  readonly slowSince: number | null;
  readonly goneSince: number | null;
}
export const AWAKE: Watch = { lookedAt: null, troughs: [], slowSince: null, goneSince: null };

export type Why = 'heap' | 'slow' | 'fault';
export interface Advice {
  /** The page slept or its timers were held back: everything is to be asked anew. */
  readonly resync: boolean;
  /** Nothing moves from now on. */
  readonly calm: boolean;
  /** Why it should begin again; null where it need not. Whether it may is {@link mayReload}'s to say. */
  readonly reload: Why | null;
}

export const LOOK_EVERY_MS = 10_000;
const QUARTER_MS = 15 * 60_000;
const MOST_TROUGHS = 4 * 12;
/** Part of what the browser allows at which it is better to go than to be killed. */
const HEAP_PART = 0.6;
/** Growth of the least memory since the page had settled; a wall that needs more than this has a leak. */
const HEAP_GROWTH_BYTES = 400 * 1024 * 1024;
const SLOW_RATE = 5;
const SLOW_MS = 60_000;
const STILL_SLOW_MS = 6 * 60_000;
const MOST_FAULTS = 10;
const GONE_MS = 30_000;

/** One look: what is to be done now, and what to keep until the next. Pure. */
export function look(watch: Watch, vitals: Vitals): { readonly watch: Watch; readonly advice: Advice } {
  const { now, frameRate, faults } = vitals;
  const gap = watch.lookedAt === null ? 0 : now - watch.lookedAt;
  const slept = gap > 3 * LOOK_EVERY_MS || gap < 0;
  const troughs = withTrough(watch.troughs, vitals);
  const since = (before: number | null, holds: boolean): number | null => (holds && !slept ? (before ?? now) : null);
  const slowSince = since(watch.slowSince, frameRate !== null && frameRate < SLOW_RATE);
  const goneSince = since(watch.goneSince, vitals.isGone);
  const slowMs = slowSince === null ? 0 : now - slowSince;
  const isLost = faults >= MOST_FAULTS || (goneSince !== null && now - goneSince >= GONE_MS);
  const reload = isLost ? 'fault' : isHeavy(troughs, vitals) ? 'heap' : slowMs >= STILL_SLOW_MS ? 'slow' : null;
  return {
    watch: { lookedAt: now, troughs, slowSince, goneSince },
    // What is broken is no alert any more; everything else waits for its end.
    advice: { resync: slept, calm: slowMs >= SLOW_MS, reload: vitals.isBusy && reload !== 'fault' ? null : reload },
  };
}

function withTrough(troughs: Watch['troughs'], { now, heapBytes }: Vitals): Watch['troughs'] {
  if (heapBytes === null) return troughs;
  const quarter = Math.floor(now / QUARTER_MS);
  const last = troughs.at(-1);
  if (last?.quarter === quarter) return heapBytes < last.bytes ? [...troughs.slice(0, -1), { quarter, bytes: heapBytes }] : troughs;
  // The first whole quarter is what growth is measured against: it stays.
  const kept = troughs.length >= MOST_TROUGHS ? [...troughs.slice(0, 2), ...troughs.slice(3)] : troughs;
  return [...kept, { quarter, bytes: heapBytes }];
}

function isHeavy(troughs: Watch['troughs'], { heapBytes, heapLimitBytes }: Vitals): boolean {
  if (heapBytes !== null && heapLimitBytes !== null && heapBytes > heapLimitBytes * HEAP_PART) return true;
  // Neither the quarter in which the page began nor the one that is not over.
  const [, settled, ...since] = troughs.slice(0, -1);
  const last = since.at(-1);
  return settled !== undefined && last !== undefined && last.bytes - settled.bytes > HEAP_GROWTH_BYTES;
}

const RELOAD_EVERY_MS = 5 * 60_000;
const RELOADS_A_DAY = 6;
const DAY_MS = 86_400_000;

/**
 * Whether a screen may begin again by itself: once in five minutes and six times a day, whatever is wrong, so that no fault becomes a loop.
 * `reloads`: when it did, device time; of a clock that was
 * set, the distance counts.
 */
export function mayReload(reloads: readonly number[], now: number): boolean {
  const ages = reloads.map((at) => Math.abs(now - at));
  return ages.every((age) => age >= RELOAD_EVERY_MS) && ages.filter((age) => age < DAY_MS).length < RELOADS_A_DAY;
}
/** The moments that still count. */
export const countedReloads = (reloads: readonly number[], now: number): readonly number[] => reloads.filter((at) => Math.abs(now - at) < DAY_MS).slice(-RELOADS_A_DAY);
