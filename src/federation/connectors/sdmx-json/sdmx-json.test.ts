import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAt, dimension } from '@/domain/cube/cube';
import { CELL_STATUS, type Cube } from '@/domain/cube/types';
import { missing } from '@/domain/measure';
import type { DatasetSpec, Params } from '../../connector';
import { settled, type Fault } from '../../fault';
import { sdmxJsonReader } from './parse';
import { plan } from './request';
import { sampleDataset, sampleFlat, samplePayload } from './sample';
import { scaled } from './to-table';

const months: Params = { from: 'calendar:2026-08', to: 'calendar:2026-10' };
function cube(payload: unknown, spec: DatasetSpec = sampleDataset, params = months): Cube {
  const { data } = sdmxJsonReader.read(payload, spec, params) as { data: Cube };
  return data;
}
function fault(payload: unknown, spec?: DatasetSpec): Fault {
  const found = settled(() => cube(payload, spec));
  if (found.ok) throw new Error('read without a fault');
  return found.error;
}
/** The sample with one text of it changed. */
const altered = (from: string, to: string, payload: object = samplePayload): unknown => {
  const text = JSON.stringify(payload);
  if (!text.includes(from)) throw new Error(`nothing to change: ${from}`);
  return JSON.parse(text.replace(from, to)) as unknown;
};
const cell = (made: Cube, metric: string, time: string) => cellAt(made, { metric, unit: '40', time });

describe('a question', () => {
  it('is a path of flow and key, and the periods as SDMX writes them', () => {
    expect(plan(sampleDataset, { ...months, units: ['40', '16681'] })).toMatchObject({
      method: 'GET', path: 'data/THONGKE,DF_KTXH,1.0/M.40+16681.IIP+BANLE', query: [['startPeriod', '2026-08'], ['endPeriod', '2026-10']],
      headers: { Accept: 'application/vnd.sdmx.data+json;version=1.0.0' },
    });
    expect(plan(sampleDataset, months).path).toBe('data/THONGKE,DF_KTXH,1.0/M..IIP+BANLE');
    const whole = { ...sampleDataset, request: { flow: 'DF', start: '{from}' } };
    expect(['calendar:2026', 'calendar:2026-Q3', 'calendar:2026-H1', 'calendar:2026-W05'].map((from) => plan(whole, { from }))).toMatchObject(
      ['2026', '2026-Q3', '2026-S1', '2026-W05'].map((text) => ({ path: 'data/DF/all', query: [['startPeriod', text]] })));
  });

  it('lets no parameter write another key, and no pack another path', () => {
    for (const units of ['40.IIP', '../x', '40/x', '']) {
      const asked = settled(() => plan(sampleDataset, { ...months, units }));
      if (asked.ok) expect([units, asked.value.path]).toEqual(['', 'data/THONGKE,DF_KTXH,1.0/M..IIP+BANLE']);
      else expect(asked.error).toMatchObject({ kind: 'misconfigured', pointer: '/request/key/1' });
    }
    for (const request of [{ flow: '../x' }, { flow: 'DF', key: ['a/b'] }, { flow: 'DF', start: '{day}' }, { flow: 'DF', keys: [] }]) {
      expect(sdmxJsonReader.check({ ...sampleDataset, request })).toMatchObject([{ kind: 'misconfigured' }]);
    }
    expect(sdmxJsonReader.check(sampleDataset)).toEqual([]);
  });
});

