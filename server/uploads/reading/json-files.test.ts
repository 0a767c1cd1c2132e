import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CodeList } from '@/domain/code-list';
import { sampleDataset, samplePlaces } from '@/federation/connectors/table-file/sample';
import { runReading, type ReadingJob, type ReadingOutcome } from './reading-job';

const context: ReadingJob['context'] = { numbers: 'vi', unit: '16681', periodText: 'calendar:2026-10', chosen: [], units: ['16681'], known: ['16681', '16690'], day: '2026-10-31' };
const read = (body: object | string, dataset: ReadingJob['dataset'] = sampleDataset, more: Partial<ReadingJob['context']> = {}): ReadingOutcome =>
  runReading({ bytes: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), dataset, context: { ...context, ...more } });
function table(...wish: Parameters<typeof read>) {
  const outcome = read(...wish);
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.table;
}

const DIMENSION = {
  crop: { label: 'Mã cây trồng', category: { index: ['01', '02'], label: { '01': 'Lúa', '02': 'Ngô' } } },
  month: { label: 'Tháng', category: { index: ['2026M10'] } },
  content: { label: 'Nội dung', category: { index: ['area', 'winter', 'spring'], label: { winter: 'Vụ đông', spring: 'Vụ xuân' } } },
};
const STAT = { version: '2.0', class: 'dataset', id: ['crop', 'month', 'content'], size: [2, 1, 3], dimension: DIMENSION, value: [1234.5, 234.5, 1000, 0, 0, null] };
const ROWS = [['16681', 'calendar:2026-10', '01', 1234.5, 234.5, 1000], ['16681', 'calendar:2026-10', '02', 0, 0, null]];

describe('a JSON-stat file', () => {
  it('comes to the same rows as a table of the same figures', () => {
    expect(read(STAT)).toMatchObject({ ok: true, form: 'json-stat', encoding: 'utf-8', table: { faults: [], rows: ROWS, totals: [{ column: 'area', sum: 1234.5, count: 2 }, {}, { missing: 1 }] } });
    // Version 1: ids and sizes within the dimensions, in a bundle, before it a mark.
    const { id, size, value } = STAT;
    expect(table(`\ufeff${JSON.stringify({ report: { dimension: { ...DIMENSION, id, size }, value } })}`).rows).toEqual(ROWS);
  });

  it('is matched by labels where its codes are others', () => {
    const dimension = {
      month: DIMENSION.month, loai: { label: 'Loại', category: { index: ['L', 'N'], label: { L: 'Lúa', N: 'ngô' } } },
      content: { category: { index: ['a', 'b', 'c'], label: { a: 'Diện tích', b: 'Vụ đông', c: 'Vụ xuân' } } },
    };
    const other = { ...STAT, id: ['loai', 'month', 'content'], dimension };
    // Its name is another, so a person says which column it is.
    expect(table(other).faults).toMatchObject([{ row: null, code: 'dimension', expected: '2', got: 'Loại' }, { code: 'missing-column', column: 'crop' }]);
    expect(table(other, sampleDataset, { chosen: [['crop', 0]] }).rows).toEqual(ROWS);
  });

  it('names a cell by its dimensions, and one fault keeps the whole out', () => {
    const wrong = table({ ...STAT, value: [1234.5, 234.5, 1000, -1, 0, null] });
    expect(wrong).toMatchObject({ rows: [], faultCount: 1, faults: [{ row: 2, place: 'crop=02 · month=2026M10', column: 'area', code: 'limit-low', got: '-1' }] });
  });

  it('of another period is not taken for this one', () => {
    expect(table(STAT, sampleDataset, { periodText: 'calendar:2026-09' }).faults).toMatchObject([{ code: 'other-period', expected: '2026-09', got: '2026-10' }]);
  });

  it('leaves out what has no figure, and refuses a figure that is marked', () => {
    expect(table({ ...STAT, value: { 0: 5 }, status: { 3: '..' } }).rows).toEqual([['16681', 'calendar:2026-10', '01', 5, null, null]]);
    expect(table({ ...STAT, status: { 0: 'p' } }).faults).toMatchObject([{ row: 1, column: 'area', code: 'mark', got: 'p', place: 'crop=01 · month=2026M10' }]);
  });

  it('takes its times by row where the form has a column for them', () => {
    const dataset = { ...sampleDataset, mapping: { columns: [{ id: 'period', title: { vi: 'Tháng', en: 'Month' }, type: 'period' }, { id: 'area', title: { vi: 'Diện tích', en: 'Area' }, type: 'number', measure: 'hectare' }] } };
    const value = { class: 'dataset', id: ['t'], size: [2], dimension: { t: { label: 'Tháng', category: { index: ['2026M09', '2026M10'] } } }, value: [1, 2] };
    expect(table(value, dataset).rows).toEqual([['16681', 'calendar:2026-09', 1], ['16681', 'calendar:2026-10', 2]]);
  });
});

const point = (coordinates: unknown, properties: object = {}, type = 'Point') => ({ type: 'Feature', geometry: { type, coordinates }, properties: { place: 'Dốc Bò Lăn', kind: 'sl', reportedAt: '2026-10-03', ...properties } });
const collection = (...features: readonly unknown[]) => ({ type: 'FeatureCollection', features });
const faultsOf = (...features: readonly unknown[]) => table(collection(...features), samplePlaces).faults.map(({ row, column, code, got }) => [row, column, code, got]);

