import type { DatasetSpec } from '../../connector';

/** A table of a statistics office, JSON-stat 2.0 as PxWeb writes it. */
export const samplePayload = {
  version: '2.0',
  class: 'dataset',
  label: 'Chỉ tiêu kinh tế – xã hội theo tháng',
  source: 'Thống kê tỉnh',
  updated: '2026-11-06T02:00:00Z',
  id: ['Chỉ tiêu', 'Tháng'],
  size: [2, 3],
  role: { time: ['Tháng'], metric: ['Chỉ tiêu'] },
  dimension: {
    'Chỉ tiêu': {
      label: 'Chỉ tiêu',
      category: {
        index: { IIP: 0, BANLE: 1 },
        label: { IIP: 'Chỉ số sản xuất công nghiệp', BANLE: '  Tổng mức bán lẻ hàng hóa' },
        unit: { IIP: { base: '%', decimals: 1 }, BANLE: { base: 'Triệu đồng', decimals: 0 } },
      },
    },
    Tháng: { label: 'Tháng', category: { index: ['2026M08', '2026M09', '2026M10'], label: { '2026M08': 'Tháng 8', '2026M09': 'Tháng 9', '2026M10': 'Tháng 10' } } },
  },
  value: [108.2, 109.5, 110.1, 12_345_678, null, 13_000_000],
  status: { 2: 'e', 4: '..', 5: 'p' },
};

/** A dataset that reads it into a cube of metric by month. */
export const sampleDataset: DatasetSpec = {
  id: 'socio-economic-monthly',
  connector: 'json-stat',
  shape: 'cube',
  classification: 'public',
  parameters: [{ name: 'from', required: true }, { name: 'to', required: true }],
  request: { dialect: 'pxweb-1', path: 'vi/KTXH/V10.01.px', select: { 'Chỉ tiêu': ['IIP', 'BANLE'], Tháng: '{from}..{to}' } },
  mapping: {
    time: { dimension: 'Tháng', pattern: '{year}M{month:2}', calendar: 'calendar' },
    metric: {
      dimension: 'Chỉ tiêu',
      metrics: {
        IIP: { code: 'industrial-production-index', unit: 'index', decimals: 1 },
        BANLE: { code: 'retail-sales', label: 'Bán lẻ', unit: 'billion-dong', decimals: 1, divideBy: 1000, sourceUnit: 'Triệu đồng' },
      },
    },
    status: { e: 'estimated', p: 'provisional', '..': 'not-available' },
    limits: { 'retail-sales': { min: 0, max: 100_000 } },
  },
};
