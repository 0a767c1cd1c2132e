import type { Selectable } from 'kysely';
import type { Database } from '../store/schema';
import type { Db } from '../store/store';

export type AnnotationRow = Selectable<Database['annotation']>;
export type ReplyRow = Selectable<Database['annotation_reply']>;

export interface Wanted {
  readonly dataset: string;
  readonly indicator?: string | undefined;
  readonly unit?: string | undefined;
  readonly resolved: boolean;
}

/** Standing remarks of a dataset, newest first; one more than `most` tells that there are more. */
export function standing(db: Db, { dataset, indicator, unit, resolved }: Wanted, most: number): Promise<AnnotationRow[]> {
  let query = db.selectFrom('annotation').selectAll().where('dataset', '=', dataset).where('withdrawn_at', 'is', null);
  if (indicator !== undefined) query = query.where((row) => row.or([row('indicator', '=', indicator), row('indicator', 'is', null)]));
  if (unit !== undefined) query = query.where('unit', '=', unit);
  if (!resolved) query = query.where('resolved_at', 'is', null);
  return query.orderBy('at', 'desc').orderBy('id').limit(most + 1).execute();
}

export const repliesOf = (db: Db, ids: readonly string[]): Promise<ReplyRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : db.selectFrom('annotation_reply').selectAll().where('annotation', 'in', [...ids]).where('withdrawn_at', 'is', null).orderBy('at').orderBy('id').execute();

export const rowOf = (db: Db, id: string, lock = false): Promise<AnnotationRow | undefined> => {
  const query = db.selectFrom('annotation').selectAll().where('id', '=', id).where('withdrawn_at', 'is', null);
  return (lock ? query.forUpdate() : query).executeTakeFirst();
};

/** Names of people by id. */
export async function namesOf(db: Db, ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db.selectFrom('person').select(['id', 'name']).where('id', 'in', wanted).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
