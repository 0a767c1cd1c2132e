import { randomBytes } from 'node:crypto';
import type { SourceError } from '@/federation/source-error';
import { readError } from '@/federation/gateway/read-wire';
import type { Core } from '../core';
import type { Db } from '../store/store';

const CHANNEL = 'answers';
/** A word that was lost is made up for by looking, ms. */
const POLL_MS = 500;

/** Word of another gateway about a question: there is a new answer in the store, or the source failed it. */
export interface Word {
  readonly key: string;
  readonly failed: SourceError | null;
}

/**
 * Which gateway is asking a question. A lease in a row, so that a gateway that dies frees it; the others wait for its word instead of
 * asking too. On the embedded store there is one gateway and nothing to agree on.
 */
export interface AskingLeases {
  /** Whether this gateway may ask now; the lease ends by itself after `forMs`. */
  readonly take: (key: string, forMs: number) => Promise<boolean>;
  /** Gives the lease back and tells the others, when the surrounding transaction commits. */
  readonly giveBack: (db: Db, word: Word) => Promise<void>;
  /** Waits for a word about a question, at most a moment; null where none came. */
  readonly nextWord: (key: string, signal: AbortSignal) => Promise<Word | null>;
  readonly stop: () => Promise<void>;
}

export async function createAskingLeases({ store, clock, log }: Pick<Core, 'store' | 'clock' | 'log'>, heard: (word: Word) => void): Promise<AskingLeases | null> {
  if (store.kind === 'pglite') return null;
  const holder = randomBytes(12).toString('base64url');
  const waiting = new Map<string, Set<(word: Word | null) => void>>();
  const stop = await store.listen(CHANNEL, (payload) => {
    const said = wordOf(payload);
    if (!said || said.holder === holder) return;
    heard(said);
    for (const tell of [...(waiting.get(said.key) ?? [])]) tell(said);
  }, () => log.info('words of other gateways may have been lost; kept answers are looked up anew'));

  return {
    async take(key, forMs) {
      const now = clock();
      const row = { holder, until: new Date(now + forMs) };
      const taken = await store.db.insertInto('asking').values({ key, ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row).where('asking.until', '<', new Date(now)))
        .returning('key').executeTakeFirst();
      return taken !== undefined;
    },
    async giveBack(db, { key, failed }) {
      await db.deleteFrom('asking').where('key', '=', key).where('holder', '=', holder).execute();
      await store.notify(db, CHANNEL, JSON.stringify({ key, holder, ...(failed ? { failed } : {}) }));
    },
    nextWord: (key, signal) => new Promise((resolve) => {
      const others = waiting.get(key) ?? new Set();
      waiting.set(key, others);
      const tell = (word: Word | null): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', leave);
        others.delete(tell);
        if (others.size === 0) waiting.delete(key);
        resolve(word);
      };
      const leave = (): void => tell(null);
      const timer = setTimeout(leave, POLL_MS);
      others.add(tell);
      signal.addEventListener('abort', leave, { once: true });
    }),
    stop,
  };
}

function wordOf(payload: string): (Word & { readonly holder: string }) | null {
  let raw: unknown;
  try {
    raw = JSON.parse(payload);
  } catch {
    return null;
  }
  if (typeof raw !== 'object' || raw === null || !('key' in raw) || !('holder' in raw) || typeof raw.key !== 'string' || typeof raw.holder !== 'string') return null;
  return { key: raw.key, holder: raw.holder, failed: 'failed' in raw ? readError(raw.failed) : null };
}
