import { addDays, civilDate } from '@/domain/civil';
import { periodOf } from '@/domain/period/period';
import { periodText } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import type { Scope } from '@/domain/scope';
import type { Instant } from '@/domain/time';
import type { DatasetsInput, Slots } from '@/widget-kit/widget';
import type { KpiTableOptions } from './options';

/** The period the rows are read at: the scope's, or its last day (today while it runs). */
export function rowPeriod(options: KpiTableOptions, scope: Scope, now: Instant): Period {
  if (options.period === 'scope') return scope.period;
  const today = civilDate(now);
  const last = addDays(scope.period.end, -1);
  return periodOf('day', 'calendar', last < today ? last : today);
}

/** One question: the rows at that period, narrowed to level and unit where the dataset takes them. */
export function datasets({ options, scope, province, now }: DatasetsInput<KpiTableOptions>): Slots {
  const dataset = province.datasets.get(options.dataset);
  if (!dataset) return {};
  const takes = new Set(dataset.parameters.map((parameter) => parameter.name));
  return {
    rows: {
      dataset: dataset.id,
      params: {
        ...(takes.has('period') ? { period: periodText(rowPeriod(options, scope, now)) } : {}),
        ...(takes.has('unit') ? { unit: scope.unit } : {}),
      },
    },
  };
}
