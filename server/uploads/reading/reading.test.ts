import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import writeExcelFile from 'write-excel-file/node';
import { describe, expect, it } from 'vitest';
import { sampleDataset } from '@/federation/connectors/table-file/sample';
import { readNumber } from './number-text';
import { readInThread } from './read-in-thread';
import { runReading, type ReadingJob, type ReadingOutcome } from './reading-job';

const context: ReadingJob['context'] = { numbers: 'vi', unit: '16681', periodText: 'calendar:2026-10', chosen: [], units: ['16681'], known: ['16681', '16690'] };
const read = (body: string | Uint8Array, more: Partial<ReadingJob['context']> = {}): ReadingOutcome =>
  runReading({ bytes: typeof body === 'string' ? new TextEncoder().encode(body) : body, dataset: sampleDataset, context: { ...context, ...more } });
function table(body: string | Uint8Array, more?: Partial<ReadingJob['context']>) {
  const outcome = read(body, more);
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.table;
}
const faults = (body: string | Uint8Array, more?: Partial<ReadingJob['context']>) => table(body, more).faults.map(({ row, column, code }) => [row, column, code]);
const HEAD = 'Mã cây trồng;Diện tích;Vụ đông;Vụ xuân\n';

/** A zip of stored or packed parts, as an attacker would make it: what the directory declares may be a lie. */
function zipOf(parts: Readonly<Record<string, string | Buffer>>, declare: (name: string, real: number) => number = (_, real) => real): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(declare(name, raw.length), 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(at, 42);
    bodies.push(local, Buffer.from(name), packed);
    entries.push(entry, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length / 2, 8);
  end.writeUInt16LE(entries.length / 2, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, directory, end]);
}
const bookOf = (sheet: string, more: Readonly<Record<string, string | Buffer>> = {}, sheets = '<sheet name="A" r:id="r1"/>'): Record<string, string | Buffer> => ({
  'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${sheets}</sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`, ...more,
});
const text = (at: string, value: string): string => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
const HEAD_ROW = `<row r="1">${text('A1', 'Mã cây trồng')}${text('B1', 'Diện tích')}${text('C1', 'Vụ đông')}${text('D1', 'Vụ xuân')}</row>`;

