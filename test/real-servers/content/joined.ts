import type { Dataset, Source } from '@/domain/dataset';
import { VISITS_MAPPING } from './files';

/* What the shipped pack does not have and a newcomer adds to it: a source and its datasets, whole, as they stand in a pack. */

const text = (vi: string, en: string): { readonly vi: string; readonly en: string } => ({ vi, en });
const OWNER = text('Sở Khoa học và Công nghệ', 'Department of Science and Technology');
const sourceOf = (id: string, name: Source['name'], shortName: string): Source =>
  ({ id, name, shortName: text(shortName, shortName), owner: OWNER, baseUrl: `/sources/${id}/`, deadlineMs: 10_000, maxBytes: 2_000_000, settings: {}, sampleData: true });

export const JOINED_SOURCES: readonly Source[] = [
  sourceOf('real-clickhouse', text('Nhật ký giao dịch (ClickHouse)', 'Log of transactions (ClickHouse)'), 'ClickHouse'),
  sourceOf('real-nginx', text('Máy chủ tệp của sở (nginx)', 'File server of a department (nginx)'), 'nginx'),
];

const datasetOf = (id: string, source: string, title: Dataset['title'], parts: Pick<Dataset, 'connector' | 'shape' | 'request' | 'mapping'>): Dataset =>
  ({ id, source, title, description: title, owner: OWNER, classification: 'internal', cadence: { kind: 'interval', seconds: 300 }, parameters: [], ...parts });

export const JOINED_DATASETS: readonly Dataset[] = [
  datasetOf('real-transactions', 'real-clickhouse', text('Giao dịch theo đơn vị và tháng', 'Transactions by unit and month'), {
    connector: 'clickhouse', shape: 'cube',
    request: { statement: "select don_vi, toStartOfMonth(luc) as thang, count() as n, sum(loi) as loi, max(toDateTime(luc, 'Asia/Ho_Chi_Minh')) as cap_nhat from giao_dich group by don_vi, thang order by don_vi", binding: 'literals' },
    mapping: { columns: {
      don_vi: { as: 'geo', id: 'unit' }, thang: { as: 'time', period: 'month' }, cap_nhat: { as: 'as-of' },
      n: { as: 'metric', code: 'transactions', label: 'Giao dịch', unit: 'count', decimals: 0 }, loi: { as: 'metric', code: 'failures', label: 'Lỗi', unit: 'count', decimals: 0 },
    } },
  }),
  datasetOf('real-visits', 'real-nginx', text('Lượt đọc thư viện', 'Library visits'), { connector: 'rest-json', shape: 'cube', request: { path: 'api/v1/luot-doc.json' }, mapping: { ...VISITS_MAPPING } }),
  datasetOf('real-stations', 'real-nginx', text('Trạm khí tượng', 'Weather stations'), { connector: 'geojson-file', shape: 'features', request: { path: 'mo/tram.geojson' }, mapping: { properties: { name: 'ten' } } }),
];

/** Statements that make and fill the log of transactions. */
export const TRANSACTIONS: readonly string[] = [
  'create table giao_dich (don_vi String, luc DateTime, loi UInt8) engine = Memory',
  "insert into giao_dich values ('16681', '2026-10-05 08:00:00', 0), ('16681', '2026-10-06 08:00:00', 1), ('16690', '2026-10-05 09:30:00', 0)",
];
