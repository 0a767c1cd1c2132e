import type { ChartSeries, SeriesRole, TrendSpec } from '@/charts/spec';
import type { AxisMark } from '@/domain/annotation';
import type { Figure } from '@/domain/figure';
import { valueOf } from '@/domain/measure';
import { periodText } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import type { WidgetContext } from '@/widget-kit/context';
import type { Trend, TrendRow } from './model';

/** What a chart needs to say its words. */
export type Words = Pick<WidgetContext, 'format' | 't' | 'text'>;

/** Longest remark in a tooltip; the whole stands in the card of the figure. */
const MOST_SAID = 120;

/** Remarks at the periods of the chart; a day stands at the period that holds it. */
export function chartMarks({ rows }: Pick<Trend, 'rows'>, marks: readonly AxisMark[], t: Words['t']): NonNullable<TrendSpec['marks']> {
  return marks.flatMap(({ at, count, text }) => {
    const index = rows.findIndex(({ period }) => periodText(period) === at || (period.start <= at && at < period.end));
    const said = text.length > MOST_SAID ? `${text.slice(0, MOST_SAID - 1)}…` : text;
    return index < 0 ? [] : [{ at: index, label: count > 1 ? t('remarks', { count, text: said }) : said }];
  });
}

const isPercent = (figure: Figure): boolean => figure.unit === 'percent';

function seriesOf(id: string, role: SeriesRole, label: string, figures: readonly (Figure | undefined)[], { format }: Words): ChartSeries {
  return {
    id, role, label,
    values: figures.map((figure) => valueOf(figure?.measure)),
    texts: figures.map((figure) => {
      if (!figure) return '';
      const { text, full } = format.figure(figure);
      if (figure.measure.kind === 'missing') return full;
      return isPercent(figure) ? `${text} %` : text;
    }),
    provisional: figures.flatMap((figure, at) => (figure?.measure.kind === 'value' && figure.measure.status !== 'official' ? [at] : [])),
  };
}

/** "11" with the year below where it begins; a day keeps its month. */
function axisLabel(period: Period, first: boolean, { format }: Words): string {
  const begins = first || period.index === 1;
  if (period.kind === 'month') return begins ? `${period.index}\n${period.year}` : String(period.index);
  if (period.kind === 'quarter') return begins ? `Q${period.index}\n${period.year}` : `Q${period.index}`;
  if (period.kind === 'day') return format.dayMonth(period.start);
  return format.periodShort(period);
}

const has = (rows: readonly TrendRow[], key: 'previous' | 'target'): boolean => rows.some((row) => row[key]);

/** This series solid, a year before it dashed, the target a thin mark. */
export function trendChart(trend: Trend, words: Words, marks: readonly AxisMark[] = []): TrendSpec {
  const { format, t, text } = words;
  const { rows } = trend;
  const last = rows.at(-1)?.period;
  return {
    kind: 'trend',
    description: t('description', { name: text(trend.name), until: last ? format.period(last) : '', value: format.figure(trend.figure).full }),
    categories: rows.map((row, index) => axisLabel(row.period, index === 0, words)),
    categoryNames: rows.map((row) => format.period(row.period)),
    // The newest figure above the chart says the unit.
    unitLabel: '',
    series: [
      { ...seriesOf('current', 'current', t('current'), rows.map((row) => row.current), words), ...(trend.unfinished ? { running: t('running') } : {}) },
      ...(has(rows, 'previous') ? [seriesOf('previous', 'previous', t('previous'), rows.map((row) => row.previous), words)] : []),
      ...(has(rows, 'target') ? [seriesOf('target', 'target', t('target'), rows.map((row) => row.target), words)] : []),
    ],
    breaks: trend.breaks.map(({ before, date }) => ({ before, label: t('break', { date: format.date(date) }) })),
    ...(marks.length > 0 ? { marks: chartMarks(trend, marks, t) } : {}),
    reversed: trend.reversed,
    language: format.language,
  };
}
