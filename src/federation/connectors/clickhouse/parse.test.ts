import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAt } from '@/domain/cube/cube';
import { missing } from '@/domain/measure';
import type { DatasetSpec, Normalised } from '../../connector';
import { settled, type Fault } from '../../fault';
import { literal, parameterValue } from './literals';
import { clickHouseReader } from './parse';
import { plan } from './request';
import { brokenPayload, exceptionPayload, sampleDataset, samplePayload } from './sample';

const read = (payload: string, spec: DatasetSpec = sampleDataset): Normalised => clickHouseReader.read(payload, spec, {}) as Normalised;
const fault = (payload: string): Fault => {
  const found = settled(() => read(payload));
  return found.ok ? expect.unreachable() : found.error;
};
const params = { period: 'calendar:2026-10', unit: "'; drop table x" };

describe('a question', () => {
  it('is a POST of the statement, its values beside it, the server reading only within limits', () => {
    const { body, query, told, form, idempotent } = plan(sampleDataset, params);
    expect(body).toContain('where luc < {den:Nullable(Date)} and (don_vi = {don_vi:Nullable(String)} or {don_vi:Nullable(String)} is null)');
    expect(Object.fromEntries(query)).toEqual({
      database: 'lgsp', default_format: 'JSONCompact', readonly: '2', max_execution_time: '10', max_result_rows: '10001', result_overflow_mode: 'break', output_format_json_quote_64bit_integers: '1', output_format_json_quote_denormals: '1',
      param_den: '2026-11-01', param_don_vi: "'; drop table x",
    });
    expect([told, form, idempotent]).toEqual(["SELECT den=2026-11-01 don_vi='; drop table x", 'text', false]);
  });

  it('writes values itself for servers that take none', () => {
    const old = { ...sampleDataset, request: { ...sampleDataset.request, binding: 'literals' } };
    expect(plan(old, params).body).toContain("where luc < toDate('2026-11-01') and (don_vi = '\\'; drop table x' or '\\'; drop table x' is null)");
    expect(plan(old, { period: 'calendar:2026' }).body).toContain('(don_vi = NULL or NULL is null)');
    expect(clickHouseReader.check({ ...old, request: { ...old.request, binding: 'text' } })).toMatchObject([{ pointer: '/request/binding' }]);
    expect(clickHouseReader.check({ ...old, request: { ...old.request, database: 'a; b' } })).toMatchObject([{ pointer: '/request/database' }]);
  });

  it('never ends a text early: a literal read back is the value', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom("'", '\\', '\n', '\t', 'n', 't', 'x', 'ệ', '"', ' ', ';') }), (value) => {
      const written = literal({ type: 'text', value });
      expect(written).toMatch(/^'(?:[^'\\\n\t]|\\[\\'nt])*'$/);
      const back = written.slice(1, -1).replace(/\\(.)/g, (_, sign: string) => ({ n: '\n', t: '\t' })[sign] ?? sign);
      expect(back).toBe(value);
      expect(parameterValue({ type: 'text', value })).not.toMatch(/[\t\n]/);
    }));
    expect([literal({ type: 'text[]', value: ["a'", 'b'] }), literal({ type: 'text[]', value: null }), parameterValue({ type: 'text', value: null })]).toEqual(["['a\\'','b']", 'emptyArrayString()', '\\N']);
  });
});

describe('an answer', () => {
  it('is a cube; 64-bit counts come as text, times in their column\'s zone', () => {
    const normal = read(samplePayload);
    if (normal.data.kind !== 'cube') throw new Error('no cube');
    expect(cellAt(normal.data, { unit: '00123', time: 'calendar:2026-10', metric: 'calls' })).toEqual({ kind: 'value', value: 2, status: 'official' });
    expect(cellAt(normal.data, { unit: '16681', time: 'calendar:2026-10', metric: 'delay' })).toEqual(missing('not-available'));
    expect(normal).toMatchObject({ asOf: Date.parse('2026-10-06T08:00:00+07:00'), notes: [] });
  });

  it('that broke off in an error is that error, by its number alone', () => {
    expect(fault(brokenPayload)).toEqual({ kind: 'source-error', pointer: '', expected: 'a result', got: 'ClickHouse code 395' });
    expect(fault(exceptionPayload)).toMatchObject({ kind: 'source-error', expected: 'a result within the limits of time, rows and memory', got: 'ClickHouse code 159' });
    expect(fault('Code: 62. DB::Exception: Syntax error')).toMatchObject({ kind: 'source-error', got: 'ClickHouse code 62' });
  });

  it('that broke off at any place is no answer', () => {
    for (let at = 1; at < samplePayload.length - 1; at += 7) expect(['truncated', 'malformed']).toContain(fault(samplePayload.slice(0, at)).kind);
    expect(fault('<html>')).toMatchObject({ kind: 'malformed' });
    expect(fault(samplePayload.replace("'UTC'", "'Europe/Paris'"))).toMatchObject({ kind: 'malformed', pointer: '/meta' });
    expect(fault(samplePayload.replace('"2"', '["2"]'))).toMatchObject({ kind: 'malformed', pointer: '/data/0/2' });
  });
});
