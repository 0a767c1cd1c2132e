import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellAt } from '@/domain/cube/cube';
import type { Dataset, DatasetData, Source } from '@/domain/dataset';
import { valueOf } from '@/domain/measure';
import { createFederation } from '@/federation/create-federation';
import type { HttpQuestion } from '@/federation/connector';
import { jsonStatReader } from '@/federation/connectors/json-stat/parse';
import { datasetOf, type TableChoice } from '@/federation/connectors/px-web/dataset-of';
import { browseQuestion, readListing } from '@/federation/connectors/px-web/listing';
import { readTableMeta } from '@/federation/connectors/px-web/table-meta';
import { readJson } from '@/federation/payload/read-json';
import { nodeThread } from '@/federation/worker/node-thread';
import { startMock, type Mock } from '../../mock/main';

const NOW = Date.parse('2026-11-20T10:15:00+07:00');
const read = <T>(path: string): T => JSON.parse(readFileSync(`public/provinces/base/${path}`, 'utf8')) as T;
const sources = [...read<{ sources: readonly Source[] }>('sources/open-data.json').sources, ...read<{ sources: readonly Source[] }>('sources.json').sources];
const { datasets } = read<{ datasets: readonly Dataset[] }>('datasets/open-data.json');

let mock: Mock;
beforeAll(async () => { mock = await startMock({ port: 0, province: 'nghe-an', seed: 2026, now: () => NOW }); }, 60_000);
afterAll(() => mock.close());

