import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FONT_FACES } from '@/reports/writers/pictures/document-fonts';
import type { EmbeddedFont } from '@/reports/writers/pictures/document-fonts';

const FILES = join(dirname(createRequire(import.meta.url).resolve('@fontsource/tinos/package.json')), 'files');

/** Bytes of one face of the document font (WOFF). */
export const fontFile = (file: string): Promise<Buffer> => readFile(join(FILES, `${file}.woff`));

let embedded: Promise<readonly EmbeddedFont[]> | null = null;

/** The document font as it stands within an HTML file; read once. */
export function embeddedFonts(): Promise<readonly EmbeddedFont[]> {
  embedded ??= Promise.all(FONT_FACES.map(async (face) => ({ ...face, base64: (await fontFile(face.file)).toString('base64') })));
  return embedded;
}
