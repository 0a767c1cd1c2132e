import { describe, expect, it } from 'vitest';
import { cellAt } from '@/domain/cube/cube';
import { measured, missing } from '@/domain/measure';
import type { DatasetSpec, Normalised } from '../../connector';
import { Refusal, type Fault } from '../../fault';
import { restJsonReader } from './parse';
import { sampleDataset, samplePayload } from './sample';

const dataset = (mapping: object, shape: DatasetSpec['shape'] = 'cube'): DatasetSpec => ({ ...sampleDataset, shape, mapping: { ...mapping } as DatasetSpec['mapping'] });
const read = async (payload: unknown, spec: DatasetSpec = sampleDataset): Promise<Normalised> => restJsonReader.read(payload, spec, { period: 'calendar:2026-10' });
async function fault(payload: unknown, spec?: DatasetSpec): Promise<Fault> {
  try {
    await read(payload, spec);
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.fault;
    throw thrown;
  }
  throw new Error('read without a fault');
}
const withRow = (row: object) => ({ ...samplePayload, ketQua: [...samplePayload.ketQua, row] });

describe('a mapped answer', () => {
  it('is the cube the mapping draws, with its as-of', async () => {
    const { data, asOf, notes } = await read(samplePayload);
    expect(data.kind === 'cube' && cellAt(data, { unit: '16681', metric: 'overdue' })).toEqual(measured(1));
    expect(asOf).toBe(Date.parse('2026-11-20T01:30:00Z'));
    expect(notes.map(({ code }) => code)).toEqual(['zone-assumed']);
  });

  it('knows an empty list from a list that is gone', async () => {
    const { data } = await read({ ...samplePayload, ketQua: [] });
    expect(data.kind === 'cube' && data.values.length).toBe(0);
    const { ketQua: _, ...renamed } = samplePayload;
    expect(await fault({ ...renamed, danhSach: [] })).toEqual({ kind: 'malformed', pointer: '/ketQua', expected: 'list', got: 'nothing' });
  });

  it('names the place in the payload where a field was renamed, retyped or emptied', async () => {
    expect(await fault(withRow({ maDonVi: '1', tongSoHoSo: 5, quaHan: 0 }))).toMatchObject({ kind: 'malformed', pointer: '/ketQua/3/tongSo', expected: 'whole', got: 'nothing' });
    expect(await fault(withRow({ maDonVi: '1', tongSo: '5', quaHan: 0 }))).toMatchObject({ pointer: '/ketQua/3/tongSo', got: '"5"' });
    expect(await fault(withRow({ maDonVi: 16681, tongSo: 5, quaHan: 0 }))).toMatchObject({ pointer: '/ketQua/3/maDonVi', got: '16681' });
    expect(await fault(withRow({ maDonVi: '1', tongSo: null, quaHan: 0 }))).toMatchObject({ pointer: '/ketQua/3/tongSo', got: 'null' });
  });

  it('lets what may be null be null', async () => {
    const loose = dataset({ ...sampleDataset.mapping, expects: { '/ketQua/*/tongSo': 'whole|null', '/ghiChu': 'text?' } });
    const { data } = await read(withRow({ maDonVi: '1', tongSo: null, quaHan: 0 }), loose);
    expect(data.kind === 'cube' && cellAt(data, { unit: '1', metric: 'received' })).toEqual(missing('not-available'));
  });

  it('refuses a unit given twice, a count below zero, and a thousandfold total', async () => {
    expect(await fault(withRow({ maDonVi: '40', tongSo: 120, quaHan: 3 }))).toMatchObject({ kind: 'contradictory', pointer: '/cells/6' });
    expect(await fault(withRow({ maDonVi: '1', tongSo: -1, quaHan: 0 }))).toMatchObject({ kind: 'contradictory', pointer: '/cells/6/2' });
    expect(await fault(withRow({ maDonVi: '1', tongSo: 120_000_000, quaHan: 0 }))).toMatchObject({ kind: 'contradictory', expected: 'received 0 to 1000000' });
  });

  it('hears a source that says 200 and means failure', async () => {
    expect(await fault({ maLoi: 12 })).toMatchObject({ kind: 'source-error', got: '"12"' });
    for (const body of [{ error: 'DB down' }, { error: { message: 'DB down', code: 5 } }, { errors: ['DB down'] }, { ...samplePayload, fault: 'DB down' }]) expect(await fault(body)).toMatchObject({ kind: 'source-error' });
    expect(await read({ ...samplePayload, error: null, errors: [] })).toBeTruthy();
  });

  it('tells how much of it arrived', async () => {
    const spec = dataset({ expression: '{"partial": {"present": $count(ketQua), "expected": tong}, "dimensions": [{"id": "unit", "role": "geo"}], "cells": ketQua.[[maDonVi, tongSo]]}' });
    expect((await read({ ...samplePayload, tong: 1000 }, spec)).partial).toEqual({ present: 3, expected: 1000 });
    expect((await read({ ...samplePayload, tong: 3 }, spec)).partial).toBeUndefined();
    expect(await fault({ ...samplePayload, tong: 2 }, spec)).toMatchObject({ kind: 'contradictory', pointer: '/partial/present' });
  });

  it('binds the question, and gives mappings dates and lists', async () => {
    const spec = dataset({ fields: [{ id: 'ky', type: 'text' }, { id: 'ngay', type: 'date' }, { id: 'luc', type: 'instant' }], expression: '{"rows": $list(ds).{"id": ma, "values": {"ky": $params.period, "ngay": $date(ngay), "luc": $instant(luc)}}}' }, 'events');
    const { data } = await read({ ds: { ma: 'a', ngay: '05/11/2026', luc: '05/11/2026 07:00' } }, spec);
    expect(data.kind === 'events' && data.rows).toEqual([{ id: 'a', values: { ky: 'calendar:2026-10', ngay: '2026-11-05', luc: Date.parse('2026-11-05T00:00:00Z') } }]);
    expect(await fault({ ds: { ma: 'a', ngay: '31/02/2026', luc: '' } }, spec)).toMatchObject({ kind: 'malformed', got: '"31/02/2026"' });
  });

  it('passes geometry through a mapping whole', async () => {
    const coordinates = [[[105, 18], [106, 18], [106, 19], [105, 18]]];
    const spec = dataset({ expression: '{"approximate": true, "features": [features.{"id": properties.ma, "geometry": geometry, "properties": {"code": properties.ma}}]}' }, 'features');
    const { data } = await read({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { ma: '16681' }, geometry: { type: 'Polygon', coordinates } }] }, spec);
    expect(data).toEqual({ kind: 'features', approximate: true, features: [{ id: '16681', geometry: { type: 'Polygon', coordinates }, properties: { code: '16681' } }] });
  });

  it('refuses what is no result', async () => {
    expect(await fault(samplePayload, dataset({ expression: 'thoiDiem' }))).toMatchObject({ kind: 'malformed', pointer: '', expected: 'an object' });
    expect(await fault(samplePayload, dataset({ expression: '$sum(thoiDiem)' }))).toMatchObject({ kind: 'malformed', pointer: '/mapping/expression' });
    expect(await fault({ ...samplePayload, thoiDiem: 'hôm nay' })).toMatchObject({ kind: 'malformed', pointer: '/asOf' });
  });

  it('stops a mapping that does not end, calls itself for ever, or grows without bound', async () => {
    for (const expression of ['($f := function($n) { $f($n) }; $f(1))', '($f := function($n) { 1 + $f($n) }; $f(1))', '[1..9999999].[$, $]']) {
      expect(await fault({}, dataset({ expression })), expression).toMatchObject({ kind: 'misconfigured', pointer: '/mapping/expression' });
    }
  }, 20_000);
});

