import { unzipSync } from 'fflate';
import { readXml, type XmlNode } from '@/federation/payload/read-xml';
import { all } from '../docx/package-reader.fixture';

/** A cell as a spreadsheet would read it; made for tests, with another reader than the writer has. */
export interface ReadCell {
  readonly value: string | number | null;
  /** Code the number is shown by; "General" where there is none. */
  readonly code: string;
  readonly isQuoted: boolean;
}
export interface ReadSheet {
  readonly name: string;
  readonly cells: ReadonlyMap<string, ReadCell>;
  readonly merges: readonly string[];
  readonly node: XmlNode;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

export function openXlsx(bytes: Uint8Array): { readonly sheets: readonly ReadSheet[]; readonly parts: ReadonlyMap<string, string>; readonly titles: readonly string[] } {
  const parts = new Map(Object.entries(unzipSync(bytes)).map(([path, part]) => [path, UTF8.decode(part)]));
  const xml = (path: string): XmlNode => readXml(parts.get(path) ?? '');
  const styles = xml('xl/styles.xml');
  const codes = new Map(all(styles, 'numFmt').map(({ attributes }) => [attributes['numFmtId'], attributes['formatCode'] ?? '']));
  const looks = (all(styles, 'cellXfs')[0]?.children ?? []).map(({ attributes }) => ({ code: codes.get(attributes['numFmtId']) ?? 'General', isQuoted: attributes['quotePrefix'] === '1' }));
  const targets = new Map(xml('xl/_rels/workbook.xml.rels').children.map(({ attributes }) => [attributes['Id'], `xl/${attributes['Target']}`]));
  const book = xml('xl/workbook.xml');
  const sheets = all(book, 'sheet').map(({ attributes }): ReadSheet => {
    const node = xml(targets.get(attributes['id'] ?? attributes['r:id']) ?? '');
    return {
      name: attributes['name'] ?? '', node, merges: all(node, 'mergeCell').map((merge) => merge.attributes['ref'] ?? ''),
      cells: new Map(all(node, 'c').map((cell) => [cell.attributes['r'] ?? '', { value: valueOf(cell), ...(looks[Number(cell.attributes['s'] ?? 0)] ?? { code: 'General', isQuoted: false }) }])),
    };
  });
  return { sheets, parts, titles: all(book, 'definedName').map(({ text }) => text) };
}

function valueOf(cell: XmlNode): string | number | null {
  const [inline] = all(cell, 't');
  if (cell.attributes['t'] === 'inlineStr') return (inline?.text ?? '').replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  const [number] = all(cell, 'v');
  return number ? Number(number.text) : null;
}

/** The number as a spreadsheet set to Vietnamese shows it by this code. */
export function shownBy(number: number, code: string): string {
  const [digits = '', unit = ''] = /^#,##0(?:\.(0+))?(?:"([^"]*)")?$/.exec(code)?.slice(1).map((part) => part ?? '') ?? [];
  const [whole = '', fraction = ''] = (Math.abs(number) < 1e21 ? Math.abs(number).toFixed(digits.length) : BigInt(Math.abs(number)).toString()).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, '.');
  return `${number < 0 ? '−' : ''}${grouped}${fraction === '' ? '' : `,${fraction}`}${unit}`;
}
