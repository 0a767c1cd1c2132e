import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellAt } from '@/domain/cube/cube';
import type { Dataset } from '@/domain/dataset';
import { sampleDataset } from '@/federation/connectors/trino/sample';
import { fakeTrino, type TrinoResult } from '../../mock/trino/fake-trino';
import { bench, datasetOf, sendJson, startSource, type Bench, type TestSource } from './federation-server';

const columns = [{ name: 'don_vi', type: 'varchar' }, { name: 'thang', type: 'date' }, { name: 'n', type: 'bigint' }, { name: 'ty_le', type: 'decimal(10,2)' }, { name: 'cap_nhat', type: 'timestamp(3) with time zone' }];
const rows = Array.from({ length: 25 }, (_, at) => [String(at).padStart(5, '0'), '2026-10-01', at, '98.25', '2026-10-06 01:00:00.000 UTC']);
const asked: { readonly statement: string; readonly values: readonly string[] }[] = [];
/** Does what a `where :don_vi is null or don_vi = :don_vi` would. */
function answer(statement: string, values: readonly string[]): TrinoResult {
  asked.push({ statement, values });
  if (statement.includes('khong_co')) return { errorName: 'COLUMN_NOT_FOUND', errorType: 'USER_ERROR' };
  if (statement.includes('nang')) return { errorName: 'EXCEEDED_GLOBAL_MEMORY_LIMIT', errorType: 'INSUFFICIENT_RESOURCES' };
  const [unit = 'CAST(NULL AS varchar)'] = values;
  return { columns, rows: rows.filter(([code]) => unit.startsWith('CAST(NULL') || unit === `'${String(code)}'`) };
}

const dataset = (id: string, request: object = {}): Dataset => datasetOf(id, 'kho', { connector: 'trino', parameters: sampleDataset.parameters, request: { ...sampleDataset.request, ...request }, mapping: sampleDataset.mapping });

const { user: _user, ...unnamed } = sampleDataset.request;
const nameless: Dataset = { ...dataset('khong-ten'), request: unnamed };

describe('a Trino as a source', () => {
  let source: TestSource;
  let opened: Bench;
  beforeAll(async () => {
    // It names itself by a host nobody can reach: the gateway stays with the one it was told.
    const trino = fakeTrino({ answer, self: 'http://trino.internal:8080/', rowsAPage: 10 });
    source = await startSource((req: IncomingMessage, res: ServerResponse) => {
      const body = source.asked.at(-1)?.body ?? '';
      const reply = trino({ method: req.method ?? '', path: (req.url ?? '').replace(/\?.*/, ''), headers: req.headers as Record<string, string>, body });
      if (reply.status !== 200) res.writeHead(reply.status).end(String(reply.body));
      else sendJson(res, reply.body);
    });
    opened = bench({ kho: source.url }, [dataset('tat-ca'), dataset('it', { rowLimit: 12 }), dataset('sai', { statement: 'select khong_co, :don_vi' }), dataset('nang', { statement: 'select nang, :don_vi' }), nameless]);
  });
  afterAll(async () => {
    opened.federation.dispose();
    await source.close();
  });
  const ask = (id: string, params: Record<string, string> = {}) => opened.federation.ask({ dataset: id, params }, new AbortController().signal);

  it('is asked page by page, at the address the operator gave', async () => {
    const all = await ask('tat-ca');
    if (!all.ok || all.value.data.kind !== 'cube') throw new Error(JSON.stringify(all));
    expect(all.value.data.values.length).toBe(50);
    expect(cellAt(all.value.data, { unit: '00024', time: 'calendar:2026-10', metric: 'persons' })).toEqual({ kind: 'value', value: 24, status: 'official' });
    expect(source.asked.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET', 'GET', 'GET']);
    expect(all.value.provenance.request).toBe('/sources/kho/ SELECT don_vi=—');
  });

  it('binds values and interpolates none', async () => {
    expect(await ask('tat-ca', { unit: '00003' })).toMatchObject({ ok: true, value: { data: { values: { length: 2 } } } });
    expect(await ask('tat-ca', { unit: "x' or '1'='1" })).toMatchObject({ ok: true, value: { data: { values: { length: 0 } } } });
    expect(asked.at(-1)).toEqual({ statement: 'select don_vi, thang, n, ty_le, cap_nhat from tong_hop where ? is null or don_vi = ?', values: ["'x'' or ''1''=''1'", "'x'' or ''1''=''1'"] });
  });

  it('is cut at the limit of rows', async () => expect(await ask('it')).toMatchObject({ ok: true, value: { partial: { present: 12, expected: 13 } } }));

  it('fails by name, without its words', async () => {
    expect(await ask('sai')).toMatchObject({ ok: false, error: { kind: 'misconfigured', pointer: '/request/statement', got: 'COLUMN_NOT_FOUND, line 1' } });
    expect(await ask('nang')).toMatchObject({ ok: false, error: { kind: 'source-error', got: 'EXCEEDED_GLOBAL_MEMORY_LIMIT' } });
    expect(JSON.stringify(await ask('sai'))).not.toContain('trino.internal');
    expect(await ask('khong-ten')).toMatchObject({ ok: false, error: { kind: 'denied', httpStatus: 401 } });
  });
});
