import { describe, expect, it } from 'vitest';
import type { Indicator } from '@/domain/indicator';
import { matching, ownersOf, pageOf, PAGE_SIZE, readFilters, writeFilters } from './list-model';

const card = (id: string, more: Partial<Indicator> = {}): Indicator => ({
  id, group: 'economy', name: { vi: `Chỉ tiêu ${id}`, en: `Indicator ${id}` }, shortName: { vi: id, en: id }, definition: { vi: `Đếm ${id}.`, en: `Counts ${id}.` },
  unit: 'count', decimals: 0, direction: 'higher-better', owner: { vi: 'Thống kê tỉnh', en: 'Statistics Office' }, calendar: 'calendar', periodKind: 'month',
  dataset: 'd', metric: id, levels: ['province'], overUnits: { kind: 'sum' }, overTime: { kind: 'sum' }, targets: [], validFrom: '2020-01-01', change: 'relative', ...more,
});
const CARDS = new Map([
  card('poor', { group: 'labour-welfare', name: { vi: 'Tỷ lệ hộ nghèo', en: 'Poverty rate' }, periodKind: 'year', levels: ['province', 'commune'], direction: 'lower-better', owner: { vi: 'Sở Nông nghiệp và Môi trường', en: 'Agriculture' } }),
  card('near', { group: 'labour-welfare', name: { vi: 'Hộ cận nghèo', en: 'Near-poor' }, definition: { vi: 'Hộ trên chuẩn hộ nghèo một chút.', en: 'Just above.' } }),
  card('exports', { name: { vi: 'Xuất khẩu điện tử', en: 'Electronics exports' } }),
  (({ group: _none, ...old }) => old)(card('old')),
].map((each) => [each.id, each]));
const ids = (query: Readonly<Record<string, string>>): string[] => matching(CARDS, readFilters(query), 'vi').cards.map(({ id }) => id);

describe('the list of the catalogue', () => {
  it('is found without accents, by name, definition or owner, the nearest name first', () => {
    expect(ids({ q: 'xuat khau dien tu' })).toEqual(['exports']);
    expect(ids({ q: 'HỘ NGHÈO' })).toEqual(['poor', 'near']);
    expect(ids({ q: 'so nong nghiep' })).toEqual(['poor']);
    expect(ids({ q: 'electronics' })).toEqual(['exports']);
    expect(ids({ q: 'không có đâu' })).toEqual([]);
  });

  it('narrows by field, owner, cadence, level and direction together', () => {
    expect(ids({ group: 'labour-welfare', cadence: 'year' })).toEqual(['poor']);
    expect(ids({ level: 'commune' })).toEqual(['poor']);
    expect(ids({ direction: 'lower-better', group: 'economy' })).toEqual([]);
    expect(ids({ owner: 'Thống kê tỉnh', group: 'economy' })).toEqual(['exports']);
  });

  it('counts fields under the other filters, and keeps a card of an older pack under a field of its own', () => {
    const count = (query: Readonly<Record<string, string>>) => matching(CARDS, readFilters(query), 'vi').groups;
    expect(count({})).toEqual([{ id: 'economy', count: 1 }, { id: 'labour-welfare', count: 2 }, { id: 'other', count: 1 }]);
    expect(count({ group: 'economy', q: 'ngheo' })).toEqual([{ id: 'labour-welfare', count: 2 }]);
  });

  it('reads back the address it writes, and leaves out what is no filter', () => {
    const filters = readFilters({ q: 'nghèo', group: 'health', owner: 'Sở Y tế', cadence: 'year', level: 'commune', direction: 'neutral', freshness: 'LIVE' });
    expect(readFilters(writeFilters(filters))).toEqual(filters);
    expect(readFilters({ q: '', group: 'nowhere', cadence: 'hourly', freshness: 'new', unit: '40' })).toEqual({});
    expect(readFilters({ q: 'x'.repeat(500) }).text).toHaveLength(120);
  });

  it('is told page by page, and never a page that is not there', () => {
    const all = Array.from({ length: PAGE_SIZE * 2 + 1 }, (_, at) => at);
    expect(pageOf(all, 3)).toEqual({ items: [PAGE_SIZE * 2], page: 3, pages: 3 });
    for (const asked of [99, NaN, -1, 1.5]) expect(pageOf(all, asked).items.length).toBeGreaterThan(0);
    expect(pageOf([], 1)).toEqual({ items: [], page: 1, pages: 1 });
  });

  it('names each owner once', () => {
    expect(ownersOf(CARDS, 'en').map(({ name }) => name)).toEqual(['Agriculture', 'Statistics Office']);
  });
});
