import { coloursOf, firstLineAt, flowLegend, GAP, labelRows, lineHeight, overhang, thinLabels, wrapWords } from './layout';
import type { Box, ChartLayout, ChartSize, Note } from './layout';
import { niceScale } from './nice-scale';
import type { Scale } from './nice-scale';
import type { BarsSpec } from './spec';
import type { ChartTheme } from './theme';
import { tickTexts } from './ticks';

/** Names beside horizontal bars may take this share of the width, then they wrap. */
const NAME_SHARE = 0.45;

export interface BarsLayout extends ChartLayout {
  /** Values stand at the bars, so the value axis is left out. */
  readonly valuesAtBars: boolean;
}

const numbers = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);

/** Every number an axis must reach: single values, or both ends of each stack. */
function extremes(spec: BarsSpec): number[] {
  const bars = spec.series.filter((series) => series.role !== 'target');
  const marks = spec.series.filter((series) => series.role === 'target').flatMap((series) => numbers(series.values));
  if (!spec.stacked) return [...bars.flatMap((series) => numbers(series.values)), ...marks];
  const sums = spec.categories.flatMap((_, index) => {
    const parts = numbers(bars.map((series) => series.values[index] ?? null));
    const sum = (keep: (part: number) => boolean): number => parts.filter(keep).reduce((total, part) => total + part, 0);
    return [sum((part) => part > 0), sum((part) => part < 0)];
  });
  return [...sums, ...marks];
}

const widestText = (spec: BarsSpec, theme: ChartTheme): number =>
  Math.max(0, ...spec.series.filter((series) => series.role !== 'target').flatMap((series) => series.texts.map((text) => theme.textWidth(text, theme.px, true))));

function legendAbove(spec: BarsSpec, theme: ChartTheme, size: ChartSize): { readonly notes: readonly Note[]; readonly height: number } {
  const colours = coloursOf(theme, spec.series);
  const unitWidth = spec.unitLabel ? theme.textWidth(spec.unitLabel, theme.px, false) + theme.px * 1.2 : 0;
  const items = spec.series.length < 2 ? [] : spec.series.map((series, index) => ({
    text: series.label, colour: colours[index] ?? '', bold: false, shape: series.role === 'target' ? 'thin' as const : 'block' as const,
  }));
  const legend = flowLegend(items, theme, size.width, unitWidth);
  if (!spec.unitLabel) return legend;
  const unit: Note = { kind: 'text', x: 0, y: firstLineAt(theme), text: spec.unitLabel, align: 'left', bold: false, px: theme.px, colour: theme.soft };
  return { notes: [...legend.notes, unit], height: legend.height };
}

/** A bar that is missing says so where it would begin; a gap alone could be read as zero. */
function missingNotes(spec: BarsSpec, theme: ChartTheme, at: (index: number) => { readonly x: number; readonly y: number }): readonly Note[] {
  const bars = spec.series.filter((series) => series.role !== 'target');
  const series = bars.length === 1 ? bars[0] : undefined;
  return (series?.values ?? []).flatMap((value, index): Note[] => value !== null ? [] : [{
    kind: 'text', ...at(index), text: series?.texts[index] ?? '', align: spec.horizontal ? 'left' : 'center', bold: false, px: theme.px, colour: theme.soft,
  }]);
}

const tight = (scale: Scale, values: readonly number[]): Scale => ({ ...scale, min: Math.min(0, ...values), max: Math.max(...values, Number.MIN_VALUE) });

function layoutHorizontal(spec: BarsSpec, theme: ChartTheme, size: ChartSize): BarsLayout {
  const { px } = theme;
  const legend = legendAbove(spec, theme, size);
  const valuesAtBars = !spec.stacked;
  const values = extremes(spec);
  const scale = niceScale(values, { steps: Math.min(5, Math.max(1, Math.floor(size.width / (px * 9)))), zero: 'always', integers: false });
  const ticks = tickTexts(scale, spec.language);
  const width = (text: string): number => theme.textWidth(text, px, false);
  const names = spec.categories.map((label) => wrapWords(label, size.width * NAME_SHARE, width));
  const left = Math.ceil(Math.max(0, ...names.flatMap((name) => name.split('\n').map(width))) + px * GAP);
  const right = Math.ceil(valuesAtBars ? widestText(spec, theme) + px * GAP : theme.textWidth(ticks.at(-1) ?? '', px, false) / 2 + 1);
  const top = legend.height + (legend.height > 0 ? px * 0.4 : 0);
  const bottom = valuesAtBars ? 0 : Math.ceil(lineHeight(theme) + px * 0.4);
  const plot: Box = { left, top, width: Math.max(1, size.width - left - right), height: Math.max(1, size.height - top - bottom) };
  const band = plot.height / Math.max(1, spec.categories.length);
  const gaps = missingNotes(spec, theme, (index) => ({ x: plot.left + px * 0.35, y: plot.top + band * (index + 0.5) }));
  return {
    plot, scale: valuesAtBars ? tight(scale, values) : scale, band,
    axisLabels: names, tickTexts: ticks, notes: [...legend.notes, ...gaps], valuesAtBars,
  };
}

function layoutVertical(spec: BarsSpec, theme: ChartTheme, size: ChartSize): BarsLayout {
  const { px } = theme;
  const row = lineHeight(theme);
  const width = (text: string): number => theme.textWidth(text, px, false);
  const legend = legendAbove(spec, theme, size);
  const top = legend.height + row;
  const count = Math.max(1, spec.categories.length);
  const scale = niceScale(extremes(spec), {
    steps: Math.min(5, Math.max(1, Math.floor((size.height - top - row * 1.4) / (px * 2.6)))), zero: 'always', integers: false,
  });
  const ticks = tickTexts(scale, spec.language);
  const left = Math.ceil(Math.max(0, ...ticks.map(width)) + px * GAP);
  const wide = Math.max(1, size.width - left - 1);
  const thinned = thinLabels(spec.categories, wide / count, width, px * 0.9);
  const plotWidth = Math.max(1, wide - overhang(thinned, wide / count, width));
  const band = plotWidth / count;
  const axisLabels = thinLabels(spec.categories, band, width, px * 0.9);
  const bars = spec.series.filter((series) => series.role !== 'target').length;
  const bottom = Math.ceil(labelRows(axisLabels) * row + px * 0.4);
  const plot: Box = { left, top, width: plotWidth, height: Math.max(1, size.height - top - bottom) };
  const valuesAtBars = !spec.stacked && bars === 1 && widestText(spec, theme) + px * 0.5 <= band;
  const gaps = valuesAtBars ? missingNotes(spec, theme, (index) => ({ x: plot.left + band * (index + 0.5), y: plot.top + plot.height - row / 2 })) : [];
  return { plot, scale, band, axisLabels, tickTexts: ticks, notes: [...legend.notes, ...gaps], valuesAtBars };
}

/** Where bars, their names and their values stand. */
export function layoutBars(spec: BarsSpec, theme: ChartTheme, size: ChartSize): BarsLayout {
  return spec.horizontal ? layoutHorizontal(spec, theme, size) : layoutVertical(spec, theme, size);
}
