import { civilDate } from '@/domain/civil';
import { dayPeriod, lastPeriods } from '@/domain/period/period';
import { periodText } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import type { Instant } from '@/domain/time';
import type { DatasetsInput, Slots } from '@/widget-kit/widget';
import type { DirectiveOptions } from './options';

/** The last days, today included, ascending. */
export const documentDays = (days: number, now: Instant): readonly Period[] => lastPeriods(dayPeriod('calendar', civilDate(now)), days);

/** Counts are of the page's period; the list of open tasks and the documents are of today. */
export function datasets({ options, scope, now }: DatasetsInput<DirectiveOptions>): Slots {
  const tasks = { dataset: 'directive-tasks', params: { period: periodText(scope.period) } };
  const open = { dataset: 'directive-list', params: {} };
  const days = documentDays(options.days, now).map(periodText);
  const documents = { dataset: 'documents-daily', params: { from: days[0] ?? '', to: days.at(-1) ?? '' } };
  switch (options.view) {
    case 'summary': return { tasks, open };
    case 'units': return { tasks };
    case 'leaders':
    case 'deadlines': return { open };
    case 'documents': return { documents };
  }
}
