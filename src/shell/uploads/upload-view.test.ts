import { describe, expect, it } from 'vitest';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { periodsOffered, previewAddress, readPreview, standingIds, totalRows } from './upload-view';

const card = (id: string, version: number, withdrawn: boolean, unit = 'a') => ({ id, unit, period: 'p', version, fileName: '', rowCount: 0, by: null, at: 0, withdrawn: withdrawn ? { at: 0, reason: 'x' } : null });

describe('the page of files', () => {
  it('offers the period that is over first', () => {
    expect(periodsOffered('month', Date.UTC(2026, 10, 21)).map(({ code }) => code).filter((_, at) => at < 2 || at === 12)).toEqual(['2026-10', '2026-09', '2026-11']);
  });
  it('knows which version stands', () => {
    expect([...standingIds([card('c', 3, true), card('b', 2, false), card('a', 1, false), card('z', 1, false, 'other')])]).toEqual(['b', 'z']);
  });
  it('sets totals beside those before; no figures are no total', () => {
    const total = (column: string, sum: number, count: number) => ({ column, sum, count, missing: 1 });
    expect(totalRows({ totals: [total('a', 5, 2), total('b', 0, 0), total('c', 1, 1)], before: { version: 1, at: 0, same: false, totals: [total('a', 3, 2), total('b', 2, 1), total('c', 0, 0)] } })).toEqual([
      { column: 'a', now: 5, missing: 1, before: 3, difference: 2 }, { column: 'b', now: NaN, missing: 1, before: 2, difference: null }, { column: 'c', now: 1, missing: 1, before: null, difference: null },
    ]);
  });
  it('asks for a look with what was chosen', () => {
    const address = previewAddress({ dataset: 'd', unit: '16681', period: 'calendar:2026-10', name: 'báo cáo.csv', numbers: 'vi', map: { area: 2, crop: 0 } });
    expect(Object.fromEntries(new URL(address, 'http://x').searchParams)).toEqual({ dataset: 'd', unit: '16681', period: 'calendar:2026-10', name: 'báo cáo.csv', numbers: 'vi', map: 'area:2,crop:0' });
    expect(previewAddress({ dataset: 'd', unit: 'u', period: 'p', name: 'n', numbers: '', map: {} })).not.toMatch(/numbers|map/);
  });
  it('takes nothing for a look that is none', () => expect(readPreview({ token: 'x' })).toBeNull());
  it('keeps where a fault of a table without rows stands', () => {
    const look = { token: null, sha256: 'a', form: 'json-stat', found: [], mapping: {}, rowCount: 0, sample: [], faultCount: 1, remarks: [], totals: [], before: null };
    const fault = { row: 2, column: 'area', code: 'mark', words: { vi: 'a', en: 'a' }, place: 'crop=02' };
    expect(readPreview({ ...look, faults: [fault] })?.faults).toEqual([fault]);
  });
  it('says the same in both languages', () => expect(Object.keys(en)).toEqual(Object.keys(vi)));
});
