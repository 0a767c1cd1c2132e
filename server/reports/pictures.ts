import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FONT_FACES } from '@/reports/writers/pictures/document-fonts';
import { joinFonts } from '@/reports/writers/pictures/fonts/join-fonts';
import { sfntOf, woffTables } from '@/reports/writers/pictures/fonts/sfnt';
import { pixelsOf } from '@/reports/writers/pictures/pictures';
import type { Pictures } from '@/reports/writers/pictures/pictures';
import { plainPicture } from '@/reports/writers/pictures/plain-picture';
import { fontFile } from './fonts';

const FACES = [...new Set(FONT_FACES.map(({ weight, style }) => `${weight}-${style}`))];
let fonts: Promise<readonly string[]> | null = null;

/** The renderer takes one whole file a face, of a kind that our package does not have: joined and unpacked once, for as long as this process lives. */
async function unpackFonts(): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'toan-canh-fonts-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return Promise.all(FACES.map(async (face) => {
    const files = FONT_FACES.filter(({ weight, style }) => face === `${weight}-${style}`);
    const [latin, vietnamese] = await Promise.all(files.map(async ({ file }) => woffTables(await fontFile(file))));
    const joined = latin && vietnamese ? joinFonts(latin, vietnamese) : null;
    if (!joined) throw new Error(`the document font ${face} cannot be read`);
    const path = join(folder, `${face}.ttf`);
    await writeFile(path, sfntOf(joined));
    return path;
  }));
}

/** A line of text with a per mille sign, which the document font lacks. */
const PER_MILLE = /<text\b[^>]*? font-size="([\d.]+)"[^>]*>[^<]*‰[^<]*<\/text>/g;

/** The sign put together of letters that the font has; in the drawing itself it stays what it is. */
const spelled = (drawing: string): string =>
  drawing.replace(PER_MILLE, (line, px: string) => line.replaceAll('‰', `%<tspan dx="-${Number(px) * 0.06}" font-size="${Number(px) * 0.62}">o</tspan>`));

/**
 * Pictures of the gateway: drawn by a library of its own in a thread, with the document font and no other, so that every machine draws the
 * same. Library and fonts are loaded when the first picture is asked for.
 */
export const gatewayPictures: Pictures = {
  async png(svg, widthPx) {
    const drawing = plainPicture(svg);
    const pixels = pixelsOf(svg, widthPx);
    if (drawing === null || pixels === null) throw new Error('not a plain drawing of a size that can be made');
    fonts ??= unpackFonts();
    const [{ renderAsync }, fontFiles] = await Promise.all([import('@resvg/resvg-js'), fonts]);
    const image = await renderAsync(spelled(drawing), {
      fitTo: { mode: 'width', value: pixels.width }, background: '#ffffff',
      font: { loadSystemFonts: false, fontFiles: [...fontFiles], defaultFontFamily: 'Tinos', serifFamily: 'Tinos', sansSerifFamily: 'Tinos' },
      logLevel: 'off',
    });
    return new Uint8Array(image.asPng());
  },
};
