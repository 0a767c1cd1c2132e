import type { ChartSeries, ChartSpec } from '@/charts/spec';
import { valueOf } from '@/domain/measure';
import type { Scope } from '@/domain/scope';
import type { DocumentBlock } from '../document/document';
import { periodInSentence } from '../fields/comparison';
import type { TemplateBlock } from '../template/template';
import type { Composing } from './context';

type TrendBlock = Extract<TemplateBlock, { readonly kind: 'trend' }>;

/** The newest periods of an indicator as a chart; a gap stays a gap and is said below. */
export function trendPart(block: TrendBlock, id: string, scope: Scope, caption: string | null, composing: Composing): DocumentBlock {
  const { format, words, language } = composing;
  const read = composing.reading(block.indicator, scope);
  const said = (text: string): DocumentBlock => ({ kind: 'paragraph', id, style: 'missing', runs: [{ kind: 'text', text }] });
  if (!read) return said(words.unknownIndicator(block.indicator));
  const { reading: { indicator, series, breaks }, slots } = read;
  const from = Math.max(0, series.length - block.periods);
  const figures = series.slice(from);
  const name = indicator.name[language];
  if (figures.every(({ measure }) => measure.kind === 'missing')) return said(`${name}: ${format.missing('not-available')}.`);
  const values = figures.map((figure) => composing.print(figure, slots));
  const newest = values.at(-1);
  if (newest) composing.seen.push({ block: id, label: name, value: newest });
  const line: ChartSeries = {
    id: indicator.id, label: name, role: 'current', values: figures.map(({ measure }) => valueOf(measure)), texts: values.map(({ text }) => text),
    provisional: figures.flatMap(({ measure }, at) => (measure.kind === 'value' && measure.status !== 'official' ? [at] : [])),
  };
  const common = {
    description: caption ?? name, unitLabel: format.unit(indicator.unit), series: [line], language,
    categories: figures.map(({ period }) => (period ? format.periodShort(period) : '')), categoryNames: figures.map(({ period }) => (period ? format.period(period) : '')),
  };
  const spec: ChartSpec = block.form === 'line'
    ? { kind: 'trend', ...common, reversed: indicator.unit === 'rank', breaks: breaks.filter((at) => at > from).map((at) => ({ before: at - from, label: words.mapChanged })) }
    : { kind: 'bars', ...common, stacked: false, horizontal: false };
  const gaps = figures.flatMap(({ measure, period }) => (measure.kind === 'missing' && period ? [periodInSentence(period, format)] : []));
  return { kind: 'chart', id, caption: caption ?? name, spec, note: gaps.length > 0 ? words.gaps(gaps.join(', ')) : '' };
}
