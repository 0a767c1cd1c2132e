import type { ChartSeries, SeriesTone } from './spec';

/** Everything of the look that a chart needs, read from the CSS tokens once per draw. */
export interface ChartTheme {
  /** Font family list, as CSS has it. */
  readonly font: string;
  /** Size of axis text, px; everything else is in proportion. */
  readonly px: number;
  readonly tone: Readonly<Record<SeriesTone, string>>;
  readonly line: string;
  readonly text: string;
  readonly soft: string;
  readonly ground: string;
  /** Width of one line of text, px. */
  readonly textWidth: (text: string, px: number, bold: boolean) => number;
}

/** Further series, when nobody gave them a tone. */
const OTHERS: readonly SeriesTone[] = ['main', 'accent', 'quiet'];

/** Colour of a series: its tone, else what its role is drawn in. `position` counts among series of role `other`. */
export function seriesColour(theme: ChartTheme, series: ChartSeries, position: number): string {
  if (series.tone) return theme.tone[series.tone];
  if (series.role === 'current') return theme.tone.main;
  if (series.role === 'previous') return theme.tone.quiet;
  if (series.role === 'target') return theme.soft;
  return theme.tone[OTHERS[position % OTHERS.length] ?? 'main'];
}

let pen: CanvasRenderingContext2D | null = null;
function canvasWidth(font: string): ChartTheme['textWidth'] {
  pen ??= document.createElement('canvas').getContext('2d');
  return (text, px, bold) => {
    if (!pen) return text.length * px * 0.6;
    pen.font = canvasFont(font, px, bold);
    return pen.measureText(text).width;
  };
}
const canvasFont = (font: string, px: number, bold: boolean): string => `${bold ? 600 : 400} ${px}px ${font}`;

/** Reads the tokens in force at `element`; a token nobody defined falls back to a neutral one. */
export function readChartTheme(element: Element): ChartTheme {
  const style = getComputedStyle(element);
  const token = (name: string, fallback: string): string => style.getPropertyValue(name).trim() || fallback;
  const text = token('--text', style.color);
  const soft = token('--text-soft', text);
  const font = token('--font-ui', 'sans-serif');
  return {
    font, text, soft,
    px: Number.parseFloat(token('--chart-font', '13')) || 13,
    line: token('--line', soft),
    ground: token('--tile', 'transparent'),
    tone: {
      main: token('--series-1', text),
      quiet: token('--series-2', soft),
      accent: token('--accent', text),
      watch: token('--amber-fill', token('--amber', text)),
      act: token('--red-fill', token('--red', text)),
    },
    textWidth: canvasWidth(font),
  };
}

/**
 * Resolves once both weights are there to be measured and drawn, or `patienceMs` have passed. `late` runs if they come after that.
 * Canvas text does not redraw itself when a font arrives.
 */
export async function fontsReady(theme: ChartTheme, patienceMs: number, late: () => void): Promise<void> {
  const wanted = [canvasFont(theme.font, theme.px, false), canvasFont(theme.font, theme.px, true)];
  if (wanted.every((font) => document.fonts.check(font, 'aạ'))) return;
  let waiting = true;
  const loaded = Promise.allSettled(wanted.map((font) => document.fonts.load(font, 'aạ'))).then(() => {
    if (!waiting) late();
  });
  await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
  waiting = false;
}
