import { civilDate } from '@/domain/civil';
import { dayPeriod, lastPeriods } from '@/domain/period/period';
import { periodText } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import type { Instant } from '@/domain/time';
import type { DatasetsInput, Slots } from '@/widget-kit/widget';
import type { FeedbackOptions } from './options';

/** The last days, today included, ascending. */
export const feedbackDays = (days: number, now: Instant): readonly Period[] => lastPeriods(dayPeriod('calendar', civilDate(now)), days);

/** Counts of the province come by day; whatever is by field, unit or place is drawn from the petitions themselves. */
export function datasets({ options, scope, province, now }: DatasetsInput<FeedbackOptions>): Slots {
  const days = feedbackDays(options.days, now).map(periodText);
  const params = { from: days[0] ?? '', to: days.at(-1) ?? '' };
  const items = { dataset: 'citizen-feedback-items', params };
  // The daily counts are of the whole province; of one unit they are drawn from its petitions.
  return options.view === 'summary' && scope.unit === province.unit ? { daily: { dataset: 'citizen-feedback-daily', params } } : { items };
}
