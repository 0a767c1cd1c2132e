import { coloursOf, firstLineAt, flowLegend, GAP, labelRows, lastIndex, lineHeight, overhang, SMALL, thinLabels } from './layout';
import type { Box, ChartLayout, ChartSize, LegendItem, Note } from './layout';
import { niceScale } from './nice-scale';
import type { Scale } from './nice-scale';
import type { SeriesRole, TrendSpec } from './spec';
import { spreadLabels } from './spread-labels';
import type { ChartTheme } from './theme';
import { tickTexts } from './ticks';

/** Labels at the lines may take this share of the width; beyond it they move above the plot. */
const GUTTER_SHARE = 0.3;
const STAYS: Readonly<Record<SeriesRole, number>> = { current: 0, other: 1, previous: 2, target: 3 };
const SWATCH = { current: 'line', other: 'line', previous: 'dashes', target: 'thin' } as const;

/** Below these heights, in axis sizes, a chart keeps one row of axis words, then none: the line comes first. */
const TWO_ROWS = 9;
const ONE_ROW = 5;

/** What stands at the end of a line: its newest value and, below it, whose it is. */
interface EndLabel {
  readonly id: string;
  readonly role: SeriesRole;
  readonly value: string;
  readonly name: string;
  readonly at: number;
  readonly colour: string;
}

function endLabels(spec: TrendSpec, colours: readonly string[]): readonly EndLabel[] {
  return spec.series.flatMap((series, index) => {
    const last = lastIndex(series);
    const at = series.values[last];
    if (at === null || at === undefined) return [];
    const behind = last < spec.categories.length - 1 && series.role !== 'target';
    const category = (spec.categories[last] ?? '').replace('\n', '/');
    return [{
      id: series.id, role: series.role, at, colour: colours[index] ?? '',
      value: series.texts[last] ?? '', name: series.running ?? (behind ? `${series.label} · ${category}` : series.label),
    }];
  });
}

const isStrong = (label: EndLabel): boolean => label.role === 'current' || label.role === 'other';

function gutterNotes(labels: readonly EndLabel[], theme: ChartTheme, plot: Box, from: number, toY: (value: number) => number): readonly Note[] {
  const small = theme.px * SMALL;
  const row = lineHeight(theme);
  const places = spreadLabels(
    labels.map((label) => ({ id: label.id, wish: toY(label.at), height: row + small * 1.35 + theme.px * 0.3, rank: STAYS[label.role] })),
    from, plot.top + plot.height + row * 0.25,
  );
  const x = plot.left + plot.width + theme.px * GAP;
  return labels.flatMap((label): Note[] => {
    const y = places.get(label.id);
    if (y === undefined) return [];
    return [
      { kind: 'text', x, y: y - small * 0.65, text: label.value, align: 'left', bold: isStrong(label), px: theme.px, colour: isStrong(label) ? theme.text : theme.soft },
      { kind: 'text', x, y: y + row * 0.5, text: label.name, align: 'left', bold: false, px: small, colour: label.role === 'other' ? label.colour : theme.soft },
    ];
  });
}

function scaleOf(spec: TrendSpec, height: number, theme: ChartTheme): Scale {
  const values = spec.series.flatMap((series) => series.values.filter((value) => value !== null));
  return niceScale(values, {
    steps: Math.min(5, Math.max(1, Math.floor(height / (theme.px * 2.6)))), zero: 'near', integers: spec.reversed,
  });
}

/** Room for the labels at the lines, px; null where they would squeeze the plot and stand above it instead. */
function gutterWidth(labels: readonly EndLabel[], theme: ChartTheme, size: ChartSize): number | null {
  const wide = Math.max(0, ...labels.flatMap((label) => [
    theme.textWidth(label.value, theme.px, isStrong(label)), theme.textWidth(label.name, theme.px * SMALL, false),
  ]));
  const gutter = wide === 0 ? theme.px : Math.ceil(wide + theme.px * GAP) + 2;
  return gutter <= size.width * GUTTER_SHARE ? gutter : null;
}

const legendOf = (labels: readonly EndLabel[]): readonly LegendItem[] =>
  labels.map((label) => ({ text: `${label.name}: ${label.value}`, colour: label.colour, shape: SWATCH[label.role], bold: isStrong(label) }));

function axisWords(categories: readonly string[], size: ChartSize, theme: ChartTheme, band: number): readonly string[] {
  if (size.height < theme.px * ONE_ROW) return categories.map(() => '');
  const words = size.height < theme.px * TWO_ROWS ? categories.map((label) => label.split('\n')[0] ?? '') : categories;
  return thinLabels(words, band, (text) => theme.textWidth(text, theme.px, false), theme.px * 0.9);
}

/** Where a trend's axes, lines, labels and break marks stand. */
export function layoutTrend(spec: TrendSpec, theme: ChartTheme, size: ChartSize): ChartLayout {
  const { px, textWidth } = theme;
  const row = lineHeight(theme);
  const width = (text: string): number => textWidth(text, px, false);
  const labels = endLabels(spec, coloursOf(theme, spec.series));
  const gutter = gutterWidth(labels, theme, size);

  const unitWidth = spec.unitLabel ? width(spec.unitLabel) + px * 1.2 : 0;
  const legend = flowLegend(gutter === null ? legendOf(labels) : [], theme, size.width, unitWidth);
  const head = legend.height + (spec.breaks.length > 0 ? row : 0);
  const top = head + (gutter === null || head > 0 ? px : row);
  const count = Math.max(1, spec.categories.length);

  const rough = scaleOf(spec, size.height - top - row * 1.4, theme);
  const ticks = labels.length > 0 ? tickTexts(rough, spec.language) : [];
  const left = Math.ceil(Math.max(0, ...ticks.map(width)) + px * GAP);
  const least = gutter ?? Math.ceil(px * GAP);
  const wished = Math.max(1, size.width - left - least) / count;
  const right = Math.max(least, overhang(axisWords(spec.categories, size, theme, wished), wished, width));
  const plotWidth = Math.max(1, size.width - left - right);
  const axisLabels = axisWords(spec.categories, size, theme, plotWidth / count);
  const bottom = Math.ceil(labelRows(axisLabels) * row + px * 0.4);
  const plot: Box = { left, top, width: plotWidth, height: Math.max(1, size.height - top - bottom) };

  const share = (value: number): number => (value - rough.min) / (rough.max - rough.min);
  const toY = (value: number): number => plot.top + plot.height * (spec.reversed ? share(value) : 1 - share(value));
  const notes: Note[] = [...legend.notes];
  if (spec.unitLabel) notes.push({ kind: 'text', x: 0, y: firstLineAt(theme), text: spec.unitLabel, align: 'left', bold: false, px, colour: theme.soft });
  for (const mark of spec.breaks) {
    const half = textWidth(mark.label, px * SMALL, false) / 2;
    const centre = plot.left + (plot.width / count) * mark.before;
    const x = Math.min(Math.max(centre, half), size.width - half);
    notes.push({ kind: 'text', x, y: legend.height > 0 ? legend.height + row / 2 : firstLineAt(theme), text: mark.label, align: 'center', bold: false, px: px * SMALL, colour: theme.soft });
  }
  // Labels may rise above the plot, but not into the words of a break mark.
  if (gutter !== null) notes.push(...gutterNotes(labels, theme, plot, spec.breaks.length > 0 ? plot.top : plot.top - row, toY));
  return { plot, scale: rough, band: plot.width / count, axisLabels, tickTexts: ticks, notes };
}
