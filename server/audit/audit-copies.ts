import { setTimeout } from 'node:timers/promises';
import type { Store } from '../store/store';
import { readTrail } from './read-trail';
import type { TrailRow } from './trail-row';

/** Where lines go; takes them at once and says how many wait. */
export interface LineSink {
  readonly write: (line: string) => void;
  readonly queued: () => number;
}

const LOOK_MS = 1_000;
/** With this many lines waiting, copies wait too: the table has them safe, other lines have no other place. */
const CROWDED = 1_000;
const POSITION = 'audit-copied';

/** One line of the log a row; collectors keep it out of the database owner's reach. */
const copyLine = (row: TrailRow): string =>
  `${JSON.stringify({ level: 30, time: row.at.toISOString(), msg: 'audit', audit: { seq: row.seq, action: row.action, kind: row.actor_kind, actor: row.actor, target: row.target, outcome: row.outcome, address: row.address, request: row.request, hash: row.hash } })}\n`;

/**
 * Copies committed entries to the log, in order, each at least once, by one gateway at a time. What has been copied is remembered in
 * the store, so that a stop, a crash or a deaf collector leaves no hole. Returns how to stop.
 */
export function startAuditCopies({ db, elect }: Pick<Store, 'db' | 'elect'>, sink: LineSink, lookMs: number = LOOK_MS): () => Promise<void> {
  const copied = async (): Promise<number> => Number((await db.selectFrom('meta').select('value').where('key', '=', POSITION).executeTakeFirst())?.value ?? 0);
  const copyOnce = async (signal: AbortSignal): Promise<void> => {
    const before = await copied();
    let last = before;
    for await (const row of readTrail(db, { after: before })) {
      while (sink.queued() > CROWDED && !signal.aborted) await setTimeout(lookMs);
      if (signal.aborted) break;
      sink.write(copyLine(row));
      last = row.seq;
    }
    if (last === before) return;
    const value = String(last);
    await db.insertInto('meta').values({ key: POSITION, value }).onConflict((held) => held.column('key').doUpdateSet({ value })).execute();
  };
  return elect('audit-copies', async (signal) => {
    while (!signal.aborted) {
      // A store that is away comes back; the next look begins where this one ended.
      await copyOnce(signal).catch(() => undefined);
      await setTimeout(lookMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  });
}
