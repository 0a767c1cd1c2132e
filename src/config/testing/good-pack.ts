import type { Json } from '@/domain/dataset';

type Tree = { [key: string]: Json };
const both = (vi: string, en = vi) => ({ vi, en });

/** Without a field. */
export const less = (tree: Tree, field: string): Tree => Object.fromEntries(Object.entries(tree).filter(([name]) => name !== field));

const card = (id: string, more: Tree = {}): Tree => ({
  id, name: both('Hồ sơ đúng hạn'), shortName: both('Đúng hạn'), definition: both('Tỷ lệ hồ sơ đúng hạn.'),
  unit: 'percent', decimals: 1, direction: 'higher-better', owner: both('Văn phòng UBND tỉnh'), calendar: 'calendar', periodKind: 'month',
  dataset: 'procedures', metric: 'settledInTime', levels: ['province', 'commune'],
  overUnits: { kind: 'ratio', numerator: 'settledInTime', denominator: 'settled', scale: 100 }, overTime: { kind: 'none' },
  targets: [{ period: 'calendar:2026', value: 98 }], thresholds: { basis: 'value', watch: 98, act: 95 },
  validFrom: '2020-01-01', change: 'difference', ...more,
});

const tile = (id: string, x: number, more: Tree = {}): Tree => ({
  id, widget: 'indicator-card', widgetVersion: 1, title: both('Hồ sơ'), place: { x, y: 0, w: 6, h: 2 }, options: { indicator: 'on-time' }, ...more,
});

const dashboard = (id: string, tiles: Tree[]): Tree => ({ schemaVersion: 1, id, title: both('Lãnh đạo'), audience: both('Lãnh đạo tỉnh'), rows: 4, tiles });

type Trees = { [file: string]: Tree };

/** Files of the province itself. */
const ownFiles = (): Trees => ({
  'province.json': {
    schemaVersion: 1, extends: 'base', id: 'nghe-an', name: both('Nghệ An'), unit: '40', agency: 'H41', sampleData: true, dashboards: ['leaders', 'commune'],
    map: {
      areasDataset: 'areas', centre: { lon: 104.9, lat: 19.2 }, zoom: 8,
      baseLayers: [{ id: 'province', name: both('Nền của tỉnh'), urlTemplate: 'https://bando.tinh.example/{z}/{x}/{y}.png', attribution: 'Sở NN&MT' }],
    },
    defaults: { dashboard: 'leaders', calendar: 'calendar', periodKind: 'month', theme: 'light' },
  },
  'units.json': {
    schemaVersion: 1, source: 'Quyết định 19/2025/QĐ-TTg',
    units: [
      ['40', 'province', 'province', 'Nghệ An', null, null, '1900-01-01'],
      ['412', 'provincial-city', 'district', 'Vinh', null, '40', '1900-01-01', '2025-07-01'],
      ['16681', 'ward', 'commune', 'Hà Huy Tập', null, '412', '1900-01-01', '2025-07-01'],
      ['16681', 'ward', 'commune', 'Thành Vinh', null, '40', '2025-07-01', null, [['16681', 'rename']], 105.66, 18.675],
      ['H41.06', 'department', 'department', 'Sở NN&MT', 'Sở Nông nghiệp và Môi trường', '40', '1900-01-01'],
    ],
  },
  'targets.json': { schemaVersion: 1, targets: [{ indicator: 'on-time', targets: [{ period: 'calendar:2026', value: 99, basis: 'Kế hoạch mẫu' }] }] },
  'dashboards/commune.json': dashboard('commune', [tile('only', 0, { scope: { unit: '16681', period: 'calendar:2026-10' } })]),
});

/** Inherited lists. */
const lists = (): Trees => ({
  'base/sources.json': {
    schemaVersion: 1,
    sources: [{
      id: 'one-stop', name: both('Một cửa điện tử'), shortName: both('Một cửa'), owner: both('Văn phòng UBND tỉnh'), baseUrl: '/sources/one-stop/',
      deadlineMs: 10_000, maxBytes: 4_000_000, settings: {}, sampleData: true,
    }],
  },
  'base/datasets.json': {
    schemaVersion: 1,
    datasets: [
      {
        id: 'procedures', source: 'one-stop', connector: 'rest-json', title: both('Thủ tục'), description: both('Thống kê.'), owner: both('Văn phòng UBND tỉnh'),
        shape: 'cube', cadence: { kind: 'interval', seconds: 300 }, classification: 'internal', parameters: [{ name: 'period', required: true }],
        request: { method: 'GET', path: 'thong-ke' }, mapping: { expression: '$' }, legalBasis: 'Thông tư 01/2020/TT-VPCP',
      },
      {
        id: 'areas', source: 'one-stop', connector: 'rest-json', title: both('Địa bàn'), description: both('Sơ đồ.'), owner: both('Sở NN&MT'),
        shape: 'features', cadence: { kind: 'periodic', period: 'year', publishedAfterDays: 90, checkSeconds: 86_400 }, classification: 'public', parameters: [],
        request: {}, mapping: {},
      },
    ],
  },
  'base/indicators.json': { schemaVersion: 1, note: 'Mẫu', indicators: [card('on-time'), less(card('received', { overUnits: { kind: 'sum' }, direction: 'neutral' }), 'thresholds')] },
});

