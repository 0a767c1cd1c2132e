import { describe, expect, it } from 'vitest';
import { cellAt } from '@/domain/cube/cube';
import type { Json } from '@/domain/dataset';
import type { DatasetSpec, Normalised, Params } from '../../connector';
import { settled } from '../../fault';
import { prometheusReader } from './parse';
import { plan } from './request';
import { alertsDataset, alertsPayload, cubeDataset, errorPayload, matrixPayload, pointsDataset, scalarPayload, vectorPayload, warnedPayload } from './sample';

const read = (payload: unknown, dataset: DatasetSpec, params: Params = {}): Normalised => prometheusReader.read(payload, dataset, params) as Normalised;
const fault = (payload: unknown, dataset: DatasetSpec, params: Params = {}): unknown => settled(() => read(payload, dataset, params));
const cell = (payload: unknown, at: Record<string, string>, dataset = cubeDataset, params: Params = {}): unknown => {
  const { data } = read(payload, dataset, params);
  return data.kind === 'cube' ? cellAt(data, at) : data.kind;
};
const withMapping = (dataset: DatasetSpec, mapping: Record<string, Json>): DatasetSpec => ({ ...dataset, mapping: { ...dataset.mapping, ...mapping } });
const valued = (value: string): unknown => ({ status: 'success', data: { resultType: 'vector', result: [{ metric: { host: 'may-chu-1' }, value: [1795285318, value] }] } });

describe('an instant query', () => {
  it('becomes a cube: declared hosts first, found ones after, one that has no series is missing and not zero', () => {
    const { data, asOf, notes } = read(vectorPayload, cubeDataset);
    expect(data).toMatchObject({ dimensions: [{ id: 'host', role: 'classification', categories: [{ code: 'may-chu-1', label: 'Máy chủ một' }, { code: 'may-chu-3' }, { code: 'may-chu-2', label: 'may-chu-2' }] }, { id: 'metric', categories: [{ code: 'up', unit: 'percent', decimals: 0 }] }] });
    expect(cell(vectorPayload, { host: 'may-chu-1' })).toMatchObject({ value: 100 });
    expect(cell(vectorPayload, { host: 'may-chu-2' })).toMatchObject({ value: 0 });
    expect(cell(vectorPayload, { host: 'may-chu-3' })).toEqual({ kind: 'missing', reason: 'not-available' });
    expect(asOf).toBe(1795285318002);
    expect(notes).toEqual([{ code: 'unknown-code', count: 1, example: 'may-chu-2' }]);
  });

  it.each([['NaN', 'not-available'], ['+Inf', 'not-applicable'], ['-Inf', 'not-applicable']])('%s is missing: %s', (value, reason) => {
    expect(cell(valued(value), { host: 'may-chu-1' })).toEqual({ kind: 'missing', reason });
  });

  it('reads a scalar, and numbers with exponents', () => {
    const single = withMapping(cubeDataset, { dimensions: [] });
    expect(cell(scalarPayload, {}, single)).toEqual({ kind: 'missing', reason: 'not-available' });
    expect(cell(valued('2.5e-01'), { host: 'may-chu-1' })).toMatchObject({ value: 25 });
  });

  it('tells several metrics apart by a label; one that is gone is drift', () => {
    const metrics = (names: string[]): Json => ({ from: 'labels/__name__', metrics: Object.fromEntries(names.map((name) => [name, { code: name, unit: 'count' }])) });
    expect(cell(vectorPayload, { host: 'may-chu-2', metric: 'up' }, withMapping(cubeDataset, { metric: metrics(['up']), limits: {} }))).toMatchObject({ value: 0 });
    expect(fault(vectorPayload, withMapping(cubeDataset, { metric: metrics(['up', 'load']), limits: {} }))).toMatchObject({ error: { kind: 'malformed', expected: expect.stringContaining('load') as string } });
  });

  it('becomes rows, several metrics of one machine in one', () => {
    const payload = { status: 'success', data: { resultType: 'vector', result: [
      { metric: { __name__: 'up', host: 'a', unit: '16681' }, value: [1, '0'] }, { metric: { __name__: 'since', host: 'a' }, value: [1, '1.7952853e+09'] }, { metric: { __name__: 'up', host: 'b', unit: 'H41.06' }, value: [1, '1'] },
    ] } };
    const dataset: DatasetSpec = { ...cubeDataset, shape: 'events', mapping: { id: ['labels/host'], pivot: '__name__', fields: [
      { id: 'host', type: 'text', from: 'labels/host' }, { id: 'unit', type: 'text', from: 'labels/unit' }, { id: 'up', type: 'boolean', from: 'values/up' }, { id: 'since', type: 'instant', from: 'values/since', optional: true },
    ] } };
    expect(read(payload, dataset).data).toMatchObject({ rows: [{ id: 'a', values: { host: 'a', unit: '16681', up: false, since: 1795285300000 } }, { id: 'b', values: { up: true, since: null } }] });
    const twice = { status: 'success', data: { resultType: 'vector', result: [payload.data.result[0], payload.data.result[0]] } };
    expect(fault(twice, dataset)).toMatchObject({ error: { kind: 'contradictory' } });
  });
});

