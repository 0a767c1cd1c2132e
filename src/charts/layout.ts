import type { Scale } from './nice-scale';
import type { ChartSeries } from './spec';
import { seriesColour } from './theme';
import type { ChartTheme } from './theme';

/** Canvas, CSS px. */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
}
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A text or a swatch at a place of the canvas; the chart says everything it has to say with these. */
export type Note =
  | { readonly kind: 'text'; readonly x: number; readonly y: number; readonly text: string; readonly align: 'left' | 'right' | 'center'; readonly bold: boolean; readonly px: number; readonly colour: string }
  | { readonly kind: 'swatch'; readonly x: number; readonly y: number; readonly shape: 'line' | 'dashes' | 'thin' | 'block'; readonly px: number; readonly colour: string };

/** Where everything stands; computed by us so that labels can be placed without meeting. */
export interface ChartLayout {
  readonly plot: Box;
  readonly scale: Scale;
  /** Width (or height, for horizontal bars) of one category, px. */
  readonly band: number;
  /** Labels of the category axis, `''` where one was thinned out. */
  readonly axisLabels: readonly string[];
  readonly tickTexts: readonly string[];
  readonly notes: readonly Note[];
}

export const LINE = 1.3;
export const GAP = 0.6;
/** Size of quiet second lines, of the axis size. */
export const SMALL = 0.9;

export const lineHeight = (theme: ChartTheme): number => theme.px * LINE;
/** Centre of the topmost line: a capital with two marks (Ồ) still has its whole head on the canvas. */
export const firstLineAt = (theme: ChartTheme): number => theme.px * (LINE / 2 + 0.2);

/** Position of the last number, or -1. */
export const lastIndex = (series: ChartSeries): number => series.values.findLastIndex((value) => value !== null);

/** Colours in the order of the series. */
export function coloursOf(theme: ChartTheme, series: readonly ChartSeries[]): readonly string[] {
  let others = 0;
  return series.map((entry) => seriesColour(theme, entry, entry.role === 'other' ? others++ : 0));
}

const firstLine = (label: string): string => label.split('\n')[0] ?? '';
const groupOf = (label: string): string => label.split('\n')[1] ?? '';

/**
 * Leaves every n-th label so that none touch, counted back from the newest. A label's second line names a group ("2026"):
 * it moves to the first label of the group that stays.
 */
export function thinLabels(labels: readonly string[], band: number, width: (text: string) => number, gap: number): readonly string[] {
  const widest = Math.max(0, ...labels.flatMap((label) => label.split('\n').map(width)));
  const every = Math.max(1, Math.ceil((widest + gap) / band));
  let group = '';
  let shownGroup = '';
  return labels.map((label, index) => {
    group = groupOf(label) || group;
    if ((labels.length - 1 - index) % every !== 0) return '';
    const text = group === shownGroup || group === '' ? firstLine(label) : `${firstLine(label)}\n${group}`;
    shownGroup = group;
    return text;
  });
}

/** How far the last label of an axis reaches beyond its band, px: it stands under the middle of it. */
export function overhang(labels: readonly string[], band: number, width: (text: string) => number): number {
  const widest = Math.max(0, ...(labels.at(-1) ?? '').split('\n').map(width));
  return Math.max(0, Math.ceil((widest - band) / 2));
}

/** Rows of text below the axis. */
export const labelRows = (labels: readonly string[]): number => Math.max(0, ...labels.map((label) => (label === '' ? 0 : label.split('\n').length)));

/** Breaks a text between words so that no line is wider than `limit`, where words allow it. */
export function wrapWords(text: string, limit: number, width: (text: string) => number): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    const longer = line === undefined ? word : `${line} ${word}`;
    if (line !== undefined && width(longer) <= limit) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.join('\n');
}

export interface LegendItem {
  readonly text: string;
  readonly colour: string;
  readonly shape: 'line' | 'dashes' | 'thin' | 'block';
  readonly bold: boolean;
}

/** A row of swatches and words that wraps; used only where words cannot stand at the lines themselves. */
export function flowLegend(items: readonly LegendItem[], theme: ChartTheme, width: number, startX: number): { readonly notes: readonly Note[]; readonly height: number } {
  const swatch = theme.px * 1.4;
  const row = lineHeight(theme);
  const notes: Note[] = [];
  let x = startX;
  let y = firstLineAt(theme);
  for (const item of items) {
    const wide = swatch + theme.px * 0.4 + theme.textWidth(item.text, theme.px, item.bold);
    if (x > 0 && x + wide > width) {
      x = 0;
      y += row;
    }
    notes.push(
      { kind: 'swatch', x: x + swatch / 2, y, shape: item.shape, px: swatch, colour: item.colour },
      { kind: 'text', x: x + swatch + theme.px * 0.4, y, text: item.text, align: 'left', bold: item.bold, px: theme.px, colour: item.bold ? theme.text : theme.soft },
    );
    x += wide + theme.px * 1.2;
  }
  return { notes, height: items.length > 0 || startX > 0 ? y + row / 2 : 0 };
}
