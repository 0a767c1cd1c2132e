import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAt } from '@/domain/cube/cube';
import { missing } from '@/domain/measure';
import type { HttpQuestion, Normalised } from '../../connector';
import { settled } from '../../fault';
import { literal } from './literals';
import { trinoReader } from './parse';
import { plan } from './request';
import { errorPayload, firstPayload, lastPayload, queuedPayload, sampleDataset } from './sample';

const asked = { question: plan(sampleDataset, {}), page: 1 };
const next = (payload: unknown): HttpQuestion | null | undefined => trinoReader.pages?.next(payload, sampleDataset, {}, asked);
const read = (pages: readonly unknown[]): Normalised => trinoReader.read(trinoReader.pages?.merge(pages, sampleDataset), sampleDataset, {}) as Normalised;

describe('a question', () => {
  it('prepares the statement in a header and executes it with literals', () => {
    const question = plan(sampleDataset, { unit: "O'Neil; drop table x" });
    expect(question).toMatchObject({ method: 'POST', path: 'v1/statement', body: "EXECUTE asked USING 'O''Neil; drop table x', 'O''Neil; drop table x'", told: "SELECT don_vi=O'Neil; drop table x" });
    expect(question.headers).toEqual({
      'Content-Type': 'text/plain; charset=utf-8', 'X-Trino-Source': 'toan-canh', 'X-Trino-Time-Zone': 'Asia/Ho_Chi_Minh', 'X-Trino-Session': 'query_max_run_time=10s', 'X-Trino-Catalog': 'kho', 'X-Trino-Schema': 'dan_cu', 'X-Trino-User': 'toan-canh',
      'X-Trino-Prepared-Statement': `asked=${encodeURIComponent('select don_vi, thang, n, ty_le, cap_nhat from tong_hop where ? is null or don_vi = ?')}`,
    });
    expect(plan({ ...sampleDataset, request: { statement: 'select 1 as n' } }, {})).toMatchObject({ body: 'select 1 as n', headers: expect.not.objectContaining({ 'X-Trino-Prepared-Statement': expect.anything() as unknown }) as unknown });
  });

  it('never ends a text early: a literal read back is the value', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom("'", '\\', '"', 'a', 'ệ', ' ', ';', '?') }), (value) => {
      const text = literal({ type: 'text', value });
      expect(text).toMatch(/^'(?:[^']|'')*'$/);
      expect(text.slice(1, -1).replaceAll("''", "'")).toBe(value);
    }));
    expect([literal({ type: 'integer', value: '-5' }), literal({ type: 'date', value: '2026-11-01' }), literal({ type: 'text[]', value: ['a', "b'"] }), literal({ type: 'date', value: null })]).toEqual(["CAST('-5' AS bigint)", "DATE '2026-11-01'", "ARRAY['a', 'b''']", 'CAST(NULL AS date)']);
  });

  it('is looked over', () => {
    expect(trinoReader.check(sampleDataset)).toEqual([]);
    expect(trinoReader.check({ ...sampleDataset, request: { ...sampleDataset.request, statement: `select ${'a, '.repeat(1_500)} :don_vi` } })).toMatchObject([{ pointer: '/request/statement' }]);
    expect(trinoReader.check({ ...sampleDataset, request: { ...sampleDataset.request, user: 'a\r\nX-Evil: 1' } })).toMatchObject([{ pointer: '/request/user' }]);
  });
});

describe('an answer in pages', () => {
  it('is followed at the configured source, after a pause where there was nothing yet', () => {
    expect(next(queuedPayload)).toMatchObject({ method: 'GET', path: 'v1/statement/queued/20261121_010203_00001_abcde/y1a2b3/1', body: null, waitMs: 50 });
    expect(next(firstPayload)).toMatchObject({ path: 'v1/statement/executing/20261121_010203_00001_abcde/y4d5e6/2' });
    expect(next(firstPayload)).not.toHaveProperty('waitMs');
    expect(next(lastPayload)).toBeNull();
  });

  it.each(['http://trino.example/v1/info', 'http://trino.example/v1/statement/executing/../../../x', 'file:///v1/statement/queued/a/b/1', 'http://trino.example/v1/statement/executing/a%2f..%2fb', '//evil/v1/statement/queued/a'])('goes nowhere else: %s', (nextUri) => {
    const found = settled(() => next({ ...queuedPayload, nextUri }));
    if (found.ok) expect(found.value?.path).not.toContain('..');
    else expect(found.error).toMatchObject({ kind: 'malformed', pointer: '/nextUri' });
  });

  it('is one cube of all pages', () => {
    const normal = read([queuedPayload, firstPayload, lastPayload]);
    if (normal.data.kind !== 'cube') throw new Error('no cube');
    expect(cellAt(normal.data, { unit: '00123', time: 'calendar:2026-10', metric: 'share' })).toEqual({ kind: 'value', value: 98.25, status: 'official' });
    expect(cellAt(normal.data, { unit: '16681', time: 'calendar:2026-10', metric: 'share' })).toEqual(missing('not-available'));
    expect(cellAt(normal.data, { unit: '16681', time: 'calendar:2026-10', metric: 'persons' })).toEqual({ kind: 'value', value: 0, status: 'official' });
    expect(normal).toMatchObject({ asOf: Date.parse('2026-10-06T08:00:00+07:00'), notes: [] });
  });

  it('that failed says by what name, and none of its words', () => {
    const found = settled(() => next(errorPayload));
    expect(found).toEqual({ ok: false, error: { kind: 'misconfigured', pointer: '/request/statement', expected: 'a statement that Trino takes', got: 'COLUMN_NOT_FOUND, line 1' } });
    expect(settled(() => next({ ...errorPayload, error: { ...errorPayload.error, errorName: 'EXCEEDED_TIME_LIMIT' } }))).toMatchObject({ ok: false, error: { kind: 'source-error', got: 'EXCEEDED_TIME_LIMIT' } });
  });

  it('with a time of a zone we do not know is refused rather than guessed', () => {
    expect(settled(() => read([{ ...lastPayload, data: [['1', '2026-10-01', 1, null, '2026-10-05 02:30:00.000 Europe/Paris']] }]))).toMatchObject({ ok: false, error: { kind: 'malformed' } });
    expect(settled(() => read([{ ...lastPayload, data: [['1', '2026-10-01', 9_007_199_254_740_993, null, null]] }]))).toMatchObject({ ok: false, error: { kind: 'malformed' } });
  });
});
