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
    const path = targets.get(attributes['id']) ?? '';
    const cell = ([, at = '', style = '0', type, inner]: RegExpExecArray): readonly [string, ReadCell] => [at, { value: valueOf(type, inner), ...(looks[Number(style)] ?? { code: 'General', isQuoted: false }) }];
    return {
      name: attributes['name'] ?? '',
      // The strict reader takes seconds for a hundred thousand cells: it reads what is asked of the tree.
      get node() { return xml(path); },
      get merges() { return all(xml(path), 'mergeCell').map((merge) => merge.attributes['ref'] ?? ''); },
      cells: new Map([...(parts.get(path) ?? '').matchAll(CELL)].map(cell)),
    };
  });
  return { sheets, parts, titles: all(book, 'definedName').map(({ text }) => text) };
}

const CELL = /<c r="([A-Z]+\d+)"(?: s="(\d+)")?(?: t="(\w+)")?(?:\/>|>(.*?)<\/c>)/gs;
const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };

function valueOf(type: string | undefined, inner: string | undefined): string | number | null {
  if (inner === undefined) return null;
  const text = inner.replace(/<[^>]+>/g, '').replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);
  return type === 'inlineStr' ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : Number(text);
}

/** The number as a spreadsheet set to Vietnamese shows it by this code. */
export function shownBy(number: number, code: string): string {
  const [plus = '', digits = '', unit = ''] = /^(\+?)#,##0(?:\.(0+))?(?:"([^"]*)")?$/.exec(code)?.slice(1).map((part) => part ?? '') ?? [];
  const [whole = '', fraction = ''] = (Math.abs(number) < 1e21 ? Math.abs(number).toFixed(digits.length) : BigInt(Math.abs(number)).toString()).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, '.');
  return `${number < 0 ? '−' : plus}${grouped}${fraction === '' ? '' : `,${fraction}`}${unit}`;
}
