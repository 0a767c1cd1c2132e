import type { ChartSeries, TrendSpec } from '@/charts/spec';
import type { Figure } from '@/domain/figure';
import { valueOf } from '@/domain/measure';
import type { WidgetContext } from '@/widget-kit/context';
import type { DocumentDay } from './view-model';

type Words = Pick<WidgetContext, 'format' | 't'>;

function series(id: string, role: ChartSeries['role'], figures: readonly Figure[], { format, t }: Words, tone?: ChartSeries['tone']): ChartSeries {
  const provisional = figures.flatMap(({ measure }, at) => (measure.kind === 'value' && measure.status !== 'official' ? [at] : []));
  return {
    id, role, label: t(`documents.${id}`), ...(tone ? { tone } : {}),
    values: figures.map(({ measure }) => valueOf(measure)),
    texts: figures.map((figure) => format.figure(figure).text),
    provisional,
  };
}

/** Documents received solid, sent quiet beside them, up to yesterday: a day that still runs would be read as a fall. */
export function documentsChart(all: readonly DocumentDay[], words: Words): TrendSpec {
  const { format, t } = words;
  const days = all.slice(0, -1);
  return {
    kind: 'trend', description: t('documents.caption'),
    categories: days.map(({ day }) => format.dayMonth(day.start)),
    categoryNames: days.map(({ day }) => format.period(day)),
    unitLabel: format.unit('document'),
    series: [series('incoming', 'current', days.map((day) => day.incoming), words), series('outgoing', 'other', days.map((day) => day.outgoing), words, 'quiet')],
    breaks: [], reversed: false, language: format.language,
  };
}
