import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { SharedUnits } from '@/access/shares-unit';
import { fold } from '@/domain/fold';
import type { ReportDeed, ReportStep } from '@/reports/register/record';
import type { Database } from '../store/schema';
import type { Db } from '../store/store';
import type { ReportFilter } from './reports';

export type ReportRow = Selectable<Database['report']>;
/** Without what is large. */
export type CardRow = Omit<ReportRow, 'template_body' | 'document' | 'frozen' | 'commentary'>;

const CARD = [
  'id', 'series', 'version', 'supersedes', 'template', 'title', 'unit', 'period', 'state', 'revision', 'author', 'signer', 'number', 'created_at', 'issued_at', 'content_hash', 'admission',
] as const;

export const rowOf = (db: Db, id: string): Promise<ReportRow | undefined> => db.selectFrom('report').selectAll().where('id', '=', id).executeTakeFirst();

/** A later version of a series, whatever its state. */
export const versionOf = (db: Db, series: string, version: number): Promise<ReportRow | undefined> =>
  db.selectFrom('report').selectAll().where('series', '=', series).where('version', '=', version).executeTakeFirst();

/** What the store makes of letters for a search: no locale of a database is trusted with Vietnamese. */
const VOWELS = [...'aăâeêioôơuưy'].flatMap((letter) => ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].map((tone) => (letter + tone).normalize('NFC')));
const MARKED = [...VOWELS, ...VOWELS.map((letter) => letter.toUpperCase()), 'đ', 'Đ'];
const [FROM, TO] = [MARKED.join(''), MARKED.map(fold).join('')];

/** A report's place in the register: what comes after it is older. */
export const placeOf = ({ created_at: at, id }: Pick<CardRow, 'created_at' | 'id'>): string => `${at.getTime()}.${id}`;
export const PLACE = /^(\d{1,15})\.([\w-]{16,64})$/;

/** Of the units shared, newest first, from the one after `after` ({@link placeOf}). */
export function listedRows(db: Db, { unit, period, template, state, text = '' }: ReportFilter, shared: SharedUnits, home: string, { after = '', most }: { readonly after?: string | undefined; readonly most: number }): Promise<CardRow[]> {
  let query = db.selectFrom('report').select(CARD);
  if (unit !== undefined) query = query.where('unit', '=', unit);
  if (period !== undefined) query = query.where('period', '=', period);
  if (template !== undefined) query = query.where('template', '=', template);
  if (state !== undefined) query = query.where('state', '=', state);
  if (shared.units !== 'all') {
    const units = [...shared.units, ...(shared.province ? [home] : [])];
    if (units.length === 0) return Promise.resolve([]);
    query = query.where('unit', 'in', units);
  }
  for (const word of fold(text).split(' ').filter((one) => one !== '')) {
    query = query.where(sql<boolean>`strpos(translate(lower(title || ' ' || coalesce(number, '')), ${FROM}, ${TO}), ${word}) > 0`);
  }
  const [, at, id] = PLACE.exec(after) ?? [];
  if (at !== undefined && id !== undefined) {
    const moment = new Date(Number(at));
    query = query.where((row) => row.or([row('created_at', '<', moment), row.and([row('created_at', '=', moment), row('id', '>', id)])]));
  }
  return query.orderBy('created_at', 'desc').orderBy('id').limit(most).execute();
}

/** False where there is one of this id, or of this version of the series. */
export async function insertReport(db: Db, row: Insertable<Database['report']>): Promise<boolean> {
  const done = await db.insertInto('report').values(row).onConflict((clash) => clash.doNothing()).returning('id').executeTakeFirst();
  return done !== undefined;
}

/** Changes a report that still is at `revision`, which becomes one more; undefined where somebody was first. */
export const updateReport = (db: Db, id: string, revision: number, change: Updateable<Database['report']>): Promise<ReportRow | undefined> =>
  db.updateTable('report').set({ ...change, revision: revision + 1 }).where('id', '=', id).where('revision', '=', revision).returningAll().executeTakeFirst();

export interface NewStep {
  readonly at: Date;
  readonly by: string;
  readonly deed: ReportStep['deed'];
  readonly reason: string | null;
}
/** Within the transaction of the deed, after the report's own row was written: that row holds others back. */
export async function addStep(db: Db, report: string, { at, by, deed, reason }: NewStep): Promise<void> {
  const { last } = await db.selectFrom('report_step').select((each) => each.fn.max('seq').as('last')).where('report', '=', report).executeTakeFirstOrThrow();
  await db.insertInto('report_step').values({ report, seq: Number(last ?? 0) + 1, at, done_by: by, deed, reason }).execute();
}

export interface StepRow {
  readonly at: Date;
  readonly done_by: string;
  readonly deed: string;
  readonly reason: string | null;
}
export const stepsOf = (db: Db, report: string): Promise<StepRow[]> =>
  db.selectFrom('report_step').select(['at', 'done_by', 'deed', 'reason']).where('report', '=', report).orderBy('seq').execute();

/** Who wrote in a report, or handed it in, since it was last returned or made. */
export async function writersOf(db: Db, report: string): Promise<ReadonlySet<string>> {
  const steps = await stepsOf(db, report);
  const wrote: readonly string[] = ['create', 'edit', 'refresh', 'submit'] satisfies (ReportDeed | ReportStep['deed'])[];
  return new Set(steps.filter(({ deed }) => wrote.includes(deed)).map(({ done_by }) => done_by));
}

/** Names of people by id. */
export async function namesOf(db: Db, ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db.selectFrom('person').select(['id', 'name']).where('id', 'in', wanted).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
