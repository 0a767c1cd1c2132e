import type { DatasetSpec } from '../../connector';

/** Documented (Trino's client REST API): a statement in the queue, then its pages. */
export const queuedPayload = {
  id: '20261121_010203_00001_abcde', infoUri: 'http://trino.example:8080/ui/query.html?20261121_010203_00001_abcde',
  nextUri: 'http://trino.example:8080/v1/statement/queued/20261121_010203_00001_abcde/y1a2b3/1', stats: { state: 'QUEUED', queued: true },
};
const columns = [
  { name: 'don_vi', type: 'varchar(20)' }, { name: 'thang', type: 'date' }, { name: 'n', type: 'bigint' }, { name: 'ty_le', type: 'decimal(10,2)' }, { name: 'cap_nhat', type: 'timestamp(3) with time zone' },
];
export const firstPayload = { id: queuedPayload.id, nextUri: 'http://trino.example:8080/v1/statement/executing/20261121_010203_00001_abcde/y4d5e6/2', columns, data: [['00123', '2026-10-01', 2, '98.25', '2026-10-06 08:00:00.000 Asia/Ho_Chi_Minh']], stats: { state: 'RUNNING' } };
export const lastPayload = { id: queuedPayload.id, columns, data: [['16681', '2026-10-01', 0, null, '2026-10-05 02:30:00.000 UTC']], stats: { state: 'FINISHED' } };

/** Documented: a failure stands in a page of status 200. */
export const errorPayload = {
  id: queuedPayload.id, stats: { state: 'FAILED' },
  error: { message: "line 1:8: Column 'khong_co' cannot be resolved", errorCode: 47, errorName: 'COLUMN_NOT_FOUND', errorType: 'USER_ERROR', errorLocation: { lineNumber: 1, columnNumber: 8 }, failureInfo: { type: 'io.trino.spi.TrinoException', stack: ['io.trino.sql'] } },
};

/** Residents verified, by unit and month, from a federated catalogue. */
export const sampleDataset: DatasetSpec = {
  id: 'verified', connector: 'trino', shape: 'cube', classification: 'internal', parameters: [{ name: 'unit', required: false }],
  request: { catalog: 'kho', schema: 'dan_cu', user: 'toan-canh', statement: 'select don_vi, thang, n, ty_le, cap_nhat from tong_hop where :don_vi is null or don_vi = :don_vi', parameters: { don_vi: { type: 'text', from: '{unit}' } } },
  mapping: {
    columns: { don_vi: { as: 'geo' }, thang: { as: 'time', period: 'month' }, n: { as: 'metric', code: 'persons', unit: 'person' }, ty_le: { as: 'metric', code: 'share', unit: 'percent', decimals: 2 }, cap_nhat: { as: 'as-of' } },
  },
};
