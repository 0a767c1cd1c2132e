import { PAPER_FONT, timesWidth } from '@/ui/paper/times-widths';
import type { SeriesTone } from './spec';
import type { ChartTheme } from './theme';

/** Size of the words in a chart, CSS px: 10 pt beside a text of 13 pt. */
const PX = 13;

/**
 * Black words on white. Printed in grey, the tones are still five: dark, light, and three that carry a pattern.
 */
export const PAPER: ChartTheme = {
  font: PAPER_FONT, px: PX, line: '#cccccc', text: '#000000', soft: '#333333', ground: '#ffffff',
  tone: { main: '#1f4e79', quiet: '#b9c3cd', accent: '#5b8fb9', watch: '#c98a00', act: '#8b1a1a' },
  textWidth: timesWidth,
};

/** A thin line must be darker than a bar to be seen at all. */
export const PAPER_LINES: ChartTheme = { ...PAPER, tone: { ...PAPER.tone, quiet: '#6b7680', accent: '#2f6f9f', watch: '#9a6a00' } };

/** White over a bar of that tone; what has none stays plain. */
export interface PaperPattern {
  readonly symbol: 'rect' | 'circle';
  readonly symbolSize?: number;
  readonly dashArrayX: number[] | number[][];
  readonly dashArrayY: number[];
  readonly rotation: number;
  readonly color: string;
}
const WHITE = '#ffffff';
export const PATTERNS: Readonly<Partial<Record<SeriesTone, PaperPattern>>> = {
  accent: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1.5, 4], rotation: -Math.PI / 4, color: WHITE },
  watch: { symbol: 'circle', symbolSize: 0.8, dashArrayX: [[5, 5], [0, 5, 5, 0]], dashArrayY: [5, 0], rotation: 0, color: WHITE },
  act: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1.5, 4], rotation: Math.PI / 4, color: WHITE },
};

/** Further lines of one chart, told apart without colour: in order of the series, px. */
export const DASHES: readonly ('solid' | number[])[] = ['solid', [9, 4], [2, 3], [9, 3, 2, 3]];
