import { describe, expect, it } from 'vitest';
import { cellAt, dimension } from '@/domain/cube/cube';
import { missing } from '@/domain/measure';
import type { DatasetSpec, Normalised } from '../../connector';
import { settled, type Fault } from '../../fault';
import { sqlReader } from './parse';
import { sampleDataset, samplePayload } from './sample';

const read = (payload: unknown = samplePayload, spec: DatasetSpec = sampleDataset): Normalised => sqlReader.read(payload, spec, {}) as Normalised;
const fault = (payload: unknown, spec?: DatasetSpec): Fault => {
  const found = settled(() => read(payload, spec));
  return found.ok ? expect.unreachable() : found.error;
};
const rows = (change: (row: (string | null)[]) => (string | null)[]) => ({ ...samplePayload, rows: samplePayload.rows.map((row) => change([...row])) });
const cube = (normal: Normalised) => (normal.data.kind === 'cube' ? normal.data : expect.unreachable());

describe('a result', () => {
  it('is a cube: units by code, periods, figures with their standing, missing with its reason', () => {
    const normal = read();
    const made = cube(normal);
    expect(made.dimensions.map(({ id, role }) => [id, role])).toEqual([['unit', 'geo'], ['time', 'time'], ['metric', 'metric']]);
    expect(dimension(made, 'unit')?.categories).toEqual([{ code: '16681', label: 'Phường Thành Vinh' }, { code: '00123', label: 'Xã Đông Lộc' }]);
    expect(cellAt(made, { unit: '16681', time: 'calendar:2026-09', metric: 'verified' })).toEqual({ kind: 'value', value: 98.25, status: 'official' });
    expect(cellAt(made, { unit: '16681', time: 'calendar:2026-10', metric: 'verified' })).toEqual(missing('not-yet'));
    expect(cellAt(made, { unit: '00123', time: 'calendar:2026-10', metric: 'persons' })).toEqual({ kind: 'value', value: 0, status: 'estimated' });
    expect(cellAt(made, { unit: '00123', time: 'calendar:2026-09', metric: 'persons' })).toEqual(missing('not-available'));
    expect(normal).toMatchObject({ asOf: Date.parse('2026-11-05T08:00:00+07:00'), notes: [] });
    expect(normal.partial).toBeUndefined();
  });

  it('is partial where there were more rows, and keeps those within the limit', () => {
    expect(read({ ...samplePayload, more: true }).partial).toEqual({ present: 10_000, expected: 10_001 });
    const two = read(samplePayload, { ...sampleDataset, request: { ...sampleDataset.request, rowLimit: 2 } });
    expect([two.partial, cube(two).values.length]).toEqual([{ present: 2, expected: 3 }, 4]);
  });

  it('says that a time came without its zone, and that a standing was not explained', () => {
    const normal = read(rows((row) => [...row.slice(0, 5), 'lạ', '2026-11-05 08:00:00']));
    expect(normal.notes).toMatchObject([{ code: 'unknown-status', count: 3, example: 'lạ' }, { code: 'zone-assumed' }]);
    expect(cellAt(cube(normal), { unit: '16681', time: 'calendar:2026-09', metric: 'persons' })).toMatchObject({ status: 'provisional' });
  });

  it.each([
    ['123456789012345', 123_456_789_012_345], ['123456789012345000', 123_456_789_012_345_000], ['-0.000001', -0.000_001], ['1.50000000000000000000', 1.5], ['1e3', 1_000],
  ])('reads %s exactly', (text, value) => {
    const figures: DatasetSpec = { ...sampleDataset, mapping: { columns: { n: { as: 'metric', unit: 'point' } } } };
    expect(cube(read({ columns: [{ name: 'n', type: 'numeric' }], rows: [[text]], more: false }, figures)).values[0]).toBe(value);
  });

  it.each([['1234567890.1234567', 'numeric'], ['9007199254740993', 'bigint'], ['NaN', 'double precision'], ['12,5', 'text'], ['', 'text']])('refuses %s (%s) rather than hold something near it', (text, type) => {
    const figures: DatasetSpec = { ...sampleDataset, mapping: { columns: { n: { as: 'metric', unit: 'point' } } } };
    expect(fault({ columns: [{ name: 'n', type }], rows: [[text]], more: false }, figures)).toMatchObject({ kind: 'malformed', pointer: '/rows/0/n' });
  });

  it('names drift: a column that is gone, or new; a figure twice; a count below zero', () => {
    expect(fault({ ...samplePayload, columns: samplePayload.columns.map((column) => (column.name === 'tong' ? { ...column, name: 'so_luong' } : column)) })).toMatchObject({ kind: 'malformed', pointer: '/columns', got: '"so_luong"' });
    expect(fault({ ...samplePayload, columns: samplePayload.columns.slice(0, 6), rows: samplePayload.rows.map((row) => row.slice(0, 6)) })).toMatchObject({ pointer: '/columns', expected: 'a column cap_nhat' });
    expect(fault({ ...samplePayload, rows: [...samplePayload.rows, ...samplePayload.rows] })).toMatchObject({ kind: 'contradictory' });
    expect(fault(rows((row) => row.map((cell, at) => (at === 3 ? '-1' : cell))))).toMatchObject({ kind: 'contradictory' });
    expect(fault({ columns: samplePayload.columns })).toMatchObject({ kind: 'malformed', pointer: '/rows' });
  });

  it('of no rows is a cube of none', () => expect(cube(read({ ...samplePayload, rows: [] })).values.length).toBe(0));
});

