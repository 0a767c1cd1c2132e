import type { Cube } from '@/domain/cube/types';
import type { DatasetData, Events, Features } from '@/domain/dataset';
import { toInstant } from '@/domain/time';
import type { StoredAnswer } from './record';

export const AT = toInstant(Date.UTC(2026, 10, 21, 1, 30));

/** An answer around `data`, as a source of the tests would give it. */
export const answerOf = (data: DatasetData, receivedAt = AT): StoredAnswer => ({
  data,
  asOf: toInstant(receivedAt - 60_000),
  receivedAt,
  serverTime: receivedAt,
  provenance: {
    source: 'one-stop',
    dataset: 'procedure-by-unit',
    connector: 'rest-json',
    request: 'GET /sources/one-stop/bao-cao',
    asOf: toInstant(receivedAt - 60_000),
    receivedAt,
    sourceVersion: null,
    digest: '0123456789abcdef',
    sampleData: true,
  },
});

/** A cube of `cells` × 2 with one missing cell. */
export function cubeOf(cells = 3): Cube {
  const values = Float64Array.from({ length: cells * 2 }, (_, index) => index * 1.5);
  const status = new Uint8Array(cells * 2);
  values[1] = Number.NaN;
  status[1] = 3;
  return {
    kind: 'cube',
    dimensions: [
      { id: 'unit', label: 'Đơn vị', role: 'geo', categories: Array.from({ length: cells }, (_, index) => ({ code: `u${index}`, label: `Phường ${index}` })) },
      { id: 'metric', label: 'Chỉ tiêu', role: 'metric', categories: [{ code: 'received', label: 'Tiếp nhận', unit: 'dossier', decimals: 0 }, { code: 'settled', label: 'Đã giải quyết', unit: 'dossier' }] },
    ],
    values,
    status,
  };
}

export const EVENTS: Events = {
  kind: 'events',
  fields: [{ id: 'severity', type: 'text', personal: false }, { id: 'occurredAt', type: 'instant', personal: false }],
  rows: [{ id: 'a1', values: { severity: 'high', occurredAt: AT } }, { id: 'a2', values: { severity: null, occurredAt: AT } }],
};

export const FEATURES: Features = {
  kind: 'features',
  approximate: true,
  attribution: 'Sơ đồ gần đúng',
  features: [
    { id: 'p', geometry: { type: 'Point', coordinates: [105.69, 18.67] }, properties: { kind: 'fire', open: true, note: null, count: 2 } },
    { id: 'a', geometry: { type: 'MultiPolygon', coordinates: [[[[105, 18], [106, 18], [106, 19], [105, 18]]]] }, properties: {} },
  ],
};
