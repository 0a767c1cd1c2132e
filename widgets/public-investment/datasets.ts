import { addDays, civilDate } from '@/domain/civil';
import { monthlyPeriod, periodOf } from '@/domain/period/period';
import { periodText } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import type { Scope } from '@/domain/scope';
import type { Instant } from '@/domain/time';
import type { DatasetsInput, Slots } from '@/widget-kit/widget';
import type { InvestmentOptions } from './options';

/** The calendar month that holds the last day of the page's period, or today while it runs. */
export function monthInView(scope: Scope, now: Instant): Period {
  const today = civilDate(now);
  const last = addDays(scope.period.end, -1);
  return periodOf('month', 'calendar', last < today ? last : today);
}

/** Months since January of the year before, so that last year's path is whole; the plans of the year; projects as they stand. */
export function datasets({ options, scope, province, now }: DatasetsInput<InvestmentOptions>): Slots {
  const month = monthInView(scope, now);
  const months = { dataset: 'public-investment-months', params: { from: periodText(monthlyPeriod('month', 'calendar', month.year - 1, 1)), to: periodText(month) } };
  const plans = { dataset: 'public-investment-plans', params: { period: periodText(monthlyPeriod('year', 'calendar', month.year, 1)) } };
  const projects = { dataset: 'public-investment-projects', params: {} };
  switch (options.view) {
    case 'summary': return { months, plans, projects };
    case 'owners': return { months, projects };
    case 'path': return { months };
    case 'projects': return { projects };
    case 'map': return { projects, areas: { dataset: province.map.areasDataset, params: {} } };
  }
}
