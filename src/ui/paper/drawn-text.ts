import { PAPER_FONT } from './times-widths';

/** What XML cannot hold. */
const UNPRINTABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** Words as they may stand within a drawing, in an attribute as in an element. */
export const escaped = (text: string): string =>
  text.replace(UNPRINTABLE, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Two decimals at most, as short as they are. */
export const rounded = (size: number): number => Math.round(size * 100) / 100;

export interface TextLook {
  readonly px: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly colour?: string;
  readonly align?: 'start' | 'middle' | 'end';
}

/** One line of text of a drawing for paper; `y` is its foot. */
export function drawnText(text: string, x: number, y: number, { px, bold, italic, colour = '#000000', align = 'start' }: TextLook): string {
  const look = `${bold ? ' font-weight="bold"' : ''}${italic ? ' font-style="italic"' : ''}${align === 'start' ? '' : ` text-anchor="${align}"`}`;
  return `<text x="${rounded(x)}" y="${rounded(y)}" font-family="${PAPER_FONT}" font-size="${px}" fill="${colour}"${look}>${escaped(text.normalize('NFC'))}</text>`;
}

/** Breaks a text into lines no wider than `limit`: between words, and within a word that is wider than a line by itself. */
export function textLines(text: string, limit: number, width: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  const words = text.split(/\s+/).filter((word) => word !== '').flatMap((word) => pieces(word, limit, width));
  for (const word of words) {
    const line = lines.at(-1);
    const longer = line === undefined ? word : `${line} ${word}`;
    if (line !== undefined && width(longer) <= limit) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function pieces(word: string, limit: number, width: (text: string) => number): readonly string[] {
  if (width(word) <= limit) return [word];
  const made: string[] = [''];
  for (const letter of word) {
    const longer = `${made.at(-1) ?? ''}${letter}`;
    if (width(longer) <= limit || longer === letter) made[made.length - 1] = longer;
    else made.push(letter);
  }
  return made;
}
