import { describe, expect, it } from 'vitest';
import { createPopulation } from '../province/population';
import { readUnitBook } from '../province/units';
import { provinceWarehouse } from './province-warehouse';
import type { MockTable } from './table';

const NOW = Date.parse('2026-11-21T08:00:00+07:00');
const load = provinceWarehouse('nghe-an', NOW);
const tables = load.tables();
const named = (name: string): MockTable => tables.find((table) => table.name === name) ?? expect.unreachable(name);
/** Rows as objects. */
const rowsOf = (name: string): Record<string, string | number | null>[] => named(name).rows.map((row) => Object.fromEntries(named(name).columns.map((column, at) => [column.name, row[at] ?? null])));
const sum = (rows: readonly Record<string, string | number | null>[], column: string): number => rows.reduce((all, row) => all + Number(row[column]), 0);

describe('the warehouse of a mock province', () => {
  it('is the same for whoever asks within a month, and another one the next', () => {
    const later = provinceWarehouse('nghe-an', NOW + 5 * 86_400_000);
    expect([later.stamp, JSON.stringify(later.tables())]).toEqual([load.stamp, JSON.stringify(tables)]);
    expect(provinceWarehouse('nghe-an', NOW + 15 * 86_400_000).stamp).not.toBe(load.stamp);
    expect(provinceWarehouse('ninh-binh', NOW).stamp).not.toBe(load.stamp);
  });

  it('has rows as wide as their columns, each named once, in tables small enough to load at once', () => {
    for (const { name, columns, key, rows } of tables) {
      const at = key.map((column) => columns.findIndex((each) => each.name === column));
      expect([name, rows.every((row) => row.length === columns.length), at.includes(-1)]).toEqual([name, true, false]);
      expect([name, new Set(rows.map((row) => at.map((place) => row[place]).join('|'))).size]).toEqual([name, rows.length]);
    }
    expect(tables.reduce((all, { rows }) => all + rows.length, 0)).toBeLessThan(7_000);
  });

  it('counts the people the province has, and its parts add up', () => {
    const units = readUnitBook('nghe-an');
    const rows = rowsOf('dan_cu').filter((row) => row['thang'] === '2026-10-01');
    expect(new Set(rows.map((row) => row['ma_don_vi']))).toEqual(new Set(units.communes.map(({ code }) => code)));
    const published = createPopulation(units, 2026).of(units.root, 2026);
    expect(Math.abs(sum(rows, 'nhan_khau') / published - 1)).toBeLessThan(0.01);
    for (const row of rows) {
      expect(Number(row['nam']) + Number(row['nu'])).toBe(row['nhan_khau']);
      expect(Number(row['duoi_6_tuoi']) + Number(row['tu_6_den_15_tuoi']) + Number(row['tu_16_den_59_tuoi']) + Number(row['tu_60_tuoi'])).toBe(row['nhan_khau']);
      expect(Number(row['da_xac_thuc'])).toBeLessThanOrEqual(Number(row['nhan_khau']));
    }
  });

  it('tells the same of enterprises by commune and by sector, of civil status by commune and by month, of investment by project and by owner', () => {
    const here = (name: string, column: string, month = '2026-10-01') => sum(rowsOf(name).filter((row) => row['thang'] === month), column);
    expect(here('doanh_nghiep', 'so_luong')).toBe(here('doanh_nghiep_nganh', 'so_luong'));
    for (const month of ['2026-08-01', '2026-10-01']) expect(here('ho_tich', 'so_luong', month)).toBe(here('ho_tich_thang', 'so_luong', month));
    expect(here('dau_tu_cong_thang', 'ke_hoach_nam')).toBe(sum(rowsOf('dau_tu_cong_du_an'), 'ke_hoach_nam'));
    expect(here('dau_tu_cong_thang', 'giai_ngan_luy_ke')).toBe(sum(rowsOf('dau_tu_cong_du_an'), 'giai_ngan_nam'));
    const plans = Object.fromEntries(rowsOf('dau_tu_cong_ke_hoach').map((row) => [row['cap_giao'], Number(row['ke_hoach'])]));
    expect(plans['hdnd']).toBe(here('dau_tu_cong_thang', 'ke_hoach_nam'));
    expect(plans['thu_tuong']).toBeLessThan(plans['hdnd'] ?? 0);
    // Last year is whole and closed, and its same month is there to compare with.
    expect(rowsOf('dau_tu_cong_thang').filter((row) => String(row['thang']).startsWith('2025-')).every((row) => row['trang_thai'] === 'official' && Number(row['giai_ngan_luy_ke']) <= Number(row['ke_hoach_nam']))).toBe(true);
    expect(here('dau_tu_cong_thang', 'giai_ngan_luy_ke', '2025-10-01')).toBeGreaterThan(0);
    for (const row of rowsOf('dau_tu_cong_du_an')) expect(Number(row['giai_ngan_nam'])).toBeLessThanOrEqual(Number(row['ke_hoach_nam']));
  });

  it('is provisional in its newest month, and loaded before now', () => {
    for (const row of rowsOf('dan_cu')) {
      expect(row['trang_thai']).toBe(row['thang'] === '2026-10-01' ? 'provisional' : 'official');
      expect(Date.parse(String(row['cap_nhat']))).toBeLessThanOrEqual(NOW);
    }
  });

  it('is made of what it is told of another province', () => expect(provinceWarehouse('ninh-binh', NOW).tables().find(({ name }) => name === 'dan_cu')?.rows.length).toBeGreaterThan(100));
});
