import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { ClientConfig } from 'pg';
import { advisoryKey } from '../advisory-key';
import type { Campaign } from '../elections';
import { connectClient } from './connection';

/** Between two tries for an office that somebody holds, and between two looks whether the connection still lives, ms. */
const TRY_MS = 1_000;
const LOOK_MS = 5_000;

/**
 * Campaigns by session advisory lock, each on a connection of its own: the office falls free when that connection ends, however it ends.
 * The holder looks every few seconds, so that it lets go soon after a network parted it from the server.
 */
export const lockCampaign = (config: ClientConfig): Campaign => async (name, stopped) => {
  const lost = new AbortController();
  const client = await connectClient(config, () => lost.abort());
  const [room, key] = advisoryKey(`duty ${name}`);
  try {
    while (!stopped.aborted && !(await tryLock(client, room, key))) await pause(TRY_MS, undefined, { signal: stopped }).catch(() => undefined);
  } catch (fault) {
    await client.end().catch(() => undefined);
    throw fault;
  }
  const looking = setInterval(() => void client.query('select 1').catch(() => lost.abort()), LOOK_MS).unref();
  return {
    lost: lost.signal,
    giveUp: async () => {
      clearInterval(looking);
      // The lock goes with the session.
      await client.end().catch(() => lost.abort());
    },
  };
};

async function tryLock(client: pg.Client, room: number, key: number): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1::int, $2::int) as held', [room, key]);
  return rows[0]?.held === true;
}
