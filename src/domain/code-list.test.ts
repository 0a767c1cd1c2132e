import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agencyCode, entryOn, listOn, type CodeList } from './code-list';

const label = (vi: string) => ({ vi, en: vi });
const list = (version: string, validFrom: string, validTo: string | null, codes: CodeList['codes'], normalise: CodeList['normalise'] = 'none'): CodeList =>
  ({ id: 'agencies', version, name: label('Mã định danh'), owner: label('Sở Nội vụ'), validFrom, validTo, normalise, codes });

describe('an agency code', () => {
  it.each([
    ['H41', 'H41'], ['h41.06', 'H41.06'], ['000.00.00.H41', 'H41'], ['000.00.06.H41', 'H41.06'], ['000.15.06.H41', 'H41.06.15'], ['003.15.06.H41', 'H41.06.15.003'], ['H41.00.00', 'H41'], [' H41.06 ', 'H41.06'],
  ])('%s is %s, whichever way it is written', (written, code) => expect(agencyCode(written)).toBe(code));

  it.each(['', 'H4', '41.06', '000.00.H41', 'H41.6', '16681', 'H41.06.15.003.01'])('%j is none', (written) => expect(agencyCode(written)).toBeNull());

  it('says the same in both writings, and once more changes nothing', () => {
    const part = fc.integer({ min: 1, max: 99 }).map((number) => String(number).padStart(2, '0'));
    fc.assert(fc.property(part, part, fc.integer({ min: 1, max: 999 }), (second, third, fourth) => {
      const last = String(fourth).padStart(3, '0');
      const today = `H41.${second}.${third}.${last}`;
      expect(agencyCode(`${last}.${third}.${second}.H41`)).toBe(today);
      expect(agencyCode(today)).toBe(today);
    }));
  });
});

describe('a code list', () => {
  const lists = [
    list('2024', '2024-01-01', '2025-07-01', [{ code: 'H41.05', label: label('Sở Thông tin và Truyền thông') }]),
    list('2025', '2025-07-01', null, [{ code: 'H41.05', label: label('Sở Khoa học và Công nghệ') }, { code: 'H41.09', label: label('Sở Ngoại vụ'), validTo: '2025-10-01' }], 'agency'),
  ];

  it('means what it meant on the day', () => {
    expect(listOn(lists, 'agencies', '2025-06-30')?.version).toBe('2024');
    expect(listOn(lists, 'agencies', '2025-07-01')?.version).toBe('2025');
    expect(listOn(lists, 'agencies', '2023-12-31')).toBeUndefined();
    expect(listOn(lists, 'others', '2025-07-01')).toBeUndefined();
  });

  it('knows a code in either writing, until the day it ends', () => {
    const [, today] = lists;
    if (!today) expect.unreachable();
    expect(entryOn(today, '000.00.05.H41', '2026-11-21')?.label.vi).toBe('Sở Khoa học và Công nghệ');
    expect(entryOn(today, 'H41.09', '2025-09-30')?.label.vi).toBe('Sở Ngoại vụ');
    expect(entryOn(today, 'H41.09', '2025-10-01')).toBeUndefined();
    expect(entryOn(today, 'không rõ', '2026-11-21')).toBeUndefined();
  });
});
