import type { UnitCode, UnitTree } from '@/domain/org-unit/types';
import { comparePeriods, lastPeriods, periodContains, periodOf, shiftPeriod } from '@/domain/period/period';
import { parsePeriod } from '@/domain/period/text';
import type { Period, PeriodKind } from '@/domain/period/types';
import type { LocalDate } from '@/domain/time';
import type { TemplateCard } from '../register/parse-report';

const OFFERED: Readonly<Record<PeriodKind, number>> = { day: 31, week: 26, month: 24, quarter: 12, half: 6, 'nine-months': 4, year: 4 };

/** Of a template, its calendar and its kinds. */
export type Periods = Pick<TemplateCard, 'periods'>;

/** The newest period that is over on `today`. */
export function lastFinished({ periods }: Periods, kind: PeriodKind, today: LocalDate): Period {
  const running = periodOf(kind, periods.calendar, today);
  return running.end <= today ? running : shiftPeriod(running, -1);
}

/** Periods a report may be made for: the newest that is over first, then those before it, and last the one that runs. */
export function periodsOffered(template: Periods, kind: PeriodKind, today: LocalDate): readonly Period[] {
  const last = lastFinished(template, kind, today);
  const running = shiftPeriod(last, 1);
  return [...lastPeriods(last, OFFERED[kind]).reverse(), ...(running.start <= today ? [running] : [])];
}

/** The period a new report begins with: the one asked for where the template knows it and it has begun, else the newest of its usual kind that is over. */
export function firstPeriod(template: Periods, asked: string | null, today: LocalDate): Period {
  const parsed = asked === null ? null : parsePeriod(asked);
  const wanted = parsed?.ok ? parsed.value : null;
  const { calendar, kinds } = template.periods;
  if (wanted && wanted.calendar === calendar && kinds.includes(wanted.kind) && wanted.start <= today) return wanted;
  return lastFinished(template, kinds[0] ?? 'month', today);
}
/** Whether a period still runs: its figures are not final. */
export const isRunning = (period: Period, today: LocalDate): boolean => periodContains(period, today) || period.end > today;

/** Whether a template may be made for a unit. */
export const suits = ({ levels }: Pick<TemplateCard, 'levels'>, tree: UnitTree, unit: UnitCode): boolean => {
  const found = tree.get(unit);
  return found !== undefined && levels.includes(found.level);
};
/** The unit a new report begins with: the one asked for, else the first of one's own, that the template is made for; null where none is. */
export function firstUnit(template: Pick<TemplateCard, 'levels'>, tree: UnitTree, asked: string | null, own: readonly UnitCode[]): UnitCode | null {
  return [...(asked === null ? [] : [asked]), ...own, ...tree.roots.map(({ code }) => code)].find((code) => suits(template, tree, code)) ?? null;
}

/** Newest first, each once. */
export const newestFirst = (periods: readonly string[]): readonly Period[] =>
  [...new Set(periods)].flatMap((text) => { const parsed = parsePeriod(text); return parsed.ok ? [parsed.value] : []; }).sort((a, b) => comparePeriods(b, a));
