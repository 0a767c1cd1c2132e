import { describe, expect, it } from 'vitest';
import type { DatasetSpec } from '../../connector';
import { Refusal } from '../../fault';
import { tableFile } from './index';
import { tableFileReader } from './parse';
import { sampleDataset, samplePayload, samplePlaces } from './sample';

const read = (payload: unknown, dataset = sampleDataset) => tableFileReader.read(payload, dataset, {});
const withMapping = (more: object): DatasetSpec => ({ ...sampleDataset, mapping: { ...sampleDataset.mapping, ...more } });

describe('files as a dataset', () => {
  it('asks the table of the dataset, cut by its parameters', () => {
    expect(tableFile.plan(sampleDataset, { period: 'calendar:2026-10' })).toMatchObject({ method: 'GET', path: 'commune-report', query: [['period', 'calendar:2026-10']] });
  });

  it('is a cube in which who did not send has no figures', async () => {
    const { data, partial, asOf, version } = await read(samplePayload);
    if (data.kind !== 'cube') throw new Error(data.kind);
    expect(data.dimensions.map(({ id, categories }) => [id, categories.map(({ code }) => code)])).toEqual([
      ['unit', ['16681', '16690', '16708']], ['time', ['calendar:2026-10']], ['crop', ['01', '02']], ['metric', ['area', 'winter', 'spring']],
    ]);
    expect([...data.values]).toEqual([1234.5, 234.5, 1000, 0, 0, NaN, 80, 30, 50, ...Array.from({ length: 9 }, () => NaN)]);
    expect(data.dimensions[2]?.categories[0]?.label).toBe('Lúa');
    expect([partial, asOf, version]).toEqual([{ present: 2, expected: 3 }, samplePayload.asOf, samplePayload.version]);
  });

  it('is rows with a name that lasts, where the dataset says events', async () => {
    const { data } = await read(samplePayload, { ...sampleDataset, shape: 'events' });
    expect(data).toMatchObject({ kind: 'events', rows: [{ id: '16681/calendar:2026-10/01', values: { unit: '16681', crop: '01', area: 1234.5 } }, { id: '16681/calendar:2026-10/02', values: { spring: null } }, {}] });
  });

  it('is points of a map, where the dataset says features', async () => {
    const rows = [['16681', 'calendar:2026-10', 'Dốc Bò Lăn', 'sl', '2026-10-03', 105.21, 19.04]];
    expect((await read({ ...samplePayload, rows }, samplePlaces)).data).toEqual({
      kind: 'features', approximate: false,
      features: [{ id: '16681/calendar:2026-10/Dốc Bò Lăn', geometry: { type: 'Point', coordinates: [105.21, 19.04] }, properties: { unit: '16681', period: 'calendar:2026-10', place: 'Dốc Bò Lăn', kind: 'sl', reportedAt: '2026-10-03' } }],
    });
  });

  it.each([
    ['features without a place', { ...samplePlaces, mapping: { columns: [{ id: 'place', title: { vi: 'A', en: 'A' }, type: 'text' }] } }, '/mapping/columns'],
    ['a cube with one', { ...samplePlaces, shape: 'cube' as const }, '/mapping/columns'],
    ['bounds that are none', { ...samplePlaces, mapping: { ...samplePlaces.mapping, bounds: [106, 18, 103, 20] } }, '/mapping/bounds'],
    ['codes of its own and a shared list', { ...sampleDataset, mapping: { columns: [{ id: 'a', title: { vi: 'A', en: 'A' }, type: 'code', codes: { a: 'A' }, list: 'b' }] } }, '/mapping/columns/0/list'],
  ])('tells at start-up of %s', (_, dataset, pointer) => expect(tableFileReader.check(dataset)).toMatchObject([{ kind: 'misconfigured', pointer }]));

  it('refuses a table of another width, and a value beyond the limits', () => {
    expect(() => read({ ...samplePayload, rows: [['16681', 'calendar:2026-10', '01']] })).toThrow(Refusal);
    expect(() => read({ ...samplePayload, rows: [['16681', 'calendar:2026-10', '01', 60_000, 0, 0]] })).toThrow(/area 0 to 50000/);
  });

  it.each([
    [{ columns: [{ id: 'a', title: { vi: 'A', en: 'A' }, type: 'number' }], key: [], sums: [] }, '/mapping/columns/0/measure'],
    [{ columns: [{ id: 'a', title: { vi: 'A', en: 'A' }, type: 'code' }], key: [], sums: [] }, '/mapping/columns/0/codes'],
    [{ key: ['area'] }, '/mapping/key/0'],
    [{ sums: [['area']] }, '/mapping/sums/0'],
    [{ colums: [] }, '/mapping/colums'],
  ])('tells at start-up what is wrong in a form: %j', (more, pointer) => {
    expect(tableFileReader.check(withMapping(more))).toMatchObject([{ kind: 'misconfigured', pointer }]);
  });
});