describe('a message', () => {
  it.each([['1.0 by series', samplePayload], ['2.0, flat', sampleFlat]])('%s is a cube in our units with the standing of each figure', (_, payload) => {
    const made = cube(payload);
    expect(dimension(made, 'metric')?.categories).toMatchObject([{ code: 'industrial-production-index', unit: 'index', decimals: 1 }, { code: 'retail-sales', unit: 'billion-dong', decimals: 2 }]);
    expect(dimension(made, 'time')?.categories.map(({ code }) => code)).toEqual(['calendar:2026-08', 'calendar:2026-09', 'calendar:2026-10']);
    expect(cell(made, 'industrial-production-index', 'calendar:2026-08')).toEqual({ kind: 'value', value: 108.2, status: 'official' });
    expect(cell(made, 'industrial-production-index', 'calendar:2026-10')).toEqual({ kind: 'value', value: 110.1, status: 'estimated' });
    expect(cell(made, 'retail-sales', 'calendar:2026-08')).toEqual({ kind: 'value', value: 12_345.67, status: 'official' });
    expect(cell(made, 'retail-sales', 'calendar:2026-09')).toEqual(missing('not-available'));
    expect(cell(made, 'retail-sales', 'calendar:2026-10')).toEqual({ kind: 'value', value: 13_000.05, status: 'provisional' });
  });

  it('has no time of its own: when it was written is not when its figures were', () => {
    expect(sdmxJsonReader.read(samplePayload, sampleDataset, months)).toMatchObject({ asOf: null, version: null, notes: [] });
  });

  it.each([['2026', '2026'], ['2026-A1', '2026'], ['2026-Q3', '2026-Q3'], ['2026-S1', '2026-H1'], ['2026-M07', '2026-07'], ['2026-W05', '2026-W05'], ['2026-09-01', '2026-09-01']])('reads the time %s', (theirs, ours) => {
    const made = cube(altered('"id":"2026-08"', `"id":"${theirs}"`), sampleDataset, {});
    expect(dimension(made, 'time')?.categories[0]?.code).toBe(`calendar:${ours}`);
  });

  it.each([
    ['a month 13', altered('"id":"2026-08"', '"id":"2026-13"'), 'malformed', '/data/structure/dimensions/observation/0/values/0'],
    ['a standing that leads nowhere', altered('[110.1,1,', '[110.1,7,'), 'malformed', '/data/dataSets/0/series/0:0/observations/2/1'],
    ['a multiplier that leads nowhere', altered('"attributes":[1,1,1]', '"attributes":[2,1,1]'), 'malformed', '/data/dataSets/0/series/0:1/attributes/0'],
    ['a multiplier of words', altered('"id":"9"', '"id":"tỷ"'), 'malformed', '/data/dataSets/0/series/0:1/observations/0/0'],
    ['a key of another length', altered('"0:1":', '"0:0:1":'), 'malformed', '/data/dataSets/0/series/0:0:1'],
    ['a key beyond its values', altered('"0:1":', '"0:2":'), 'malformed', '/data/dataSets/0/series/0:2'],
    ['a time beyond its values', altered('"2":[110.1', '"3":[110.1'), 'malformed', '/data/dataSets/0/series/0:0/observations/3'],
    ['text for a number', altered('108.2', '"108,2"'), 'malformed', '/data/dataSets/0/series/0:0/observations/0/0'],
    ['another unit', altered('"VND"', '"USD"'), 'contradictory', '/data/structure/dimensions/series/1/values/1'],
    ['a multiplier of a thousand more', altered('"id":"9"', '"id":"12"'), 'contradictory', '/data/dataSets/0'],
    ['a metric that is gone', altered('"id":"IIP"', '"id":"IIP2"'), 'malformed', '/data/structure/dimensions/series/1/values'],
    ['a dimension that is gone', altered('"id":"REF_AREA"', '"id":"VUNG"'), 'malformed', '/data/structure/dimensions'],
    ['two data sets', altered('"dataSets":[', '"dataSets":[{},'), 'malformed', '/data/dataSets'],
    ['a failure told in words', altered('"errors":[]', '"errors":[{"code":150,"title":"Invalid key"}]'), 'source-error', '/errors/0'],
    ['a multiplier of a group', altered('"attributes":{"dataSet":[]', '"attributes":{"dimensionGroup":[{"id":"UNIT_MULT"}]', sampleFlat), 'malformed', '/data/structures/0/attributes/dimensionGroup/0'],
    ['several measures, none of them the value', altered('"measures":{"observation":[{"id":"OBS_VALUE"', '"measures":{"observation":[{"id":"A"},{"id":"B"', sampleFlat), 'malformed', '/data/structures/0/measures/observation'],
    ['a structure that is not there', altered('"structure":0', '"structure":1', sampleFlat), 'malformed', '/data/dataSets/0/structure'],
  ])('is refused for %s', (_, payload, kind, pointer) => expect(fault(payload)).toMatchObject({ kind, pointer }));

  it('notes a standing nobody explained', () => {
    const made = sdmxJsonReader.read(altered('"id":"E"', '"id":"Z"'), sampleDataset, months) as { data: Cube; notes: unknown };
    expect(made.notes).toEqual([{ code: 'unknown-status', count: 1, example: 'Z' }]);
    expect(cell(made.data, 'industrial-production-index', 'calendar:2026-10')).toMatchObject({ status: 'provisional' });
  });
});

