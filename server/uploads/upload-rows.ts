import { sql, type Selectable } from 'kysely';
import type { Json } from '@/domain/dataset';
import type { Database } from '../store/schema';
import type { Db } from '../store/store';

export type UploadRow = Omit<Selectable<Database['upload']>, 'content' | 'rows'>;
const CARD = ['id', 'dataset', 'unit', 'period', 'version', 'file_name', 'sha256', 'size', 'totals', 'row_count', 'loaded_by', 'loaded_at', 'withdrawn_at', 'withdrawn_by', 'withdrawn_reason'] as const;

export interface NewUpload {
  readonly id: string;
  readonly dataset: string;
  readonly unit: string;
  readonly period: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly size: number;
  /** Base64 of the bytes as they came. */
  readonly content: string;
  /** JSON. */
  readonly rows: string;
  readonly totals: string;
  readonly rowCount: number;
  readonly by: string | null;
  readonly at: Date;
}

/** Puts a file in as the next version of its place; of two at once one waits for the other. */
export async function insertUpload(db: Db, { fileName, rowCount, by, at, ...upload }: NewUpload): Promise<UploadRow> {
  const { dataset, unit, period } = upload;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`upload ${dataset} ${unit} ${period}`}, 0))`.execute(db);
  const newest = await db.selectFrom('upload').select((each) => each.fn.max('version').as('version')).where('dataset', '=', dataset).where('unit', '=', unit).where('period', '=', period).executeTakeFirst();
  return db.insertInto('upload')
    .values({ ...upload, version: (newest?.version ?? 0) + 1, file_name: fileName, row_count: rowCount, loaded_by: by, loaded_at: at, withdrawn_at: null, withdrawn_by: null, withdrawn_reason: null })
    .returning(CARD).executeTakeFirstOrThrow();
}

/** Says in `meta` that the files of the installation are in. */
export const FIRST_KEY = 'uploads-first';
export const isFirstLoaded = async (db: Db): Promise<boolean> => (await db.selectFrom('meta').select('key').where('key', '=', FIRST_KEY).executeTakeFirst()) !== undefined;

/** First versions, each of a place of its own; what stands there already stays. */
export async function insertFirst(db: Db, files: readonly NewUpload[]): Promise<void> {
  await db.insertInto('upload')
    .values(files.map(({ fileName, rowCount, by, at, ...upload }) => ({ ...upload, version: 1, file_name: fileName, row_count: rowCount, loaded_by: by, loaded_at: at, withdrawn_at: null, withdrawn_by: null, withdrawn_reason: null })))
    .onConflict((conflict) => conflict.columns(['dataset', 'unit', 'period', 'version']).doNothing()).execute();
}

export const uploadOf = (db: Db, id: string): Promise<UploadRow | undefined> => db.selectFrom('upload').select(CARD).where('id', '=', id).executeTakeFirst();

export async function contentOf(db: Db, id: string): Promise<Buffer | null> {
  const row = await db.selectFrom('upload').select('content').where('id', '=', id).executeTakeFirst();
  return row ? Buffer.from(row.content, 'base64') : null;
}

export interface ListWish {
  readonly dataset: string;
  readonly units: readonly string[];
  readonly limit: number;
}
/** Newest first, with the name of who loaded each. */
export function listUploads(db: Db, { dataset, units, limit }: ListWish): Promise<(UploadRow & { readonly by_name: string | null })[]> {
  if (units.length === 0) return Promise.resolve([]);
  return db.selectFrom('upload').leftJoin('person', 'person.id', 'upload.loaded_by').select(CARD.map((column) => `upload.${column}` as const)).select('person.name as by_name')
    .where('dataset', '=', dataset).where('upload.unit', 'in', [...units]).orderBy('loaded_at', 'desc').orderBy('version', 'desc').limit(limit).execute();
}

/** The version that stands at a place: the highest that is not withdrawn. */
export const standingAt = (db: Db, dataset: string, unit: string, period: string): Promise<UploadRow | undefined> =>
  db.selectFrom('upload').select(CARD).where('dataset', '=', dataset).where('unit', '=', unit).where('period', '=', period).where('withdrawn_at', 'is', null)
    .orderBy('version', 'desc').limit(1).executeTakeFirst();

export interface StandingUpload {
  readonly unit: string;
  readonly period: string;
  readonly version: number;
  readonly sha256: string;
  readonly loaded_at: Date;
  readonly rows: Json;
}
/** All versions of a dataset that stand, oldest loaded first: a later one that names the same row comes after it. */
export async function standingUploads(db: Db, dataset: string): Promise<readonly StandingUpload[]> {
  const { rows } = await sql<StandingUpload>`
    select unit, period, version, sha256, loaded_at, rows from (
      select distinct on (unit, period) unit, period, version, sha256, loaded_at, rows from upload
      where dataset = ${dataset} and withdrawn_at is null order by unit, period, version desc) standing
    order by loaded_at, unit, period`.execute(db);
  return rows;
}
