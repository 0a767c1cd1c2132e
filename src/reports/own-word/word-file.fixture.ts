import { zipSync } from 'fflate';
import { textPart } from '../writers/archive/repacked';

/** A small Word file of parts, as somebody's office program saves it; for tests. */
export type RawParts = Readonly<Record<string, string | Uint8Array | null>>;

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
export const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

export const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
export const paragraph = (...runs: readonly string[]): string => `<w:p>${runs.join('')}</w:p>`;
export const row = (...cells: readonly string[]): string => `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(run(cell))}</w:tc>`).join('')}</w:tr>`;
export const documentOf = (body: string): string => `${HEAD}<w:document ${W}><w:body>${body}<w:sectPr/></w:body></w:document>`;
export const rels = (...entries: readonly (readonly [type: string, target: string, mode?: string])[]): string =>
  `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries.map(([type, target, mode], at) => `<Relationship Id="r${at + 1}" Type="${type.includes(':') ? type : `${REL}/${type}`}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ''}/>`).join('')}</Relationships>`;
export const types = (...overrides: readonly (readonly [path: string, type: string])[]): string =>
  `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="${WORD_TYPE}.document.main+xml"/>${overrides.map(([path, type]) => `<Override PartName="/${path}" ContentType="${type}"/>`).join('')}</Types>`;

const BODY = [
  paragraph(run('Số liệu '), run('{{uni'), run('t}} kỳ {{period}}: '), run('{{dossiers-received|.|-1|number}}.')),
  `<w:tbl>${row('Lĩnh vực', 'Số hồ sơ')}${row('{{#fields}}{{name}}', '{{count}}{{/fields}}')}</w:tbl>`,
].join('');

/** A good template: two fields in the text, one torn over two runs, a table of one repeated row. */
export const GOOD: RawParts = { '[Content_Types].xml': types(), '_rels/.rels': rels(['officeDocument', 'word/document.xml']), 'word/document.xml': documentOf(BODY) };

/** The good template with parts changed, added or (null) left out. */
export function wordFile(changes: RawParts = {}, base: RawParts = GOOD): Uint8Array {
  const parts = Object.entries({ ...base, ...changes }).flatMap(([path, part]) => (part === null ? [] : [[path, typeof part === 'string' ? textPart(part) : part] as const]));
  return zipSync(Object.fromEntries(parts));
}
/** The good template with this in its body. */
export const withBody = (body: string, changes: RawParts = {}): Uint8Array => wordFile({ 'word/document.xml': documentOf(body), ...changes });

/** Places of all directory entries in an archive, for tests that change single bytes. */
export function entryPlaces(bytes: Uint8Array): readonly { readonly central: number; readonly local: number }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const places: { central: number; local: number }[] = [];
  let at = view.getUint32(bytes.length - 6, true);
  while (view.getUint32(at, true) === 0x02014b50) {
    places.push({ central: at, local: view.getUint32(at + 42, true) });
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return places;
}
/** The archive with single bytes changed by `change`, which also sees where its entries stand. */
export function changed(bytes: Uint8Array, change: (view: DataView, places: ReturnType<typeof entryPlaces>) => void): Uint8Array {
  const copy = bytes.slice();
  change(new DataView(copy.buffer), entryPlaces(copy));
  return copy;
}
