import type { CacheItem } from '../../src/cache/snapshot-cache';
import { CELL_STATUS } from '../../src/domain/cube/types';
import { queryKey } from '../../src/domain/dataset';
import type { DatasetData, DatasetQuery } from '../../src/domain/dataset';
import { toInstant } from '../../src/domain/time';

export const NOW = toInstant(Date.UTC(2026, 10, 21, 1, 30));
export const OWNER = { identity: 'lãnh-đạo|01', province: 'nghe-an' };

const item = (query: DatasetQuery, data: DatasetData, asOf: number | null, more: object = {}): CacheItem => ({
  queryKey: queryKey(query),
  classification: 'internal',
  answer: {
    data,
    asOf: asOf === null ? null : toInstant(asOf),
    receivedAt: NOW,
    serverTime: asOf === null ? null : toInstant(NOW + 1_000),
    provenance: {
      source: 'one-stop', dataset: query.dataset, connector: 'rest-json', request: `POST /sources/one-stop/${query.dataset} {"kỳ":"10/2026"}`,
      asOf: asOf === null ? null : toInstant(asOf), receivedAt: NOW, sourceVersion: asOf === null ? null : 'W/"7"', digest: '0123456789abcdef', sampleData: true,
    },
    ...more,
  },
});

/** One answer of every shape, with everything a record can hold: each cell status, numbers at the edges, every geometry. */
export const SAMPLE_ITEMS: readonly CacheItem[] = [
  item({ dataset: 'procedure-by-unit', params: { period: 'calendar:2026-10', level: 'commune' } }, {
    kind: 'cube',
    label: 'Thủ tục hành chính theo đơn vị',
    dimensions: [
      { id: 'unit', label: 'Đơn vị', role: 'geo', categories: [{ code: '40', label: 'Nghệ An' }, { code: '16681', label: 'Phường Thành Vinh', parent: '40' }] },
      { id: 'metric', label: 'Chỉ tiêu', role: 'metric', categories: CELL_STATUS.map((status) => ({ code: status, label: status, unit: 'dossier' as const, decimals: 0 })) },
    ],
    values: Float64Array.from({ length: 2 * CELL_STATUS.length }, (_, index) => [0, 9_007_199_254_740_991, -0.57, Number.NaN, 1e-9][index % 5] ?? Number.NaN),
    status: Uint8Array.from({ length: 2 * CELL_STATUS.length }, (_, index) => index % CELL_STATUS.length),
  }, NOW - 60_000, { partial: { present: 128, expected: 130 }, notes: [{ code: 'unknown-status', count: 2, example: 'ước' }] }),
  item({ dataset: 'security-alerts', params: {} }, {
    kind: 'events',
    fields: [
      { id: 'title', type: 'text', personal: false }, { id: 'occurredAt', type: 'instant', personal: false }, { id: 'dueOn', type: 'date', personal: false },
      { id: 'count', type: 'number', personal: false }, { id: 'open', type: 'boolean', personal: false },
    ],
    rows: [
      { id: 'cb-1', values: { title: 'Quét cổng từ bên ngoài', occurredAt: NOW, dueOn: '2026-11-22', count: 3.5, open: true } },
      { id: 'cb-2', values: { title: null, occurredAt: null, dueOn: null, count: null, open: null } },
    ],
  }, null),
  item({ dataset: 'commune-areas', params: {} }, {
    kind: 'features',
    approximate: true,
    attribution: 'Sơ đồ gần đúng',
    features: [
      { id: '16681', geometry: { type: 'Polygon', coordinates: [[[105.6, 18.6], [105.7, 18.6], [105.7, 18.7], [105.6, 18.6]]] }, properties: { code: '16681', area: 12.5, coastal: false, note: null } },
      { id: '16690', geometry: { type: 'MultiPolygon', coordinates: [[[[105, 18], [105.1, 18], [105.1, 18.1], [105, 18]]]] }, properties: {} },
      { id: 'tru-so', geometry: { type: 'Point', coordinates: [105.69, 18.67] }, properties: {} },
    ],
  }, NOW - 86_400_000),
  item({ dataset: 'field-incidents', params: { period: 'calendar:2026-11-20' } }, { kind: 'features', approximate: false, features: [] }, NOW),
];
