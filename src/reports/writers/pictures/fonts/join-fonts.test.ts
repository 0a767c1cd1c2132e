import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FONT_FACES } from '../document-fonts';
import { joinFonts } from './join-fonts';
import { lettersOf } from './letters';
import { sfntOf, viewOf, woffTables } from './sfnt';
import type { FontTables } from './sfnt';

const VOWELS = 'aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ';
const ALPHABET = [...new Set([...`${VOWELS}đbcdghklmnpqrstvx`].flatMap((letter) => [letter, letter.toUpperCase()]))];

const read = (file: string): FontTables => {
  const tables = woffTables(new Uint8Array(readFileSync(`node_modules/@fontsource/tinos/files/${file}.woff`)));
  if (!tables) throw new Error(file);
  return tables;
};
const table = (font: FontTables, tag: string): Uint8Array => font.get(tag) ?? new Uint8Array();
const join = (weight: number, style: string): FontTables => {
  const [latin = '', vietnamese = ''] = FONT_FACES.filter((face) => face.weight === weight && face.style === style).map(({ file }) => file);
  return joinFonts(read(latin), read(vietnamese)) ?? new Map();
};
/** Bytes of a letter's outline in a joined font, or nothing. */
function outline(font: FontTables, letter: string): number {
  const glyph = lettersOf(table(font, 'cmap')).get(letter.codePointAt(0) ?? 0) ?? 0;
  const loca = viewOf(table(font, 'loca'));
  return glyph === 0 ? 0 : loca.getUint32((glyph + 1) * 4) - loca.getUint32(glyph * 4);
}

describe('the joined document font', () => {
  it('draws every Vietnamese letter in every face', () => {
    expect(ALPHABET).toHaveLength(178);
    for (const weight of [400, 700]) for (const style of ['normal', 'italic']) {
      const font = join(weight, style);
      expect(ALPHABET.filter((letter) => outline(font, letter) === 0), `${weight} ${style}`).toEqual([]);
    }
  });

  it('has the widths of both parts, and a file that begins with its list of tables', () => {
    const font = join(400, 'normal');
    const widths = viewOf(table(font, 'hmtx'));
    const letters = lettersOf(table(font, 'cmap'));
    const width = (letter: string): number => Math.round((widths.getUint16((letters.get(letter.codePointAt(0) ?? 0) ?? 0) * 4) * 1000) / viewOf(table(font, 'head')).getUint16(18));
    expect(['a', 'ế', 'ơ', 'Ữ', 'đ', '−'].map(width)).toEqual([444, 444, 529, 776, 500, 564]);
    const file = sfntOf(font);
    expect(viewOf(file).getUint32(0)).toBe(0x00010000);
    expect(viewOf(file).getUint16(4)).toBe(font.size);
  });

  it('is not made of what is no font', () => {
    expect(woffTables(new Uint8Array(10))).toBe(null);
    expect(woffTables(new Uint8Array(100).fill(0x77))).toBe(null);
    const cut = new Uint8Array(readFileSync('node_modules/@fontsource/tinos/files/tinos-latin-400-normal.woff')).slice(0, 5000);
    expect(woffTables(cut)).toBe(null);
    expect(joinFonts(new Map(), read('tinos-latin-400-normal'))).toBe(null);
  });
});
