import { describe, expect, it } from 'vitest';
import { dayOf } from '../clock';
import { smallUnits } from '../small-province.fixture';
import { readUnitBook } from './units';

const codes = (units: readonly { code: string }[]): string[] => units.map(({ code }) => code).sort();

describe('units over time', () => {
  const book = smallUnits();
  const before = book.eraAt(dayOf('2025-06-30'));
  const after = book.eraAt(dayOf('2025-07-01'));

  it('cuts time where the map changed', () => {
    expect(before).not.toBe(after);
    expect(codes(before.units.filter(({ level }) => level === 'district'))).toEqual(['901', '902']);
    expect(after.units.some(({ level }) => level === 'district')).toBe(false);
    expect(book.eraAt(dayOf('2031-01-01'))).toBe(after);
  });

  it('follows merges, renames and splits to the units that took over', () => {
    const heirs = (code: string): string[] => codes(book.successors(before.byCode.get(code) ?? book.root, after));
    expect(heirs('10002')).toEqual(['10001']);
    expect(heirs('10003')).toEqual(['10003']);
    expect(heirs('10004')).toEqual(['10001', '10004']);
    expect(heirs('H99.01')).toEqual(['H99.01']);
  });

  it('hands the work of a district to the communes its ground went to', () => {
    expect(codes(book.successors(before.byCode.get('902') ?? book.root, after))).toEqual(['10001', '10003', '10004']);
  });

  it('takes the holder of a code by date', () => {
    expect(before.byCode.get('10001')?.fullName).toBe('Phường An');
    expect(after.byCode.get('10001')?.fullName).toBe('Phường An Bình');
  });

  it.each([['nghe-an', '40', 130, 412], ['ninh-binh', '37', 129, 398]])('reads the pack of %s', (province, root, communes, earlier) => {
    const pack = readUnitBook(province);
    expect(pack.root.code).toBe(root);
    expect(pack.communes).toHaveLength(communes);
    const old = pack.all.filter((unit) => unit.level === 'commune' && unit.to < Infinity);
    expect(old).toHaveLength(earlier);
    const today = pack.eraAt(dayOf('2026-11-20'));
    expect(old.filter((unit) => pack.successors(unit, today).length === 0)).toEqual([]);
  });
});