describe('an answer that is not whole', () => {
  it('is a source’s error with its type, a warning is a note', () => {
    expect(fault(errorPayload, cubeDataset)).toMatchObject({ error: { kind: 'source-error', pointer: '/error', got: expect.stringMatching(/^bad_data: 1:4: parse error/) as string } });
    expect(read(warnedPayload, cubeDataset).notes).toContainEqual({ code: 'source-warning', count: 1, example: expect.stringContaining('fetch series') as string });
  });

  it('without any series is drift, unless the mapping expects that there may be none', () => {
    const none = { status: 'success', data: { resultType: 'vector', result: [] } };
    expect(fault(none, cubeDataset)).toMatchObject({ error: { kind: 'malformed', pointer: '/data/result' } });
    expect(fault(none, withMapping(cubeDataset, { mayBeEmpty: true }))).toMatchObject({ ok: true });
  });

  it.each([
    [{ status: 'success', data: { resultType: 'string', result: [1, 'x'] } }, '/data/resultType'], [{ status: 'ok' }, '/status'], [valued('nhiều'), '/data/result/0/value/value'],
    [{ status: 'success', data: { resultType: 'vector', result: [{ metric: {}, value: [1, '1'] }] } }, '/data/result/0/value/labels/host'],
    [{ status: 'success', data: { resultType: 'vector', result: [{ metric: {}, histogram: [1, {}] }] } }, '/data/result/0'], [{ status: 'success', data: { resultType: 'vector', result: [{ metric: {}, value: [1, 1] }] } }, '/data/result/0/value/1'],
  ])('is refused with its place: %j', (payload, pointer) => expect(fault(payload, cubeDataset)).toMatchObject({ error: { kind: 'malformed', pointer } }));

  it('that gives one cell twice, or a share above its limit, is contradictory', () => {
    const twice = { status: 'success', data: { resultType: 'vector', result: [...vectorPayload.data.result, { metric: { host: 'may-chu-1' }, value: [1, '0'] }] } };
    expect(fault(twice, cubeDataset)).toMatchObject({ error: { kind: 'contradictory' } });
    expect(fault(valued('1000'), cubeDataset)).toMatchObject({ error: { kind: 'contradictory' } });
  });
});

