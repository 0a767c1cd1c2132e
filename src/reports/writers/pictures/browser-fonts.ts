import latin from '@fontsource/tinos/files/tinos-latin-400-normal.woff?url';
import latinItalic from '@fontsource/tinos/files/tinos-latin-400-italic.woff?url';
import latinBold from '@fontsource/tinos/files/tinos-latin-700-normal.woff?url';
import latinBoldItalic from '@fontsource/tinos/files/tinos-latin-700-italic.woff?url';
import vietnamese from '@fontsource/tinos/files/tinos-vietnamese-400-normal.woff?url';
import vietnameseItalic from '@fontsource/tinos/files/tinos-vietnamese-400-italic.woff?url';
import vietnameseBold from '@fontsource/tinos/files/tinos-vietnamese-700-normal.woff?url';
import vietnameseBoldItalic from '@fontsource/tinos/files/tinos-vietnamese-700-italic.woff?url';
import { FONT_FACES } from './document-fonts';
import type { EmbeddedFont } from './document-fonts';

/** Address of each face as the page was built, by the file of the face. */
const ADDRESSES: Readonly<Record<string, string>> = {
  'tinos-latin-400-normal': latin, 'tinos-latin-400-italic': latinItalic, 'tinos-latin-700-normal': latinBold, 'tinos-latin-700-italic': latinBoldItalic,
  'tinos-vietnamese-400-normal': vietnamese, 'tinos-vietnamese-400-italic': vietnameseItalic, 'tinos-vietnamese-700-normal': vietnameseBold, 'tinos-vietnamese-700-italic': vietnameseBoldItalic,
};
let loaded: Promise<readonly EmbeddedFont[]> | null = null;

/** The document font as it stands within a file, fetched once from where the page came from. A face that does not come is left out. */
export function browserFonts(): Promise<readonly EmbeddedFont[]> {
  loaded ??= Promise.all(FONT_FACES.map(async (face) => {
    const bytes = await fetched(ADDRESSES[face.file] ?? '');
    return bytes ? [{ ...face, base64: base64Of(bytes) }] : [];
  })).then((fonts) => {
    // Asked anew the next time: a document must not stay without its font for one bad moment.
    if (fonts.some((font) => font.length === 0)) loaded = null;
    return fonts.flat();
  });
  return loaded;
}

async function fetched(address: string): Promise<Uint8Array | null> {
  try {
    const answer = await fetch(address);
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
  } catch {
    // No connection just now; the document is set in a font of the machine.
    return null;
  }
}

/** In pieces: a call takes only so many arguments. */
const PIECE = 0x8000;
function base64Of(bytes: Uint8Array): string {
  let letters = '';
  for (let at = 0; at < bytes.length; at += PIECE) letters += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(letters);
}
