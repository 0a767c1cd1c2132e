import { randomBytes } from 'node:crypto';
import type { Core } from '../core';
import { Problem } from '../http/problems';
import type { Attempts } from '../session/attempts';
import { hashOf, isSecret, newSecret } from '../session/secrets';
import type { Db } from '../store/store';
import { newCode, readCode, shownCode } from './pairing-code';
import { screenOfSecret } from './screen-rows';
import type { Operator, PairingState, Screens } from './screens';

const MINUTE_MS = 60_000;
/** Codes one address may ask for in a minute: a room full of screens that starts at once. */
const BEGINS = { most: 30, windowMs: MINUTE_MS };
/** Codes one operator may try in a minute. */
const GUESSES = { most: 5, windowMs: MINUTE_MS };
/** Codes that may wait at once. */
const MOST_WAITING = 1_000;
const CODE_TRIES = 5;

export type Pairings = Pick<Screens, 'begin' | 'mine' | 'lookUp'> & {
  /** Counts a guess; throws `too-many` beyond the limit. */
  readonly guess: (by: Operator, typed: string) => Promise<string>;
  readonly forgetGuesses: (by: Operator) => Promise<void>;
};

/** Codes on their way from a screen's face to an operator's hand. */
export function createPairings(core: Pick<Core, 'store' | 'clock' | 'settings'>, attempts: Attempts): Pairings {
  const { store, clock } = core;
  const lasts = (): number => clock() + core.settings.times.pairingMs;
  const guesser = ({ actor, from }: Operator): string => `pairing ${from.address} ${actor.kind === 'person' ? actor.id : ''}`;

  const guess: Pairings['guess'] = async (by, typed) => {
    const attempt = await attempts.take(guesser(by), GUESSES);
    if (!attempt.ok) throw new Problem('too-many', { retryAfterSeconds: attempt.retryAfterSeconds });
    const code = readCode(typed);
    if (code === null) throw new Problem('not-found');
    return code;
  };
  const formerName = async (db: Db, secret: string | null): Promise<string | null> =>
    (secret !== null && isSecret(secret) ? (await screenOfSecret(db, hashOf(secret)))?.name : undefined) ?? null;

  return {
    guess,
    forgetGuesses: (by) => attempts.forget(guesser(by)),
    begin: async (device, address) => {
      const attempt = await attempts.take(`pairing-begin ${address}`, BEGINS);
      if (!attempt.ok) throw new Problem('too-many', { retryAfterSeconds: attempt.retryAfterSeconds });
      const secret = newSecret();
      const expiresAt = lasts();
      const code = await store.transact(async (db) => {
        await db.deleteFrom('pairing')
          .where((row) => row.or([row('expires_at', '<=', new Date(clock())), ...(device === null ? [] : [row('device', '=', hashOf(device))])])).execute();
        const { waiting } = await db.selectFrom('pairing').select((row) => row.fn.countAll<number>().as('waiting')).executeTakeFirstOrThrow();
        if (Number(waiting) >= MOST_WAITING) throw new Problem('overloaded', { retryAfterSeconds: 60 });
        return insertCode(db, hashOf(secret), new Date(expiresAt));
      });
      return { code: shownCode(code), expiresAt, device: secret };
    },
    mine: (device, former) => store.transact(async (db): Promise<PairingState> => {
      const expired = async (): Promise<PairingState> => ({ state: 'expired', formerName: await formerName(db, former) });
      if (device === null || !isSecret(device)) return expired();
      const row = await db.selectFrom('pairing').selectAll().where('device', '=', hashOf(device)).forUpdate().executeTakeFirst();
      if (!row || row.expires_at.getTime() <= clock()) return expired();
      if (row.screen === null) return { state: 'waiting', code: shownCode(row.code), expiresAt: row.expires_at.getTime(), formerName: await formerName(db, former) };
      // An answer may be lost on its way: as long as the screen never came with its secret, the device may fetch another.
      const secret = newSecret();
      const screen = await db.updateTable('screen').set({ secret: hashOf(secret), secret_since: new Date(clock()) })
        .where('id', '=', row.screen).where('seen_at', 'is', null).where('revoked_at', 'is', null).returning(['id', 'name']).executeTakeFirst();
      return screen ? { state: 'paired', screen: screen.id, name: screen.name, secret } : expired();
    }),
    lookUp: async (by, typed) => {
      const code = await guess(by, typed);
      const row = await store.db.selectFrom('pairing').select('expires_at').where('code', '=', code).where('screen', 'is', null).where('expires_at', '>', new Date(clock())).executeTakeFirst();
      if (!row) throw new Problem('not-found');
      return { code: shownCode(code), expiresAt: row.expires_at.getTime() };
    },
  };
}

/** Two devices with one code are no chance worth waiting for, but nobody may be given another's. */
async function insertCode(db: Db, device: string, expiresAt: Date): Promise<string> {
  for (let left = CODE_TRIES; left > 0; left -= 1) {
    const code = newCode();
    const { numInsertedOrUpdatedRows } = await db.insertInto('pairing').values({ code, device, expires_at: expiresAt, screen: null, token: null })
      .onConflict((clash) => clash.column('code').doNothing()).executeTakeFirst();
    if (numInsertedOrUpdatedRows === 1n) return code;
  }
  throw new Error('no free pairing code');
}

/** Stands for a secret until the device fetches its own: the hash of nothing anybody knows. */
export const nobodysSecret = (): string => hashOf(randomBytes(32).toString('base64url'));
