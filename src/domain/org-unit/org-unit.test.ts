import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from '../civil';
import { createUnitRegistry } from './registry';
import { searchUnits } from './search';
import { PROVINCE, START, histories, unit, type Facts } from '../testing/random-history';
import type { OrgUnit, UnitRegistry } from './types';
import type { UnitFault } from './unit-faults';

const registry = (units: OrgUnit[]): UnitRegistry => {
  const made = createUnitRegistry(units);
  if (!made.ok) throw new TypeError(JSON.stringify(made.error));
  return made.value;
};
const faults = (units: OrgUnit[]): string[] => {
  const made = createUnitRegistry(units);
  return made.ok ? [] : made.error.map((fault: UnitFault) => `${fault.code} ${fault.unit} ${fault.about} ${fault.date ?? ''}`.trim());
};

/**
 * 2020: A + B merge into C (whose code is A's), S splits into S and T, R is renamed Q.
 * 2025: C + D merge into E; district X is abolished. X held A, B and D; Y held S and R.
 */
const CHANGING = [
  PROVINCE,
  unit('X', { level: 'district', to: '2025-07-01' }), unit('Y', { level: 'district', to: '2025-07-01' }),
  unit('A', { parent: 'X', to: '2020-01-01' }), unit('B', { parent: 'X', to: '2020-01-01' }), unit('D', { parent: 'X', to: '2025-07-01' }),
  unit('S', { parent: 'Y', to: '2020-01-01' }), unit('R', { parent: 'Y', to: '2020-01-01' }),
  unit('A', { parent: 'X', from: '2020-01-01', to: '2025-07-01', was: [['A', 'merge'], ['B', 'merge']], name: 'C' }),
  unit('S', { parent: 'Y', from: '2020-01-01', to: '2025-07-01', was: [['S', 'split']] }), unit('T', { parent: 'Y', from: '2020-01-01', to: '2025-07-01', was: [['S', 'split']] }),
  unit('Q', { parent: 'Y', from: '2020-01-01', to: '2025-07-01', was: [['R', 'rename']] }),
  unit('E', { from: '2025-07-01', was: [['A', 'merge'], ['D', 'merge']] }),
  unit('S', { from: '2025-07-01', was: [['S', 'merge']] }), unit('T', { from: '2025-07-01', was: [['T', 'merge'], ['Q', 'merge']] }),
];
const [OLD, MIDDLE, NEW] = [localDate('2019-06-01'), localDate('2022-06-01'), localDate('2026-06-01')];

describe('validity', () => {
  const map = registry(CHANGING);
  it('finds the holder of a code by date', () => {
    expect(map.resolve('A', OLD)?.name).toBe('A');
    expect(map.resolve('A', localDate('2019-12-31'))?.name).toBe('A');
    expect(map.resolve('A', localDate('2020-01-01'))?.name).toBe('C');
    expect(map.resolve('A', NEW)).toBeUndefined();
    expect(map.resolve('A', localDate('1999-12-31'))).toBeUndefined();
  });
  it('knows when the map changed', () => {
    expect(map.changeDates).toEqual(['2020-01-01', '2025-07-01']);
  });
  it('reads dates before the first map on the first map', () => {
    expect(map.treeAt(localDate('1990-01-01')).root.code).toBe('P');
  });
});

describe('faults', () => {
  it('are all told, each with its place', () => {
    expect(faults([])).toEqual(['no-units']);
    expect(faults([PROVINCE, unit('A', { to: START })])).toEqual([`empty-validity A A ${START}`]);
    expect(faults([PROVINCE, unit('A', { to: '2020-01-02' }), unit('A', { from: '2020-01-01' })])).toEqual(['overlap A A 2020-01-01']);
    expect(faults([PROVINCE, unit('A'), unit('A', { from: '2020-01-01' })])).toEqual(['overlap A A 2020-01-01']);
    expect(faults([PROVINCE, unit('A', { parent: 'Z' })])).toEqual([`unknown-parent A Z ${START}`]);
    expect(faults([PROVINCE, unit('X', { level: 'district', to: '2025-07-01' }), unit('A', { parent: 'X' })])).toEqual(['unknown-parent A X 2025-07-01']);
    expect(faults([PROVINCE, unit('A', { from: '2025-07-01', was: [['Z', 'merge']] })])).toEqual(['unknown-predecessor A Z 2025-07-01']);
    expect(faults([PROVINCE, unit('A', { was: [['P', 'split']] })])).toEqual([`unknown-predecessor A P ${START}`]);
    expect(faults([PROVINCE, unit('A', { parent: 'B' }), unit('B', { parent: 'A' })])).toEqual([`cycle A B ${START}`, `cycle B A ${START}`]);
    expect(faults([unit('A', { parent: 'A' })])).toEqual([`cycle A A ${START}`, `no-root A A ${START}`]);
    expect(faults([PROVINCE, unit('A', { parent: 'Z' }), unit('B', { parent: 'Z' })])).toHaveLength(2);
  });
  it('include a piece cut from a unit that lives on unchanged: its series would silently change ground', () => {
    expect(faults([PROVINCE, unit('A'), unit('B', { from: '2020-01-01', was: [['A', 'split']] })])).toEqual(['outlived B A 2020-01-01']);
  });
  it('include a predecessor that ended earlier than the day before', () => {
    expect(faults([PROVINCE, unit('A', { to: '2019-01-01' }), unit('B', { from: '2020-01-01', was: [['A', 'rename']] })])).toEqual(['unknown-predecessor B A 2020-01-01']);
  });
});

