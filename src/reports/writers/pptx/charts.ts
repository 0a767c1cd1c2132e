import type PptxGenJS from 'pptxgenjs';
import type { ChartSeries, ChartSpec } from '@/charts/spec';
import { roundHalfAway } from '@/format/rounding';
import type { Sheet, SheetCell } from '../xlsx/sheet';
import { COLOUR, FONT } from './look';
import { PAGE, SIZE } from './slide';

/** One series as the slide and the workbook behind it hold it: rounded as its texts are, null where there is nothing. */
export interface ChartRow {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly role: ChartSeries['role'];
}
export interface ChartTable {
  readonly categories: readonly string[];
  readonly rows: readonly ChartRow[];
  readonly code: string;
}

/** Figures of a chart as a table. A category with a figure that is not final is marked "*". */
export function chartTable(spec: ChartSpec): ChartTable {
  const decimals = Math.max(0, ...spec.series.flatMap(({ texts }) => texts.map((text) => decimalsOf(text, spec.language))));
  const open = new Set(spec.series.flatMap(({ provisional }) => provisional));
  return {
    categories: spec.categories.map((label, at) => label.replaceAll('\n', '/') + (open.has(at) ? '*' : '')),
    rows: spec.series.map(({ label, values, role }) => ({ name: label, role, values: spec.categories.map((_, at) => rounded(values[at], decimals)) })),
    code: `#,##0${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}`,
  };
}
const rounded = (value: number | null | undefined, decimals: number): number | null => (value === null || value === undefined ? null : roundHalfAway(value, decimals));
const decimalsOf = (text: string, language: ChartSpec['language']): number => (language === 'vi' ? /\d,(\d+)/ : /\d\.(\d+)/).exec(text)?.[1]?.length ?? 0;

/** The workbook that opens when somebody edits the figures of a chart; the chart names its cells. */
export function chartSheet({ categories, rows, code }: ChartTable): Sheet {
  const head: readonly SheetCell[] = [{ text: '' }, ...rows.map(({ name }): SheetCell => ({ text: name }))];
  return {
    name: 'Sheet1', widths: [20, ...rows.map(() => 16)], merges: [], frozenRows: 0, repeated: null, landscape: false, footer: '',
    rows: [head, ...categories.map((label, at) => [{ text: label }, ...rows.map(({ values }): SheetCell => {
      const value = values[at] ?? null;
      return value === null ? null : { number: value, code };
    })])],
  };
}

/** Data as the library takes it: a gap is no number. */
export const chartData = ({ categories, rows }: ChartTable): PptxGenJS.OptsChartData[] =>
  rows.map(({ name, values }) => ({ name, labels: [...categories], values: values.map((value) => value ?? Number.NaN) }));

/** Columns or bars with their values where there is room for them, lines with points; nothing drawn that tells nothing. */
export function chartLook(spec: ChartSpec, table: ChartTable, top: number, height: number): PptxGenJS.IChartOpts {
  const isBars = spec.kind === 'bars';
  const figures = table.categories.length * table.rows.length;
  return {
    x: PAGE.edge, y: top, w: PAGE.width - 2 * PAGE.edge, h: height, altText: spec.description,
    chartColors: spec.series.map((series, at) => colourOf(series, at)), displayBlanksAs: 'gap', lang: spec.language,
    showLegend: spec.series.length > 1, legendPos: 't', legendFontSize: SIZE.table, legendFontFace: FONT, legendColor: COLOUR.text,
    catAxisLabelFontSize: SIZE.table, catAxisLabelFontFace: FONT, catAxisLabelColor: COLOUR.soft, catAxisLineColor: COLOUR.line,
    valAxisLabelFontSize: SIZE.table, valAxisLabelFontFace: FONT, valAxisLabelColor: COLOUR.soft, valAxisLabelFormatCode: axisCode(table), valAxisLineShow: false,
    valGridLine: { color: COLOUR.line, size: 0.75 }, catGridLine: { style: 'none' },
    showValAxisTitle: spec.unitLabel !== '', valAxisTitle: spec.unitLabel, valAxisTitleFontSize: SIZE.table, valAxisTitleFontFace: FONT, valAxisTitleColor: COLOUR.soft,
    showValue: figures <= 24, dataLabelFormatCode: table.code, dataLabelFontSize: SIZE.table, dataLabelFontFace: FONT, dataLabelColor: COLOUR.text,
    ...(isBars
      ? { barDir: spec.horizontal ? 'bar' : 'col', barGrouping: spec.stacked ? 'stacked' : 'clustered', barGapWidthPct: 60, ...(spec.stacked ? {} : { dataLabelPosition: 'outEnd' as const }) }
      : { lineSize: 2.25, lineDataSymbol: 'circle', lineDataSymbolSize: 7, dataLabelPosition: 't' as const }),
  };
}

/** Marks of an axis want no more digits than the figures have, and none where they are large. */
const axisCode = ({ code, rows }: ChartTable): string => (rows.every(({ values }) => values.every((value) => value === null || Math.abs(value) >= 100 || value === 0)) ? '#,##0' : code);

function colourOf({ role, tone }: ChartSeries, at: number): string {
  if (tone === 'act') return COLOUR.act;
  if (tone === 'watch') return COLOUR.watch;
  if (tone === 'quiet' || role === 'previous') return COLOUR.quiet;
  if (tone === 'accent' || role === 'target') return COLOUR.accent;
  return COLOUR.series[at % COLOUR.series.length] ?? COLOUR.text;
}
