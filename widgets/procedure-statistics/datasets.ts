import { addDays, civilDate } from '@/domain/civil';
import { lastPeriods, periodOf } from '@/domain/period/period';
import { periodText } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import type { Scope } from '@/domain/scope';
import type { Instant } from '@/domain/time';
import { LOOK_BACK, unitsToAsk } from '@/widget-kit/indicator-slots';
import type { DatasetsInput, Slots } from '@/widget-kit/widget';
import type { ProcedureOptions } from './options';

/** The scope's own period and those before it, ascending: as far back as indicator cards ask, so that tiles share one request. */
export const seriesPeriods = (scope: Scope): readonly Period[] => lastPeriods(scope.period, LOOK_BACK[scope.period.kind]);

/**
 * Months of the trend, ascending, ending with the one in view (or today's while the scope's period runs). Year-to-date
 * months would only ever climb, so a statistical scope is drawn in calendar months; each point names its own period.
 */
export function trendMonths(scope: Scope, now: Instant): readonly Period[] {
  const { period } = scope;
  const calendar = period.calendar === 'statistical' ? 'calendar' : period.calendar;
  if (period.kind === 'month' && period.calendar === calendar) return seriesPeriods(scope);
  const today = civilDate(now);
  const last = addDays(period.end, -1);
  return lastPeriods(periodOf('month', calendar, last < today ? last : today), LOOK_BACK.month);
}

/** The questions of each view. `units` is the whole province's table: every view and the map ask it alike. */
export function datasets({ options, scope, province, now }: DatasetsInput<ProcedureOptions>): Slots {
  const period = periodText(scope.period);
  const units = { dataset: 'procedure-by-unit', params: { period } };
  const series = (periods: readonly Period[]) => ({
    dataset: 'procedure-trend',
    params: { periods: periods.map(periodText), units: unitsToAsk(scope.unit, periods, scope, province) },
  });
  switch (options.view) {
    case 'by-unit':
    case 'by-level':
      return { units };
    case 'form-06':
      return { units, series: series(seriesPeriods(scope)) };
    case 'totals':
    case 'channels':
      return { series: series(seriesPeriods(scope)) };
    case 'trend':
      return { series: series(trendMonths(scope, now)) };
    case 'by-field':
      return { fields: { dataset: 'procedure-by-field', params: { unit: scope.unit, period } } };
    case 'overdue-dossiers':
      return { dossiers: { dataset: 'procedure-overdue-dossiers', params: { unit: scope.unit, period } } };
  }
}
