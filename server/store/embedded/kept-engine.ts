import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { PGliteEngine } from '../pglite-dialect';
import { StoreUnavailable, type Store } from '../store';
import { ANSWER_MS, startEngine, type EngineThread } from './engine-thread';

/** The embedded database, opened again by itself where its thread ended. */
export interface KeptEngine {
  /** The engine of this moment; throws `StoreUnavailable` while there is none. */
  readonly current: () => PGliteEngine;
  /** Of PostgreSQL; null while there is no engine. */
  readonly version: () => string | null;
  /** `tell` runs a statement of its own, outside anybody's transaction: LISTEN would be undone with it. */
  readonly listenBy: (tell: (statement: string) => Promise<void>) => Store['listen'];
  readonly dump: () => Promise<Uint8Array>;
  /** How many rows were written since the folder was opened. */
  readonly written: () => number;
  readonly close: () => Promise<void>;
}

interface Listener {
  readonly heard: (payload: string) => void;
  readonly missed: () => void;
}

const AGAIN_MS = { first: 200, most: 10_000 } as const;

export interface EngineOptions {
  readonly answerMs?: number;
  /** A dump to begin with. */
  readonly load?: Uint8Array | null;
}

export async function keepEngine(folder: string | null, log: Logger, { answerMs = ANSWER_MS, load = null }: EngineOptions = {}): Promise<KeptEngine> {
  const channels = new Map<string, Set<Listener>>();
  let engine: EngineThread | null = null;
  const end = new AbortController();
  let closed = false;
  let written = 0;

  const heard = (channel: string, payload: string): void => {
    for (const listener of channels.get(channel) ?? []) listener.heard(payload);
  };
  const start = async (): Promise<void> => {
    let ended = false;
    const gone = (why: string): void => {
      ended = true;
      // One that ends while it is being opened is the opener's to see.
      if (engine === null) return;
      engine = null;
      log.error({ why }, 'the embedded store ended and is opened again');
      opening = again();
    };
    const started = await startEngine({ folder, load }, { heard, gone }, answerMs);
    for (const channel of channels.keys()) await started.query(`listen ${quoted(channel)}`, []);
    if (ended) throw new StoreUnavailable('The store ended while it was opened');
    // Nobody would close it any more.
    if (closed) await started.close();
    else engine = started;
  };
  let opening: Promise<void> = Promise.resolve();
  const again = async (): Promise<void> => {
    for (let wait: number = AGAIN_MS.first; !closed; wait = Math.min(wait * 2, AGAIN_MS.most)) {
      await pause(wait, undefined, { signal: end.signal }).catch(() => undefined);
      if (closed) return;
      try {
        await start();
        if (closed) return;
        for (const listeners of channels.values()) for (const { missed } of listeners) missed();
        return;
      } catch (fault) {
        log.error({ why: fault instanceof Error ? fault.message : 'unknown' }, 'the embedded store does not open');
      }
    }
  };
  const current = (): EngineThread => {
    if (engine === null) throw new StoreUnavailable(closed ? 'The store is closed' : 'The store is being opened again');
    return engine;
  };

  await start();
  return {
    current: () => {
      const thread = current();
      return {
        query: async <R>(sql: string, parameters: unknown[]) => {
          const answer = await thread.query<R>(sql, parameters);
          written += answer.affectedRows ?? 0;
          return answer;
        },
      };
    },
    version: () => engine?.version ?? null,
    listenBy: (tell) => async (channel, heardHere, missed = () => undefined) => {
      const listener: Listener = { heard: heardHere, missed };
      const others = channels.get(channel) ?? new Set();
      channels.set(channel, others.add(listener));
      if (others.size === 1) await tell(`listen ${quoted(channel)}`);
      return async () => {
        others.delete(listener);
        if (others.size > 0 || !channels.delete(channel)) return;
        if (engine !== null) await tell(`unlisten ${quoted(channel)}`);
      };
    },
    dump: () => current().dump(),
    written: () => written,
    close: async () => {
      closed = true;
      end.abort();
      const last = engine;
      engine = null;
      await last?.close();
      await opening;
    },
  };
}

const quoted = (channel: string): string => `"${channel.replaceAll('"', '""')}"`;