describe('rows and shapes', () => {
  const events: DatasetSpec = {
    ...sampleDataset, shape: 'events',
    mapping: { columns: { ma: { as: 'id' }, ten: { as: 'field', type: 'text' }, von: { as: 'field', type: 'number' }, xong: { as: 'field', type: 'boolean' }, ngay: { as: 'field', type: 'date', id: 'start' }, luc: { as: 'field', type: 'instant' } } },
  };
  const columns = [['ma', 'integer'], ['ten', 'text'], ['von', 'numeric'], ['xong', 'boolean'], ['ngay', 'date'], ['luc', 'timestamp with time zone']].map(([name, type]) => ({ name, type }));

  it('are events with typed fields', () => {
    expect(read({ columns, rows: [['7', 'Đường ven biển', '1500.5', 'true', '2026-01-02', '2026-01-02 03:00:00+00'], ['8', null, null, null, null, null]], more: false }, events).data).toMatchObject({
      kind: 'events',
      rows: [{ id: '7', values: { ten: 'Đường ven biển', von: 1_500.5, xong: true, start: '2026-01-02', luc: Date.parse('2026-01-02T03:00:00Z') } }, { id: '8', values: { ten: null, von: null, xong: null, start: null, luc: null } }],
    });
  });

  it('are features, shapes as ST_AsGeoJSON gives them', () => {
    const features: DatasetSpec = { ...sampleDataset, shape: 'features', mapping: { columns: { ma: { as: 'id' }, geom: { as: 'geometry' }, ten: { as: 'field', type: 'text' } }, attribution: 'Sở NN&MT' } };
    const payload = (geom: string) => ({ columns: [{ name: 'ma', type: 'text' }, { name: 'geom', type: 'text' }, { name: 'ten', type: 'text' }], rows: [['a', geom, 'A']], more: false });
    expect(read(payload('{"type":"Point","coordinates":[105.7,18.7]}'), features).data).toMatchObject({ kind: 'features', attribution: 'Sở NN&MT', features: [{ id: 'a', geometry: { type: 'Point', coordinates: [105.7, 18.7] }, properties: { ten: 'A' } }] });
    expect(fault(payload('POINT(105 18)'), features)).toMatchObject({ kind: 'malformed', pointer: '/rows/0/geom' });
  });
});
