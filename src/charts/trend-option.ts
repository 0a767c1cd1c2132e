import type { LineSeriesOption } from 'echarts/charts';
import { categoryAxis, valueAxis } from './axes';
import { coloursOf, lastIndex } from './layout';
import type { ChartLayout, ChartSize } from './layout';
import { NOTES, notesAxes, notesSeries } from './notes-series';
import type { ChartSeries, SeriesRole, TrendSpec } from './spec';
import type { ChartTheme } from './theme';

type Point = NonNullable<LineSeriesOption['data']>[number];

const STROKE: Readonly<Record<SeriesRole, { readonly width: number; readonly dash: number }>> = {
  current: { width: 0.17, dash: 0 }, other: { width: 0.15, dash: 0 }, previous: { width: 0.12, dash: 0.3 }, target: { width: 0.08, dash: 0 },
};

/** Parts of the line with no break inside: `[from, to)` positions. */
export function segments(count: number, breaks: readonly { readonly before: number }[]): readonly (readonly [number, number])[] {
  const inner = new Set(breaks.map((mark) => mark.before).filter((before) => before > 0 && before < count));
  const cuts = [0, ...[...inner].sort((a, b) => a - b), count];
  return cuts.slice(1).map((to, index) => [cuts[index] ?? 0, to] as const).filter(([from, to]) => to > from);
}

/** A point is marked when it is the newest of a leading line, not final yet, or has no neighbour to be joined to. */
function pointOf(series: ChartSeries, index: number, from: number, to: number, theme: ChartTheme, colour: string): Point {
  const value = index >= from && index < to ? series.values[index] ?? null : null;
  if (value === null) return '-';
  const joined = (other: number): boolean => other >= from && other < to && (series.values[other] ?? null) !== null;
  const newest = index === lastIndex(series);
  const provisional = series.provisional.includes(index) || (newest && series.running !== undefined);
  const leading = series.role === 'current' || series.role === 'other';
  const marked = series.role !== 'target' && (provisional || (leading && newest) || !(joined(index - 1) || joined(index + 1)));
  if (!marked) return { value, symbol: 'none' };
  const width = Math.max(1.5, theme.px * 0.13);
  return {
    value, symbol: 'circle', symbolSize: theme.px * (provisional ? 0.5 : 0.55),
    itemStyle: provisional ? { color: theme.ground, borderColor: colour, borderWidth: width } : { color: colour },
  };
}

function lineOf(series: ChartSeries, spec: TrendSpec, theme: ChartTheme, colour: string): LineSeriesOption[] {
  const stroke = STROKE[series.role];
  const dash = theme.px * stroke.dash;
  const step = series.role === 'target' ? { step: 'middle' as const } : {};
  const breaks = series.role === 'current' || series.role === 'other' ? spec.breaks : [];
  const apart = series.running === undefined ? [] : [{ before: lastIndex(series) }];
  return segments(spec.categories.length, [...breaks, ...apart]).map(([from, to]) => ({
    type: 'line', id: `${series.id}:${from}`, silent: true, clip: false, showAllSymbol: true, connectNulls: false, ...step,
    z: series.role === 'current' ? 4 : 3,
    lineStyle: { color: colour, width: Math.max(1, theme.px * stroke.width), type: dash > 0 ? [dash, dash] : 'solid', cap: 'butt', join: 'round' },
    itemStyle: { color: colour },
    ...(spec.filled && series.role !== 'target' ? { areaStyle: { color: colour, opacity: 0.14, origin: 'auto' as const } } : {}),
    data: spec.categories.map((_, index) => pointOf(series, index, from, to, theme, colour)),
  }));
}

/** A dashed upright between two categories: the map changed here and the line does not cross it. */
function breakLine(before: number, spec: TrendSpec, layout: ChartLayout, theme: ChartTheme): LineSeriesOption {
  const x = layout.plot.left + (layout.plot.width / Math.max(1, spec.categories.length)) * before;
  return {
    type: 'line', id: `break:${before}`, xAxisIndex: NOTES, yAxisIndex: NOTES, silent: true, clip: false, symbol: 'none', z: 2,
    lineStyle: { color: theme.soft, width: 1, type: [theme.px * 0.2, theme.px * 0.25] },
    data: [[x, layout.plot.top - theme.px * 0.1], [x, layout.plot.top + layout.plot.height]],
  };
}

/** A small flag over each remarked position, at the upper edge of the plot: its words are in the tooltip and in the card of the figure. */
function markSeries(marks: NonNullable<TrendSpec['marks']>, spec: TrendSpec, layout: ChartLayout, theme: ChartTheme): LineSeriesOption {
  const band = layout.plot.width / Math.max(1, spec.categories.length);
  return {
    type: 'line', id: 'marks', xAxisIndex: NOTES, yAxisIndex: NOTES, silent: true, clip: false, z: 5, showAllSymbol: true, lineStyle: { width: 0, opacity: 0 },
    data: marks.map(({ at }) => ({
      value: [layout.plot.left + band * (at + 0.5), layout.plot.top], symbol: 'path://M0 0h8v5h-6v5h-2z', symbolSize: theme.px * 0.7, itemStyle: { color: theme.tone.watch },
    })),
  };
}

export function trendOption(spec: TrendSpec, theme: ChartTheme, size: ChartSize, layout: ChartLayout) {
  const colours = coloursOf(theme, spec.series);
  const notes = notesAxes(size);
  return {
    animation: false,
    textStyle: { fontFamily: theme.font },
    grid: [{ ...layout.plot, outerBoundsMode: 'none' as const }, notes.grid],
    xAxis: [{ ...categoryAxis(layout.axisLabels, theme, false), position: 'bottom' as const }, notes.xAxis],
    yAxis: [valueAxis(layout.scale, layout.tickTexts, theme, true, spec.reversed), notes.yAxis],
    series: [
      ...spec.series.flatMap((series, index) => lineOf(series, spec, theme, colours[index] ?? theme.text)),
      ...spec.breaks.map((mark) => breakLine(mark.before, spec, layout, theme)),
      ...(spec.marks?.length ? [markSeries(spec.marks, spec, layout, theme)] : []),
      notesSeries(layout.notes, theme),
    ],
  };
}
