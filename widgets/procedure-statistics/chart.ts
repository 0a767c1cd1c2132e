import type { ChartSeries, TrendSpec } from '@/charts/spec';
import type { Figure } from '@/domain/figure';
import { valueOf } from '@/domain/measure';
import type { Period } from '@/domain/period/types';
import type { WidgetContext } from '@/widget-kit/context';
import type { TrendContent } from './view-model';

/** What a chart needs to say its words. */
export type Words = Pick<WidgetContext, 'format' | 't'>;

function series(id: string, label: string, role: ChartSeries['role'], figures: readonly Figure[], { format }: Words): ChartSeries {
  return {
    id, label, role,
    values: figures.map((figure) => valueOf(figure.measure)),
    texts: figures.map((figure) => format.figure(figure).text),
    provisional: figures.flatMap(({ measure }, at) => (measure.kind === 'value' && measure.status !== 'official' ? [at] : [])),
  };
}

/** "11" below, and the year where it begins: twelve months fit a narrow tile. */
const axisLabel = (period: Period, at: number): string => (at === 0 || period.index === 1 ? `${period.index}\n${period.year}` : String(period.index));

/** Received solid, settled beside it, last year's received dashed and quiet. */
export function trendChart(content: TrendContent, words: Words): TrendSpec {
  const { format, t } = words;
  const last = content.months.at(-1);
  return {
    kind: 'trend',
    description: t('trend.description', { until: last ? format.period(last) : '' }),
    categories: content.months.map(axisLabel),
    categoryNames: content.months.map((period) => format.period(period)),
    unitLabel: format.unit('dossier'),
    series: [
      series('received', t('trend.received'), 'current', content.received, words),
      series('settled', t('trend.settled'), 'other', content.settled, words),
      series('last-year', t('trend.lastYear'), 'previous', content.receivedLastYear, words),
    ],
    breaks: content.breaks.map((before) => ({ before, label: t('trend.break') })),
    reversed: false,
    language: format.language,
  };
}