/** Inherited tables and dashboards. */
const tables = (): Trees => ({
  'base/index-766.json': {
    schemaVersion: 1,
    tables: [{
      version: '2026', title: both('Bộ chỉ số 766'), validFrom: '2022-06-23', validTo: null, legalBasis: 'Quyết định 766/QĐ-TTg', maximum: 100,
      blocks: [{ id: 'A', name: both('Khối A'), shortName: both('A'), maximum: 60 }, { id: 'B', name: both('Khối B'), shortName: both('B'), maximum: 40 }],
      groups: [{ id: '1', name: both('Nhóm'), shortName: both('1'), maximum: 100 }],
      components: [
        { id: '1.1', metricCode: 'X', name: both('Mục'), block: 'A', group: '1', maximum: 60, threshold: 0.8, zeroDenominator: 'zero' },
        { id: '1.2', metricCode: null, name: both('Mục'), block: 'B', group: '1', maximum: 40, threshold: null, zeroDenominator: 'not-applicable', unverified: ['threshold'], note: both('Chưa kiểm chứng.') },
        { id: '1.3', metricCode: null, name: both('Mục'), block: 'B', group: '1', maximum: null, threshold: null, zeroDenominator: 'not-applicable' },
      ],
      bands: [{ id: 'good', name: both('Tốt'), from: 80 }, { id: 'weak', name: both('Yếu'), from: 0 }],
    }],
  },
  'base/form-06.json': { schemaVersion: 1, version: '2026', states: [{ code: 4, name: both('Đang xử lý'), fold: 'pending' }, { code: 9, name: both('Đã xử lý xong'), fold: 'settled' }] },
  'base/access.json': {
    schemaVersion: 1,
    roles: [
      { id: 'leader', name: both('Lãnh đạo'), reads: [{ datasets: '*', classes: ['public', 'internal', 'personal'], units: 'all' }], may: ['unmask', 'export'], dashboards: '*', landing: 'leaders' },
      { id: 'clerk', name: both('Chuyên viên'), reads: [{ datasets: ['procedures'], classes: ['internal'], units: 'own' }], may: [], dashboards: ['commune'] },
      { id: 'anonymous', name: both('Khách'), reads: [{ datasets: '*', classes: ['public'], units: 'all' }], may: [], dashboards: ['leaders'] },
      { id: 'screen', name: both('Màn hình'), reads: [{ datasets: '*', classes: ['public', 'internal'], units: 'all' }], may: [], dashboards: '*' },
    ],
    claims: { roleClaim: 'vai_tro', roles: { 'lanh-dao': 'leader', 'chuyen-vien': 'clerk' }, unitClaim: 'don_vi', nameClaim: 'name', titleClaim: 'chuc_danh' },
    purposes: [{ id: 'inspection', name: both('Kiểm tra') }],
  },
  'base/dashboards/leaders.json': dashboard('leaders', [tile('a', 0), tile('b', 6)]),
});

/** A small pack without a fault, one file of every kind, as trees. Every call gives fresh ones. */
export const goodTrees = (): Trees => ({ ...ownFiles(), ...lists(), ...tables() });

export type Files = { [file: string]: string };

/** The pack as texts, after `change` has had its way with the trees. */
export function packOf(change: (trees: Trees) => void = () => undefined): Files {
  const trees = goodTrees();
  change(trees);
  return Object.fromEntries(Object.entries(trees).map(([file, tree]) => [file, JSON.stringify(tree)]));
}

/** Sets what a JSON pointer names; `undefined` takes it away. Throws where there is nothing to hold it. */
export function put(tree: Json, pointer: string, value: Json | undefined): void {
  const path = pointer.slice(1).split('/');
  const last = path.pop() ?? '';
  const holder = path.reduce<Json | undefined>((found, key) => (found as Tree | undefined)?.[key], tree);
  if (typeof holder !== 'object' || holder === null) throw new Error(`nothing at ${pointer}`);
  if (value === undefined && !Array.isArray(holder)) Reflect.deleteProperty(holder, last);
  else Reflect.set(holder, last, value ?? null);
}
