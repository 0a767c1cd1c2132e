import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Store } from './store';

/** An office held. `lost` aborts when somebody else may hold it; `giveUp` frees it. */
export interface Office {
  readonly lost: AbortSignal;
  readonly giveUp: () => Promise<void>;
}
/** Waits until the office is ours, or rejects; called again after a while where it rejects. Must end soon after `stopped` aborts. */
export type Campaign = (name: string, stopped: AbortSignal) => Promise<Office>;

/** Between a duty that ended by itself, or a campaign that failed, and the next campaign, ms. */
const AGAIN_MS = 1_000;

/** Campaigns without end, one for each duty; `stopAll` at the store's closing. */
export function elections(campaign: Campaign, log: Logger): { readonly elect: Store['elect']; readonly stopAll: () => Promise<void> } {
  const stops = new Set<() => Promise<void>>();
  const serve = async (name: string, duty: (signal: AbortSignal) => Promise<void>, stopped: AbortSignal): Promise<void> => {
    const office = await campaign(name, stopped);
    try {
      if (!stopped.aborted) await duty(AbortSignal.any([stopped, office.lost]));
    } finally {
      await office.giveUp();
    }
  };
  const elect: Store['elect'] = (name, duty) => {
    const end = new AbortController();
    const term = async (): Promise<void> => {
      while (!end.signal.aborted) {
        try {
          await serve(name, duty, end.signal);
        } catch (fault) {
          if (!end.signal.aborted) log.warn({ duty: name, fault: fault instanceof Error ? fault.name : 'unknown' }, 'duty interrupted');
        }
        await pause(AGAIN_MS, undefined, { signal: end.signal, ref: false }).catch(() => undefined);
      }
    };
    const ended = term();
    const stop = async (): Promise<void> => {
      stops.delete(stop);
      end.abort();
      await ended;
    };
    stops.add(stop);
    return stop;
  };
  return { elect, stopAll: async () => void (await Promise.all([...stops].map((stop) => stop()))) };
}

/** Campaigns within one process, for a store that no other process may open. */
export function ownCampaign(): Campaign {
  const queues = new Map<string, Promise<void>>();
  return async (name, stopped) => {
    const before = queues.get(name) ?? Promise.resolve();
    let free = (): void => undefined;
    queues.set(name, before.then(() => new Promise<void>((done) => { free = done; })));
    await Promise.race([before, new Promise((done) => stopped.addEventListener('abort', done, { once: true }))]);
    // Whoever leaves the queue early frees its place only when its turn comes.
    if (stopped.aborted) void before.then(() => free());
    return { lost: new AbortController().signal, giveUp: () => Promise.resolve(free()) };
  };
}
