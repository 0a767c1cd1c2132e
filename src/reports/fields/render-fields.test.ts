import { describe, expect, it } from 'vitest';
import { compose } from '../compose/compose';
import { sampleCompose, sampleTemplate } from '../testing/sample-frozen';
import type { Numbers } from '../testing/sample-frozen';
import { parseFields } from './parse-fields';
import { runsText } from './render-fields';

const text = (field: string, numbers: Numbers, language: 'vi' | 'en' = 'vi', unit = '40', period = 'calendar:2026-10'): string => {
  const template = sampleTemplate([{ kind: 'paragraph', id: 'p', text: { vi: field, en: field } }]);
  const block = compose(sampleCompose(template, { numbers, unit, period }, { language })).sections[0]?.blocks[0];
  return block?.kind === 'paragraph' ? runsText(block.runs) : '';
};
/** Newest, the one before, and the one a year before; the rest is 1. */
const of = (now: number | null, before: number | null = 1, lastYear: number | null = 1): Numbers => (_id, index, count) =>
  index === count - 1 ? now : index === count - 2 ? before : index === count - 13 ? lastYear : 1;

describe('fields of figures', () => {
  it('say a value with its unit, a number alone, and why there is none', () => {
    expect(text('Xuất khẩu {{exports}}.', of(21486.04))).toBe('Xuất khẩu 21.486,0 triệu USD.');
    expect(text('{{exports|||number}}', of(-0.04))).toBe('0,0');
    expect(text('{{on-time-rate|16681}}', of(98.57))).toBe('98,6%');
    expect(text('{{exports|.|last-year}}', () => null)).toBe('— (chưa có số liệu)');
    expect(text('{{nothing-known}}', of(1))).toBe('[không có chỉ tiêu “nothing-known”]');
  });
  it('say of which period a figure is where it is not the one asked for', () => {
    expect(text('{{exports}}', of(null, 88))).toBe('88,0 triệu USD (tháng 9 năm 2026)');
    expect(text('{{exports||-1}}', of(90, 88))).toBe('90,0 triệu USD');
  });
  it('tell change in words: rates in points, ranks in places, never an index in percent', () => {
    expect(text('{{exports|||change-last-year}}', of(103.2, 1, 100))).toBe('tăng 3,2% so với cùng kỳ năm trước');
    expect(text('{{exports|||change-previous}}', of(80, 100))).toBe('giảm 20,0% so với tháng trước');
    expect(text('{{exports|||change-previous}}', of(100, 100))).toBe('không đổi so với tháng trước');
    expect(text('{{on-time-rate|||change-last-year}}', of(98.4, 1, 97.2))).toBe('tăng 1,2 điểm phần trăm so với cùng kỳ năm trước');
    expect(text('{{cpi|||change-previous}}', of(104.9, 104.5))).toBe('tăng 0,40 điểm so với tháng trước');
    expect(text('{{par-index-rank|||change-previous}}', (_id, index, count) => (index === count - 1 ? 3 : 5))).toBe('tăng 2 bậc so với năm trước');
    expect(text('{{exports|||change-last-year}}', of(103.2, 1, 100), 'en')).toBe('up 3.2% on the same period last year');
  });
  it('say so where there is nothing to compare with', () => {
    expect(text('{{exports|||change-last-year}}', of(103, 1, null))).toBe('chưa có số liệu cùng kỳ năm trước để so sánh');
    expect(text('{{exports|||change-previous}}', of(103, 0))).toBe('không tính được tỷ lệ tăng, giảm');
    expect(text('{{exports|||change-previous}}', () => null)).toBe('chưa có số liệu');
    expect(text('{{exports|||change-last-year}}', of(3), 'vi', '40', 'calendar:2026-11')).toBe('kỳ chưa kết thúc, chưa so sánh');
  });
  it('hold a figure against its plan by its nature', () => {
    expect(text('{{budget-revenue|||target-share}}', of(22_604.5))).toBe('đạt 85,3% kế hoạch năm 2026');
    expect(text('{{on-time-rate|||target-share}}', of(96))).toBe('thấp hơn mục tiêu năm 2026 2,0 điểm phần trăm');
    expect(text('{{exports|||target-share}}', of(9))).toBe('chưa có kế hoạch để so sánh');
  });
  it('tell standing and the reading from the start of the year', () => {
    expect(text('{{on-time-rate|||status}}', of(85))).toBe('cần xử lý');
    expect(text('{{budget-revenue|||year-to-date}}', of(22_604))).toBe('22.604 tỷ đồng');
    expect(text('{{exports|||year-to-date}}', of(9))).toBe('— (chưa có số liệu)');
  });
});

describe('what is no field', () => {
  it('stays as it is written and is told', () => {
    for (const [field, got] of [['{{exports|x y}}', 'x y'], ['{{exports||soon}}', 'soon'], ['{{exports|||loud}}', 'loud'], ['{{Exports}}', 'Exports'], ['{{unit|.}}', 'unit|.'], ['{{}}', ''], ['{{a|b|-1|value|c}}', 'a|b|-1|value|c']] as const) {
      const { parts, faults } = parseFields(`a ${field} b`);
      expect(faults, field).toEqual([expect.objectContaining({ field, got })]);
      expect(parts).toEqual([{ kind: 'text', text: `a ${field} b` }]);
    }
    expect(parseFields('a {{exports').faults).toEqual([{ field: '{{exports', got: '{{exports', expected: '{{…}}' }]);
    expect(parseFields('{ {{ unit.upper }} }').parts).toEqual([{ kind: 'text', text: '{ ' }, { kind: 'plain', field: 'unit.upper' }, { kind: 'text', text: ' }' }]);
  });
});
