import type { ChartSeries, TrendSpec } from '@/charts/spec';
import type { Figure } from '@/domain/figure';
import { valueOf } from '@/domain/measure';
import type { WidgetContext } from '@/widget-kit/context';
import type { InvestmentContent } from './view-model';

/** The share disbursed month by month beside the year before, and the level to be reached by December. */
export function pathChart({ points, target }: Extract<InvestmentContent, { kind: 'path' }>, { format, t }: Pick<WidgetContext, 'format' | 't'>): TrendSpec {
  const series = (id: string, role: ChartSeries['role'], label: string, figures: readonly Figure[]): ChartSeries => ({
    id, role, label, values: figures.map(({ measure }) => valueOf(measure)), texts: figures.map((figure) => format.figure(figure).full),
    provisional: figures.flatMap(({ measure }, at) => (measure.kind === 'value' && measure.status !== 'official' ? [at] : [])),
  });
  const year = points[0]?.month.year ?? 0;
  return {
    kind: 'trend', description: t('path.caption'),
    categories: points.map(({ month }) => String(month.index)), categoryNames: points.map(({ month }) => format.period(month)), unitLabel: '%',
    series: [
      series('this', 'current', String(year), points.map(({ rate }) => rate)),
      series('before', 'previous', String(year - 1), points.map(({ lastYearRate }) => lastYearRate)),
      ...(target ? [series('target', 'target', t('target.short'), points.map(() => target))] : []),
    ],
    breaks: [], reversed: false, language: format.language,
  };
}