describe('powers of ten', () => {
  it('move the decimal point and nothing else', () => {
    expect([scaled(1.1, 3), scaled(4.35, 2), scaled(1e21, 3), scaled(5e-7, 6), scaled(-12, -3)]).toEqual([1100, 435, 1e24, 0.5, -0.012]);
    fc.assert(fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }), (whole, power) => { expect(scaled(scaled(whole, -power), power)).toBe(whole); }));
  });
});

describe('any cube', () => {
  const standings = ['official', 'provisional', 'estimated', 'not-available'] as const;
  const figure = fc.record({ value: fc.option(fc.integer({ min: 0, max: 1e6 }), { freq: 5 }), standing: fc.nat(2), power: fc.nat(3) });
  const shape = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }));

  it('written as SDMX, by series or flat, reads as itself', () => {
    fc.assert(fc.property(shape.chain(([m, g, t]) => fc.tuple(fc.constant([m, g, t]), fc.array(figure, { minLength: m * g * t, maxLength: m * g * t }), fc.boolean())), ([[m = 1, g = 1, t = 1], figures, flat]) => {
      const list = (count: number, code: (at: number) => string) => Array.from({ length: count }, (_, at) => ({ id: code(at) }));
      const [metrics, units, times] = [list(m, (at) => `M${at}`), list(g, (at) => `G${at}`), list(t, (at) => `2026-0${at + 1}`)];
      const outer = [{ id: 'INDICATOR', values: metrics }, { id: 'REF_AREA', values: units }];
      const inner = [{ id: 'TIME_PERIOD', values: times }];
      const rows = figures.map(({ value, standing, power }, at) => {
        const key = [Math.floor(at / (g * t)), Math.floor(at / t) % g];
        return { key: key.join(':'), time: at % t, row: value === null ? [null, 3, 0] : [scaled(value, -power), standing, power] };
      });
      const series: Record<string, { observations: Record<string, unknown> }> = {};
      for (const { key, time, row } of rows) (series[key] ??= { observations: {} }).observations[time] = row;
      const payload = { data: {
        structure: {
          dimensions: flat ? { observation: [...outer, ...inner] } : { series: outer, observation: inner },
          attributes: { observation: [{ id: 'OBS_STATUS', values: list(4, (at) => standings[at] ?? '') }, { id: 'UNIT_MULT', values: list(4, String) }] },
        },
        dataSets: [flat ? { observations: Object.fromEntries(rows.map(({ key, time, row }) => [`${key}:${time}`, row])) } : { series }],
      } };
      const spec: DatasetSpec = { ...sampleDataset, mapping: {
        time: { dimension: 'TIME_PERIOD', calendar: 'calendar' }, geo: { dimension: 'REF_AREA' },
        metric: { dimension: 'INDICATOR', metrics: Object.fromEntries(metrics.map(({ id }) => [id, { code: id, unit: 'count' }])) }, status: Object.fromEntries(standings.map((id) => [id, id])),
      } };
      const made = cube(payload, spec, {});
      expect([...made.values]).toEqual(figures.map(({ value }) => value ?? NaN));
      expect([...made.status].map((index) => CELL_STATUS[index])).toEqual(figures.map(({ value, standing }) => (value === null ? 'not-available' : standings[standing])));
    }), { numRuns: 60 });
  });
});
