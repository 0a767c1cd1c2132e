import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DatasetSpec, HttpQuestion, Normalised } from '../../connector';
import { Refusal, settled } from '../../fault';
import { restJson } from './index';
import { restJsonReader } from './parse';
import { sampleDataset } from './sample';

const dataset = (paging: object, more: Partial<DatasetSpec> = {}): DatasetSpec => ({
  ...sampleDataset, shape: 'events', parameters: [], request: { path: 'v1/phan-anh', query: { loc: 'x' }, paging: { rows: '/ketQua/dong', ...paging } },
  mapping: { expression: '{"rows": [ketQua.dong.{"id": ma, "values": {"so": so}}]}', fields: [{ id: 'so', type: 'number' }], failure: 'loi' },
  ...more,
});
type Far = (question: HttpQuestion, page: number) => unknown;
const entry = (question: HttpQuestion, name: string): string | undefined => question.query.find(([known]) => known === name)?.[1];

/** Walks the pages as the federation does. */
async function walk(spec: DatasetSpec, far: Far, most = 50): Promise<Normalised & { readonly asked: HttpQuestion[] }> {
  const asked: HttpQuestion[] = [];
  const payloads: unknown[] = [];
  for (let question: HttpQuestion | null = restJson.plan(spec, {}); question; ) {
    asked.push(question);
    if (asked.length > most) throw new Error('endless');
    const payload = far(question, asked.length);
    payloads.push(payload);
    question = restJsonReader.pages?.next(payload, spec, {}, { question, page: asked.length }) ?? null;
  }
  const payload = payloads.length > 1 ? restJsonReader.pages?.merge(payloads, spec) : payloads[0];
  return { ...(await restJsonReader.read(payload, spec, {})), asked };
}
const faultOf = (work: Promise<unknown>) => work.then(() => { throw new Error('read without a fault'); }, (thrown: unknown) => { if (thrown instanceof Refusal) return thrown.fault; throw thrown; });
const rows = (from: number, count: number) => Array.from({ length: Math.max(0, count) }, (_, at) => ({ ma: `r${from + at}`, so: from + at }));
const body = (list: unknown, more: object = {}) => ({ ketQua: { dong: list, ...more } });
const ids = ({ data }: Normalised) => (data.kind === 'events' ? data.rows.map(({ id }) => id) : []);
const all = (count: number) => rows(0, count).map(({ ma }) => ma);

const byPage = { kind: 'page', page: 'trang', size: 'co', each: 10, total: '/ketQua/tong' };
const byOffset = { kind: 'offset', offset: 'tu', limit: 'so', each: 10, total: '/ketQua/tong' };
const byCursor = { kind: 'cursor', cursor: 'sau', next: '/ketQua/tiep', total: '/ketQua/tong' };
const byLink = { kind: 'link', next: '/ketQua/tiep', total: '/ketQua/tong' };

/** A source of `count` rows that gives at most `cap` a page, in each manner. */
const FAR: readonly (readonly [object, (count: number, cap: number) => Far])[] = [
  [byPage, (count, cap) => (question) => { const size = Math.min(cap, Number(entry(question, 'co'))); const from = (Number(entry(question, 'trang')) - 1) * size; return body(rows(from, Math.min(size, count - from)), { tong: count }); }],
  [{ ...byPage, first: 0 }, (count, cap) => (question) => { const size = Math.min(cap, Number(entry(question, 'co'))); const from = Number(entry(question, 'trang')) * size; return body(rows(from, Math.min(size, count - from)), { tong: String(count) }); }],
  [byOffset, (count, cap) => (question) => { const from = Number(entry(question, 'tu')); return body(rows(from, Math.min(cap, 10, count - from)), { tong: count }); }],
  [byCursor, (count, cap) => (question) => { const from = Number(entry(question, 'sau') ?? 0); const to = from + Math.min(cap, count - from); return body(rows(from, to - from), { tong: count, tiep: to < count ? to : null }); }],
  [byLink, (count, cap) => (question) => { const from = Number(entry(question, 'sau') ?? 0); const to = from + Math.min(cap, count - from); return body(rows(from, to - from), { tong: count, tiep: to < count ? `https://noi-bo.tinh/api/v1/phan-anh?loc=x&sau=${to}` : '' }); }],
];

describe('an answer in pages', () => {
  it.each(FAR)('of %j is read whole, however many rows and whatever the page', async (paging, far) => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 2, max: 12 }), async (count, cap) => {
      const answer = await walk(dataset(paging), far(count, cap));
      expect(ids(answer)).toEqual(all(count));
      expect(answer.partial).toBeUndefined();
    }), { numRuns: 60 });
  });

  it('asks no page beyond the last where pages are as large as asked for', async () => {
    const [, far] = FAR[0] ?? [];
    for (const [count, pages] of [[0, 1], [7, 1], [10, 1], [11, 2], [20, 2], [25, 3]] as const) expect((await walk(dataset(byPage), far?.(count, 10) ?? (() => null))).asked).toHaveLength(pages);
  });

  it('keeps the query, and puts the page into it', async () => {
    const { asked } = await walk(dataset(byOffset), FAR[2]?.[1](15, 10) ?? (() => null));
    expect(asked.map(({ query }) => Object.fromEntries(query))).toEqual([{ loc: 'x', so: '10', tu: '0' }, { loc: 'x', so: '10', tu: '10' }]);
  });

  it('without a total ends with a page that is not full, or where it says that there are no more', async () => {
    const { total: _, ...untold } = byPage;
    expect(ids(await walk(dataset(untold), (_question, page) => body(rows((page - 1) * 10, page === 3 ? 4 : 10))))).toEqual(all(24));
    expect(ids(await walk(dataset({ ...untold, more: '/ketQua/con' }), (_question, page) => body(rows((page - 1) * 3, 3), { con: page < 4 })))).toEqual(all(12));
  });
});

