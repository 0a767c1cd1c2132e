import { describe, expect, it } from 'vitest';
import { settled } from '../../fault';
import { arcGisRest } from './index';
import { arcGisReader } from './parse';
import { sampleDataset, sampleError, samplePage } from './sample';

const plan = (params: Readonly<Record<string, string | readonly string[]>> = {}) => arcGisRest.plan(sampleDataset, params);
const where = (params: Parameters<typeof plan>[0]): string => Object.fromEntries(plan(params).query)['where'] ?? '';
const next = (payload: unknown, question = plan()) => arcGisReader.pages?.next(payload, sampleDataset, {}, { question, page: 1 });

describe('ArcGIS layers', () => {
  it('ask for WGS84 GeoJSON, a sorted page of the mapped fields', () => {
    expect(plan()).toMatchObject({ path: 'services/QuyHoach/FeatureServer/0/query' });
    expect(Object.fromEntries(plan().query)).toEqual({ f: 'geojson', where: '1=1', outFields: 'OBJECTID,ten,loai', returnGeometry: 'true', outSR: '4326', orderByFields: 'OBJECTID', resultOffset: '0', resultRecordCount: '2' });
  });

  it('say what is asked for as a literal, never as a part of the clause', () => {
    expect(where({ unit: "16681' OR '1'='1" })).toBe("ma_xa = '16681'' OR ''1''=''1'");
    expect(where({ unit: ['a', "b'"], year: '2026' })).toBe("ma_xa IN ('a', 'b''') AND nam = 2026");
    for (const year of ['2026 OR 1=1', '1e9', '', "'"]) expect(settled(() => where({ year })), year).toMatchObject({ ok: false, error: { pointer: '/request/where/nam' } });
  });

  it('go on while the server holds more, by what came and not by what was asked', () => {
    expect(Object.fromEntries(next(samplePage([1], true))?.query ?? [])['resultOffset']).toBe('1');
    expect(Object.fromEntries(next({ ...samplePage([1], false), exceededTransferLimit: true })?.query ?? [])['resultOffset']).toBe('1');
    expect(Object.fromEntries(next(samplePage([1, 2], false))?.query ?? [])['resultOffset']).toBe('2');
    expect(next(samplePage([1], false))).toBeNull();
    expect(next(samplePage([], true))).toBeNull();
  });

  it('are read as one', () => {
    const merged = arcGisReader.pages?.merge([samplePage([1, 2], true), samplePage([3], false)], sampleDataset);
    expect(arcGisReader.read(merged, sampleDataset, {})).toMatchObject({ data: { features: [{ id: '1', properties: { name: 'Khu 1', kind: 'dan-cu' } }, { id: '2' }, { id: '3' }] } });
  });

  it('hear an error with status 200', () => {
    expect(settled(() => arcGisReader.read(sampleError, sampleDataset, {}))).toMatchObject({ ok: false, error: { kind: 'source-error', pointer: '/error' } });
    expect(settled(() => next({ error: { code: 499, message: 'Token Required' } }))).toMatchObject({ ok: false, error: { kind: 'source-error', got: '"Token Required"' } });
  });

  it.each([[{ path: 'services/QuyHoach' }, '/request/path'], [{ path: 'a/MapServer/1', where: { 'a=1 or b': 'x' } }, '/request/where/a=1 or b'], [{ path: 'a/MapServer/1', query: { token: 'x' } }, '/request/query/token']])('a request %j is told at %s', (request, pointer) => {
    expect(arcGisReader.check({ ...sampleDataset, request })).toMatchObject([{ kind: 'misconfigured', pointer }]);
  });
});