describe('trees', () => {
  const map = registry(CHANGING);
  const codes = (units: readonly OrgUnit[]): string[] => units.map((each) => each.code);
  it('have districts before and none after', () => {
    const [before, after] = [map.treeAt(OLD), map.treeAt(NEW)];
    expect(codes(before.children('P'))).toEqual(['X', 'Y']);
    expect(codes(before.descendants('P'))).toEqual(['X', 'A', 'B', 'D', 'Y', 'R', 'S']);
    expect(codes(before.ancestors('A'))).toEqual(['X', 'P']);
    expect(codes(before.peers('A'))).toEqual(['B', 'D']);
    expect(codes(after.children('P'))).toEqual(['E', 'S', 'T']);
    expect([after.get('X'), after.children('X'), after.ancestors('zz'), after.peers('zz')]).toEqual([undefined, [], [], []]);
  });
  it('sort by Vietnamese order of name, numbers as numbers', () => {
    const names = ['Đông', 'Dân', 'Ấn', 'An', 'Ân', 'Ăn', 'Phường 10', 'Phường 2'];
    const tree = registry([PROVINCE, ...names.map((name, at) => unit(`c${at}`, { name }))]).treeAt(NEW);
    expect(tree.children('P').map((each) => each.name)).toEqual(['An', 'Ăn', 'Ân', 'Ấn', 'Dân', 'Đông', 'Phường 2', 'Phường 10']);
  });
  it('put only like units beside one another', () => {
    const tree = registry([PROVINCE, unit('a'), unit('b'), unit('H41.05', { level: 'department' })]).treeAt(NEW);
    expect(codes(tree.peers('a'))).toEqual(['b']);
  });
  it('are a forest before a merger of provinces, today\'s code first', () => {
    const province = (code: string, facts: Facts): OrgUnit => unit(code, { parent: null, level: 'province', ...facts });
    const merged = registry([
      province('35', { to: '2025-07-01' }), province('36', { to: '2025-07-01' }), province('37', { to: '2025-07-01' }),
      province('37', { from: '2025-07-01', was: [['35', 'merge'], ['36', 'merge'], ['37', 'merge']] }),
    ]);
    expect(codes(merged.treeAt(OLD).roots)).toEqual(['37', '35', '36']);
    expect(codes(merged.treeAt(OLD).peers('35'))).toEqual(['37', '36']);
    expect(merged.treeAt(OLD).root.code).toBe('37');
    expect(codes(merged.treeAt(NEW).roots)).toEqual(['37']);
    const now = merged.resolve('37', NEW) as OrgUnit;
    expect(merged.cover(now, OLD)).toMatchObject({ exact: true, units: [{ code: '35' }, { code: '36' }, { code: '37' }] });
  });
});

