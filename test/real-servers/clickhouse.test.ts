import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cellAt } from '@/domain/cube/cube';
import type { Dataset } from '@/domain/dataset';
import { bench, datasetOf, type Bench } from '../contract/federation-server';
import { startClickHouse, type ClickHouseServer } from '../servers/clickhouse';
import { describeWith } from '../servers/needed';

const sql = (id: string, statement: string, columns: object, more: Partial<Dataset> & { readonly types?: object } = {}): Dataset => datasetOf(id, 'kho', {
  connector: 'clickhouse', shape: more.shape ?? 'cube', parameters: [{ name: 'unit', required: false }, { name: 'period', required: false }],
  request: { statement, binding: 'literals', ...(more.types ? { parameters: more.types as Dataset['request'] } : {}), ...more.request }, mapping: { columns: columns as Dataset['mapping'] },
});
const count = { n: { as: 'metric', unit: 'count' } };
const echo = { id: { as: 'id' }, v: { as: 'field', type: 'text' } };

const DATASETS: readonly Dataset[] = [
  sql('lgsp', 'select don_vi, toStartOfMonth(luc) as thang, count() as n, max(luc) as cap_nhat from giao_dich where don_vi = :dv or :dv is null group by don_vi, thang order by don_vi',
    { don_vi: { as: 'geo' }, thang: { as: 'time', period: 'month' }, ...count, cap_nhat: { as: 'as-of' } }, { types: { dv: { type: 'text', from: '{unit}' } } }),
  sql('vang', "select ma, v from (select '1' as ma, 9007199254740991 as v union all select '2' as ma, null as v) order by ma", { ma: { as: 'geo' }, v: { as: 'metric', unit: 'count' } }),
  sql('echo', "select '1' as id, :v as v", echo, { shape: 'events', types: { v: { type: 'text', from: '{unit}' } } }),
  sql('danh-sach', "select '1' as id, arrayStringConcat(:v, '|') as v", echo, { shape: 'events', types: { v: { type: 'text[]', from: '{unit}' } } }),
  sql('kieu', "select '1' as id, concat(toString(:a), ' ', toString(:b), ' ', toString(:c)) as v", echo, { shape: 'events', types: { a: { type: 'integer', from: '{period.year}' }, b: { type: 'date', from: '{period.end}' }, c: { type: 'number', from: '{period.index}' } } }),
  sql('nhieu', 'select toString(number) as ma, number as n from system.numbers limit 200000', { ma: { as: 'geo' }, ...count }, { request: { rowLimit: 2_000 } }),
  sql('lau', 'select sum(number) as n from (select number from system.numbers limit 100000000000)', count, { request: { timeLimit: 1 } }),
  sql('giua-chung', "select toString(number) as ma, throwIf(number = 90000) + number as n from system.numbers limit 95000", { ma: { as: 'geo' }, ...count }, { request: { rowLimit: 100_000 } }),
  sql('sai', 'select khong_co as n from giao_dich', count),
  sql('ghi', "select 1 as n from url('http://127.0.0.1:1/x', 'CSV', 'a Int8')", count),
  sql('so-lon', 'select toDecimal128(1, 2) * 12345678901234567 as n', count),
  sql('khong-phai-so', 'select 0 / 0 as n', count),
];