describe('a CSV file', () => {
  it('is read by the titles of its columns, whatever stands above, in the form of its numbers', () => {
    const made = table(`\ufeffUBND PHƯỜNG THÀNH VINH\r\nBáo cáo tháng 10\r\n${HEAD}01;1.234,5;234,5;1.000\r\n02;0;0;\r\n;;;\r\n`);
    expect(made.faults).toMatchObject([]);
    expect(made.rows).toEqual([['16681', 'calendar:2026-10', '01', 1234.5, 234.5, 1000], ['16681', 'calendar:2026-10', '02', 0, 0, null]]);
    expect(made.totals).toMatchObject([{ column: 'area', sum: 1234.5, count: 2, missing: 0 }, {}, { column: 'spring', sum: 1000, count: 1, missing: 1 }]);
    expect(made.headRow).toBe(3);
  });

  it.each([['utf-16le', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${HEAD}01;5;2;3`, 'utf16le')])], ['utf-8', Buffer.from(`${HEAD}01,5`.replaceAll(';', '\t').replace('01,5', '01\t5\t2\t3'))]])('is told apart as %s', (encoding, bytes) => {
    expect(read(bytes)).toMatchObject({ ok: true, encoding, table: { faultCount: 0 } });
  });

  it('takes Windows-1258 and says so', () => {
    // "Mã cây trồng" with its tones as that encoding writes them.
    const head = Buffer.from([0x4d, 0xe3, 0x20, 0x63, 0xe2, 0x79, 0x20, 0x74, 0x72, 0xf4, 0xcc, 0x6e, 0x67]);
    const made = read(Buffer.concat([head, Buffer.from(';area\n01;5\n')]));
    expect(made).toMatchObject({ ok: true, encoding: 'windows-1258', table: { faultCount: 0, remarks: [{ code: 'encoding' }] } });
  });

  it('asks where a number can be read in two ways', () => {
    expect(faults(`${HEAD}01;1.234;;`, { numbers: undefined })).toEqual([[2, 'area', 'ambiguous-number']]);
    expect(table(`${HEAD}01;1.234;;`).rows[0]?.[3]).toBe(1234);
    // The English way: one point two three four, which has more decimals than the column.
    expect(faults(`${HEAD}01;1.234;;`, { numbers: 'en' })).toEqual([[2, 'area', 'decimals']]);
  });

  it.each([
    ['(123)', 'type'], ['12%', 'type'], ['1 234', 'type'], ['1\u00a0234', 'type'], ['1e3', 'type'], ['-1', 'limit-low'], ['60000', 'limit-high'], ['', 'required'], ['1.23.4', 'type'], ['=1+1', 'type'], ['#REF!', 'type'],
  ])('refuses %s as an area', (cell, code) => expect(faults(`${HEAD}01;"${cell}";;`)).toEqual([[2, 'area', code]]));

  it('tells every fault with its row', () => {
    expect(faults(`${HEAD}1;5;2;3\n03;5;;\n01;5;2;2\n01;5;;\n# chú thích\n`)).toEqual([
      [2, 'crop', 'code-zeros'], [3, 'crop', 'code'], [6, null, 'columns'], [6, 'crop', 'code'], [6, 'area', 'required'], [5, null, 'duplicate-row'], [4, 'area', 'sum'],
    ]);
    expect(faults('Mã cây trồng;Vụ đông\n01;5')).toEqual([[1, 'area', 'missing-column']]);
    expect(faults(HEAD)).toEqual([[null, null, 'no-rows']]);
  });

  it('loads nothing of ten thousand rows where one is wrong, and lists no more than a hundred faults', () => {
    const rows = (bad: (n: number) => boolean): string => Array.from({ length: 10_000 }, (_, n) => `01;${bad(n) ? 'x' : '1'};;`).join('\n');
    const one = runReading({ bytes: Buffer.from(HEAD + rows((n) => n === 9_998)), dataset: { ...sampleDataset, shape: 'events', mapping: { columns: sampleDataset.mapping['columns'] ?? [] } }, context });
    expect(one).toMatchObject({ ok: true, table: { faultCount: 1, rows: [], faults: [{ row: 10_000, code: 'type' }] } });
    const all = table(HEAD + rows(() => true));
    expect([all.faults.length, all.faultCount >= 10_000]).toEqual([100, true]);
  });

  it('takes columns a person has chosen', () => {
    expect(faults('cây;ha\n01;5')).toHaveLength(2);
    expect(table('cây;ha\n01;5', { chosen: [['crop', 0], ['area', 1]] }).rows).toEqual([['16681', 'calendar:2026-10', '01', 5, null, null]]);
  });

  it.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'empty'], ['separators alone', ';;;\n;;;', 'empty'], ['an open quote', `${HEAD}01;"5;;\n02;5;;`, 'csv-quote'], ['a NUL', 'a\0b', 'encoding'],
    ['a PDF', '%PDF-1.7', 'file-signature'], ['a page', '<html></html>', 'file-signature'], ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 'xls-old'],
    ['a very long cell', `${HEAD}01;${'5'.repeat(5_000)};;`, 'too-long'], ['too many rows', `${HEAD}${'01;1;;\n'.repeat(20_001)}`, 'too-many-rows'],
  ])('refuses %s', (_, body, code) => expect(read(body)).toMatchObject({ ok: false, code }));

  it('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => { read(bytes); }), { numRuns: 300 });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => { read(Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), bytes])); }), { numRuns: 300 });
  });

  it('reads back what either form prints', () => {
    fc.assert(fc.property(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), fc.integer({ min: 0, max: 99 }), (whole, part) => {
      const value = Number(`${whole}.${String(part).padStart(2, '0')}`);
      for (const [form, language] of [['vi', 'de-DE'], ['en', 'en-US']] as const) {
        expect(readNumber(value.toLocaleString(language, { maximumFractionDigits: 2 }), form)).toEqual({ value: value + 0 });
      }
    }), { numRuns: 200 });
  });
});

