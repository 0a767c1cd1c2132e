import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { sampleDocument, sampleForm06 } from '../../testing/sample-document';
import { SEPARATORS, writeCsv, writeTableCsv } from './write-csv';

const read = (text: string, delimiter: string): string[][] => Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { delimiter }).data;

describe('a report as text with separators', () => {
  it('begins with the mark of UTF-8, ends lines as RFC 4180 does, and reads the same by each separator', () => {
    for (const separator of SEPARATORS) {
      const text = writeCsv(sampleDocument, separator);
      expect(text).toMatch(/^\ufeff"?Tình hình/);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      const row = read(text, separator).find(([first]) => first?.startsWith('Thu ngân sách'));
      expect(row).toEqual(['Thu ngân sách nhà nước trên địa bàn', 'tỷ đồng', separator === ';' ? '18,5' : '18.5', 'ước tính', separator === ';' ? '17,9' : '17.9', "'+3,1%"]);
    }
  });

  it('holds digits alone, marks for what is missing, and the captions, notes, foot and sources', () => {
    const rows = read(writeCsv(sampleDocument), ';');
    expect(rows.find(([, field]) => field === 'Chứng thực')).toEqual(['1', 'Chứng thực', '222', '140', '53', '29', '204', '142', '61', '1', '18', '17', '1']);
    expect(rows.find(([first]) => first === 'Khách du lịch')?.slice(2)).toEqual(['…', '', '12480', '—']);
    expect(rows.find(([first]) => first === 'Cân đối thu – chi')?.slice(2)).toEqual(['-570', '', '0', 'x']);
    expect(rows.map(([first]) => first)).toEqual(expect.arrayContaining([sampleForm06.caption, sampleForm06.unitLine, sampleDocument.footer, 's1', 's2']));
    expect(read(writeCsv({ ...sampleDocument, watermark: 'Lê Văn A' }), ';').map(([first]) => first)).toContain('Lê Văn A');
  });

  it('lets no text be worked out by a spreadsheet', () => {
    const texts = ['=1+1', '+1', '-2', '@x', '\t=1', '\n=1', '＝1', 'a;b', '"=1"', 'a\u0000b'];
    const table = { ...sampleForm06, columns: sampleForm06.columns.slice(0, 1), rows: texts.map((text, at) => ({ id: String(at), emphasis: null, cells: [{ kind: 'text' as const, text }] })) };
    const rows = read(writeTableCsv(table, 'vi'), ';').slice(1, -1).map(([text]) => text);
    expect(rows).toEqual(["'=1+1", "'+1", "'-2", "'@x", "'\t=1", "'\n=1", "'＝1", 'a;b', '"=1"', 'a�b']);
  });
});