describe('a mapping looked over at the start', () => {
  it.each([
    [{ expression: '{' }, '/mapping/expression'], [{}, '/mapping/expression'], [{ expression: '1', failure: '(' }, '/mapping/failure'], [{ expression: '1', expects: { ketQua: 'list' } }, '/mapping/expects/ketQua'],
    [{ expression: '1', expects: { '/a': 'số' } }, '/mapping/expects/~1a'], [{ expression: '1', limits: { a: { maximum: 1 } } }, '/mapping/limits/a/maximum'], [{ expression: '1', missing: { '-': 'trống' } }, '/mapping/missing/-'], [{ expresion: '1' }, '/mapping/expresion'],
  ])('%j', (mapping, pointer) => expect(restJsonReader.check(dataset(mapping))).toMatchObject([{ kind: 'misconfigured', pointer }]));

  it('finds the request and the mapping wrong at once, and nothing in a good one', () => {
    expect(restJsonReader.check({ ...dataset({ expression: '(' }), request: {} }).map(({ pointer }) => pointer)).toEqual(['/request/path', '/mapping/expression']);
    expect(restJsonReader.check(sampleDataset)).toEqual([]);
    expect(restJsonReader.check(dataset({ expression: '1' }, 'events'))).toMatchObject([{ pointer: '/mapping/fields' }]);
  });
});
