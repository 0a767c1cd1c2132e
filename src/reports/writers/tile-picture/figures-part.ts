import { drawnText } from '@/ui/paper/drawn-text';
import { timesWidth } from '@/ui/paper/times-widths';
import type { PrintedValue } from '../../document/document';
import { isProvisional, standingText, valueText } from '../../document/value-text';
import type { Language } from '@/format/format';
import { beside, footAt, lineOf, LOOK, space, stacked } from './drawn-part';
import type { DrawnPart } from './drawn-part';
import { wordsPart } from './words-part';

/** A figure with what it is compared with, as a tile shows it. */
export interface PictureFigure {
  readonly label: string;
  readonly value: PrintedValue;
  readonly comparisons: readonly { readonly label: string; readonly value: PrintedValue }[];
}

/** At most so many stand beside each other, and so large. */
const BESIDE = 3;
const SIZES = { few: 32, many: 24, least: 13 } as const;
const GAP = 24;

/** Figures in rows: the name, the number large with its unit, what is missing or not final in words, and each comparison on a line. */
export function figuresPart(figures: readonly PictureFigure[], x: number, width: number, language: Language): DrawnPart {
  const columns = Math.min(BESIDE, figures.length);
  const wide = (width - GAP * (columns - 1)) / Math.max(1, columns);
  const rows: DrawnPart[] = [];
  for (let at = 0; at < figures.length; at += columns) {
    rows.push(beside(figures.slice(at, at + columns).map((figure, place) => card(figure, x + place * (wide + GAP), wide, figures.length > BESIDE ? SIZES.many : SIZES.few, language))), space(14));
  }
  return stacked(rows);
}

function card({ label, value, comparisons }: PictureFigure, x: number, width: number, px: number, language: Language): DrawnPart {
  const soft = { px: LOOK.body, colour: LOOK.soft };
  // A missing figure says its reason; its mark alone could be read as a number left out.
  const standing = value.missing === null ? standingText(value, language) : value.full;
  return stacked([
    wordsPart(label, x, width, soft),
    number(value, x, width, px),
    ...(standing === '' || standing === value.text ? [] : [wordsPart(standing, x, width, { ...soft, italic: true })]),
    ...comparisons.map((each) => wordsPart(`${each.label}: ${valueText(each.value)}${said(each.value, language)}`, x, width, soft)),
  ]);
}

const said = (value: PrintedValue, language: Language): string => {
  const standing = standingText(value, language);
  return value.missing !== null ? ` (${value.full})` : standing === '' ? '' : ` (${standing})`;
};

/** The number with its unit behind it; as large as there is room for, and below it the unit where there is none. */
function number(value: PrintedValue, x: number, width: number, wished: number): DrawnPart {
  const isSign = /^[%‰]$/.test(value.unit);
  const wide = timesWidth(value.text, wished, true);
  const px = Math.max(SIZES.least, Math.min(wished, Math.floor((wished * width) / Math.max(1, wide))));
  const unitPx = isSign ? px : Math.max(LOOK.body, Math.round(px / 2));
  const after = timesWidth(value.text, px, true) + (isSign ? 1 : 7);
  const fits = after + timesWidth(value.unit, unitPx, isSign) <= width;
  const unit = value.unit === '' || fits ? [] : [wordsPart(value.unit, x, width, { px: LOOK.body })];
  const line: DrawnPart = timesWidth(value.text, px, true) > width ? wordsPart(value.text, x, width, { px, bold: true, italic: isProvisional(value) }) : {
    height: lineOf(px),
    draw: (y) => drawnText(value.text, x, footAt(y, px), { px, bold: true, italic: isProvisional(value) })
      + (value.unit !== '' && fits ? drawnText(value.unit, x + after, footAt(y, px), { px: unitPx, bold: isSign }) : ''),
  };
  return stacked([line, ...unit]);
}
