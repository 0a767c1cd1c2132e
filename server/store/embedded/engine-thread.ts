import { Worker } from 'node:worker_threads';
import type { PGliteEngine } from '../pglite-dialect';
import { StoreUnavailable } from '../store';
import { refusalOf } from '../store-fault';
import type { EngineAnswer, EngineStart, FromEngine, ToEngine } from './engine-protocol';

/** The embedded database in a thread of its own, so that a query does not hold up the gateway's other work. */
export interface EngineThread extends PGliteEngine {
  readonly version: string;
  /** The whole database folder as it is at this moment, a gzipped tar. */
  readonly dump: () => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
}

export interface EngineEvents {
  readonly heard: (channel: string, payload: string) => void;
  /** The thread ended by itself; called once, after every question under way was refused. */
  readonly gone: (why: string) => void;
}

/** How long opening may take, first creation on a slow machine included, ms. */
const OPEN_MS = 120_000;
/** How long one statement may take before the thread is ended, ms: nothing inside the engine can stop it. A dump takes what it takes. */
export const ANSWER_MS = 20_000;
const DUMP_MS = 600_000;

type Ask = ToEngine extends infer One ? (One extends { readonly id: number } ? Omit<One, 'id'> : never) : never;
interface Waiting {
  readonly resolve: (answer: EngineAnswer) => void;
  readonly reject: (fault: Error) => void;
}

/** Starts the thread and waits until the database is open; rejects with the engine's own words where it cannot be opened. */
export async function startEngine(start: EngineStart, events: EngineEvents, answerMs = ANSWER_MS): Promise<EngineThread> {
  const worker = new Worker(new URL('./engine-boot.mjs', import.meta.url), { execArgv: [], name: 'store', workerData: start, stdout: true, stderr: true });
  const firstWord = opening(worker);
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let state: 'opening' | 'running' | 'closing' | 'ended' = 'opening';

  const end = (why: string): void => {
    if (state === 'ended') return;
    const unexpected = state === 'running';
    state = 'ended';
    for (const { reject } of waiting.values()) reject(new StoreUnavailable('The store is not available (its thread ended)'));
    waiting.clear();
    if (unexpected) events.gone(why);
  };
  const ask = (question: Ask): Promise<EngineAnswer> => {
    if (state !== 'running') return Promise.reject(new StoreUnavailable('The store is not available (closed)'));
    last += 1;
    const id = last;
    return new Promise<EngineAnswer>((resolve, reject) => {
      const late = setTimeout(() => {
        end('a statement took too long');
        void worker.terminate();
      }, question.ask === 'query' ? answerMs : DUMP_MS);
      const settle = <T>(next: (value: T) => void) => (value: T): void => {
        clearTimeout(late);
        next(value);
      };
      waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      worker.postMessage({ ...question, id } satisfies ToEngine);
    });
  };
  const hear = (message: FromEngine): void => {
    if ('channel' in message) return events.heard(message.channel, message.payload);
    if ('opened' in message) return;
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if ('answer' in message) asked?.resolve(message.answer);
    else asked?.reject(faultOf(message.refused));
  };

  worker.on('message', hear);
  worker.on('error', (fault) => end(fault.message));
  worker.on('exit', () => end('the thread ended'));
  const version = await firstWord;
  state = 'running';
  return {
    version,
    query: async <R>(sql: string, parameters: readonly unknown[]) => {
      const { rows, affectedRows } = await ask({ ask: 'query', sql, parameters });
      return { rows: rows as R[], affectedRows };
    },
    dump: async () => (await ask({ ask: 'dump' })).bytes ?? new Uint8Array(),
    close: async () => {
      if (state !== 'running') return;
      const closed = ask({ ask: 'close' });
      state = 'closing';
      await closed;
      await worker.terminate();
    },
  };
}

const faultOf = ({ code, constraint, table, message }: { code: string | null; constraint: string | null; table: string | null; message: string }): Error =>
  code === null ? new Error(message) : refusalOf(code, constraint, table);

/** The version the thread says first; rejects where it cannot open, or ends. */
function opening(worker: Worker): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(late);
      reject(new Error(why));
      void worker.terminate();
    };
    const late = setTimeout(() => fail('it did not open in time'), OPEN_MS);
    worker.once('message', (message: FromEngine) => {
      if (!('opened' in message) || !message.opened) return fail('why' in message ? message.why : 'unknown');
      clearTimeout(late);
      resolve(message.version);
    });
    worker.once('error', (fault) => fail(fault.message));
    worker.once('exit', () => fail('the thread ended while opening'));
  });
}
