import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measured } from '@/domain/measure';
import type { DocumentCell, DocumentColumn, DocumentTable } from '../document/document';
import { sampleValue } from '../testing/sample-document';
import { withWidths } from './column-widths';

const column = (head: string, align: DocumentColumn['align'] = 'start', number = ''): DocumentColumn => ({ id: head, header: [head], number, align, width: 1, unit: '' });
const table = (columns: readonly DocumentColumn[], rows: readonly (readonly (string | number)[])[]): DocumentTable => ({
  kind: 'table', id: 't', caption: '', unitLine: 'Đơn vị tính: hồ sơ', notes: [], columns,
  rows: rows.map((cells, at) => ({ id: String(at), emphasis: null, cells: cells.map((cell): DocumentCell => (typeof cell === 'string' ? { kind: 'text', text: cell } : { kind: 'value', value: sampleValue(measured(cell), 'dossier', 0) })) })),
});
const sharesOf = (made: DocumentTable): readonly number[] => {
  const sum = made.columns.reduce((all, { width }) => all + width, 0);
  return made.columns.map(({ width }) => width / sum);
};

describe('widths of columns', () => {
  it('leave a number whole beside a text of any length', () => {
    const made = table([column('Nội dung'), column('Kinh phí', 'end')], [['Tiếp tục đào tạo nâng cao khả năng quản lý nhà nước về công nghệ thông tin '.repeat(12), 1_234_567]]);
    const [, number = 0] = sharesOf(withWidths(made, 'portrait'));
    expect(number * 86).toBeGreaterThan('1.234.567'.length);
  });
  it('give the room to what needs it', () => {
    const [order = 0, words = 0, state = 0] = sharesOf(withWidths(table([column('STT', 'centre'), column('Nội dung'), column('Trạng thái')], [['1', 'Xây dựng kho dữ liệu dùng chung của tỉnh và kết nối các ngành', 'Chậm']]), 'portrait'));
    expect(words).toBeGreaterThan(0.5);
    expect(order).toBeLessThan(state);
  });
  it('are one for all numbered columns of a form', () => {
    const { columns } = withWidths(table([column('Đơn vị'), column('Tổng số', 'end', '(1)'), column('Quá hạn', 'end', '(2)')], [['Xã Anh Sơn', 123_456, 2]]), 'landscape');
    expect(columns[1]?.width).toBe(columns[2]?.width);
  });
  it('are above nothing for whatever stands in a table, and say nothing else of it', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.string(), { minLength: 3, maxLength: 3 })), fc.constantFrom('portrait' as const, 'landscape' as const), (rows, orientation) => {
      const before = table(['a', 'b', 'c'].map((head) => column(head)), rows);
      const after = withWidths(before, orientation);
      expect(after.columns.every(({ width }) => width > 0 && Number.isFinite(width))).toBe(true);
      expect({ ...after, columns: after.columns.map((each) => ({ ...each, width: 1 })) }).toEqual(before);
    }), { numRuns: 60 });
  });
});
