import { describe, expect, it } from 'vitest';
import type { Dataset } from '@/domain/dataset';
import { settled } from '../../fault';
import { jsonStatReader } from '../json-stat/parse';
import { plan } from '../json-stat/request';
import { datasetOf, timePatternOf, type TableChoice } from './dataset-of';
import { browseQuestion, readListing } from './listing';
import { folderPayload, metaPayload, navigationPayload, tablesPayload } from './sample';
import { readTableMeta } from './table-meta';

const choice: TableChoice = {
  id: 'population-by-sex', source: 'statistics-office', dialect: 'pxweb-1', path: 'api/v1/vi/Dân số/V02.01.px',
  title: { vi: 'Dân số', en: 'Population' }, description: { vi: 'Dân số trung bình', en: 'Mean population' }, owner: { vi: 'Thống kê tỉnh', en: 'Statistics office' },
  cadence: { kind: 'periodic', period: 'year', publishedAfterDays: 180, checkSeconds: 86_400 }, classification: 'public',
  time: { dimension: 'Năm', calendar: 'calendar' }, metrics: [{ from: null, code: 'population', unit: 'person', decimals: 0, divideBy: 0.001 }],
  classifications: [{ dimension: 'Giới tính', id: 'sex', codes: ['1', '2'] }], fixed: { 'Thành thị, nông thôn': '0' },
};

describe('a folder of an office', () => {
  it('lists folders, tables and headings, of both APIs', () => {
    expect(readListing(folderPayload)).toEqual({ page: { number: 1, of: 1 }, entries: [
      { kind: 'folder', id: 'Dân số và lao động', label: 'Dân số và lao động', updated: null },
      { kind: 'table', id: 'V02.01.px', label: 'Dân số trung bình phân theo giới tính', updated: null },
      { kind: 'table', id: 'V02.02.px', label: 'Mật độ dân số', updated: '2026-05-12T09:41:00' },
    ] });
    expect(readListing(tablesPayload)).toMatchObject({ entries: [{ kind: 'table', id: 'TAB638', label: 'Dân số' }], page: { number: 1, of: 3 } });
    expect(readListing(navigationPayload)).toMatchObject({ entries: [{ kind: 'folder', id: 'BE' }, { kind: 'heading' }, { kind: 'table', updated: '2026-02-21T07:00:00Z' }] });
    expect(readListing([{ dbid: 'ThongKe', text: 'Thống kê' }]).entries).toEqual([{ kind: 'folder', id: 'ThongKe', label: 'Thống kê', updated: null }]);
  });

  it.each([[[{ id: 'x', type: 'q', text: '' }], '/0/type'], [{ error: 'x' }, '/error'], [{ tables: {} }, '/tables'], ['<html>', '']])('refuses %j', (payload, pointer) => expect(settled(() => readListing(payload))).toMatchObject({ error: { pointer } }));

  it('is asked for below its source only', () => {
    expect(browseQuestion('api/v2/tables', 'pxweb-2', 2)).toMatchObject({ method: 'GET', path: 'api/v2/tables', query: [['pageNumber', '2']] });
    expect(browseQuestion('api/v2/tables/TAB638/metadata', 'pxweb-2').query).toEqual([['outputFormat', 'json-stat2']]);
    for (const path of ['', '/etc', 'a/../../b']) expect(settled(() => browseQuestion(path, 'pxweb-1')).ok).toBe(false);
  });
});

describe('a table', () => {
  it('is described with depth, roles and what may be left out', () => {
    const meta = readTableMeta(metaPayload);
    expect(meta.dimensions.map(({ id, role, eliminable }) => [id, role, eliminable])).toEqual([['Giới tính', 'other', false], ['Thành thị, nông thôn', 'other', true], ['Năm', 'time', false]]);
    expect(meta.dimensions[0]?.categories[1]).toEqual({ code: '1', label: 'Nam', depth: 2, unit: null });
    expect(settled(() => readTableMeta({ ...metaPayload, variables: [{ code: 'a', text: 'a', values: ['1'], valueTexts: [] }] }))).toMatchObject({ error: { pointer: '/variables/0/valueTexts' } });
  });

  it.each([[['2024', '2025'], '{year}'], [['2026M01'], '{year}M{month:2}'], [['Quý 1/2026'], 'Quý {quarter}/{year}'], [['Tháng 1/2026', 'Tháng 12/2026'], 'Tháng {month}/{year}'], [['Sơ bộ 2025'], undefined], [[], undefined]])('%j is written %s', (codes, pattern) => {
    expect(timePatternOf({ id: 't', label: 't', role: 'time', eliminable: false, categories: codes.map((code) => ({ code, label: code, depth: 0, unit: null })) })).toBe(pattern);
  });

  it('becomes a dataset that the connector accepts and asks', () => {
    const made = datasetOf(readTableMeta(metaPayload), choice);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const dataset: Dataset = made.value;
    expect(jsonStatReader.check(dataset)).toEqual([]);
    expect(JSON.parse(plan(dataset, { from: 'calendar:2024', to: 'calendar:2025' }).body ?? '')).toMatchObject({ query: [
      { code: 'Năm', selection: { filter: 'item', values: ['2024', '2025'] } }, { code: 'Giới tính', selection: { filter: 'item', values: ['1', '2'] } }, { code: 'Thành thị, nông thôn', selection: { values: ['0'] } },
    ] });
    const latest = datasetOf(readTableMeta(metaPayload), { ...choice, time: { dimension: 'Năm', calendar: 'calendar', latest: 5 } });
    expect(latest).toMatchObject({ ok: true, value: { parameters: [], request: { select: { Năm: 'top:5' } } } });
  });

  it.each<[Partial<TableChoice>, string]>([
    [{ time: { dimension: 'Tháng', calendar: 'calendar' } }, '/choice/time/dimension'], [{ classifications: [] }, '/choice/fixed'], [{ fixed: { 'Thành thị, nông thôn': '9' } }, '/choice/fixed/Thành thị, nông thôn'],
    [{ metrics: [] }, '/choice/metrics'], [{ metricDimension: 'Giới tính', metrics: [{ from: '7', code: 'x', unit: 'person' }] }, '/choice/metrics/0/from'], [{ geo: { dimension: 'Tỉnh' } }, '/choice/geo/dimension'],
    [{ classifications: [{ dimension: 'Giới tính', id: 'sex', codes: ['8'] }] }, '/choice/classifications/0/codes'],
  ])('a choice that does not fit says where: %j', (part, pointer) => expect(datasetOf(readTableMeta(metaPayload), { ...choice, ...part })).toMatchObject({ ok: false, error: { kind: 'misconfigured', pointer } }));
});
