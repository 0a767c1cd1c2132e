import { lastPeriods, previousPeriod } from '@/domain/period/period';
import { periodText } from '@/domain/period/text';
import type { Period, PeriodKind } from '@/domain/period/types';
import type { Scope } from '@/domain/scope';
import type { DatasetsInput, Slots } from '@/widget-kit/widget';
import type { IndexOptions } from './options';

/** Periods of the small trend; the one before serves the change. */
const LOOK_BACK: Readonly<Record<PeriodKind, number>> = { day: 2, week: 9, month: 13, quarter: 5, half: 3, 'nine-months': 2, year: 3 };

/** The scope's period and those before it, ascending. */
export const indexPeriods = (scope: Scope): readonly Period[] => lastPeriods(scope.period, LOOK_BACK[scope.period.kind]);

/** Components of the unit over the periods, and the totals of all units for its rank; every view but the ranking asks alike. */
export function datasets({ options, scope }: DatasetsInput<IndexOptions>): Slots {
  const totals = (period: Period) => ({ dataset: 'index-766-totals', params: { period: periodText(period) } });
  if (options.view === 'units') return { totals: totals(scope.period), before: totals(previousPeriod(scope.period)) };
  return {
    components: { dataset: 'index-766-components', params: { unit: scope.unit, periods: indexPeriods(scope).map(periodText) } },
    totals: totals(scope.period),
  };
}
