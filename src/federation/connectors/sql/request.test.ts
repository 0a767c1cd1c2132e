import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DatasetSpec, Params } from '../../connector';
import { settled } from '../../fault';
import { sqlReader } from './parse';
import { plan, type PostgresQuestion } from './request';
import { sampleDataset } from './sample';
import { statementAt } from './statement';

const dataset = (request: object): DatasetSpec => ({ ...sampleDataset, request: request as DatasetSpec['request'] });
const asked = (spec: DatasetSpec, params: Params): PostgresQuestion => JSON.parse(plan(spec, params).body ?? '') as PostgresQuestion;
const faults = (request: object) => sqlReader.check(dataset(request));

describe('a question', () => {
  it('carries the statement with numbered values, and tells readers the values alone', () => {
    const question = plan(sampleDataset, { period: 'calendar:2026-10', unit: '16681' });
    expect(question).toMatchObject({ method: 'POST', path: 'sql', idempotent: true, told: 'SELECT den_ngay=2026-11-01 don_vi=16681' });
    expect(JSON.parse(question.body ?? '')).toEqual({
      statement: 'select ma_don_vi, ten_don_vi, thang, tong, ty_le, trang_thai, cap_nhat from dan_cu\nwhere thang < ($1::text)::date and ($2::text is null or ma_don_vi = $2::text) order by ma_don_vi, thang',
      values: ['2026-11-01', '16681'],
      columns: ['ma_don_vi', 'ten_don_vi', 'thang', 'tong', 'ty_le', 'trang_thai', 'cap_nhat'],
      rowLimit: 10_000, timeLimit: 10,
    });
  });

  it('has null for what was not asked, and lists as lists', () => {
    expect(asked(sampleDataset, { period: 'calendar:2026-10' }).values).toEqual(['2026-11-01', null]);
    const lists = dataset({ statement: 'select 1 as tong where ma = any(:units)', parameters: { units: { type: 'text[]', from: '{unit}' } } });
    expect(asked(lists, { period: 'calendar:2026', unit: ['a', 'b'] })).toMatchObject({ statement: 'select 1 as tong where ma = any($1::text[])', values: [['a', 'b']] });
  });

  it('never lets a value into the statement', () => {
    const { statement } = asked(sampleDataset, { period: 'calendar:2026-10', unit: 'x' });
    fc.assert(fc.property(fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom("' or '1'='1", "'; drop table dan_cu; --", '$1', ':den_ngay', "\\'", '‮;', "E'\\x27'", '$$x$$')), (unit) => {
      const found = settled(() => asked(sampleDataset, { period: 'calendar:2026-10', unit }));
      if (found.ok) expect([found.value.statement, found.value.values[1]]).toEqual([statement, unit]);
      else expect(found.error).toMatchObject({ kind: 'misconfigured', pointer: '/request/parameters/don_vi' });
    }));
  });

  it.each([
    ['integer', '1; drop'], ['integer', '1.5'], ['integer', '9'.repeat(19)], ['number', '1e5'], ['number', 'NaN'], ['date', '2026-02-30'], ['date', "2026-01-01'"], ['text', 'a\0b'], ['text', 'x'.repeat(1_001)], ['text', '\ud800'],
  ])('refuses for %s: %j', (type, unit) => {
    expect(settled(() => asked(dataset({ statement: 'select :u', parameters: { u: { type, from: '{unit}' } } }), { period: 'calendar:2026', unit }))).toMatchObject({ ok: false, error: { pointer: '/request/parameters/u' } });
  });
});

describe('a statement', () => {
  it.each([
    'select 1; select 2', 'select 1;', 'delete from dan_cu', 'update dan_cu set tong = 0', 'with x as (delete from dan_cu returning 1) select * from x', 'select 1 -- ; drop', 'select 1 /* ; */', 'select * into y from dan_cu',
    'explain select 1', '(select 1)', 'do $$ begin end $$', 'copy dan_cu to stdout', 'select $1', 'select ?', 'select {x:String}', "select 'a", 'select "a', "select 'a\\'", "select U&'\\0061'", 'select 1) q; drop table x', 'select 1) as q union (select 2',
    'call x()', 'set role postgres', '', 'select `a`', 'select @x', 'select 1 into outfile', 'select 1 settings readonly = 0', 'select 1 format CSV',
  ])('is refused: %s', (statement) => expect(faults({ statement })).toMatchObject([{ kind: 'misconfigured' }]));

  it.each([
    "select ';' as a", "select '--', '/* */', ':x', '$1', '?'", 'select "delete" from x', "select a::date, b->>'x' from t where c = 'it''s'", 'WITH x AS (select 1) select * from x', 'values (1)', '\n select sum(a) filter (where b) from c', "select 'Nghệ An' as tên",
  ])('is taken: %s', (statement) => expect(faults({ statement })).toEqual([]));

  it('uses what it declares and declares what it uses', () => {
    expect(faults({ statement: 'select :a' })).toMatchObject([{ pointer: '/request/parameters/a' }]);
    expect(faults({ statement: 'select 1', parameters: { a: { type: 'text', from: '{unit}' } } })).toMatchObject([{ pointer: '/request/parameters/a' }]);
    expect(faults({ statement: 'select :a', parameters: { a: { type: 'text', from: '{nam}' } } })).toMatchObject([{ pointer: '/request/parameters/a/from' }]);
    expect(faults({ statement: 'select :a', parameters: { a: { type: 'json', from: '{unit}' } } })).toMatchObject([{ pointer: '/request/parameters/a/type' }]);
    expect(faults({ statement: 'select 1', rowLimit: 0 })).toMatchObject([{ pointer: '/request/rowLimit' }]);
    expect(faults({ statement: 'select 1', query: 'select 2' })).toMatchObject([{ pointer: '/request/query' }]);
  });

  it('comes out as it went in, whatever it holds', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom("'a''b'", '"c d"', ' ', 'x', '1.5', '::', '(', ')', '<=', '\n', "';'", 'đơn_vị', ',')), (parts) => {
      const text = `select ${parts.join(' ')}`;
      const found = settled(() => statementAt(text));
      if (found.ok) expect(found.value.tokens.map(({ written }) => written).join('')).toBe(text);
    }));
  });
});

describe('a mapping', () => {
  const mapped = (columns: object, shape: DatasetSpec['shape'] = 'cube') => sqlReader.check({ ...sampleDataset, shape, mapping: { columns: columns as Record<string, never> } });

  it.each([
    [{ a: { as: 'geo' } }, 'cube', '/mapping/columns'], [{ a: { as: 'metric' } }, 'cube', '/mapping/columns/a/unit'], [{ a: { as: 'metric', unit: 'person', divideBy: 0 } }, 'cube', '/mapping/columns/a/divideBy'],
    [{ a: { as: 'id' } }, 'cube', '/mapping/columns/a/as'], [{ a: { as: 'geo', labels: 'b' }, c: { as: 'metric', unit: 'person' } }, 'cube', '/mapping/columns/a/labels'],
    [{ a: { as: 'metric', unit: 'person', code: 'x' }, b: { as: 'metric', unit: 'person', code: 'x' } }, 'cube', '/mapping/columns'], [{ a: { as: 'field', type: 'text' } }, 'events', '/mapping/columns'],
    [{ a: { as: 'id' }, b: { as: 'field', type: 'money' } }, 'events', '/mapping/columns/b/0/type'], [{ a: { as: 'id' } }, 'features', '/mapping/columns'],
  ] as const)('is looked over: %j', (columns, shape, pointer) => expect(mapped(columns, shape)).toMatchObject([{ kind: 'misconfigured', pointer }]));
});
