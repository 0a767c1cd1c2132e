import type { TrendSpec } from '@/charts/spec';
import { valueOf } from '@/domain/measure';
import type { WidgetContext } from '@/widget-kit/context';
import type { Day } from './view-model';

/** Requests by day, ascending; today is hollow and by itself while it runs. */
export function trendChart(days: readonly Day[], { format, t }: Pick<WidgetContext, 'format' | 't'>): TrendSpec {
  const figures = days.map((day) => day.requests);
  const provisional = figures.flatMap(({ measure }, at) => (measure.kind === 'value' && measure.status !== 'official' ? [at] : []));
  return {
    kind: 'trend',
    description: t('trend.caption'),
    categories: days.map(({ day }) => format.dayMonth(day.start)),
    categoryNames: days.map(({ day }) => format.period(day)),
    unitLabel: format.unit('request'),
    series: [{
      id: 'requests', label: t('requests'), role: 'current',
      values: figures.map(({ measure }) => valueOf(measure)),
      texts: figures.map((figure) => format.figure(figure).text),
      provisional,
      ...(provisional.includes(figures.length - 1) ? { running: t('trend.soFar') } : {}),
    }],
    breaks: [], reversed: false, language: format.language,
  };
}