describe('cover', () => {
  const map = registry(CHANGING);
  const cover = (code: string, on: typeof OLD, to: typeof OLD): string => {
    const found = map.cover(map.resolve(code, on) as OrgUnit, to);
    return `${found.units.map((each) => each.name).join('+')}${found.exact ? '' : ' inexact'}`;
  };
  it('is the unit itself while it lives', () => {
    expect([cover('P', OLD, NEW), cover('P', NEW, OLD), cover('D', OLD, MIDDLE)]).toEqual(['P', 'P', 'D'].map((c) => (c === 'P' ? 'Nghệ An' : c)));
  });
  it('follows merges back through a chain', () => {
    expect([cover('E', NEW, MIDDLE), cover('E', NEW, OLD)]).toEqual(['C+D', 'A+B+D']);
  });
  it('goes through a rename both ways', () => {
    expect([cover('Q', MIDDLE, OLD), cover('R', OLD, MIDDLE)]).toEqual(['R', 'Q']);
  });
  it('is inexact where only a part of the earlier unit is asked for', () => {
    expect([cover('S', MIDDLE, OLD), cover('T', MIDDLE, OLD), cover('S', NEW, OLD), cover('T', NEW, OLD)]).toEqual(['S inexact', 'S inexact', 'S inexact', 'R+S inexact']);
    expect(cover('S', NEW, MIDDLE)).toBe('S');
  });
  it('is exact forwards through a split: its parts are the whole', () => {
    expect(cover('S', OLD, MIDDLE)).toBe('S+T');
  });
  it('is inexact forwards into a unit that took more', () => {
    expect([cover('A', OLD, MIDDLE), cover('D', OLD, NEW), cover('Q', MIDDLE, NEW)]).toEqual(['C inexact', 'E inexact', 'T inexact']);
  });
  it('finds an abolished district again through its communes', () => {
    expect([cover('X', OLD, NEW), cover('X', MIDDLE, NEW), cover('Y', OLD, NEW)]).toEqual(['E', 'E', 'S+T']);
  });
  it('loses ground that left no trace', () => {
    const gone = registry([PROVINCE, unit('A', { to: '2020-01-01' }), unit('B', { from: '2020-01-01' }), unit('K'), unit('L', { to: '2020-01-01' }), unit('M', { from: '2020-01-01', was: [['L', 'split']] })]);
    const at = (code: string, on: typeof OLD, to: typeof OLD) => gone.cover(gone.resolve(code, on) as OrgUnit, to);
    expect(at('A', OLD, NEW)).toEqual({ units: [], exact: false });
    expect(at('B', NEW, OLD)).toEqual({ units: [], exact: false });
    expect(at('M', NEW, OLD)).toMatchObject({ units: [{ code: 'L' }], exact: false });
    expect(at('L', OLD, NEW)).toMatchObject({ units: [{ code: 'M' }], exact: false });
  });
});

describe('cover over any history', () => {
  it('holds all the ground asked for, and only that where it claims to be exact', () => {
    fc.assert(fc.property(histories, fc.integer({ min: 2000, max: 2005 }), (records, year) => {
      const map = registry([PROVINCE, ...records.map((each) => each.unit)]);
      const ground = new Map(records.map((each) => [each.unit, each.ground]));
      const day = localDate(`${year}-12-01`);
      for (const { unit: asked, ground: own } of records) {
        const found = map.cover(asked, day);
        const covered = found.units.flatMap((each) => ground.get(each) ?? []).sort((a, b) => a - b);
        const wanted = [...own].sort((a, b) => a - b);
        expect(new Set(covered).size).toBe(covered.length);
        expect(wanted.every((piece) => covered.includes(piece))).toBe(true);
        if (found.exact) expect(covered).toEqual(wanted);
        // One change away the reverse holds too: the same ground is recognised as such.
        const epochs = map.changeDates.filter((date) => (asked.validTo !== null && asked.validTo <= date && date <= day) || (day < date && date <= asked.validFrom)).length;
        if (epochs <= 1) expect(found.exact).toBe(covered.length === wanted.length);
      }
    }));
  });
});

describe('search', () => {
  const names = ['Đô Lương', 'Lương Sơn', 'Hoa Thành', 'Hòa Bình', 'Thành Vinh', 'Vinh Hưng', 'Hưng Nguyên'];
  const tree = registry([PROVINCE, ...names.map((name, at) => unit(`1668${at}`, { name })), unit('H41.05', { level: 'department', name: 'Sở Công Thương' })]).treeAt(NEW);
  const found = (text: string, limit = 9): string[] => searchUnits(tree, text, limit).map((each) => each.name);
  it('needs no accents and takes đ as d', () => {
    expect(found('do luong')).toEqual(['Đô Lương']);
    expect(found('ĐÔ LƯƠNG')).toEqual(['Đô Lương']);
    expect(found('nghe an')).toEqual(['Nghệ An']);
  });
  it('takes words in any order and their beginnings', () => {
    expect(found('vinh thanh')).toEqual(['Thành Vinh']);
    expect(found('luong')).toEqual(['Lương Sơn', 'Đô Lương']);
    expect(found('hung')).toEqual(['Hưng Nguyên', 'Vinh Hưng']);
    expect(found('xa hoa binh')).toEqual(['Hòa Bình']);
  });
  it('puts the accents as typed first, wherever the tone stands', () => {
    expect(found('hoà')).toEqual(['Hòa Bình', 'Hoa Thành']);
    expect(found('hoa')).toEqual(['Hoa Thành', 'Hòa Bình']);
  });
  it('finds codes', () => {
    expect(found('h41.05')).toEqual(['Sở Công Thương']);
    expect(found('16680')).toEqual(['Đô Lương']);
  });
  it('finds nothing for nothing and no more than asked', () => {
    expect([found(''), found('   '), found('zzz')]).toEqual([[], [], []]);
    expect(found('h', 2)).toHaveLength(2);
  });
});
