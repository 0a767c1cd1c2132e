import type { TrendSpec } from '@/charts/spec';
import { valueOf } from '@/domain/measure';
import type { WidgetContext } from '@/widget-kit/context';
import type { SectorRow } from './view-model';

/** The newest periods of one card, thirteen at most: a year and its same period before. */
const POINTS = 13;

export function trendChart(row: SectorRow, { format, t, text }: Pick<WidgetContext, 'format' | 't' | 'text'>): TrendSpec {
  const figures = row.series.slice(-POINTS);
  const name = text(row.shortName);
  return {
    kind: 'trend', description: t('trend.caption', { name }),
    categories: figures.map(({ period }) => (period ? format.periodShort(period).replace(/\/\d{4}$/, '') : '')),
    categoryNames: figures.map(({ period }) => (period ? format.period(period) : '')),
    unitLabel: format.unit(row.figure.unit),
    series: [{
      id: row.id, label: name, role: 'current', values: figures.map(({ measure }) => valueOf(measure)), texts: figures.map((figure) => format.figure(figure).full),
      provisional: figures.flatMap(({ measure }, at) => (measure.kind === 'value' && measure.status !== 'official' ? [at] : [])),
      ...(row.unfinished ? { running: t('trend.soFar') } : {}),
    }],
    breaks: [], reversed: row.figure.unit === 'rank', language: format.language,
  };
}
