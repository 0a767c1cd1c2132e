import { Unreadable } from './grid';

export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1258';
}

/** Letters of Vietnamese as Windows-1258 writes them, or none at all: what else would come of the bytes is not text of ours. */
const STRANGE = /(?![\t\r\n])\p{Cc}|\ufffd/u;

/**
 * Text of a file: UTF-8, UTF-16 with its mark, else Windows-1258, the one legacy encoding that names itself by its letters. TCVN3 and VNI
 * cannot be told from it and come out as nonsense a person sees in the preview. Refuses bytes that are no text.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const [a, b, c] = bytes;
  const read = (label: string, from: number): string => new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes.subarray(from));
  const [encoding, text] = ((): [DecodedText['encoding'], string] => {
    try {
      if (a === 0xef && b === 0xbb && c === 0xbf) return ['utf-8-bom', read('utf-8', 3)];
      if (a === 0xff && b === 0xfe) return ['utf-16le', read('utf-16le', 2)];
      if (a === 0xfe && b === 0xff) return ['utf-16be', read('utf-16be', 2)];
      return ['utf-8', read('utf-8', 0)];
    } catch {
      // Not what its mark says, or no UTF-8: one more try, and then it is said.
      return ['windows-1258', a === 0xff || a === 0xfe || (a === 0xef && b === 0xbb) ? '\ufffd' : new TextDecoder('windows-1258').decode(bytes)];
    }
  })();
  if (STRANGE.test(text)) throw new Unreadable('encoding', null, encoding);
  return { text: text.normalize('NFC'), encoding };
}
