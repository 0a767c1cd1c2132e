import { Unreadable, FILE_LIMITS, type Remark } from './grid';
import { attribute, elementsOf, scanXml } from './scan-xml';
import type { Zip } from './zip';

/** What of a workbook its sheet is read with. */
export interface Workbook {
  /** The first sheet that can be seen. */
  readonly sheet: Buffer;
  readonly texts: readonly string[];
  /** Places of cell styles that show a number as a day. */
  readonly dateStyles: ReadonlySet<number>;
  /** Days count from 1904. */
  readonly from1904: boolean;
  readonly remarks: readonly Remark[];
}

/** Sheet of words that our own templates bring along. */
export const NOTES_SHEET = 'Hướng dẫn';
/** Number formats of the standard that show days. */
const DATE_FORMATS = new Set([14, 15, 16, 17, 22, 27, 30, 36, 45, 46, 47, 50, 57]);

export function openWorkbook(zip: Zip): Workbook {
  for (const name of zip.names) {
    if (/vbaProject|\/macrosheets\//i.test(name)) throw new Unreadable('macro');
    if (/\/externalLinks\//i.test(name)) throw new Unreadable('external-link');
  }
  const book = zip.read('xl/workbook.xml') ?? fail('file-signature');
  const sheets = elementsOf(book, 'sheet').slice(0, FILE_LIMITS.sheets + 1);
  if (sheets.length > FILE_LIMITS.sheets) throw new Unreadable('too-large', null, `${sheets.length} sheets`);
  const [properties] = elementsOf(book, 'workbookPr');
  const from1904 = /^(1|true)$/.test(properties?.['date1904'] ?? '');
  const seen = sheets.filter(({ state }) => state === undefined || state === 'visible');
  const [first] = seen;
  if (!first) throw new Unreadable('no-sheet');
  const hidden = sheets.filter((sheet) => !seen.includes(sheet));
  const others = seen.slice(1).filter(({ name }) => name !== NOTES_SHEET);
  return {
    sheet: zip.read(partOf(zip, attribute(first, 'id') ?? '')) ?? fail('no-sheet'),
    texts: textsOf(zip.read('xl/sharedStrings.xml')),
    dateStyles: dateStylesOf(zip.read('xl/styles.xml')),
    from1904,
    remarks: [
      ...hidden.map(({ name }): Remark => ({ code: 'hidden-sheet', about: (name ?? '').slice(0, 64) })),
      ...others.map(({ name }): Remark => ({ code: 'other-sheets', about: (name ?? '').slice(0, 64) })),
      ...(from1904 ? [{ code: 'date-1904', about: '1904' } as const] : []),
    ],
  };
}

function fail(code: 'file-signature' | 'no-sheet'): never {
  throw new Unreadable(code);
}

function partOf(zip: Zip, id: string): string {
  const links = zip.read('xl/_rels/workbook.xml.rels');
  const link = links && elementsOf(links, 'Relationship').find((each) => each['Id'] === id);
  const target = link?.['Target'] ?? 'worksheets/sheet1.xml';
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

/** Shared texts, each with its runs joined; readings for pronunciation are left out. */
function textsOf(part: Buffer | undefined): string[] {
  const texts: string[] = [];
  if (!part) return texts;
  let [inText, inReading, text] = [false, false, ''];
  scanXml(part, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') inReading = true;
      if (name === 't') inText = !inReading;
    },
    text: (more) => { if (inText) text += more; },
    close: (name) => {
      if (name === 'si') texts.push(text);
      if (name === 'rPh') inReading = false;
      if (name === 't') inText = false;
    },
  });
  return texts;
}

function dateStylesOf(part: Buffer | undefined): Set<number> {
  const styles = new Set<number>();
  if (!part) return styles;
  const custom = new Map<string, string>();
  let [inCells, place] = [false, 0];
  scanXml(part, {
    open: (name, attributes) => {
      if (name === 'numFmt') custom.set(attributes['numFmtId'] ?? '', attributes['formatCode'] ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const format = attributes['numFmtId'] ?? '0';
      if (DATE_FORMATS.has(Number(format)) || isDateFormat(custom.get(format))) styles.add(place);
      place += 1;
    },
    close: (name) => { if (name === 'cellXfs') inCells = false; },
  });
  return styles;
}

/** Day, month or year outside quotes and brackets. */
const isDateFormat = (code: string | undefined): boolean => code !== undefined && /[dy]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
