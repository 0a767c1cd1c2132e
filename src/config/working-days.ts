import * as z from 'zod/mini';
import { localDate } from '@/domain/civil';
import type { LocalDate } from '@/domain/time';
import { checkedEntries } from './checked';
import type { Report } from './config-fault';
import { entriesOf } from './pack-files';
import type { PackFile } from './pack-files';
import { date, list, words } from './schema/values';

/** Days of a year that are not as the week says: holidays on working days, and days at the end of a week that were made up for. */
export interface WorkingYear {
  /** "2026" */
  readonly year: string;
  readonly holidays: readonly LocalDate[];
  readonly workdays: readonly LocalDate[];
  /** Who announced it. */
  readonly source: string;
}

const MOST_DAYS = 60;
const day = z.pipe(date, z.transform((text) => localDate(text)));
const workingYear: z.ZodMiniType<WorkingYear> = z.strictObject({
  year: z.string().check(z.regex(/^(?:19|20|21)\d\d$/)), holidays: list(day, MOST_DAYS), workdays: list(day, MOST_DAYS), source: words(300),
});

/** Announced years by number; a province's own take the place of the inherited ones. */
export const readWorkingDays = (opened: readonly PackFile[], report: Report): ReadonlyMap<string, WorkingYear> =>
  new Map(checkedEntries(entriesOf(opened, { kind: 'working-days', field: 'years', key: 'year' }, report), workingYear, report).map(({ value }) => [value.year, value]));
