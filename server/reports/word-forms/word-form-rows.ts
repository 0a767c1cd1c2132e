import type { Province } from '@/config/province';
import { civilDate } from '@/domain/civil';
import type { UnitCode } from '@/domain/org-unit/types';
import { toInstant } from '@/domain/time';
import type { Db } from '../../store/store';

/** A Word file that a unit brought, without its bytes. */
export interface WordFormRow {
  readonly hash: string;
  readonly unit: UnitCode;
  readonly file_name: string;
  readonly size: number;
}

/** Every unit that brought this file. */
export const formRows = (db: Db, hash: string): Promise<readonly WordFormRow[]> =>
  db.selectFrom('word_form').select(['hash', 'unit', 'file_name', 'size']).where('hash', '=', hash).orderBy('unit').execute();

export async function formBytes(db: Db, hash: string): Promise<Uint8Array | null> {
  const row = await db.selectFrom('word_form').select('bytes').where('hash', '=', hash).limit(1).executeTakeFirst();
  return row ? new Uint8Array(row.bytes) : null;
}

/** Files and bytes that a unit has brought. */
export async function broughtBy(db: Db, unit: UnitCode): Promise<{ readonly files: number; readonly bytes: number }> {
  const row = await db.selectFrom('word_form').select((of) => [of.fn.countAll<string>().as('files'), of.fn.sum<string | null>('size').as('bytes')]).where('unit', '=', unit).executeTakeFirst();
  return { files: Number(row?.files ?? 0), bytes: Number(row?.bytes ?? 0) };
}

export interface NewForm extends WordFormRow {
  readonly bytes: Uint8Array;
  readonly uploaded_by: string;
  readonly uploaded_at: Date;
}
/** Keeps a file once for each unit that brings it; false where it was there. */
export async function keepForm(db: Db, form: NewForm): Promise<boolean> {
  const made = await db.insertInto('word_form').values(form).onConflict((clash) => clash.columns(['hash', 'unit']).doNothing()).returning('hash').executeTakeFirst();
  return made !== undefined;
}

/**
 * Whether a report of `unit` may be filled into a file of one of these units: its own, one above or below it, or that of the province.
 * A hash alone opens no file of a unit beside it.
 */
export function servesUnit(rows: readonly WordFormRow[], unit: UnitCode, province: Province, now: number): boolean {
  const tree = province.units.treeAt(civilDate(toInstant(now)));
  const line = new Set([province.unit, unit, ...[...tree.ancestors(unit), ...tree.descendants(unit)].map(({ code }) => code)]);
  return rows.some((row) => line.has(row.unit));
}