describe('a workbook', () => {
  it('made by another library is read as it was written, dates included', async () => {
    const bytes = await writeExcelFile([[{ value: 'Mã cây trồng' }, { value: 'Diện tích' }, { value: 'Vụ đông' }, { value: 'Vụ xuân' }], [{ type: String, value: '01' }, { type: Number, value: 12.5 }, null, null]]).toBuffer();
    expect(table(bytes).rows).toEqual([['16681', 'calendar:2026-10', '01', 12.5, null, null]]);
  });

  it('takes the stored value of a formula and says that there were some; without one it is a fault', () => {
    const row = (cell: string): string => `${HEAD_ROW}<row r="2">${text('A2', '01')}${cell}</row>`;
    expect(table(zipOf(bookOf(row('<c r="B2"><f>1+4</f><v>5</v></c>'))))).toMatchObject({ faultCount: 0, remarks: [{ code: 'formulas', about: '1' }], rows: [['16681', 'calendar:2026-10', '01', 5, null, null]] });
    expect(faults(zipOf(bookOf(row('<c r="B2"><f>1+4</f></c>'))))).toEqual([[2, 'area', 'uncalculated']]);
    expect(faults(zipOf(bookOf(row('<c r="B2" t="e"><v>#REF!</v></c>'))))).toEqual([[2, 'area', 'cell-error']]);
  });

  it('says of hidden sheets that they were not read', () => {
    const sheets = '<sheet name="Ẩn" state="veryHidden" r:id="r0"/><sheet name="A" r:id="r1"/><sheet name="B" r:id="r2"/>';
    expect(table(zipOf(bookOf(`${HEAD_ROW}<row r="2">${text('A2', '01')}<c r="B2"><v>1</v></c></row>`, {}, sheets))).remarks).toEqual([{ code: 'hidden-sheet', about: 'Ẩn' }, { code: 'other-sheets', about: 'B' }]);
  });

  it.each<[string, Buffer, string]>([
    ['a bomb by its directory', zipOf(bookOf('', { 'xl/worksheets/sheet1.xml': Buffer.alloc(40 * 1024 * 1024) })), 'zip-ratio'],
    ['a bomb that denies it', zipOf(bookOf('', { 'xl/worksheets/sheet1.xml': Buffer.alloc(40 * 1024 * 1024) }), (_, real) => (real > 1e6 ? 5_000 : real)), 'zip-ratio'],
    ['a zip cut short', zipOf(bookOf('')).subarray(0, 300), 'zip-corrupt'],
    ['a zip that is no workbook', zipOf({ 'a.txt': 'x' }), 'file-signature'],
    ['macros', zipOf(bookOf('', { 'xl/vbaProject.bin': 'x' })), 'macro'],
    ['links to other files', zipOf(bookOf('', { 'xl/externalLinks/externalLink1.xml': '<a/>' })), 'external-link'],
    ['a document type', zipOf(bookOf(HEAD_ROW, { 'xl/sharedStrings.xml': '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>' })), 'xml-doctype'],
    ['broken XML', zipOf(bookOf('<row><c>')), 'xml-corrupt'],
    ['a row far below', zipOf(bookOf(`<row r="1048576">${text('A1048576', 'x')}</row>`)), 'too-many-rows'],
    ['a column far out', zipOf(bookOf(`<row r="1">${text('XFD1', 'x')}</row>`)), 'too-many-columns'],
    ['no sheet to be seen', zipOf(bookOf('', {}, '<sheet name="A" state="hidden" r:id="r1"/>')), 'no-sheet'],
  ])('is refused with %s', (_, bytes, code) => expect(read(bytes)).toMatchObject({ ok: false, code }));
});

it('a thread of its own comes to the same', async () => {
  const bytes = Buffer.from(`${HEAD}01;1,5;;\n`);
  expect(await readInThread({ bytes, dataset: sampleDataset, context })).toEqual(read(bytes));
});
