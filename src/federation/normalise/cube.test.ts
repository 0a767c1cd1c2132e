import { describe, expect, it } from 'vitest';
import { CELL_STATUS, type Cube } from '@/domain/cube/types';
import { settled, type Fault } from '../fault';
import { cubeOfMapped, missingWordsAt } from './cube';
import { limitsAt } from './limits';

const unit = { id: 'unit', role: 'geo' };
const metric = (...categories: object[]) => ({ id: 'metric', role: 'metric', categories });
const received = { code: 'received', label: 'Tiếp nhận', unit: 'dossier', decimals: 0 };
const growth = { code: 'growth', label: 'Tăng', unit: 'percent' };

const read = (mapped: object, limits: object = {}, words: object = {}) =>
  settled(() => cubeOfMapped(mapped as Record<string, unknown>, limitsAt(limits, '/mapping/limits'), missingWordsAt(words, '/mapping/missing')));
function fault(mapped: object, limits?: object, words?: object): Fault {
  const found = read(mapped, limits, words);
  if (found.ok) throw new Error('read without a fault');
  return found.error;
}
function cube(mapped: object, limits?: object, words?: object): Cube {
  const found = read(mapped, limits, words);
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
}
const cells = (...rows: unknown[]) => ({ dimensions: [unit, metric(received, growth)], cells: rows });
const standing = (made: Cube): string[] => [...made.status].map((index) => CELL_STATUS[index] ?? '?');

