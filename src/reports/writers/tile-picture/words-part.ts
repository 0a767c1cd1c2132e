import { drawnText, textLines } from '@/ui/paper/drawn-text';
import type { TextLook } from '@/ui/paper/drawn-text';
import { timesWidth } from '@/ui/paper/times-widths';
import { footAt, lineOf } from './drawn-part';
import type { DrawnPart } from './drawn-part';

/** Words between two sides, wrapped; nothing where there are none. */
export function wordsPart(text: string, x: number, width: number, look: TextLook): DrawnPart {
  const lines = textLines(text, width, (line) => timesWidth(line, look.px, look.bold ?? false));
  const row = lineOf(look.px);
  const at = look.align === 'end' ? x + width : look.align === 'middle' ? x + width / 2 : x;
  return { height: lines.length * row, draw: (y) => lines.map((line, place) => drawnText(line, at, footAt(y + place * row, look.px), look)).join('') };
}
