import type { DatasetSpec } from '../../connector';
import type { HeldTable } from '../../tables/held-table';
import { toInstant } from '@/domain/time';

/** A monthly report that communes send: crops by kind, with a total. */
export const sampleDataset: DatasetSpec = {
  id: 'commune-report', connector: 'table-file', shape: 'cube', classification: 'internal',
  parameters: [{ name: 'period', required: false }],
  request: { level: 'commune', period: 'month' },
  mapping: {
    columns: [
      { id: 'crop', title: { vi: 'Mã cây trồng', en: 'Crop code' }, type: 'code', codes: { '01': 'Lúa', '02': 'Ngô' } },
      { id: 'area', title: { vi: 'Diện tích', en: 'Area' }, type: 'number', measure: 'hectare', decimals: 1, min: 0, max: 50_000 },
      { id: 'winter', title: { vi: 'Vụ đông', en: 'Winter' }, type: 'number', measure: 'hectare', decimals: 1, min: 0, required: false },
      { id: 'spring', title: { vi: 'Vụ xuân', en: 'Spring' }, type: 'number', measure: 'hectare', decimals: 1, min: 0, required: false },
    ],
    key: ['crop'],
    sums: [['area', 'winter', 'spring']],
  },
};

/** Places of landslides and floods that communes report, as points of a map. */
export const samplePlaces: DatasetSpec = {
  id: 'hazard-points', connector: 'table-file', shape: 'features', classification: 'public',
  parameters: [{ name: 'period', required: false }],
  request: { level: 'commune', period: 'month' },
  mapping: {
    columns: [
      { id: 'place', title: { vi: 'Địa điểm', en: 'Place' }, type: 'text' },
      { id: 'kind', title: { vi: 'Loại', en: 'Kind' }, type: 'code', codes: { sl: 'Sạt lở', ng: 'Ngập' } },
      { id: 'reportedAt', title: { vi: 'Ngày báo', en: 'Reported on' }, type: 'date', required: false },
      { id: 'lon', title: { vi: 'Kinh độ', en: 'Longitude' }, type: 'lon' },
      { id: 'lat', title: { vi: 'Vĩ độ', en: 'Latitude' }, type: 'lat' },
    ],
    key: ['place'],
    bounds: [103.5, 18.3, 106.5, 20.5],
  },
};

/** Two of three communes have sent October. */
export const samplePayload: HeldTable = {
  asOf: toInstant(Date.UTC(2026, 10, 5, 2)), present: 2, expected: 3, units: ['16681', '16690', '16708'], version: '2 · v1 · 0f1e2d3c',
  rows: [
    ['16681', 'calendar:2026-10', '01', 1234.5, 234.5, 1000],
    ['16681', 'calendar:2026-10', '02', 0, 0, null],
    ['16690', 'calendar:2026-10', '01', 80, 30, 50],
  ],
};
