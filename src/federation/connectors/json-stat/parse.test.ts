import { describe, expect, it } from 'vitest';
import { cellAt, dimension } from '@/domain/cube/cube';
import type { Cube } from '@/domain/cube/types';
import { missing } from '@/domain/measure';
import type { DatasetSpec, Normalised, Params } from '../../connector';
import { settled, type Fault } from '../../fault';
import { jsonStatReader } from './parse';
import { sampleDataset, samplePayload } from './sample';

const everything: Params = { from: 'calendar:2026-01', to: 'calendar:2026-12' };
const mapped = (mapping: object): DatasetSpec => ({ ...sampleDataset, mapping: { ...sampleDataset.mapping, ...mapping } as DatasetSpec['mapping'] });
const read = (payload: unknown, spec = sampleDataset, params = everything): Normalised => jsonStatReader.read(payload, spec, params) as Normalised;
function cube(payload: unknown, spec?: DatasetSpec, params?: Params): Cube {
  const { data } = read(payload, spec, params);
  if (data.kind !== 'cube') throw new Error('no cube');
  return data;
}
function fault(payload: unknown, spec?: DatasetSpec): Fault {
  const found = settled(() => read(payload, spec));
  if (found.ok) throw new Error('read without a fault');
  return found.error;
}
/** The sample with one part changed: a path of keys, and what stands there then. */
function altered(path: string, value: unknown): Record<string, unknown> {
  const copy = structuredClone(samplePayload) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}
const cell = (made: Cube, metric: string, time: string) => cellAt(made, { metric, time });
const months = { index: ['2026M08', '2026M09', '2026M10'] };

