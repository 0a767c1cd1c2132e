import { shiftPeriod } from '@/domain/period/period';
import { periodText } from '@/domain/period/text';
import type { Period, PeriodKind } from '@/domain/period/types';
import type { LocalDate } from '@/domain/time';
import { tallyOf } from '../../register/duty-tally';
import type { DutyTally } from '../../register/duty-tally';
import { lastFinished } from '../choose-report';
import { DUTY_STATES } from '../../register/parse-report';
import type { Duty, DutyState, TemplateCard } from '../../register/parse-report';

/** Shape of a duty's state beside its word. */
export const DUTY_MARKS: Readonly<Record<DutyState, { readonly shape: string; readonly tone: 'act' | 'look' | 'quiet' | 'good' }>> = {
  missing: { shape: '◆', tone: 'act' },
  late: { shape: '▲', tone: 'look' },
  due: { shape: '◌', tone: 'quiet' },
  'on-time': { shape: '●', tone: 'good' },
};

/** The newest `count` periods a template owes, newest first; empty where nobody owes it. */
export function owedPeriods(template: Pick<TemplateCard, 'periods' | 'regime'>, kind: PeriodKind, today: LocalDate, count: number): readonly Period[] {
  if (!template.regime) return [];
  const last = lastFinished(template, kind, today);
  return Array.from({ length: count }, (_, back) => shiftPeriod(last, -back));
}

export interface DutyRow {
  readonly unit: string;
  readonly name: string;
  readonly tally: DutyTally;
  /** One per period of the grid; null where nothing is owed. */
  readonly duties: readonly (Duty | null)[];
}
const worst = ({ duties }: DutyRow): number => Math.min(...duties.map((duty) => (duty ? DUTY_STATES.indexOf(duty.state) : DUTY_STATES.length)));

/** Units × periods of one template: who has most to do first, then by name. `state` keeps the units that have one such. */
export function dutyRows(duties: readonly Duty[], template: string, periods: readonly Period[], nameOf: (unit: string) => string, state: DutyState | null): readonly DutyRow[] {
  const own = duties.filter((duty) => duty.template === template);
  const at = new Map(own.map((duty) => [`${duty.unit} ${duty.period}`, duty]));
  const rows = [...new Set(own.map(({ unit }) => unit))].map((unit): DutyRow => {
    const owed = periods.map((period) => at.get(`${unit} ${periodText(period)}`) ?? null);
    return { unit, name: nameOf(unit), duties: owed, tally: tallyOf(owed.flatMap((duty) => duty ?? [])) };
  });
  return rows
    .filter((row) => state === null || row.duties.some((duty) => duty?.state === state))
    .sort((a, b) => worst(a) - worst(b) || a.name.localeCompare(b.name, 'vi'));
}