async function answer(dataset: string, params = {}, extra: readonly Dataset[] = []) {
  const federation = createFederation({
    sources: new Map(sources.map((source) => [source.id, source])), datasets: new Map([...datasets, ...extra].map((each) => [each.id, each])), startThread: nodeThread,
    resolveUrl: (baseUrl) => new URL(baseUrl.replace(/^\/sources\//, ''), mock.url).href, times: { clock: () => NOW },
  });
  try {
    return await federation.ask({ dataset, params }, new AbortController().signal);
  } finally {
    federation.dispose();
  }
}
async function dataOf(dataset: string, params = {}, extra: readonly Dataset[] = []): Promise<DatasetData> {
  const got = await answer(dataset, params, extra);
  if (!got.ok) throw new Error(JSON.stringify(got.error));
  return got.value.data;
}

describe('the open-data portal', () => {
  it('lists its packages, page after page', async () => {
    const small = datasets.map((each) => (each.id === 'open-data-packages' ? { ...each, id: 'paged', request: { ...each.request, page: 7 } } : each));
    const [whole, paged] = [await dataOf('open-data-packages'), await dataOf('paged', {}, small)];
    if (whole.kind !== 'events') throw new Error(whole.kind);
    expect(whole.rows.length).toBeGreaterThanOrEqual(30);
    expect(paged).toEqual(whole);
    for (const { id, values } of whole.rows) expect([Number(values['modified']) < NOW, Number(values['everyMonths']) > 0], id).toEqual([true, true]);
    expect(whole.rows.filter(({ values }) => values['machineReadable']).length).toBe(3);
  });

  it('gives the rows of a table as a cube of communes, whole or of one', async () => {
    const all = await dataOf('open-data-schools');
    if (all.kind !== 'cube') throw new Error(all.kind);
    expect(all.dimensions[0]?.categories).toHaveLength(130);
    const one = await dataOf('open-data-schools', { unit: '16681' });
    if (one.kind !== 'cube') throw new Error(one.kind);
    expect(one.dimensions[0]?.categories.map(({ code }) => code)).toEqual(['16681']);
    expect(valueOf(cellAt(one, { metric: 'schools' }))).toBe(valueOf(cellAt(all, { unit: '16681', metric: 'schools' })));
  });

  it('says that it gave a part, and why it refused', async () => {
    const [schools] = datasets.filter(({ id }) => id === 'open-data-schools');
    if (!schools) throw new Error('no dataset');
    const cut = { ...schools, id: 'cut', request: { ...schools.request, most: 60 } };
    expect(await answer('cut', {}, [cut])).toMatchObject({ ok: true, value: { partial: { present: 60, expected: 130 } } });
    const gone = { ...schools, id: 'gone', request: { action: 'datastore_search', query: { resource_id: 'khong-co' } } };
    expect(await answer('gone', {}, [gone])).toMatchObject({ ok: false, error: { kind: 'source-error', got: expect.stringMatching(/^Not Found Error/) as string } });
  });
});

describe('a table of the statistics office, found by browsing', () => {
  const fetched = async ({ path, query }: HttpQuestion): Promise<unknown> => {
    const url = new URL(`${mock.url}statistics-office/${path}`);
    for (const [name, value] of query) url.searchParams.append(name, value);
    return readJson(new Uint8Array(await (await fetch(url)).arrayBuffer()));
  };
  const choice = (part: Partial<TableChoice> & Pick<TableChoice, 'id' | 'dialect' | 'path' | 'metrics'>): TableChoice => ({
    source: 'statistics-office', title: { vi: 'Bảng đã chọn', en: 'Chosen table' }, description: { vi: 'Chọn từ kho số liệu', en: 'Chosen by browsing' }, owner: { vi: 'Thống kê tỉnh', en: 'Statistics office' },
    cadence: { kind: 'periodic', period: 'month', publishedAfterDays: 6, checkSeconds: 3_600 }, classification: 'public', ...part,
  });
  async function saved(made: ReturnType<typeof datasetOf>, params = {}): Promise<DatasetData> {
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    expect(jsonStatReader.check(made.value)).toEqual([]);
    return dataOf(made.value.id, params, [made.value]);
  }

  it.each([['pxweb-1', 'api/v1/vi/ThongKe/KTXH/'], ['pxweb-2', 'api/v2/tables/']] as const)('lists tables over %s; a date of the end of days is none', async (dialect, path) => {
    const { entries } = readListing(await fetched(browseQuestion(path, dialect)));
    expect(entries.filter(({ kind }) => kind === 'table').length).toBeGreaterThanOrEqual(4);
    expect(entries.find(({ id }) => id.startsWith('KTXH03'))?.updated).toBeNull();
    expect(entries.find(({ id }) => id.startsWith('KTXH01'))?.updated).toMatch(/^2026-/);
  });

  it.each([['pxweb-1', 'api/v1/vi/ThongKe/KTXH/KTXH01.px', ''], ['pxweb-2', 'api/v2/tables/KTXH01', '/metadata']] as const)('is saved as a dataset and read over %s', async (dialect, path, tail) => {
    const meta = readTableMeta(await fetched(browseQuestion(`${path}${tail}`, dialect)));
    expect(meta.dimensions.find(({ id }) => id === 'ChiTieu')?.categories.find(({ code }) => code === 'IIP_LK')).toMatchObject({ depth: 2, label: 'Chỉ số sản xuất công nghiệp so với cùng kỳ, lũy kế từ đầu năm' });
    const data = await saved(datasetOf(meta, choice({ id: 'chosen-month', dialect, path, time: { dimension: 'Thang', calendar: 'calendar' }, metricDimension: 'ChiTieu', metrics: [{ from: 'IIP', code: 'industry', unit: 'percent', decimals: 2 }, { from: 'KHACH', code: 'visits', unit: 'visit' }] })), { from: 'calendar:2026-01', to: 'calendar:2026-10' });
    if (data.kind !== 'cube') throw new Error(data.kind);
    expect(valueOf(cellAt(data, { metric: 'visits', time: 'calendar:2026-09' }))).toBeGreaterThan(1_000);
    expect(data.dimensions.find(({ role }) => role === 'time')?.categories).toHaveLength(10);
  });

  it('keeps units of administration as they are', async () => {
    const path = 'api/v1/vi/ThongKe/KTXH/DS01.px';
    const meta = readTableMeta(await fetched(browseQuestion(path, 'pxweb-1')));
    const made = datasetOf(meta, choice({ id: 'chosen-people', dialect: 'pxweb-1', path, time: { dimension: 'Nam', calendar: 'calendar', latest: 2 }, geo: { dimension: 'DonVi' }, metricDimension: 'ChiTieu', metrics: [{ from: 'DAN_SO', code: 'population', unit: 'person' }] }));
    const data = await saved(made);
    if (data.kind !== 'cube') throw new Error(data.kind);
    expect(valueOf(cellAt(data, { unit: '40', metric: 'population', time: 'calendar:2026' }))).toBeGreaterThan(3_000_000);
    expect(made).toMatchObject({ value: { unitScope: { field: 'unit' }, parameters: [] } });
  });
});