describe('a table', () => {
  it('is a cube of our metrics by period, in our units, with the standing of each figure', () => {
    const made = cube(samplePayload);
    expect(made.dimensions.map(({ id, role }) => [id, role])).toEqual([['metric', 'metric'], ['time', 'time']]);
    expect(dimension(made, 'metric')?.categories).toEqual([
      { code: 'industrial-production-index', label: 'Chỉ số sản xuất công nghiệp', unit: 'index', decimals: 1 }, { code: 'retail-sales', label: 'Bán lẻ', unit: 'billion-dong', decimals: 1 },
    ]);
    expect(dimension(made, 'time')?.categories.map(({ code }) => code)).toEqual(['calendar:2026-08', 'calendar:2026-09', 'calendar:2026-10']);
    expect(cell(made, 'industrial-production-index', 'calendar:2026-10')).toEqual({ kind: 'value', value: 110.1, status: 'estimated' });
    expect(cell(made, 'retail-sales', 'calendar:2026-08')).toEqual({ kind: 'value', value: 12_345.678, status: 'official' });
    expect(cell(made, 'retail-sales', 'calendar:2026-09')).toEqual(missing('not-available'));
    expect(cell(made, 'retail-sales', 'calendar:2026-10')).toEqual({ kind: 'value', value: 13_000, status: 'provisional' });
  });

  it('stands at its time of update, unless that is the end of days', () => {
    expect(read(samplePayload)).toMatchObject({ asOf: Date.parse('2026-11-06T02:00:00Z'), version: '2026-11-06T02:00:00Z', notes: [] });
    expect(read(altered('updated', '9999-12-31T23:59:59Z'))).toMatchObject({ asOf: null, version: null });
    expect(read(altered('updated', '9999-12-31'))).toMatchObject({ asOf: null });
    expect(read(altered('updated', undefined))).toMatchObject({ asOf: null });
    expect(read(altered('updated', '2026-11-06T09:00:00'))).toMatchObject({ asOf: Date.parse('2026-11-06T02:00:00Z'), notes: [{ code: 'zone-assumed' }] });
    expect(fault(altered('updated', 'hôm qua'))).toMatchObject({ kind: 'malformed', pointer: '/updated' });
  });

  it('is cut to the periods asked for', () => {
    expect(dimension(cube(samplePayload, sampleDataset, { from: 'calendar:2026-09', to: 'calendar:2026-09' }), 'time')?.categories.map(({ code }) => code)).toEqual(['calendar:2026-09']);
  });

  it('is the same in JSON-stat 1.x, a bundle, and a collection of one', () => {
    const { id, size, role, dimension: dimensions, class: _, version: __, ...rest } = samplePayload;
    const old = { ...rest, dimension: { id, size, role, ...dimensions } };
    const expected = cube(samplePayload);
    expect(cube({ dataset: old })).toEqual(expected);
    expect(cube(old)).toEqual(expected);
    expect(cube({ class: 'collection', version: '2.0', link: { item: [samplePayload] } })).toEqual(expected);
    expect(fault({ a: old, b: old })).toMatchObject({ kind: 'malformed', expected: 'a bundle of one dataset' });
    expect(fault({ class: 'collection', link: { item: [] } })).toMatchObject({ pointer: '/link/item' });
    expect(fault(altered('class', 'dimension'))).toMatchObject({ pointer: '/class' });
  });

  it('reads sparse values and every way to give standings', () => {
    const sparse = cube(altered('value', { 0: 108.2, 3: 12_345_678 }));
    expect([cell(sparse, 'industrial-production-index', 'calendar:2026-08'), cell(sparse, 'industrial-production-index', 'calendar:2026-09')]).toEqual([expect.objectContaining({ value: 108.2 }), missing('not-available')]);
    expect(cell(cube(altered('status', 'p')), 'industrial-production-index', 'calendar:2026-08')).toMatchObject({ status: 'provisional' });
    expect(cell(cube(altered('status', ['e', null, '', 'e', '..', 'e'])), 'industrial-production-index', 'calendar:2026-09')).toMatchObject({ status: 'official' });
    expect(cell(cube(altered('status', ['p'])), 'retail-sales', 'calendar:2026-10')).toMatchObject({ status: 'provisional' });
    expect(cell(cube(altered('status', undefined)), 'retail-sales', 'calendar:2026-10')).toMatchObject({ status: 'official' });
  });

  it('holds a figure with a mark nobody explained to be provisional, and says so', () => {
    const { data, notes } = read(altered('status', { 0: 'z' }));
    expect(data.kind === 'cube' && cell(data, 'industrial-production-index', 'calendar:2026-08')).toMatchObject({ value: 108.2, status: 'provisional' });
    expect(notes).toEqual([{ code: 'unknown-status', count: 1, example: 'z' }]);
  });

  it('has no number where the mark says there is none, whatever stands there', () => {
    expect(cell(cube(altered('status', { 0: '..' })), 'industrial-production-index', 'calendar:2026-08')).toEqual(missing('not-available'));
    expect(cell(cube(altered('value', [108.2, '..', 1, 1, 1, 1])), 'industrial-production-index', 'calendar:2026-09')).toEqual(missing('not-available'));
    expect(cell(cube(altered('status', { 4: 'p' })), 'retail-sales', 'calendar:2026-09')).toEqual(missing('not-available'));
    expect(fault(altered('value', [108.2, '1.234,5', 1, 1, 1, 1]))).toMatchObject({ kind: 'malformed', pointer: '/value/1', got: '"1.234,5"' });
  });

  it('holds figures of the month and figures since January apart', () => {
    const spec = mapped({ metric: { dimension: 'Chỉ tiêu', metrics: { IIP: { code: 'iip', unit: 'index' }, BANLE: { code: 'retail', unit: 'billion-dong', divideBy: 1000, calendar: 'statistical' } } }, limits: {} });
    const made = cube(samplePayload, spec);
    expect(dimension(made, 'time')?.categories).toHaveLength(6);
    expect(cell(made, 'iip', 'calendar:2026-08')).toMatchObject({ value: 108.2 });
    expect(cell(made, 'iip', 'statistical:2026-08')).toEqual(missing('not-applicable'));
    expect(cell(made, 'retail', 'statistical:2026-08')).toMatchObject({ value: 12_345.678 });
  });

  it('takes parents from `child`, or from labels that are indented', () => {
    const fields = { A: 'Nông nghiệp', A1: '  Trồng trọt', A11: '    Lúa', A2: '\u00a0\u00a0Chăn nuôi', B: 'Công nghiệp' };
    const base = { version: '2.0', class: 'dataset', id: ['n'], size: [5], value: [1, 2, 3, 4, 5] };
    const spec: DatasetSpec = { ...sampleDataset, mapping: { metric: { single: { code: 'output', unit: 'tonne' } }, classifications: [{ dimension: 'n', id: 'field' }] } };
    const parents = (category: object) => cube({ ...base, dimension: { n: { category } } }, spec).dimensions[1]?.categories.map(({ code, label, parent }) => [code, label, parent]);
    const expected = [['A', 'Nông nghiệp', undefined], ['A1', 'Trồng trọt', 'A'], ['A11', 'Lúa', 'A1'], ['A2', 'Chăn nuôi', 'A'], ['B', 'Công nghiệp', undefined]];
    expect(parents({ index: Object.keys(fields), label: fields })).toEqual(expected);
    expect(parents({ index: Object.keys(fields), label: fields, child: { A: ['A1', 'A2'], A1: ['A11'] } })).toEqual(expected);
    const circle = settled(() => parents({ index: Object.keys(fields), label: fields, child: { A: ['A1'], A1: ['A11'], A11: ['A'] } }));
    expect(circle).toMatchObject({ ok: false, error: { pointer: '/dimension/n/category/child', got: 'A1 → A → A11 → A1' } });
  });

  it('leaves out dimensions of one category, and holds others where the mapping says', () => {
    const wider = { ...samplePayload, id: ['Giá', ...samplePayload.id], size: [2, 2, 3], dimension: { ...samplePayload.dimension, Giá: { category: { index: ['HH', 'SS'], label: {} } } }, value: [...samplePayload.value.map((value) => value && value + 1), ...samplePayload.value], status: undefined };
    expect(cell(cube(wider, mapped({ fixed: { Giá: 'SS' } })), 'industrial-production-index', 'calendar:2026-08')).toMatchObject({ value: 108.2 });
    expect(fault(wider)).toMatchObject({ pointer: '/dimension/Giá', expected: 'a dimension the mapping knows' });
    expect(fault(wider, mapped({ fixed: { Giá: 'XX' } }))).toMatchObject({ expected: 'a category XX' });
    const constant = { ...samplePayload, id: [...samplePayload.id, 'Tỉnh'], size: [2, 3, 1], dimension: { ...samplePayload.dimension, Tỉnh: { category: { label: { 40: 'Nghệ An' } } } } };
    expect(cube(constant)).toEqual(cube(samplePayload));
  });

  it('takes units from the table, renamed where the mapping renames them', () => {
    const payload = { version: '2.0', class: 'dataset', label: 'Dân số', id: ['dv', 'nam'], size: [3, 1], dimension: { dv: { category: { index: ['NA', '16681', 'X'] } }, nam: { category: { index: ['2026'] } } }, value: [3_400_000, 9_000, 5] };
    const spec: DatasetSpec = { ...sampleDataset, mapping: { time: { dimension: 'nam', calendar: 'calendar' }, geo: { dimension: 'dv', codes: { NA: '40', 16681: '16681' } }, metric: { single: { code: 'population', unit: 'person', decimals: 0 } } } };
    const made = cube(payload, spec);
    expect(cellAt(made, { unit: '40', time: 'calendar:2026', metric: 'population' })).toMatchObject({ value: 3_400_000 });
    expect(dimension(made, 'unit')?.categories.map(({ code }) => code)).toEqual(['40', '16681']);
  });

  it.each([
    ['a metric that is gone', altered('dimension.Chỉ tiêu.category.index', { IIP: 0, BLE: 1 }), { kind: 'malformed', pointer: '/dimension/Chỉ tiêu/category/index', expected: 'a category BANLE' }],
    ['a unit that changed', altered('dimension.Chỉ tiêu.category.unit.BANLE.base', 'Tỷ đồng'), { kind: 'contradictory', pointer: '/dimension/Chỉ tiêu/category/unit/BANLE', got: '"Tỷ đồng"' }],
    ['a figure a thousand times too large', altered('value', [1, 1, 1, 12_345_678_000, 1, 1]), { kind: 'contradictory', expected: 'retail-sales 0 to 100000' }],
    ['sales below zero', altered('value', [1, 1, 1, -1, 1, 1]), { kind: 'contradictory' }],
    ['a month 13', altered('dimension.Tháng.category', { index: ['2026M08', '2026M13', '2026M10'] }), { kind: 'malformed', pointer: '/dimension/Tháng/category/index/2026M13', got: '"2026M13"' }],
    ['no sizes', altered('size', undefined), { pointer: '/size', got: 'nothing' }],
    ['too few sizes', altered('size', [2]), { pointer: '/size' }],
    ['a size that is text', altered('size', ['2', 3]), { pointer: '/size/0' }],
    ['a size below none', altered('size', [-2, 3]), { pointer: '/size/0' }],
    ['too few values', altered('value', [1, 2]), { pointer: '/value', expected: '6 values' }],
    ['a position outside', altered('value', { 7: 1 }), { pointer: '/value/7' }],
    ['a position that is none', altered('value', { '01': 1 }), { pointer: '/value/01' }],
    ['infinity', altered('value', [1e400, 1, 1, 1, 1, 1]), { pointer: '/value/0' }],
    ['a code twice', altered('dimension.Tháng.category', { index: ['2026M08', '2026M08', '2026M10'] }), { pointer: '/dimension/Tháng/category/index', expected: 'each code once' }],
    ['a negative index', altered('dimension.Chỉ tiêu.category.index', { IIP: -1, BANLE: 1 }), { pointer: '/dimension/Chỉ tiêu/category/index/IIP' }],
    ['two codes at one place', altered('dimension.Chỉ tiêu.category.index', { IIP: 1, BANLE: 1 }), { expected: 'a position of its own' }],
    ['fewer codes than its size', altered('dimension.Tháng.category', { index: ['2026M08'] }), { pointer: '/dimension/Tháng/category/index' }],
    ['more codes than its size', altered('dimension.Tháng.category', { index: [...months.index, '2026M11'] }), { pointer: '/dimension/Tháng/category/index' }],
    ['a dimension that is gone', altered('dimension.Tháng', undefined), { pointer: '/dimension/Tháng' }],
    ['a dimension renamed', altered('id', ['Chỉ tiêu', 'Thang']), { pointer: '/role/time' }],
    ['two dimensions of time', altered('role', { time: ['Tháng', 'Chỉ tiêu'] }), { pointer: '/role/time', expected: 'one dimension of time' }],
    ['a unit in the middle', altered('dimension.Chỉ tiêu.category.unit.IIP', { base: '%', position: 'middle' }), { pointer: '/dimension/Chỉ tiêu/category/unit/IIP/position' }],
    ['too few standings', altered('status', ['e', 'e']), { pointer: '/status' }],
    ['a standing that is no text', altered('status', { 0: 1 }), { pointer: '/status/0' }],
    ['a size beyond all bounds', altered('size', [3000, 3000]), { expected: 'at most 6000000 cells' }],
    ['an error in a 200', { error: 'Bảng không tồn tại' }, { kind: 'source-error', got: '"Bảng không tồn tại"' }],
    ['a list', [], { pointer: '', expected: 'an object' }],
  ])('refuses %s', (_, payload, expected) => expect(fault(payload)).toMatchObject(expected));

  it('lets a metric be absent where the mapping says it may', () => {
    const spec = mapped({ metric: { dimension: 'Chỉ tiêu', metrics: { IIP: { code: 'iip', unit: 'index' }, CPI: { code: 'cpi', unit: 'index', optional: true } } }, limits: {} });
    expect(dimension(cube(samplePayload, spec), 'metric')?.categories.map(({ code }) => code)).toEqual(['iip']);
  });

  it('keeps markup in labels as text', () => expect(dimension(cube(altered('dimension.Chỉ tiêu.category.label.IIP', '<img src=x onerror=alert(1)>')), 'metric')?.categories[0]?.label).toBe('<img src=x onerror=alert(1)>'));
});

