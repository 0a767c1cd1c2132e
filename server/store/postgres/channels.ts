import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { ClientConfig } from 'pg';
import type { Logger } from 'pino';
import { StoreUnavailable, type Store } from '../store';
import { connectClient } from './connection';

/** The one connection that listens, made again by itself. */
export interface Channels {
  readonly listen: Store['listen'];
  /** A question over the listening connection, apart from the pool; `StoreUnavailable` while there is none. */
  readonly ask: <R extends pg.QueryResultRow>(sql: string) => Promise<readonly R[]>;
  /** Settles after the first attempt to connect. */
  readonly tried: Promise<void>;
  readonly close: () => Promise<void>;
}
interface Listener {
  readonly heard: (payload: string) => void;
  readonly missed: () => void;
}

const AGAIN_MS = { first: 100, most: 5_000 } as const;
/** How often a silent connection is tried, ms. */
const TRY_MS = 15_000;

export function channels(config: ClientConfig, log: Logger): Channels {
  const listeners = new Map<string, Set<Listener>>();
  const end = new AbortController();
  let client: pg.Client | null = null;
  let lost = (): void => undefined;

  const connect = async (): Promise<void> => {
    const fresh = await connectClient(config, () => lost());
    fresh.on('notification', ({ channel, payload }) => {
      for (const { heard } of listeners.get(channel) ?? []) heard(payload ?? '');
    });
    for (const channel of listeners.keys()) await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`);
    client = fresh;
  };
  let settle = (): void => undefined;
  const tried = new Promise<void>((done) => { settle = done; });
  const stay = async (): Promise<void> => {
    let wait: number = AGAIN_MS.first;
    for (let first = true; !end.signal.aborted; first = false) {
      const down = new Promise<void>((done) => { lost = done; });
      try {
        await connect();
        settle();
        wait = AGAIN_MS.first;
        for (const each of [...listeners.values()].flatMap((set) => [...set])) each.missed();
        if (!first) log.info('listening to the store again');
        await down;
      } catch (fault) {
        settle();
        log.warn({ fault: fault instanceof StoreUnavailable ? fault.message : 'unknown' }, 'cannot listen to the store');
      }
      const late = client;
      client = null;
      void late?.end().catch(() => undefined);
      await pause(wait * (0.5 + Math.random() / 2), undefined, { signal: end.signal }).catch(() => undefined);
      wait = Math.min(wait * 2, AGAIN_MS.most);
    }
  };
  const staying = stay();
  const ask = async <R extends pg.QueryResultRow>(sql: string): Promise<readonly R[]> => {
    if (client === null) throw new StoreUnavailable('The store is not available (no connection)');
    const asked = client;
    try {
      return (await asked.query<R>(sql)).rows;
    } catch {
      throw new StoreUnavailable('The store is not available (no answer)');
    }
  };
  const tell = async (what: 'listen' | 'unlisten', channel: string): Promise<void> => {
    if (client !== null) await client.query(`${what} ${client.escapeIdentifier(channel)}`).catch(() => lost());
  };
  // A network that fell silent is noticed by asking; the question has its own limit.
  const trying = setInterval(() => {
    if (client !== null) ask('select 1').catch(() => lost());
  }, TRY_MS).unref();

  return {
    ask,
    tried,
    listen: async (channel, heard, missed = () => undefined) => {
      const listener: Listener = { heard, missed };
      const others = listeners.get(channel) ?? new Set();
      listeners.set(channel, others.add(listener));
      // Without a connection nothing can be missed that the first `missed` would not make good.
      if (others.size === 1) await tell('listen', channel);
      return async () => {
        others.delete(listener);
        if (others.size > 0 || !listeners.delete(channel)) return;
        await tell('unlisten', channel);
      };
    },
    close: async () => {
      clearInterval(trying);
      end.abort();
      lost();
      await staying;
    },
  };
}
