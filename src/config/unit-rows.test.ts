import { describe, expect, it } from 'vitest';
import type { Json } from '@/domain/dataset';
import type { PackFault } from './config-fault';
import { readUnitRows, soundRegistry } from './unit-rows';

const COMMUNE: readonly Json[] = ['16681', 'ward', 'commune', 'Thành Vinh', null, '40', '2025-07-01', null, [['16681', 'merge']], 105.66, 18.675];

function read(rows: Json) {
  const faults: PackFault[] = [];
  const { units } = readUnitRows('units.json', rows, (fault) => void faults.push(fault));
  return { units, faults };
}
const changed = (column: number, value: Json): Json => [COMMUNE.map((each, index) => (index === column ? value : each))];

describe('rows of units', () => {
  it('make units; the full name follows from kind and name', () => {
    expect(read([COMMUNE]).units).toEqual([{
      code: '16681', kind: 'ward', level: 'commune', name: 'Thành Vinh', fullName: 'Phường Thành Vinh', parent: '40',
      validFrom: '2025-07-01', validTo: null, predecessors: [{ code: '16681', change: 'merge' }], centre: { lon: 105.66, lat: 18.675 },
    }]);
    expect(read([['40', 'province', 'province', 'Nghệ An', null, null, '1900-01-01']]).units).toMatchObject([{ fullName: 'Tỉnh Nghệ An', parent: null, validTo: null, predecessors: [] }]);
    expect(read([['H41.02', 'department', 'department', 'Sở Nội vụ', null, '40', '1900-01-01']]).units[0]?.fullName).toBe('Sở Nội vụ');
  });

  it.each<[column: number, value: Json, code: string]>([
    [0, null, 'required'], [0, 16681, 'type'], [0, 'xã', 'pattern'], [1, 'hamlet', 'choice'], [1, 'constructor', 'choice'], [2, 'district', 'contradiction'],
    [3, '', 'too-long'], [3, null, 'required'], [3, 'x'.repeat(121), 'too-long'], [4, 7, 'type'], [5, 'tỉnh', 'pattern'], [6, '2025-02-30', 'date'], [6, null, 'required'],
    [7, '01/07/2025', 'date'], [8, [['16681', 'swallow']], 'choice'], [8, ['16681'], 'choice'], [9, 181, 'range'], [9, null, 'range'], [10, '18.6', 'type'], [10, -91, 'range'],
  ])('column %i as %j gives %s', (column, value, code) => {
    const { units, faults } = read(changed(column, value));
    expect(units).toEqual([]);
    const at = column === 9 && value === null ? 10 : column;
    expect(faults.find((fault) => fault.pointer === `/units/0/${at}`)?.code).toBe(code);
  });

  it('refuse a row that is none, a value too many and a list that is none', () => {
    expect(read([COMMUNE, { code: '1' }]).faults).toMatchObject([{ code: 'type', pointer: '/units/1' }]);
    expect(read([[...COMMUNE, 1]]).faults).toMatchObject([{ code: 'unknown-field', pointer: '/units/0/11' }]);
    expect(read({}).faults).toMatchObject([{ code: 'type', pointer: '/units' }]);
    expect(read(Array<Json>(20_001).fill(COMMUNE)).faults).toMatchObject([{ code: 'too-many' }]);
  });
});

describe('a sound registry', () => {
  const PROVINCE: Json = ['40', 'province', 'province', 'Nghệ An', null, null, '1900-01-01'];
  const build = (rows: Json) => {
    const faults: PackFault[] = [];
    const report = (fault: PackFault): void => void faults.push(fault);
    return { registry: soundRegistry('units.json', readUnitRows('units.json', rows, report), report), faults };
  };
  const under = (code: string, parent: string): Json => [code, 'commune', 'commune', 'X', null, parent, '2025-07-01'];

  it('leaves out what contradicts the rest, and what stood on it', () => {
    const { registry, faults } = build([PROVINCE, under('1', '40'), ['9', 'district', 'district', 'Y', null, '8', '1900-01-01'], under('2', '9')]);
    expect(registry?.all.map((unit) => unit.code)).toEqual(['40', '1']);
    expect(faults.map(({ code, pointer }) => [code, pointer])).toEqual([['contradiction', '/units/2'], ['contradiction', '/units/3']]);
  });

  it.each<[what: string, row: Json]>([
    ['ends before it begins', ['1', 'commune', 'commune', 'X', null, '40', '2025-07-01', '2025-06-30']],
    ['holds a code twice', ['40', 'commune', 'commune', 'X', null, null, '2025-07-01']],
    ['came from nowhere', ['1', 'commune', 'commune', 'X', null, '40', '2025-07-01', null, [['2', 'merge']]]],
    ['is its own parent', under('1', '1')],
  ])('tells of a unit that %s', (_what, row) => {
    const { registry, faults } = build([PROVINCE, row]);
    expect(registry?.all).toHaveLength(1);
    expect(faults).toMatchObject([{ code: 'contradiction', file: 'units.json', pointer: '/units/1' }]);
  });

  it('is none without units', () => {
    expect(build([]).registry).toBeUndefined();
    expect(build([under('1', '40')]).registry).toBeUndefined();
  });
});
