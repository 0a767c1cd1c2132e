import { sql, type ExpressionBuilder, type SqlBool, type Expression } from 'kysely';
import type { Json } from '@/domain/dataset';
import { titleOf, type DocumentKind } from '@/state/documents';
import type { Database } from '../store/schema';
import type { Db } from '../store/store';
import { sharedUnits } from '@/access/shares-unit';
import { shownId, type Holding, type Reader } from './who-may';

export interface DocumentRow extends Holding {
  readonly revision: number;
  readonly body: Json;
  readonly author: string;
  readonly at: Date;
  readonly deleted: boolean;
}
export interface RevisionRow {
  readonly kind: string;
  readonly id: string;
  readonly revision: number;
  readonly body: Json;
  readonly deleted: boolean;
  readonly author: string;
  readonly reason: string;
  readonly at: Date;
}

const COLUMNS = ['document.id', 'document.owner', 'document.unit', 'document.revision', 'document.author', 'document.updated_at', 'document.deleted'] as const;

/** The document as it stands, held for the rest of the transaction where `lock` says so. */
export async function readRow(db: Db, kind: DocumentKind, id: string, lock = false): Promise<DocumentRow | undefined> {
  const query = db.selectFrom('document').select([...COLUMNS, 'document.body']).where('kind', '=', kind).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) return undefined;
  const { updated_at: at, body, ...rest } = row;
  return { ...rest, kind, at, body: body as Json };
}

/** False where another transaction made the document first. */
export async function insertRow(db: Db, row: DocumentRow): Promise<boolean> {
  const { at, body, ...rest } = row;
  const done = await db.insertInto('document').values({ ...rest, body: JSON.stringify(body), updated_at: at }).onConflict((clash) => clash.doNothing()).returning('id').execute();
  return done.length === 1;
}

export async function updateRow(db: Db, { kind, id, at, body, ...rest }: DocumentRow): Promise<void> {
  await db.updateTable('document').set({ ...rest, body: JSON.stringify(body), updated_at: at }).where('kind', '=', kind).where('id', '=', id).execute();
}

/** False where the save key was used before. */
export async function insertRevision(db: Db, row: DocumentRow, reason: string, saveKey: string): Promise<boolean> {
  const { kind, id, revision, body, deleted, author, at } = row;
  const values = { kind, id, revision, body: JSON.stringify(body), deleted, author, at, reason, save_key: saveKey };
  const done = await db.insertInto('document_revision').values(values).onConflict((clash) => clash.column('save_key').doNothing()).returning('revision').execute();
  return done.length === 1;
}

const REVISION = ['kind', 'id', 'revision', 'body', 'deleted', 'author', 'reason', 'at'] as const;

export const revisionOfKey = (db: Db, saveKey: string): Promise<RevisionRow | undefined> =>
  db.selectFrom('document_revision').select(REVISION).where('save_key', '=', saveKey).executeTakeFirst().then((row) => row && { ...row, body: row.body as Json });

export const readRevision = (db: Db, kind: DocumentKind, id: string, revision: number): Promise<RevisionRow | undefined> =>
  db.selectFrom('document_revision').select(REVISION).where('kind', '=', kind).where('id', '=', id).where('revision', '=', revision)
    .executeTakeFirst().then((row) => row && { ...row, body: row.body as Json });

/** Newest first, without bodies. */
export const listRevisions = (db: Db, kind: DocumentKind, id: string, before: number | undefined, limit: number) =>
  db.selectFrom('document_revision').leftJoin('person', 'person.id', 'document_revision.author')
    .select(['document_revision.revision', 'document_revision.deleted', 'document_revision.author', 'document_revision.reason', 'document_revision.at', 'person.name as author_name'])
    .where('document_revision.kind', '=', kind).where('document_revision.id', '=', id)
    .$if(before !== undefined, (query) => query.where('document_revision.revision', '<', before ?? 0))
    .orderBy('document_revision.revision', 'desc').limit(limit).execute();

export interface ListQuery {
  readonly kind: DocumentKind;
  readonly after: string | undefined;
  readonly limit: number;
  readonly deleted: boolean;
}

/** Cards of the documents a reader may see, by id, one more than `limit` where there are more. Of the body only the title is read. */
export async function listRows(db: Db, reader: Reader, { kind, after, limit, deleted }: ListQuery) {
  const rows = await db.selectFrom('document').leftJoin('person', 'person.id', 'document.author')
    .select([...COLUMNS, 'person.name as author_name', sql<Json>`document.body -> 'title'`.as('title')])
    .where('document.kind', '=', kind)
    .where('document.deleted', '=', deleted)
    .where((build) => visible(build, reader, kind))
    .$if(after !== undefined, (query) => query.where('document.id', '>', after ?? ''))
    .orderBy('document.id').limit(limit + 1).execute();
  return rows.map(({ title, updated_at: at, author_name: authorName, ...rest }) => ({ ...rest, kind, at, authorName, title: titleOf({ title }) }));
}

/** The same rule as `mayRead`, for the database. */
function visible(build: ExpressionBuilder<Database, 'document'>, { actor, rights, province, now }: Reader, kind: DocumentKind): Expression<SqlBool> {
  const own = actor.kind === 'person' ? build('document.owner', '=', actor.id) : build.lit(false);
  if (actor.kind === 'anonymous' || kind === 'preferences') return own;
  if (actor.kind === 'screen' && kind === 'report-template') return build.lit(false);
  const shared = sharedUnits(actor, province, now);
  const ofUnit = shared.units === 'all' ? build.lit(true) : shared.units.size === 0 ? build.lit(false) : build('document.unit', 'in', [...shared.units]);
  const ofProvince = shared.province ? build('document.unit', 'is', null) : build.lit(false);
  const listed = actor.kind === 'screen' && kind === 'dashboard' && rights.dashboards !== '*' ? [...rights.dashboards] : null;
  const paired = listed === null ? build.lit(true) : listed.length === 0 ? build.lit(false) : build('document.id', 'in', listed);
  return build.or([own, build.and([build('document.owner', 'is', null), build.or([ofUnit, ofProvince]), paired])]);
}

export async function nameOf(db: Db, person: string): Promise<string | null> {
  return (await db.selectFrom('person').select('name').where('id', '=', person).executeTakeFirst())?.name ?? null;
}

/** How audit and events call a document. */
export const targetOf = ({ kind, id }: Pick<Holding, 'kind' | 'id'>): string => `document:${kind}/${shownId(kind, id)}`;
