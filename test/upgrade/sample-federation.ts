import type { Kysely } from 'kysely';
import type { Database } from '../../server/store/schema';

/** A row of every table that came with the second schema: files, pushed events, the register of sources, entries added from the portal. */
export async function fillFederation(db: Kysely<Database>, at: (minutes: number) => Date): Promise<void> {
  await db.insertInto('upload_preview').values({
    id: 'pv1', person: 'p2', dataset: 'commune-monthly', unit: '16681', period: 'calendar:2026-10', file_name: 'báo cáo tháng 10.csv', sha256: 'ab', content: 'YSxi', rows: '[["a",1]]', totals: '[]', row_count: 1, expires_at: at(30),
  }).execute();
  await db.insertInto('upload').values([
    { id: 'u1', dataset: 'commune-monthly', unit: '16681', period: 'calendar:2026-10', version: 1, file_name: 'báo cáo tháng 10.csv', sha256: 'ab', size: 3, content: 'YSxi', rows: '[["a",1.5,null]]', totals: '[]', row_count: 1, loaded_by: 'p2', loaded_at: at(1), withdrawn_at: at(2), withdrawn_by: 'p2', withdrawn_reason: 'nhầm kỳ' },
    { id: 'u2', dataset: 'commune-monthly', unit: '16681', period: 'calendar:2026-10', version: 2, file_name: 'mẫu.xlsx', sha256: 'cd', size: 3, content: 'YSxi', rows: '[["b",2]]', totals: '[]', row_count: 1, loaded_by: null, loaded_at: at(3), withdrawn_at: null, withdrawn_by: null, withdrawn_reason: null },
  ]).execute();
  await db.insertInto('inbox_event').values({ source: 'alerts', id: 'a1', occurred_at: at(1), sequence: 3, kind: 'alert', data: '{"tên":"Mất điện","mức":2}', received_at: at(2) }).execute();
  await db.insertInto('inbox_signature').values({ key: 'k', expires_at: at(5) }).execute();
  await db.insertInto('source_standing').values([
    { source: 'lgsp', last_success: at(1), last_failure: null, failing_since: null, error: null, latency_ms: 12.5, asked: 4, failed: 0 },
    { source: 'one-stop', last_success: null, last_failure: at(2), failing_since: at(1), error: '{"kind":"malformed","dataset":"procedure-by-unit","pointer":"/ds/0/tong_so","got":"nothing"}', latency_ms: null, asked: 2, failed: 2 },
  ]).execute();
  await db.insertInto('source_drift').values({ source: 'one-stop', dataset: 'procedure-by-unit', kind: 'malformed', pointer: '/ds/0/tong_so', expected: 'number', got: 'nothing', first_seen: at(1), last_seen: at(2), times: 2, ended_at: null }).execute();
  await db.insertInto('quarantine').values({
    source: 'lgsp', dataset: 'lgsp-daily', metric: 'requests', factor: 1_000, example: '{"cell":"calendar:2026-11-20","before":33,"after":33000,"question":"q"}', first_seen: at(1), last_seen: at(2), times: 2,
    decision: 'refuse', decided_by: 'p1', decided_at: at(3), reason: 'đơn vị tính sai', ended_at: null,
  }).execute();
  await db.insertInto('figure_profile').values({ dataset: 'lgsp-daily', question: 'q', cells: '{"requests":{"calendar:2026-11-20":[33,0]}}', updated_at: at(2) }).execute();
  await db.insertInto('figure_revision').values({
    dataset: 'economy-monthly', metric: 'cpi', scope: '', cell: 'calendar:2026-09', at: '{"time":"calendar:2026-09"}', before_value: 103.1, before_status: 'estimated', after_value: 103.27, after_status: 'official', noticed_at: at(4),
  }).execute();
  await db.insertInto('pack_overlay').values({ kind: 'dataset', id: 'dan-so', revision: 1, body: '{"dataset":{"id":"dan-so"},"choice":{}}', deleted: false, author: 'p1', updated_at: at(5), reason: 'Thêm bảng dân số' }).execute();
}