describe('a mapping looked over at the start', () => {
  it.each([
    [{ metric: undefined }, '/mapping/metric'], [{ metric: { dimension: 'x', metrics: {} } }, '/mapping/metric/metrics'], [{ metric: { single: { code: 'a', unit: 'kg' } } }, '/mapping/metric/single/unit'], [{ metric: { single: { code: 'a', unit: 'tonne', divideBy: 0 } } }, '/mapping/metric/single/divideBy'],
    [{ time: { dimension: 'Tháng' } }, '/mapping/time/calendar'], [{ time: { dimension: 'Tháng', calendar: 'calendar', pattern: '{month}' } }, '/mapping/time/pattern'], [{ status: { e: 'ước tính' } }, '/mapping/status/e'], [{ geo: { dimension: 'Tháng' } }, '/mapping'],
    [{ classifications: [{ dimension: 'x' }] }, '/mapping/classifications/0/id'], [{ statuses: {} }, '/mapping/statuses'],
  ])('%j', (mapping, pointer) => expect(jsonStatReader.check(mapped(mapping))).toMatchObject([{ kind: 'misconfigured', pointer }]));

  it('finds nothing in a good one, and both faults in a bad one', () => {
    expect(jsonStatReader.check(sampleDataset)).toEqual([]);
    expect(jsonStatReader.check({ ...mapped({ metric: 5 }), request: {} }).map(({ pointer }) => pointer)).toEqual(['/request/dialect', '/mapping/metric']);
    expect(jsonStatReader.check({ ...sampleDataset, shape: 'events' })).toMatchObject([{ pointer: '/shape' }]);
  });
});
