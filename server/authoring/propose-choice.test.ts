import { describe, expect, it } from 'vitest';
import { readTableMeta } from '@/federation/connectors/px-web/table-meta';
import { metaPayload } from '@/federation/connectors/px-web/sample';
import { sampleProvince } from '@/widget-kit/testing/sample-province';
import { sourceOf } from '../../test/contract/federation-server';
import { browsePlaces, isWithin, metaPathOf, pathOf, type BrowsePlace } from './browse-places';
import { proposedChoice, slug, unitOf } from './propose-choice';

const source = sourceOf('statistics-office');
const v1: BrowsePlace = { source, dialect: 'pxweb-1', root: 'api/v1/vi/' };
const v2: BrowsePlace = { source, dialect: 'pxweb-2', root: 'api/v2/tables' };
const { units } = sampleProvince();

describe('what a table most likely is', () => {
  it('is proposed by what the office says of it', () => {
    const meta = readTableMeta(metaPayload);
    const proposed = proposedChoice(v1, 'api/v1/vi/x.px', meta, { units, datasets: new Map() });
    expect(proposed).toMatchObject({
      id: 'dan-so-trung-binh-phan-theo-gioi-tinh-va-theo-thanh-thi-nong', time: { dimension: 'Năm', pattern: '{year}' }, cadence: { period: 'year' },
      classifications: [{ dimension: 'Giới tính', id: 'gioi-tinh' }],
      // One metric, of what stands in the brackets of the title.
      metrics: [{ from: null, unit: 'person', divideBy: 0.001 }],
    });
    expect(proposed).not.toHaveProperty('geo');
  });

  it('finds places by the codes of the province and figures since January by their words', () => {
    const dimension = (id: string, codes: readonly (readonly [string, string, string | null])[]) => ({ id, label: id, role: 'other' as const, eliminable: false, categories: codes.map(([code, label, unit]) => ({ code, label, depth: 0, unit })) });
    const meta = { title: 'Chỉ tiêu', updated: null, dimensions: [dimension('DV', units.all.slice(0, 3).map(({ code }) => [code, code, null])), dimension('CT', [['THU_LK', 'Thu ngân sách lũy kế', 'Tỷ đồng'], ['9', 'Lạ', 'Thùng']])] };
    expect(proposedChoice(v1, 'p', meta, { units, datasets: new Map() })).toMatchObject({ geo: { dimension: 'DV' }, metricDimension: 'CT', metrics: [{ code: 'thu-lk', unit: 'billion-dong', calendar: 'statistical' }, { code: 'la', unit: null }] });
  });

  it.each([['Tỷ đồng', { unit: 'billion-dong' }], ['Nghìn tỷ đồng', { unit: 'billion-dong', divideBy: 0.001 }], ['%', { unit: 'percent' }], ['Nghìn người', { unit: 'person', divideBy: 0.001 }], ['Thùng', null], [null, null]])('%s counts %j', (word, unit) => expect(unitOf(word)).toEqual(unit));
  it('has an id without marks', () => expect([slug('Diện tích (ha) – đất'), slug('—')]).toEqual(['dien-tich-ha-dat', 'x']));
});

describe('paths of an office', () => {
  it('stay below where its folders begin', () => {
    expect([isWithin(v1, 'api/v1/vi/ThongKe/x.px'), isWithin(v1, 'api/v1/en/x'), isWithin(v1, 'quan-tri/x')]).toEqual([true, false, false]);
    expect([isWithin(v2, 'api/v2/tables'), isWithin(v2, 'api/v2/tables/T1'), isWithin(v2, 'api/v2/navigation/BE'), isWithin(v2, 'api/v2/config')]).toEqual([true, true, true, false]);
  });
  it('lead to what a folder holds', () => {
    expect(pathOf(v1, 'api/v1/vi/ThongKe/', { kind: 'folder', id: 'Dân số' })).toBe('api/v1/vi/ThongKe/Dân số/');
    expect(pathOf(v1, 'api/v1/vi/ThongKe/', { kind: 'table', id: '50%?.px' })).toBe('api/v1/vi/ThongKe/50%25%3F.px');
    expect(pathOf(v2, 'api/v2/tables', { kind: 'table', id: 'T1' })).toBe('api/v2/tables/T1');
    expect(pathOf(v2, 'api/v2/tables', { kind: 'heading', id: 'h' })).toBeNull();
    expect(metaPathOf(v2, 'api/v2/tables/T1')).toBe('api/v2/tables/T1/metadata');
  });
  it('are found by a dataset that asks one, or by the settings of the source', () => {
    const table = { id: 'd', source: 'statistics-office', connector: 'json-stat', request: { dialect: 'pxweb-2', path: 'api/v2/tables/T1/data' } };
    const of = (settings: object, datasets: readonly object[]) => browsePlaces({ sources: new Map([['statistics-office', { ...source, settings: settings as typeof source.settings }]]), datasets: new Map(datasets.map((one) => ['d', one])) as never }).map(({ dialect, root }) => [dialect, root]);
    expect(of({}, [table])).toEqual([['pxweb-2', 'api/v2/tables']]);
    expect(of({}, [{ ...table, request: { dialect: 'pxweb-1', path: 'api/v1/vi/TK/x.px' } }])).toEqual([['pxweb-1', 'api/v1/vi/']]);
    expect(of({ browse: { dialect: 'pxweb-1', path: 'api/v1/en/' } }, [])).toEqual([['pxweb-1', 'api/v1/en/']]);
    expect(of({}, [{ ...table, request: { dialect: 'file', path: 'x' } }])).toEqual([]);
  });
});
