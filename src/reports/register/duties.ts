import type { WorkingYear } from '@/config/working-days';
import { addDays, startOfDay, weekday } from '@/domain/civil';
import type { UnitRegistry } from '@/domain/org-unit/types';
import { lastDay } from '@/domain/period/period';
import { periodText } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import type { Instant, LocalDate } from '@/domain/time';
import type { ReportTemplate } from '../template/template';
import type { Duty } from './parse-report';

export type WorkingDays = ReadonlyMap<string, Pick<WorkingYear, 'holidays' | 'workdays'>>;

const FRIDAY = 5;

/** Monday to Friday, but for what was announced for that year. */
export function isWorkingDay(day: LocalDate, announced: WorkingDays): boolean {
  const year = announced.get(day.slice(0, 4));
  if (year?.workdays.includes(day)) return true;
  return weekday(day) <= FRIDAY && !year?.holidays.includes(day);
}

/** The n-th working day after a day. */
export function workingDayAfter(day: LocalDate, workingDays: number, announced: WorkingDays): LocalDate {
  let at = day;
  for (let left = workingDays; left > 0;) {
    at = addDays(at, 1);
    if (isWorkingDay(at, announced)) left -= 1;
  }
  return at;
}

/** The moment by which what is due so many working days after a day must be there: the end of the last of them. */
export const dueAfter = (day: LocalDate, workingDays: number, announced: WorkingDays): Instant => startOfDay(addDays(workingDayAfter(day, workingDays, announced), 1));

/** A report that was issued, whichever version of it. */
export interface IssuedReport {
  readonly id: string;
  readonly unit: string;
  readonly issuedAt: Instant;
}
export interface DutyBook {
  readonly template: string;
  readonly body: Pick<ReportTemplate, 'periods' | 'regime'>;
  readonly period: Period;
  readonly units: UnitRegistry;
  /** Of this template and period; of several of one unit the first one issued counts, the last is named. */
  readonly issued: readonly IssuedReport[];
  readonly announced: WorkingDays;
  readonly now: Instant;
}

/**
 * Who owes the report of one period, and how it stands: one duty a unit that lived on the last day of the period. Nothing where the template
 * has no regime, or none for periods of this kind.
 */
export function dutiesOf({ template, body: { periods, regime }, period, units, issued, announced, now }: DutyBook): readonly Duty[] {
  if (!regime || periods.calendar !== period.calendar || !regime.kinds.includes(period.kind)) return [];
  const last = lastDay(period);
  const due = dueAfter(last, regime.dueWorkingDays, announced);
  const owing = units.treeAt(last).units.filter(({ level }) => regime.levels.includes(level));
  return owing.map(({ code: unit }): Duty => {
    const own = issued.filter((each) => each.unit === unit).sort((a, b) => a.issuedAt - b.issuedAt);
    const first = own[0];
    const state = first ? (first.issuedAt < due ? 'on-time' : 'late') : now < due ? 'due' : 'missing';
    return { template, unit, period: periodText(period), due, state, report: own.at(-1)?.id ?? null, issuedAt: first?.issuedAt ?? null };
  });
}