describe('rows that did not come', () => {
  it('are told as missing, on one page or over several', async () => {
    expect((await walk(dataset(byCursor), () => body(rows(0, 3), { tong: 8 }))).partial).toEqual({ present: 3, expected: 8 });
    expect((await walk(dataset(byPage), (_question, page) => body(page === 1 ? rows(0, 10) : [], { tong: 25 }))).partial).toEqual({ present: 10, expected: 25 });
  });

  it('are noticed when a new row at the front pushes one onto two pages', async () => {
    const answer = await walk(dataset(byPage), (_question, page) => (page === 1 ? body(rows(0, 10), { tong: 15 }) : body(rows(9, 6), { tong: 16 })));
    expect(answer).toMatchObject({ partial: { present: 15, expected: 16 }, notes: [{ code: 'repeated-rows', count: 1 }] });
  });

  it('are noticed when one at the front went and another slipped between the pages', async () => {
    const answer = await walk(dataset(byPage), (_question, page) => (page === 1 ? body(rows(0, 10), { tong: 20 }) : body(rows(11, 9), { tong: 19 })));
    expect(answer.partial).toEqual({ present: 19, expected: 20 });
  });

  it('do not hide behind a failure told on a later page', async () => {
    const failing = walk(dataset(byCursor), (_question, page) => (page === 1 ? body(rows(0, 3), { tong: 3, tiep: 'b' }) : { ...body([], { tong: 3 }), loi: 'quá tải' }));
    expect(await faultOf(failing)).toMatchObject({ kind: 'source-error', got: '"quá tải"' });
  });
});

describe('pages that lead astray', () => {
  it.each([
    ['the same cursor again', byCursor, { tiep: 'a' }, 'contradictory', '/ketQua/tiep'],
    ['a cursor that is an object', byCursor, { tiep: {} }, 'malformed', '/ketQua/tiep'],
    ['a link to another place', byLink, { tiep: 'https://khac.tinh/quan-tri/xoa?sau=1' }, 'contradictory', '/ketQua/tiep'],
    ['a link upwards', byLink, { tiep: '../../bi-mat' }, 'contradictory', '/ketQua/tiep'],
    ['a link to itself', byLink, { tiep: '?loc=x' }, 'contradictory', '/ketQua/tiep'],
    ['a total that is no number', byPage, { tong: 'nhiều' }, 'malformed', '/ketQua/tong'],
    ['a total that is gone', byPage, {}, 'malformed', '/ketQua/tong'],
  ])('%s: refused', async (_name, paging, more, kind, pointer) => {
    expect(await faultOf(walk(dataset(paging), () => body(rows(0, 3), more)))).toMatchObject({ kind, pointer });
  });

  it('rows that are no list: refused with their place', async () => expect(await faultOf(walk(dataset(byPage), () => ({ ketQua: { danhSach: [] } })))).toEqual({ kind: 'malformed', pointer: '/ketQua/dong', expected: 'a list', got: 'nothing' }));

  it('a link is followed below our own base, whatever host it names', async () => {
    const { asked } = await walk(dataset(byLink), (_question, page) => body(rows(0, 1), { tong: 1, tiep: page === 1 ? 'http://169.254.169.254/x/v1/phan-anh?sau=2' : null }));
    expect(asked[1]).toMatchObject({ path: 'v1/phan-anh', query: [['sau', '2']] });
  });
});

it.each([
  [{ kind: 'trang' }, '/request/paging/kind'], [{ kind: 'page', page: 'p', rows: '' }, '/request/paging/each'], [{ kind: 'page', page: 'p', each: 0, rows: '' }, '/request/paging/each'], [{ kind: 'cursor', cursor: 'c', rows: '' }, '/request/paging/next'],
  [{ kind: 'cursor', next: '/n', rows: '' }, '/request/paging/cursor'], [{ kind: 'link', next: 'n', rows: '' }, '/request/paging/next'], [{ kind: 'link', next: '/n', rows: 'x' }, '/request/paging/rows'], [{ kind: 'offset', offset: 'o', limit: 'l', each: 5, rows: '', sort: 'x' }, '/request/paging/sort'],
])('paging %j is refused', (paging, pointer) => {
  expect(settled(() => restJson.plan(dataset({}, { request: { path: 'x', paging: { ...paging } } }), {}))).toMatchObject({ ok: false, error: { kind: 'misconfigured', pointer } });
});