describe('a GeoJSON file', () => {
  it('is a row a feature, with its point', () => {
    expect(read(collection(point([105.21, 19.04, 12]), point([[105.3, 19.1]], { place: 'Cầu Rỏi', kind: 'ng', ghiChu: 'x' }, 'MultiPoint')), samplePlaces)).toMatchObject({
      ok: true, form: 'geojson', table: {
        faults: [], remarks: [{ code: 'ignored-column', about: 'ghiChu' }],
        rows: [['16681', 'calendar:2026-10', 'Dốc Bò Lăn', 'sl', '2026-10-03', 105.21, 19.04], ['16681', 'calendar:2026-10', 'Cầu Rỏi', 'ng', '2026-10-03', 105.3, 19.1]],
      },
    });
  });

  it('is refused with the number of the feature that lies wrongly, and why', () => {
    expect(faultsOf(point([105.21, 19.04]), point([19.1, 105.3], { place: 'b' }), point([552_300, 2_106_000], { place: 'c' }), point([100, 19], { place: 'd' }))).toEqual([
      [2, 'lon', 'swapped', '19.1, 105.3'], [3, 'lon', 'metres', '552300, 2106000'], [4, 'lon', 'bounds', '100, 19'],
    ]);
    expect(faultsOf(point([[105, 19], [105, 19.2]], {}, 'LineString'), { ...point([], { place: 'b' }), geometry: null })).toEqual([[1, 'lon', 'geometry', 'LineString'], [2, 'lon', 'geometry', '']]);
  });

  it('holds its properties against the columns', () => {
    expect(faultsOf(point([105, 19], { kind: 'x' }), point([105, 19], { place: ['a'] }), point([105, 19]), point([105, 19]))).toEqual([
      [1, 'kind', 'code', 'x'], [2, 'place', 'nested', '{…}'], [3, null, 'duplicate-row', 'Dốc Bò Lăn'], [4, null, 'duplicate-row', 'Dốc Bò Lăn'],
    ]);
  });

  it.each<[string, object | string, string, number | null]>([
    ['VN-2000 by its name', { ...collection(point([1, 2])), crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::9210' } } }, 'crs', null],
    ['something that is no feature', collection(point([105, 19]), { type: 'Point' }), 'geojson', 2],
    ['too many features', collection(...Array.from({ length: 20_001 }, () => 0)), 'too-many-rows', null],
    ['half of it', JSON.stringify(collection(point([105, 19]))).slice(0, -2), 'json', null],
    ['TopoJSON', { type: 'Topology', objects: {} }, 'json-kind', null],
    ['JSON of another kind', { rows: [] }, 'json-kind', null],
    ['a broken table', { ...STAT, size: [2, 1] }, 'json-stat', null],
    ['fewer values than cells', { ...STAT, value: [1] }, 'json-stat', null],
  ])('is refused with %s', (_, body, code, row) => expect(read(body, samplePlaces)).toMatchObject({ ok: false, code, row }));

  it('has the same place when it comes as CSV, whichever the decimal mark', () => {
    expect(table('Địa điểm;Loại;Kinh độ;Vĩ độ\nA;sl;105,215;19.04', samplePlaces).rows).toEqual([['16681', 'calendar:2026-10', 'A', 'sl', null, 105.215, 19.04]]);
    expect(table('Địa điểm;Loại;Kinh độ;Vĩ độ\nA;sl;105,2;\nB;sl;;', samplePlaces).faults).toMatchObject([{ row: 2, column: 'lat', code: 'geometry' }, { row: 3, column: 'lon', code: 'geometry' }]);
  });
});

it('never throws, whatever the JSON', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom('dimension', 'id', 'size', 'value', 'features', 'status'), (value, name) => {
    read({ ...STAT, [name]: value });
    read({ ...collection(point([105, 19])), [name]: value }, samplePlaces);
    read(collection(value, { type: 'Feature', properties: value, geometry: value }, { ...point(value) }), samplePlaces);
  }), { numRuns: 150 });
});

describe('a column of a shared list', () => {
  const list: CodeList = {
    id: 'agencies', version: '2026', name: { vi: 'Cơ quan', en: 'Agencies' }, owner: { vi: 'A', en: 'A' }, validFrom: '2025-07-01', validTo: null, normalise: 'agency',
    codes: [{ code: 'H41.06', label: { vi: 'Sở Y tế', en: 'Health' } }, { code: 'H41.07', label: { vi: 'Sở Xây dựng', en: 'Construction' }, validTo: '2026-01-01' }],
  };
  const dataset = { ...sampleDataset, shape: 'events' as const, mapping: { columns: [{ id: 'agency', title: { vi: 'Cơ quan', en: 'Agency' }, type: 'code', list: 'agencies' }] } };
  const agencies = (codes: string, lists: readonly CodeList[] = [list]) => table(`agency\n${codes}`, dataset, { lists });

  it('takes both writings of an agency as one code', () => {
    expect(agencies('H41.06\n000.00.06.H41').rows.map((row) => row[2])).toEqual(['H41.06', 'H41.06']);
  });

  it('tells an unknown code with the nearest one, by code or by label; of no entry that has ended', () => {
    expect(agencies('H41.08\nSo Y te\nkhông biết là gì\nH41.07').faults).toMatchObject([
      { row: 2, code: 'code-list', expected: 'H41.06 (Sở Y tế)', got: 'H41.08' }, { row: 3, expected: 'H41.06 (Sở Y tế)' }, { row: 4, expected: '' }, { row: 5, expected: 'H41.06 (Sở Y tế)' },
    ]);
  });

  it('without a version in force keeps the file out', () => {
    expect(agencies('H41.06', []).faults).toMatchObject([{ row: null, column: 'agency', code: 'no-list', expected: 'agencies' }]);
  });
});