describeWith(['ClickHouse'], 'a ClickHouse as a source', () => {
  let server: ClickHouseServer;
  let opened: Bench;

  beforeAll(async () => {
    server = await startClickHouse();
    await server.tell('create table giao_dich (don_vi String, luc DateTime, loi UInt8) engine = Memory');
    await server.tell("insert into giao_dich values ('00123', '2026-10-05 08:00:00', 0), ('00123', '2026-10-06 08:00:00', 1), ('16681', '2026-10-05 09:30:00', 0)");
    const headers = { Authorization: `Basic ${Buffer.from(server.reader).toString('base64')}` };
    opened = bench({ kho: server.url }, DATASETS, { sourceParts: { deadlineMs: 20_000, maxBytes: 5_000_000 }, connection: () => ({ headers }) });
  }, 60_000);
  afterAll(async () => {
    opened.federation.dispose();
    await server.stop();
  });
  const ask = (dataset: string, params: Record<string, string | readonly string[]> = {}) => opened.federation.ask({ dataset, params }, new AbortController().signal);
  const echoed = async (dataset: string, unit: string | readonly string[]): Promise<unknown> => {
    const answer = await ask(dataset, { unit });
    return answer.ok && answer.value.data.kind === 'events' ? answer.value.data.rows[0]?.values['v'] : answer;
  };

  it('has no dataset written wrongly', async () => expect(await opened.federation.checkDatasets()).toEqual([]));

  it('answers cubes: codes as text, counts, months; times without a zone are said', async () => {
    const answer = await ask('lgsp');
    if (!answer.ok || answer.value.data.kind !== 'cube') throw new Error(JSON.stringify(answer));
    expect(cellAt(answer.value.data, { don_vi: '00123', unit: '00123', time: 'calendar:2026-10', metric: 'n' })).toEqual({ kind: 'value', value: 2, status: 'official' });
    expect(answer.value).toMatchObject({ asOf: Date.parse('2026-10-06T08:00:00+07:00'), notes: [{ code: 'zone-assumed' }], provenance: { request: '/sources/kho/ SELECT dv=—' } });
    expect(await ask('lgsp', { unit: "' or 1 = 1 or '" })).toMatchObject({ ok: true, value: { data: { values: { length: 0 } } } });
  });

  it('keeps whole numbers whole, and nothing as nothing', async () => {
    const answer = await ask('vang');
    if (!answer.ok || answer.value.data.kind !== 'cube') throw new Error(JSON.stringify(answer));
    expect([...answer.value.data.values]).toEqual([9_007_199_254_740_991, NaN]);
    expect(await ask('khong-phai-so')).toMatchObject({ ok: false, error: { kind: 'malformed', pointer: '/rows/0/n' } });
    expect(await ask('so-lon')).toMatchObject({ ok: false, error: { kind: 'malformed', pointer: '/rows/0/n' } });
  });

  it('takes every value as a value, whatever it holds', async () => {
    for (const text of ["'", "\\'", "\\", "' union all select 1, '", '\n\t', '{a:String}', 'Nghệ An ☃ 😀', ');--', "\\x27; drop table giao_dich", '"`$']) expect(await echoed('echo', text)).toBe(text);
    const signs = fc.array(fc.constantFrom("'", '\\', 'n', '0', 'x', '"', ' ', '\t', '\n', 'ệ', '😀', ';', '-', '(', ')', '%'), { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''));
    await fc.assert(fc.asyncProperty(signs, fc.array(signs, { minLength: 1, maxLength: 3 }), async (text, list) => {
      expect(await echoed('echo', text)).toBe(text);
      expect(await echoed('danh-sach', list)).toBe(list.join('|'));
    }), { numRuns: 40 });
    expect(await ask('kieu', { period: 'calendar:2026-10' })).toMatchObject({ ok: true, value: { data: { rows: [{ values: { v: '2026 2026-11-01 10' } }] } } });
  });

  it('stops at its limits', async () => {
    expect(await ask('nhieu')).toMatchObject({ ok: true, value: { partial: { present: 2_000, expected: 2_001 }, data: { values: { length: 2_000 } } } });
    expect(await ask('lau')).toMatchObject({ ok: false });
  });

  it.each(['sai', 'ghi', 'giua-chung'])('fails without telling its statement, its words or its host: %s', async (dataset) => {
    const answer = await ask(dataset);
    expect(answer).toMatchObject({ ok: false });
    expect(JSON.stringify(answer)).not.toMatch(/khong_co|giao_dich|127\.0\.0\.1|select/i);
  });

  it('lets no statement write: the server itself refuses', async () => {
    const reply = await fetch(`${server.url}?readonly=2`, { method: 'POST', body: "insert into giao_dich values ('x', now(), 0)" });
    expect(reply.ok).toBe(false);
    expect(await server.tell('select count() from giao_dich')).toBe('3\n');
  });
});
