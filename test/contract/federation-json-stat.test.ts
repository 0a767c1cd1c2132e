import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cellAt } from '@/domain/cube/cube';
import type { Cube } from '@/domain/cube/types';
import { jsonStatReader } from '@/federation/connectors/json-stat/parse';
import { sampleDataset, samplePayload } from '@/federation/connectors/json-stat/sample';
import type { DatasetSpec } from '@/federation/connector';
import { bench, datasetOf, sendJson, startSource, type Bench, type TestSource } from './federation-server';

let office: TestSource;
let use: Bench;
beforeAll(async () => { office = await startSource(); });
afterAll(() => office.close());
afterEach(() => use.federation.dispose());

const dataset = (more: Partial<DatasetSpec> = {}) => datasetOf('monthly', 'statistics-office', { ...sampleDataset, id: 'monthly', ...more });
const range = { from: 'calendar:2026-08', to: 'calendar:2026-10' };

describe('a PxWeb office', () => {
  it('v1 is posted to, and answers with a mark at the start and a NUL at the end', async () => {
    use = bench({ 'statistics-office': office.url }, [dataset()]);
    office.handler = (_req, res) => sendJson(res, `\ufeff${JSON.stringify({ ...samplePayload, updated: '9999-12-31T23:59:59Z' })}\0`);
    const answer = await use.ask('monthly', range);
    expect(answer).toMatchObject({ ok: true, value: { asOf: null, provenance: { sourceVersion: null, request: expect.stringMatching(/^POST \/sources\/statistics-office\/vi\/KTXH\/V10\.01\.px \{"query":/) } } });
    expect(answer.ok && answer.value.data.kind === 'cube' && cellAt(answer.value.data, { metric: 'retail-sales', time: 'calendar:2026-08' })).toMatchObject({ value: 12_345.678 });
    expect(office.asked[0]).toMatchObject({ method: 'POST', url: '/vi/KTXH/V10.01.px', headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(office.asked[0]?.body ?? '')).toMatchObject({ query: [{ code: 'Chỉ tiêu' }, { code: 'Tháng', selection: { filter: 'item', values: ['2026M08', '2026M09', '2026M10'] } }] });
  });

  it('v2 is got from', async () => {
    use = bench({ 'statistics-office': office.url }, [dataset({ request: { dialect: 'pxweb-2', path: 'tables/V10.01/data', select: { Tháng: '{from}..{to}' } } })]);
    office.asked.length = 0;
    office.handler = (_req, res) => sendJson(res, samplePayload);
    expect((await use.ask('monthly', range)).ok).toBe(true);
    const url = new URL(office.asked[0]?.url ?? '', office.url);
    expect([url.pathname, [...url.searchParams]]).toEqual(['/tables/V10.01/data', [['valueCodes[Tháng]', '2026M08,2026M09,2026M10'], ['outputFormat', 'json-stat2']]]);
  });

  it('is asked again after a 500, though by POST: the question only reads', async () => {
    use = bench({ 'statistics-office': office.url }, [dataset()], { times: { random: () => 0 } });
    office.asked.length = 0;
    office.handler = (_req, res) => { if (office.asked.length === 1) { res.writeHead(500); res.end(); } else sendJson(res, samplePayload); };
    expect((await use.ask('monthly', range)).ok).toBe(true);
    expect(office.asked).toHaveLength(2);
  });
});

/** Any table: sizes and cells, written in any of the forms the standard allows. */
const anyTable = fc.record({
  metrics: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4, selector: (code) => code.normalize('NFC') }),
  groups: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' }), { minLength: 1, maxLength: 5, selector: (code) => code.normalize('NFC') }),
  years: fc.uniqueArray(fc.integer({ min: 1950, max: 2150 }), { minLength: 1, maxLength: 5 }),
  order: fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
  old: fc.boolean(), sparse: fc.boolean(), indexed: fc.boolean(), seed: fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null }), { minLength: 1, maxLength: 40 }),
  marks: fc.array(fc.constantFrom('', 'e', 'p', 'x'), { minLength: 1, maxLength: 20 }),
}).filter(({ metrics, groups }) => ![...metrics, ...groups].some((code) => /\p{Cc}|^__proto__$/u.test(code)));

describe('any table', () => {
  it('gives a cube with the same cells', () => {
    use = bench({}, []);
    fc.assert(fc.property(anyTable, ({ metrics, groups, years, order, old, sparse, indexed, seed, marks }) => {
      const all = [{ id: 'm', codes: metrics }, { id: 'g', codes: groups }, { id: 't', codes: years.map(String) }];
      const dims = order.map((at) => all[at] as { id: string; codes: string[] });
      const count = dims.reduce((product, { codes }) => product * codes.length, 1);
      const values = Array.from({ length: count }, (_, at) => seed[at % seed.length] ?? null);
      const standings = values.map((_, at) => marks[at % marks.length] ?? '');
      const category = (codes: string[]) => ({ category: { index: indexed ? Object.fromEntries(codes.map((code, at) => [code, at])) : codes, label: Object.fromEntries(codes.map((code) => [code, code])) } });
      const frame = { id: dims.map(({ id }) => id), size: dims.map(({ codes }) => codes.length), role: { time: ['t'], metric: ['m'] } };
      const dimension = Object.fromEntries(dims.map(({ id, codes }) => [id, category(codes)]));
      const value = sparse ? Object.fromEntries(values.flatMap((each, at) => (each === null ? [] : [[at, each]]))) : values;
      const payload: unknown = JSON.parse(JSON.stringify(old ? { tbl: { dimension: { ...frame, ...dimension }, value, status: standings } } : { version: '2.0', class: 'dataset', ...frame, dimension, value, status: standings }));
      const spec: DatasetSpec = {
        ...sampleDataset, request: { dialect: 'file', path: 'x' },
        mapping: {
          time: { dimension: 't', calendar: 'calendar' }, classifications: [{ dimension: 'g', id: 'group' }], status: { e: 'estimated', p: 'provisional', x: 'hidden' },
          metric: { dimension: 'm', metrics: Object.fromEntries(metrics.map((code, at) => [code, { code: `metric-${at}`, unit: 'percent' }])) },
        },
      };
      const read = jsonStatReader.read(payload, spec, {});
      const cube = 'data' in read && read.data.kind === 'cube' ? read.data : expect.unreachable();
      expect(cube.values).toHaveLength(count);
      values.forEach((each, cell) => {
        let rest = cell;
        const at: Record<string, string> = {};
        for (const { id, codes } of [...dims].reverse()) { at[id] = codes[rest % codes.length] ?? ''; rest = Math.floor(rest / codes.length); }
        expectCell(cube, { metric: `metric-${metrics.indexOf(at['m'] ?? '')}`, group: (at['g'] ?? '').normalize('NFC'), time: `calendar:${at['t']}` }, each, standings[cell] ?? '');
      });
    }), { numRuns: 300 });
  });
});

function expectCell(cube: Cube, at: Record<string, string>, value: number | null, mark: string): void {
  const status = { e: 'estimated', p: 'provisional' }[mark] ?? 'official';
  const expected = mark === 'x' ? { kind: 'missing', reason: 'hidden' } : value === null ? { kind: 'missing', reason: 'not-available' } : { kind: 'value', value: value + 0, status };
  expect(cellAt(cube, at)).toEqual(expected);
}
