import type { DatasetSpec } from '../../connector';

/** What the gateway's transport answers for the dataset below; recorded from PostgreSQL 15. */
export const samplePayload = {
  columns: [
    { name: 'ma_don_vi', type: 'text' }, { name: 'ten_don_vi', type: 'text' }, { name: 'thang', type: 'date' }, { name: 'tong', type: 'bigint' }, { name: 'ty_le', type: 'numeric' },
    { name: 'trang_thai', type: 'text' }, { name: 'cap_nhat', type: 'timestamp with time zone' },
  ],
  rows: [
    ['16681', 'Phường Thành Vinh', '2026-09-01', '120450', '98.25', 'chính thức', '2026-10-05 08:00:00+07'],
    ['16681', 'Phường Thành Vinh', '2026-10-01', '120501', null, 'sơ bộ', '2026-11-05 08:00:00+07'],
    ['00123', 'Xã Đông Lộc', '2026-10-01', '0', '97.5', 'ước', '2026-11-04 08:00:00+07'],
  ],
  more: false,
};

/** Registered persons by commune and month. */
export const sampleDataset: DatasetSpec = {
  id: 'registers-population',
  connector: 'sql',
  shape: 'cube',
  classification: 'internal',
  parameters: [{ name: 'period', required: true }, { name: 'unit', required: false }],
  request: {
    statement: [
      'select ma_don_vi, ten_don_vi, thang, tong, ty_le, trang_thai, cap_nhat from dan_cu',
      'where thang < :den_ngay and (:don_vi is null or ma_don_vi = :don_vi) order by ma_don_vi, thang',
    ],
    parameters: { den_ngay: { type: 'date', from: '{period.end}' }, don_vi: { type: 'text', from: '{unit}' } },
  },
  mapping: {
    columns: {
      ma_don_vi: { as: 'geo', labels: 'ten_don_vi' },
      ten_don_vi: { as: 'label' },
      thang: { as: 'time', calendar: 'calendar', period: 'month' },
      tong: { as: 'metric', code: 'persons', label: 'Nhân khẩu', unit: 'person', decimals: 0 },
      ty_le: { as: 'metric', code: 'verified', label: 'Tỷ lệ đã xác thực', unit: 'percent', decimals: 2, missing: 'not-yet' },
      trang_thai: { as: 'status' },
      cap_nhat: { as: 'as-of' },
    },
    statuses: { 'chính thức': 'official', 'sơ bộ': 'provisional', ước: 'estimated' },
    limits: { verified: { min: 0, max: 100 } },
  },
};
