import { BarChart, LineChart } from 'echarts/charts';
import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import { init, use } from 'echarts/core';
import { install as Grid } from 'echarts/lib/component/grid/installSimple.js';
import { SVGRenderer } from 'echarts/renderers';
import { layoutBars } from './bars-layout';
import { barsOption, FILL, WIDEST_BAR } from './bars-option';
import type { ChartLayout, ChartSize } from './layout';
import { DASHES, PAPER, PAPER_LINES, PATTERNS } from './paper-theme';
import { plainSvg } from './plain-svg';
import type { BarsSpec, ChartSeries, ChartSpec, SeriesTone, TrendSpec } from './spec';
import { layoutTrend } from './trend-layout';
import { trendOption } from './trend-option';

use([LineChart, BarChart, Grid, SVGRenderer]);

/** Size of a chart on paper, CSS px (96 to the inch). */
export interface PaperSize {
  readonly widthPx: number;
  readonly heightPx: number;
}
type Line = LineSeriesOption & { readonly id?: unknown };
type Series = Line | BarSeriesOption;

/**
 * A chart as SVG for a document: white ground, black words, told apart without colour, with a title and every figure in words for who
 * does not see it. Needs no browser; the same chart gives the same text, and two charts on one page share no id.
 */
export function chartSvg(spec: ChartSpec, { widthPx, heightPx }: PaperSize): string {
  // The last name of an axis stands under its point and reaches beyond it.
  const size = { width: widthPx - PAPER.px * 2, height: heightPx };
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: widthPx, height: heightPx });
  try {
    chart.setOption(spec.kind === 'trend' ? paperTrend(spec, size) : paperBars(spec, size));
    return plainSvg(chart.renderToSVGString(), { title: spec.description, description: inWords(spec), background: PAPER.ground });
  } finally {
    chart.dispose();
  }
}

/** "2026: Tháng 9 98,2 %; Tháng 10 98,7 %." for each series. */
function inWords(spec: ChartSpec): string {
  const name = (index: number): string => spec.categoryNames[index] ?? spec.categories[index]?.replace('\n', '/') ?? '';
  return spec.series.map(({ label, texts }) => `${label}: ${texts.map((text, index) => `${name(index)} ${text}`).join('; ')}.`).join(' ');
}

function paperTrend(spec: TrendSpec, size: ChartSize) {
  const layout = layoutTrend(spec, PAPER_LINES, size);
  // Words are black: a line is known by where its name stands.
  const notes = layout.notes.map((note) => (note.kind === 'text' ? { ...note, colour: note.bold ? PAPER.text : PAPER.soft } : note));
  const option = trendOption(spec, PAPER_LINES, size, { ...layout, notes });
  const others = spec.series.filter(({ role }) => role === 'other');
  const lonely = spec.breaks.length === 0 && spec.series.filter(({ role }) => role !== 'target').length === 1;
  const series = option.series.map((line: Line): Line => {
    const owner = spec.series.find(({ id }) => String(line.id).startsWith(`${id}:`));
    if (!owner || owner.role === 'target') return line;
    const dashed = owner.role === 'other' ? { ...line, lineStyle: { ...line.lineStyle, type: DASHES[others.indexOf(owner) % DASHES.length] ?? 'solid' } } : line;
    const fits = lonely && owner.texts.every((text) => PAPER.textWidth(text, PAPER.px, false) + PAPER.px * 0.5 <= layout.band);
    return fits ? withValues(dashed, owner, (value) => hasRoomBelow(value, spec, layout)) : dashed;
  });
  return { ...option, series };
}

/** Whether words fit between a point and the foot of the plot. */
function hasRoomBelow(value: number, { reversed }: TrendSpec, { scale: { min, max }, plot }: ChartLayout): boolean {
  return !reversed && ((value - min) / (max - min)) * plot.height >= PAPER.px * 2;
}

/** Every point of a line by itself says its value, above it or in a valley below; the newest does at the end of the line already. */
function withValues(line: Line, { texts, values }: ChartSeries, hasRoom: (value: number) => boolean): Line {
  const isValley = (at: number): boolean => {
    const [before, value, after] = [values[at - 1] ?? null, values[at] ?? null, values[at + 1] ?? null];
    return before !== null && value !== null && after !== null && before > value && after > value && hasRoom(value);
  };
  const newest = values.findLastIndex((value) => value !== null);
  const dot = { symbol: 'circle', symbolSize: PAPER.px * 0.3 };
  return {
    ...line,
    data: line.data?.map((point, at) => {
      if (typeof point !== 'object' || point === null || !('symbol' in point)) return point;
      return { ...point, ...(point.symbol === 'none' ? dot : {}), ...(isValley(at) ? { label: { position: 'bottom' as const } } : {}) };
    }) ?? [],
    label: {
      show: true, position: 'top', distance: PAPER.px * 0.6, color: PAPER.text, fontFamily: PAPER.font, fontSize: PAPER.px,
      // A steep line runs through the words beside it: they stand on the ground of the page, which every program draws alike.
      backgroundColor: PAPER.ground, padding: [0, PAPER.px * 0.12],
      formatter: ({ dataIndex }) => (dataIndex === newest ? '' : texts[dataIndex] ?? ''),
    },
  };
}

function paperBars(spec: BarsSpec, size: ChartSize) {
  const layout = layoutBars(spec, PAPER, size);
  const beside = !spec.stacked && !spec.horizontal && valuesFit(spec, layout.band);
  const option = barsOption(spec, PAPER, size, { ...layout, valuesAtBars: layout.valuesAtBars || beside });
  return { ...option, series: option.series.map((entry: Series): Series => patterned(entry)) };
}

const TONES = Object.keys(PAPER.tone) as readonly SeriesTone[];
/** Whether values can stand over bars that stand side by side, without meeting. */
function valuesFit({ series }: BarsSpec, band: number): boolean {
  const bars = series.filter(({ role }) => role !== 'target');
  const widest = Math.max(0, ...bars.flatMap(({ texts, values }) => texts.map((text, index) => (values[index] === null ? 0 : PAPER.textWidth(text, PAPER.px, true)))));
  return widest + 1 <= Math.min((band * FILL) / Math.max(1, bars.length), WIDEST_BAR * PAPER.px * 1.12);
}

/** A copy: ECharts writes into what it is given. */
function patternOf(colour: unknown) {
  const tone = TONES.find((name) => PAPER.tone[name] === colour);
  const pattern = tone && PATTERNS[tone];
  return pattern ? { decal: { ...pattern } } : {};
}

type ItemStyle = NonNullable<Extract<NonNullable<BarSeriesOption['data']>[number], { itemStyle?: unknown }>['itemStyle']>;

/** Bars carry the pattern of their colour; what is hollow stays so. The swatch that names them gets it from the finished drawing. */
function patterned(series: Series): Series {
  if (series.type !== 'bar') return series;
  const bars: BarSeriesOption = series;
  const data: BarSeriesOption['data'] = bars.data?.map((item) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
    const own: ItemStyle = isStyled(item) ? item.itemStyle : {};
    return { ...item, itemStyle: { ...own, ...patternOf(own.color ?? bars.itemStyle?.color) } };
  });
  return { ...bars, data: data ?? [] };
}

const isStyled = (item: unknown): item is { readonly itemStyle: ItemStyle } =>
  typeof item === 'object' && item !== null && 'itemStyle' in item && typeof item.itemStyle === 'object';
