import { drawnText, rounded, textLines } from '@/ui/paper/drawn-text';
import { timesWidth } from '@/ui/paper/times-widths';
import { scaleBar } from './ground';
import { say } from './messages';
import type { PaperArea, PaperMap } from './report-map-spec';
import { scaleStep } from './spec';

/** Size of the words, px: 10 pt beside a text of 13 pt; and of what is said of the drawing itself. */
const PX = 13;
const SMALL_PX = 11;
const ROW = 18;
const SWATCH = { width: 26, height: 13 } as const;
/** Lines that a list of unit names may take; the rest are counted. */
const MOST_LINES = 3;
const SOFT = '#333333';

/** What stands below a map; `draw` puts it at a height of the drawing. */
export interface Legend {
  readonly height: number;
  /** `lookOf` names the paint of a colour step, null of what is missing. */
  readonly draw: (y: number, lookOf: (step: number | null) => string, metresPerPx: number) => string;
}

interface Line {
  readonly height: number;
  readonly draw: (foot: number, lookOf: (step: number | null) => string) => string;
}

const width = (text: string): number => timesWidth(text, PX, false);

/** Classes in words beside their paint, what is missing by name, the chosen unit, the scale and what kind of drawing this is. */
export function legendOf(map: PaperMap, widthPx: number): Legend {
  const lines = [...titleLines(map, widthPx), ...classLines(map, widthPx), ...namedLines(map, widthPx)];
  const foot = footOf(map, widthPx);
  return {
    height: lines.reduce((sum, line) => sum + line.height, 0) + foot.height,
    draw: (y, lookOf, metresPerPx) => {
      let at = y;
      const drawn = lines.map((line) => {
        at += line.height;
        return line.draw(at - ROW + PX, lookOf);
      });
      return [...drawn, foot.draw(at, metresPerPx)].join('\n');
    },
  };
}

const titleLines = ({ legend }: PaperMap, widthPx: number): readonly Line[] =>
  textLines(legend.title, widthPx, width).map((text) => ({ height: ROW, draw: (foot) => drawnText(text, 0, foot, { px: PX }) }));

const swatch = (x: number, foot: number, fill: string, line = { colour: '#4c5a66', px: 0.8 }): string =>
  `<rect x="${rounded(x + 0.5)}" y="${rounded(foot - SWATCH.height + 2.5)}" width="${SWATCH.width}" height="${SWATCH.height}" fill="${fill}" stroke="${line.colour}" stroke-width="${line.px}"/>`;

/** One class after the other, as many in a row as there is room for. */
function classLines({ legend: { edges }, language }: PaperMap, widthPx: number): readonly Line[] {
  const count = edges.length - 1;
  const classes = edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1] ?? from;
    const text = say(language, from === to ? 'only' : index === count - 1 ? 'lastRange' : 'range', { from, to });
    return { text, step: scaleStep(index, count), wide: SWATCH.width + 6 + width(text) + 12 };
  });
  const rows: (typeof classes)[] = [];
  let left = 0;
  for (const each of classes) {
    if (rows.length === 0 || left + each.wide - 12 > widthPx) [left, rows[rows.length]] = [0, []];
    rows.at(-1)?.push(each);
    left += each.wide;
  }
  return rows.map((row) => ({
    height: ROW,
    draw: (foot, lookOf) => {
      let x = 0;
      return row.map(({ text, step, wide }) => {
        const drawn = swatch(x, foot, lookOf(step)) + drawnText(text, x + SWATCH.width + 6, foot, { px: PX });
        x += wide;
        return drawn;
      }).join('');
    },
  }));
}

/** Units without a figure, those without a shape, and the one that is outlined. */
function namedLines(map: PaperMap, widthPx: number): readonly Line[] {
  const { areas, language, selected } = map;
  const indent = SWATCH.width + 6;
  const missing = areas.filter(({ classIndex, geometry }) => classIndex === null && geometry !== null);
  const shapeless = areas.filter(({ geometry }) => geometry === null);
  const chosen = areas.find(({ code, geometry }) => code === selected && geometry !== null);
  const beside = (texts: readonly string[], mark: (foot: number, lookOf: (step: number | null) => string) => string): readonly Line[] =>
    texts.map((text, at) => ({ height: ROW, draw: (foot, lookOf) => (at === 0 ? mark(foot, lookOf) : '') + drawnText(text, indent, foot, { px: PX }) }));
  return [
    ...(missing.length > 0 ? beside(nameLines('missingNamed', missing, map, widthPx - indent), (foot, lookOf) => swatch(0, foot, lookOf(null))) : []),
    ...(shapeless.length > 0 ? nameLines('shapelessNamed', shapeless, map, widthPx).map((text) => ({ height: ROW, draw: (foot: number) => drawnText(text, 0, foot, { px: PX }) })) : []),
    ...(chosen ? beside(textLines(say(language, 'chosen', { name: chosen.label }), widthPx - indent, width), (foot) => swatch(0, foot, '#ffffff', { colour: '#000000', px: 1.8 })) : []),
  ];
}

/** Names as long as they fit the lines there are; the others are counted. */
function nameLines(key: 'missingNamed' | 'shapelessNamed', areas: readonly PaperArea[], { language }: PaperMap, limit: number): readonly string[] {
  const count = String(areas.length);
  for (let shown = areas.length; shown > 0; shown -= 1) {
    const names = areas.slice(0, shown).map(({ label }) => label).join(', ');
    const said = shown === areas.length ? names : say(language, 'andOthers', { names, count: String(areas.length - shown) });
    const lines = textLines(say(language, key, { count, names: said }), limit, width);
    if (lines.length <= MOST_LINES || shown === 1) return lines;
  }
  return [];
}

interface Foot {
  readonly height: number;
  readonly draw: (y: number, metresPerPx: number) => string;
}

/** A bar of round length at the left; whose shapes these are, and of what kind, at the right. */
function footOf({ language, attribution, approximate }: PaperMap, widthPx: number): Foot {
  const kind = say(language, 'approximate');
  const kindOfDrawing = approximate && !attribution.toLocaleLowerCase('vi').includes(kind) ? kind : '';
  const words = [attribution, kindOfDrawing].filter((text) => text !== '').join(' · ');
  const barRoom = widthPx * 0.35;
  const lines = textLines(words, widthPx - barRoom - 12, (text) => timesWidth(text, SMALL_PX, false));
  return {
    height: Math.max(1, lines.length) * (SMALL_PX + 4) + 4,
    draw: (y, metresPerPx) => {
      const { metres, px } = scaleBar(metresPerPx, Math.min(120, barRoom - 60));
      const far = metres >= 1000 ? `${metres / 1000} ${say(language, 'kilometre')}` : `${metres} ${say(language, 'metre')}`;
      const foot = y + SMALL_PX + 2;
      const bar = `<path d="M0.5 ${rounded(foot - 4)}v4h${rounded(px)}v-4" fill="none" stroke="#000000" stroke-width="1"/>`;
      return [bar, drawnText(far, px + 7, foot, { px: SMALL_PX, colour: SOFT }), ...lines.map((text, at) => drawnText(text, widthPx, foot + at * (SMALL_PX + 4), { px: SMALL_PX, colour: SOFT, align: 'end' }))].join('');
    },
  };
}
