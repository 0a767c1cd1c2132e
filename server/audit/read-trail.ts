import type { Kysely } from 'kysely';
import type { Database } from '../store/schema';
import type { Store } from '../store/store';
import type { TrailRow } from './trail-row';
import { verifyTrail, withFault, type Anchor, type TrailReport } from './verify-trail';

/** Entries read at once; between two readings others have the connection. */
const CHUNK = 500;

export interface TrailRange {
  /** Epoch ms, from (inclusive) and to (exclusive). */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Number after which reading begins. */
  readonly after?: number | undefined;
  /** Last number read; the end of the trail at the beginning of the reading where absent. */
  readonly last?: number | undefined;
}

export const headOf = (db: Kysely<Database>): Promise<Pick<TrailRow, 'seq' | 'hash'> | undefined> =>
  db.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();

/** The trail in order, in pieces: no transaction is held, for entries are never changed and only added behind the end. */
export async function* readTrail(db: Kysely<Database>, { from, to, after: start, last }: TrailRange = {}): AsyncGenerator<TrailRow> {
  const end = last ?? (await headOf(db))?.seq ?? 0;
  let after = start;
  for (;;) {
    let asked = db.selectFrom('audit').selectAll().where('seq', '<=', end).orderBy('seq').limit(CHUNK);
    if (after !== undefined) asked = asked.where('seq', '>', after);
    if (from !== undefined) asked = asked.where('at', '>=', new Date(from));
    if (to !== undefined) asked = asked.where('at', '<', new Date(to));
    const rows: TrailRow[] = await asked.execute();
    yield* rows;
    const final = rows.at(-1);
    if (final === undefined || rows.length < CHUNK) return;
    after = final.seq;
  }
}

/** Verifies what a store holds up to its end at this moment, against anchors kept elsewhere. */
export async function verifyStore({ db }: Pick<Store, 'db'>, anchors: readonly Anchor[]): Promise<TrailReport> {
  const last = (await headOf(db))?.seq ?? 0;
  const report = await verifyTrail(readTrail(db, { last }), anchors);
  const { count } = await db.selectFrom('audit').select((row) => row.fn.countAll<number>().as('count')).where('seq', '<=', last).executeTakeFirstOrThrow();
  // A row that hides behind another's number is in no chain.
  return Number(count) === report.entries ? report : withFault(report, 'uncounted');
}
