import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import * as z from 'zod';
import type { Json } from '@/domain/dataset';
import type { Db } from '../store/store';
import type { PortalEvent } from './event-log';

/** Where the epoch stands in `meta`. */
const EPOCH_KEY = 'event-epoch';

const audienceSchema = z.discriminatedUnion('to', [
  z.object({ to: z.literal('everyone') }),
  z.object({ to: z.enum(['person', 'session', 'screen']), id: z.string() }),
  z.object({ to: z.literal('unit'), unit: z.string().nullable() }),
  z.object({ to: z.literal('dataset'), dataset: z.string(), share: z.string() }),
]);
const kindSchema = z.enum(['dataset-changed', 'document-changed', 'rights-changed', 'session-ended', 'screen-command', 'configuration-changed', 'wall-changed', 'annotation-changed', 'report-changed']);
const payloadSchema = z.record(z.string(), z.json());

/** An id with what it says; null where a newer gateway wrote what this one does not know. */
export interface EventRow {
  readonly id: number;
  readonly event: PortalEvent | null;
}

/** The epoch in force; made where there is none. Two gateways starting at once agree. */
export async function readEpoch(db: Db): Promise<string> {
  await db.insertInto('meta').values({ key: EPOCH_KEY, value: newEpoch() }).onConflict((row) => row.doNothing()).execute();
  return (await db.selectFrom('meta').select('value').where('key', '=', EPOCH_KEY).executeTakeFirstOrThrow()).value;
}

/** Begins a new epoch, so that no reader goes on from ids of another database. To be called by whatever restores one. */
export async function renewEpoch(db: Db): Promise<void> {
  const value = newEpoch();
  await db.insertInto('meta').values({ key: EPOCH_KEY, value }).onConflict((row) => row.column('key').doUpdateSet({ value })).execute();
}

const newEpoch = (): string => randomBytes(8).toString('hex');

/** Rows after `id` in order, at most `limit`. */
export async function rowsAfter(db: Db, epoch: string, id: number, limit: number): Promise<EventRow[]> {
  const rows = await db.selectFrom('event').selectAll().where('id', '>', id).orderBy('id').limit(limit).execute();
  return rows.map((row) => {
    const audience = audienceSchema.safeParse(row.audience);
    const kind = kindSchema.safeParse(row.kind);
    const payload = payloadSchema.safeParse(row.payload);
    if (!audience.success || !kind.success || !payload.success) return { id: row.id, event: null };
    return { id: row.id, event: { id: row.id, epoch, kind: kind.data, audience: audience.data, payload: payload.data as { [key: string]: Json }, at: row.at.getTime() } };
  });
}

/** Oldest and newest id still kept; zeros in an empty table. */
export async function keptIds(db: Db): Promise<{ readonly oldest: number; readonly newest: number }> {
  const { rows } = await sql<{ oldest: number; newest: number }>`select coalesce(min(id), 0) as oldest, coalesce(max(id), 0) as newest from event`.execute(db);
  return { oldest: Number(rows[0]?.oldest ?? 0), newest: Number(rows[0]?.newest ?? 0) };
}

/** Drops what is older than `before` or beyond `most` rows; the newest always stays, so that ids are never forgotten. */
export async function pruneEvents(db: Db, before: Date, most: number): Promise<void> {
  const { newest } = await keptIds(db);
  await db.deleteFrom('event').where('id', '<', newest).where((row) => row.or([row('at', '<', before), row('id', '<=', newest - most)])).execute();
}
