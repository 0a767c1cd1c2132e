import { civilDate } from '@/domain/civil';
import { dayPeriod, lastPeriods } from '@/domain/period/period';
import { periodText } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import type { Instant } from '@/domain/time';
import type { DatasetsInput, Slots } from '@/widget-kit/widget';
import type { SecurityOptions } from './options';

/** The last days, today included, ascending. Security is told as it stands now, whatever period the page looks at. */
export const trendDays = (days: number, now: Instant): readonly Period[] => lastPeriods(dayPeriod('calendar', civilDate(now)), days);

/** The questions of each view; lists are asked whole and filtered here, so that every tile shares one answer. */
export function datasets({ options, now }: DatasetsInput<SecurityOptions>): Slots {
  const alerts = { dataset: 'security-alerts', params: {} };
  const incidents = { dataset: 'security-incidents', params: {} };
  switch (options.view) {
    case 'alerts': return { alerts };
    case 'incidents': return { incidents };
    case 'systems': return { systems: { dataset: 'security-systems', params: {} } };
    case 'coverage': return { coverage: { dataset: 'security-coverage', params: {} } };
    case 'summary': {
      const days = trendDays(options.days, now).map(periodText);
      return { alerts, incidents, trend: { dataset: 'security-trend', params: { from: days[0] ?? '', to: days.at(-1) ?? '' } } };
    }
  }
}