describe('a mapped cube', () => {
  it('takes units from its cells and leaves what is not named missing', () => {
    const made = cube(cells(['40', 'received', 12], ['16681', 'growth', -1.5, 'estimated']));
    expect(made.dimensions[0]?.categories.map(({ code }) => code)).toEqual(['40', '16681']);
    expect([...made.values]).toEqual([12, NaN, NaN, -1.5]);
    expect(standing(made)).toEqual(['official', 'not-available', 'not-available', 'estimated']);
  });

  it('reads dense values, nested or flat, with standings', () => {
    const dimensions = [{ ...unit, categories: [{ code: '40' }, { code: '16681' }] }, metric(received, growth)];
    for (const values of [[1, 2, 3, null], [[1, 2], [3, null]]]) {
      const made = cube({ dimensions, values, status: ['official', 'provisional', null, 'not-yet'] });
      expect([...made.values]).toEqual([1, 2, 3, NaN]);
      expect(standing(made)).toEqual(['official', 'provisional', 'official', 'not-yet']);
    }
  });

  it('never turns null, a word or −0 into another number', () => {
    const made = cube(cells(['40', 'received', null], ['40', 'growth', -0]));
    expect([...made.values]).toEqual([NaN, 0]);
    expect(Object.is(made.values[1], 0)).toBe(true);
    expect(fault(cells(['40', 'received', '']))).toMatchObject({ kind: 'malformed', pointer: '/cells/0/2', got: '""' });
    expect(standing(cube(cells(['40', 'received', '-'], ['40', 'growth', 'N/A']), {}, { '-': 'not-applicable', 'N/A': 'not-available' }))).toEqual(['not-applicable', 'not-available']);
  });

  it.each([
    ['text for a number', cells(['40', 'received', '12']), { kind: 'malformed', pointer: '/cells/0/2', got: '"12"' }],
    ['a number the Vietnamese way', cells(['40', 'received', 1], ['40', 'growth', '1.234,5']), { pointer: '/cells/1/2', got: '"1.234,5"' }],
    ['infinity', cells(['40', 'received', 1e400]), { kind: 'malformed', pointer: '/cells/0/2' }],
    ['a number for a code', cells([40, 'received', 1]), { kind: 'malformed', pointer: '/cells/0/0', expected: 'text' }],
    ['a value that vanished', cells(['40', 'received']), { kind: 'malformed', pointer: '/cells/0', got: 'array of 2' }],
    ['an unknown metric', cells(['40', 'tongSo', 1]), { kind: 'malformed', pointer: '/cells/0/1', got: 'tongSo' }],
    ['an unknown standing', cells(['40', 'received', 1, 'tạm']), { kind: 'malformed', pointer: '/cells/0/2' }],
    ['a cell given twice', cells(['40', 'received', 1], ['40', 'received', 1]), { kind: 'contradictory', pointer: '/cells/1' }],
    ['a number beside "hidden"', cells(['40', 'received', 1, 'hidden']), { kind: 'contradictory', pointer: '/cells/0' }],
    ['fewer dossiers than none', cells(['40', 'growth', -3], ['40', 'received', -1]), { kind: 'contradictory', pointer: '/cells/1/2', expected: 'received at least 0', got: '-1 (40 received)' }],
    ['cells that are no list', { dimensions: [unit], cells: 'x' }, { pointer: '/cells' }],
    ['no cells at all', { dimensions: [unit, metric(received)] }, { pointer: '/cells', got: 'nothing' }],
    ['no dimensions', { dimensions: [], cells: [] }, { pointer: '/dimensions' }],
    ['a metric without a unit', { dimensions: [metric({ code: 'a', label: 'A' })], cells: [] }, { pointer: '/dimensions/0/categories/0/unit', got: 'nothing' }],
    ['a unit nobody knows', { dimensions: [metric({ ...received, unit: 'hồ sơ' })], cells: [] }, { pointer: '/dimensions/0/categories/0/unit' }],
    ['a metric without categories', { dimensions: [metric(received), { id: 'm2', role: 'metric' }], cells: [] }, { pointer: '/dimensions/1/categories' }],
    ['two dimensions of one name', { dimensions: [unit, { ...unit, categories: [] }], cells: [] }, { pointer: '/dimensions/1/id' }],
    ['one code twice', { dimensions: [{ ...unit, categories: [{ code: 'a' }, { code: 'a' }] }], cells: [] }, { pointer: '/dimensions/0/categories/0/code', got: 'a' }],
    ['a month 13', { dimensions: [{ id: 'time', role: 'time' }], cells: [['calendar:2026-13', 1]] }, { pointer: '/cells/0/0', got: '"calendar:2026-13"' }],
    ['a fifth quarter', { dimensions: [{ id: 'time', role: 'time', categories: [{ code: 'calendar:2026-Q5' }] }], cells: [] }, { pointer: '/dimensions/0/categories/0/code' }],
    ['an unknown parent', { dimensions: [{ ...unit, categories: [{ code: 'a', parent: 'b' }] }], cells: [] }, { pointer: '/dimensions/0/categories/0/parent' }],
    ['a circle of parents', { dimensions: [{ ...unit, categories: [{ code: 'a', parent: 'b' }, { code: 'b', parent: 'a' }] }], cells: [] }, { got: 'a → b → a' }],
    ['an unknown role', { dimensions: [{ id: 'x', role: 'place' }], cells: [] }, { pointer: '/dimensions/0/role' }],
    ['a misspelt key', { dimensions: [{ id: 'x', role: 'geo', lable: 'x' }], cells: [] }, { pointer: '/dimensions/0/lable' }],
    ['a label of a mebibyte', { dimensions: [{ ...unit, label: 'x'.repeat(1 << 20) }], cells: [] }, { pointer: '/dimensions/0/label', expected: 'at most 500 characters', got: '1048576 characters' }],
    ['dense values too few', { dimensions: [metric(received, growth)], values: [1] }, { pointer: '/cells/values', expected: '2 cells' }],
    ['a cube too large', { dimensions: ['a', 'b', 'c'].map((id) => ({ id, role: 'classification', categories: Array.from({ length: 300 }, (_, n) => ({ code: String(n) })) })), cells: [] }, { expected: 'at most 6000000 cells' }],
  ])('refuses %s', (_, mapped, expected) => expect(fault(mapped)).toMatchObject(expected));

  it('quarantines what lies outside the limits of the mapping', () => {
    const limits = { received: { max: 50_000 }, growth: { min: -100, max: 100 } };
    expect(fault(cells(['40', 'received', 12_000_000]), limits)).toMatchObject({ kind: 'contradictory', pointer: '/cells/0/2', expected: 'received 0 to 50000', got: '12000000 (40 received)' });
    expect(fault({ dimensions: [metric(growth)], values: [-101] }, { growth: { min: -100 } })).toMatchObject({ kind: 'contradictory', pointer: '/values', expected: 'growth at least -100' });
    expect([...cube(cells(['40', 'received', 50_000], ['40', 'growth', -100]), limits).values]).toEqual([50_000, -100]);
  });

  it('joins composed and decomposed codes, and keeps prototype names as text', () => {
    const made = cube({ dimensions: [{ id: 'field', role: 'classification', categories: [{ code: 'Đất đai', label: 'Đất đai'.normalize('NFD') }, { code: '__proto__', label: 'constructor' }] }, metric(received)],
      cells: [['Đất đai'.normalize('NFD'), 'received', 1], ['__proto__', 'received', 2]] });
    expect(made.dimensions[0]?.categories).toEqual([{ code: 'Đất đai', label: 'Đất đai' }, { code: '__proto__', label: 'constructor' }]);
    expect([...made.values]).toEqual([1, 2]);
  });

  it('takes a single cell, category and dimension that JSONata has unwrapped', () => {
    expect([...cube({ dimensions: metric(received), cells: ['received', 7] }).values]).toEqual([7]);
    expect([...cube({ dimensions: [{ ...metric(), categories: received }], cells: [['received', 7]] }).values]).toEqual([7]);
  });
});