describe('a range', () => {
  const days = { from: 'calendar:2026-11-19', to: 'calendar:2026-11-21' };
  const cubeRange: DatasetSpec = { ...cubeDataset, request: { kind: 'range', query: 'avg by (host) (avg_over_time(up[1d]))', from: '{from}', to: '{to}' } };
  const end = (day: string): number => Date.parse(`${day}T00:00:00+07:00`) / 1000;

  it('asks for each day at its end, and takes the newest day for one that may be running', () => {
    expect(plan(cubeRange, days)).toMatchObject({ path: 'api/v1/query_range', query: [['query', 'avg by (host) (avg_over_time(up[1d]))'], ['start', String(end('2026-11-20'))], ['end', String(end('2026-11-22'))], ['step', '86400']] });
    const payload = { status: 'success', data: { resultType: 'matrix', result: [{ metric: { host: 'may-chu-1' }, values: [[end('2026-11-20'), '0.5'], [end('2026-11-22'), '1']] }] } };
    expect(cell(payload, { host: 'may-chu-1', time: 'calendar:2026-11-19' }, cubeRange, days)).toMatchObject({ value: 50, status: 'official' });
    expect(cell(payload, { host: 'may-chu-1', time: 'calendar:2026-11-21' }, cubeRange, days)).toMatchObject({ value: 100, status: 'provisional' });
    expect(fault({ status: 'success', data: { resultType: 'matrix', result: [{ metric: { host: 'x' }, values: [[5, '1']] }] } }, cubeRange, days)).toMatchObject({ error: { kind: 'malformed' } });
    expect(settled(() => plan(cubeRange, { from: 'calendar:2026-10', to: 'calendar:2026-11' }))).toMatchObject({ error: { kind: 'misconfigured' } });
  });

  it('becomes points in time', () => {
    const { data } = read(matrixPayload, pointsDataset, { ...days, hosts: ['a'] });
    expect(data).toMatchObject({ kind: 'events', rows: expect.objectContaining({ length: 8 }) as unknown });
    expect(data.kind === 'events' && data.rows[0]?.values).toEqual({ host: 'may-chu-1', at: 1795285303000, up: true });
    expect(plan(pointsDataset, { ...days, hosts: ['a.b', 'c'] }).query).toEqual([['query', 'up{host=~"a\\\\.b|c"}'], ['start', String(end('2026-11-19'))], ['end', String(end('2026-11-22'))], ['step', '300']]);
  });
});

describe('alerts of Prometheus’ own rules', () => {
  it('become rows in the words of the mapping', () => {
    expect(read(alertsPayload, alertsDataset).data).toMatchObject({ rows: [
      { id: 'HostDown/may-chu-2', values: { severity: 'critical', unit: '16681', since: Date.parse('2026-11-21T18:21:36.632Z'), value: 0 } }, { id: 'Always/web-01', values: { severity: 'medium', unit: null } },
    ] });
  });
});

describe('a dataset looked over at the start', () => {
  it('has nothing wrong in the samples', () => {
    for (const dataset of [cubeDataset, pointsDataset, alertsDataset]) expect(prometheusReader.check(dataset)).toEqual([]);
  });
  it.each<[Partial<DatasetSpec>, string]>([
    [{ request: { kind: 'instant' } }, '/request/query'], [{ request: { kind: 'instant', query: 'up{host="{may}"}' } }, '/request/query'], [{ request: { kind: 'range', query: 'up', from: '{x}', to: '{to}' } }, '/request/from'],
    [{ request: { kind: 'range', query: 'up', from: '{from}', to: '{to}', step: 60 } }, '/request/step'], [{ request: { kind: 'delete' } }, '/request/kind'], [{ request: { kind: 'alerts' } }, '/shape'],
    [{ mapping: {} }, '/mapping/metric'], [{ mapping: { metric: { single: { code: 'up', unit: 'dozen' } } } }, '/mapping/metric/single/unit'], [{ shape: 'features' }, '/shape'], [{ shape: 'events', mapping: { fields: [] } }, '/mapping/fields'],
    [{ mapping: { metric: { single: { code: 'up', unit: 'percent', divideBy: 0 } } } }, '/mapping/metric/single/divideBy'],
  ])('%j', (part, pointer) => expect(prometheusReader.check({ ...cubeDataset, ...part })).toContainEqual(expect.objectContaining({ kind: 'misconfigured', pointer })));
});
