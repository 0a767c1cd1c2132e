import { civilDate } from '@/domain/civil';
import { dayPeriod, lastPeriods, shiftPeriod } from '@/domain/period/period';
import { periodText } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import type { Instant } from '@/domain/time';
import type { DatasetsInput, Slots } from '@/widget-kit/widget';
import type { LgspOptions } from './options';

export const today = (now: Instant): Period => dayPeriod('calendar', civilDate(now));
export const weekAgo = (now: Instant): Period => shiftPeriod(today(now), -7);
/** The last days, today included, ascending. The platform is told as it stands now, whatever period the page looks at. */
export const trendDays = (days: number, now: Instant): readonly Period[] => lastPeriods(today(now), days);

/** The questions of each view. */
export function datasets({ options, now }: DatasetsInput<LgspOptions>): Slots {
  const day = { period: periodText(today(now)) };
  const services = { dataset: 'lgsp-services', params: day };
  const days = trendDays(options.days, now).map(periodText);
  const trend = { dataset: 'lgsp-daily', params: { from: days[0] ?? '', to: days.at(-1) ?? '' } };
  switch (options.view) {
    case 'services': return { services };
    case 'callers': return { callers: { dataset: 'lgsp-callers', params: day } };
    case 'trend': return { trend };
    case 'summary':
      return { trend, services, hours: { dataset: 'lgsp-hourly', params: day }, hoursBefore: { dataset: 'lgsp-hourly', params: { period: periodText(weekAgo(now)) } } };
  }
}
