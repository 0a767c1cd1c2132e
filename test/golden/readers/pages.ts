import { execFileSync } from 'node:child_process';
import { flat } from '../kept';

const run = (program: string, ...args: readonly string[]): string => execFileSync(program, [...args], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

/** A PDF as programs of others find it. */
export interface PdfReading {
  readonly pages: number;
  readonly isTagged: boolean;
  /** Each page's words as they stand on it. */
  readonly texts: readonly string[];
  /** Names of the fonts, and whether all of them are in the file. */
  readonly fonts: readonly string[];
  readonly areEmbedded: boolean;
}

export function readPdf(path: string): PdfReading {
  const told = run('pdfinfo', path);
  const fonts = run('pdffonts', path).trim().split('\n').slice(2);
  return {
    pages: Number(/Pages: +(\d+)/.exec(told)?.[1]), isTagged: /Tagged: +yes/.test(told),
    texts: run('pdftotext', '-layout', path, '-').split('\f').slice(0, -1),
    fonts: fonts.map((font) => font.split(/\s+/)[0]?.replace(/^[A-Z]{6}\+/, '') ?? ''), areEmbedded: fonts.every((font) => / yes yes (?:yes|no) /.test(font)),
  };
}

/** How often each word stands in a text. Lines may end behind a hyphen. */
function countsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of flat(text.replace(/[-–]/g, '$& ')).split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Words of a text that a PDF has fewer times: lost, torn apart by a narrow column, or of letters that cannot be selected. */
export function wordsLost(text: string, { texts }: PdfReading): readonly string[] {
  const there = countsOf(texts.join(' '));
  return [...countsOf(text)].filter(([word, count]) => (there.get(word) ?? 0) < count).map(([word, count]) => `${word} ×${count}: ${there.get(word) ?? 0}`);
}
