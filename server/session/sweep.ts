import { setTimeout as pause } from 'node:timers/promises';
import type { Core } from '../core';
import { ATTEMPTS_KEPT_MS } from './attempts';
import { endSessions } from './end-sessions';

/** How often what has run out is ended and taken away, ms. */
const SWEEP_EVERY_MS = 30_000;
/** How long an ended session is kept for the list of what happened, ms. */
const ENDED_KEPT_MS = 90 * 86_400_000;

/** Sweeps again and again in the one gateway elected for it, until the signal. */
export async function sweepUntil(core: Core, steady: () => number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await sweep(core, steady());
    } catch (fault) {
      core.log.warn({ reason: fault instanceof Error ? fault.name : 'unknown' }, 'sweep of sessions failed');
    }
    await pause(SWEEP_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

/** Ends sessions that were idle or lasted too long, so that their open pages are told, and forgets what nobody needs any more. */
export async function sweep(core: Core, now: number): Promise<void> {
  const { store, settings: { times } } = core;
  const over = await store.db
    .selectFrom('session')
    .select(['id', 'expires_at'])
    .where('ended_at', 'is', null)
    .where(({ eb, or }) => or([eb('seen_at', '<', new Date(now - times.sessionIdleMs)), eb('expires_at', '<=', new Date(now))]))
    .limit(500)
    .execute();
  for (const { id, expires_at } of over) {
    await store.transact((db) => endSessions(core, db, { id }, expires_at.getTime() <= now ? 'too-long' : 'idle', { actor: { kind: 'system' } }, now));
  }
  const wall = core.clock();
  await store.db.deleteFrom('sign_in').where('expires_at', '<', new Date(wall)).execute();
  await store.db.deleteFrom('attempt').where('window_start', '<', new Date(wall - ATTEMPTS_KEPT_MS)).execute();
  await store.transact(async (db) => {
    const old = db.selectFrom('session').select('id').where('ended_at', '<', new Date(wall - ENDED_KEPT_MS));
    await db.deleteFrom('purpose_stated').where('session', 'in', old).execute();
    await db.deleteFrom('session').where('ended_at', '<', new Date(wall - ENDED_KEPT_MS)).execute();
  });
}
