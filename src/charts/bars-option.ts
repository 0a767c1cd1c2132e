import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import { categoryAxis, valueAxis } from './axes';
import type { BarsLayout } from './bars-layout';
import { coloursOf } from './layout';
import type { ChartSize } from './layout';
import { notesAxes, notesSeries } from './notes-series';
import type { BarsSpec, ChartSeries } from './spec';
import type { ChartTheme } from './theme';

/** Share of its band a group of bars takes. */
export const FILL = 0.62;
/** And at most so much, in sizes of the letters. */
export const WIDEST_BAR = 2.4;

function barOf(series: ChartSeries, spec: BarsSpec, layout: BarsLayout, theme: ChartTheme, colour: string): BarSeriesOption {
  const outline = { color: theme.ground, borderColor: colour, borderWidth: Math.max(1, theme.px * 0.1) };
  const outside = (value: number): 'left' | 'right' | 'top' | 'bottom' =>
    spec.horizontal ? (value < 0 ? 'left' : 'right') : value < 0 ? 'bottom' : 'top';
  return {
    type: 'bar', id: series.id, silent: true, clip: false, barCategoryGap: `${100 - FILL * 100}%`, barGap: '12%', barMaxWidth: theme.px * WIDEST_BAR,
    ...(spec.stacked ? { stack: 'all' } : {}),
    itemStyle: { color: colour },
    label: {
      show: layout.valuesAtBars, distance: theme.px * 0.35, color: theme.text, fontFamily: theme.font, fontSize: theme.px, fontWeight: 600,
      formatter: (point) => series.texts[point.dataIndex] ?? '',
    },
    data: series.values.map((value, index) => value === null ? '-' : {
      value, label: { position: outside(value) }, ...(series.provisional.includes(index) ? { itemStyle: outline } : {}),
    }),
  };
}

/** A target is a thin mark across the place of its bar. */
function markOf(series: ChartSeries, spec: BarsSpec, layout: BarsLayout, theme: ChartTheme): LineSeriesOption {
  const long = Math.min(layout.band * FILL, theme.px * WIDEST_BAR) * 1.25;
  const thin = Math.max(2, theme.px * 0.16);
  return {
    type: 'line', id: series.id, silent: true, clip: false, showAllSymbol: true, lineStyle: { width: 0, opacity: 0 }, z: 4,
    symbol: 'rect', symbolSize: spec.horizontal ? [thin, long] : [long, thin], itemStyle: { color: theme.text },
    data: series.values.map((value) => value ?? '-'),
  };
}

export function barsOption(spec: BarsSpec, theme: ChartTheme, size: ChartSize, layout: BarsLayout) {
  const colours = coloursOf(theme, spec.series);
  const notes = notesAxes(size);
  const value = valueAxis(layout.scale, layout.tickTexts, theme, !(spec.horizontal && layout.valuesAtBars), false);
  const category = categoryAxis(layout.axisLabels, theme, spec.horizontal);
  return {
    animation: false,
    textStyle: { fontFamily: theme.font },
    grid: [{ ...layout.plot, outerBoundsMode: 'none' as const }, notes.grid],
    xAxis: [spec.horizontal ? value : { ...category, position: 'bottom' as const }, notes.xAxis],
    yAxis: [spec.horizontal ? category : value, notes.yAxis],
    series: [
      ...spec.series.map((series, index) => series.role === 'target'
        ? markOf(series, spec, layout, theme)
        : barOf(series, spec, layout, theme, colours[index] ?? theme.text)),
      notesSeries(layout.notes, theme),
    ],
  };
}
