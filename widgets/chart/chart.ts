import type { BarsSpec, ChartSeries, TrendSpec } from '@/charts/spec';
import { valueOf } from '@/domain/measure';
import type { WidgetContext } from '@/widget-kit/context';
import type { ChartModel } from './model';

/** What a chart needs to say its words. */
export type Words = Pick<WidgetContext, 'format' | 't' | 'label'>;

/** The picture of a line, area, bar or stacked chart; pie and heat are drawn as what they are: shares and a table. */
export function chartOf(vm: ChartModel, words: Words): TrendSpec | BarsSpec {
  const { format, label, t } = words;
  const categories = vm.rows.map((row) => label(row.label));
  const series = vm.series.map((one, at): ChartSeries => ({
    id: one.id, role: 'other', label: label(one.label),
    values: vm.rows.map(({ figures }) => valueOf(figures[at]?.measure)),
    texts: vm.rows.map(({ figures }) => { const figure = figures[at]; return figure ? textOf(figure, words) : ''; }),
    provisional: vm.rows.flatMap(({ figures }, index) => { const measure = figures[at]?.measure; return measure?.kind === 'value' && measure.status !== 'official' ? [index] : []; }),
  }));
  const common = {
    description: t('description', { axis: label(vm.axis), series: series.map((one) => one.label).filter(Boolean).join(', '), count: categories.length }),
    categories: vm.overTime ? vm.rows.map((row, at) => axisLabel(row, at === 0, words)) : categories, categoryNames: categories, unitLabel: format.unit(vm.unit), series, language: format.language,
  };
  if (vm.type === 'line' || vm.type === 'area') return { ...common, kind: 'trend', breaks: [], reversed: vm.unit === 'rank', ...(vm.type === 'area' ? { filled: true } : {}) };
  return { ...common, kind: 'bars', stacked: vm.type === 'stacked', horizontal: !vm.overTime };
}

/** "11" with the year below where it begins; what is no month or quarter keeps its short name. */
function axisLabel({ label, figures }: ChartModel['rows'][number], first: boolean, words: Words): string {
  const period = figures[0]?.period;
  if (period?.kind !== 'month' && period?.kind !== 'quarter') return words.label(label);
  const name = period.kind === 'quarter' ? `Q${period.index}` : String(period.index);
  return first || period.index === 1 ? `${name}\n${period.year}` : name;
}

/** As everywhere else: the number, a sign that belongs to it, or the word of what is missing. */
function textOf(figure: ChartModel['rows'][number]['figures'][number], { format }: Words): string {
  const { text, full } = format.figure(figure);
  if (figure.measure.kind === 'missing') return full;
  return figure.unit === 'percent' ? `${text} %` : text;
}
