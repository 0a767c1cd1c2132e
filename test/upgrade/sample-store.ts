import type { Kysely } from 'kysely';
import pino from 'pino';
import { createAuditTrail } from '../../server/audit/create-audit-trail';
import type { Database } from '../../server/store/schema';
import { fillDelivery } from './sample-delivery';
import { fillFederation } from './sample-federation';

export const STORE_AT = Date.UTC(2026, 10, 21, 3, 0, 0, 123);
const at = (minutes: number): Date => new Date(STORE_AT + minutes * 60_000);

/** A row or more of every table, as today's schema has them: what a portal that was used for a day leaves. */
export async function fillStore(db: Kysely<Database>): Promise<void> {
  await people(db);
  await screens(db);
  await walls(db);
  await annotations(db);
  await reports(db);
  await fillDelivery(db, at);
  await documents(db);
  await fillFederation(db, at);
  await db.insertInto('meta').values({ key: 'event-epoch', value: '0123456789abcdef' }).execute();
  await db.insertInto('event').values([
    { kind: 'dataset-changed', audience: '{"to":"dataset","dataset":"index-766","share":"k"}', payload: '{"dataset":"index-766"}', at: at(3) },
    { kind: 'document-changed', audience: '{"to":"everyone"}', payload: '{"kind":"dashboard","id":"lanh-dao","revision":2}', at: at(4) },
  ]).execute();
  await db.insertInto('answer').values({ key: 'k1', dataset: 'index-766', share: 'k', body: '{"value":[1.10,null]}', tag: '"t"', digest: 'd', received_at: at(0), expires_at: at(10), stored_at: at(0) }).execute();
  await db.insertInto('asking').values({ key: 'k1', holder: 'gateway-1', until: at(1) }).execute();
  await db.insertInto('attempt').values({ key: 'sign-in 10.0.0.1', window_start: at(0), count: 2 }).execute();
  const trail = createAuditTrail({ store: { transact: (work) => db.transaction().execute(work) }, clock: () => STORE_AT, log: pino({ level: 'silent' }) });
  await trail.write({ action: 'start', actor: { kind: 'system' }, target: 'gateway', outcome: 'done' });
  await trail.write({ action: 'people', actor: { kind: 'system' }, target: 'person:p1', outcome: 'done', detail: { role: 'province-administrator', ghi_chú: 'quản trị đầu tiên' } });
  await trail.write({ action: 'denied', actor: { kind: 'anonymous' }, target: '/api/audit', outcome: 'refused', from: { address: '10.0.0.1', request: 'r1' } });
}

async function people(db: Kysely<Database>): Promise<void> {
  await db.insertInto('person').values([
    { id: 'p1', issuer: 'https://sso.example', subject: 'quan-tri-tinh', name: 'Nguyễn Thị Ước', title: 'Quản trị viên', unit: null, status: 'active', created_at: at(0), updated_at: at(1) },
    { id: 'p2', issuer: 'https://sso.example', subject: 'chuyen-vien', name: 'Đặng Văn Ỷ', title: '', unit: 'H41.06', status: 'disabled', created_at: at(0), updated_at: at(2) },
  ]).execute();
  await db.insertInto('grant_held').values([
    { person: 'p1', role: 'province-administrator', unit: null, origin: 'cli', granted_by: 'cli', granted_at: at(0), revoked_at: null },
    { person: 'p2', role: 'staff', unit: 'H41.06', origin: 'claims', granted_by: 'claims', granted_at: at(0), revoked_at: at(2) },
  ]).execute();
  await db.insertInto('session').values([
    { id: 's1', secret: 'h1', previous_secret: 'h0', secret_since: at(1), person: 'p1', csrf: 'c1', created_at: at(0), seen_at: at(5), expires_at: at(720), provider_session: 'sid', id_token: null, agent: 'Chromium', address: '10.0.0.1', ended_at: null, ended_because: null },
    { id: 's2', secret: 'h2', previous_secret: null, secret_since: at(0), person: 'p2', csrf: 'c2', created_at: at(0), seen_at: at(1), expires_at: at(720), provider_session: null, id_token: null, agent: '', address: '::1', ended_at: at(2), ended_because: 'signed-out' },
  ]).execute();
  await db.insertInto('sign_in').values({ state: 'st', nonce: 'n', verifier: 'v', return_to: '/dashboards/lanh-dao', origin: 'https://portal.example', browser: 'b', expires_at: at(10) }).execute();
  await db.insertInto('purpose_stated').values({ session: 's1', person: 'p1', dataset: 'procedure-overdue-dossiers', purpose: 'inspection', remark: 'Kiểm tra hồ sơ quá hạn', stated_at: at(1), until: at(16) }).execute();
}

async function screens(db: Kysely<Database>): Promise<void> {
  await db.insertInto('screen').values({
    id: 'w1', name: 'Phòng họp số 1', unit: null, classes: '["public","internal"]', dashboards: '["lanh-dao"]', datasets: '["index-766"]', secret: 'hs', previous_secret: null, secret_since: at(0),
    paired_by: 'p1', paired_at: at(0), seen_at: at(5), shows: '{"dashboard":"lanh-dao"}', revoked_at: null, revoked_by: null,
  }).execute();
  await db.insertInto('pairing').values([
    { code: 'hc1', device: 'hd1', expires_at: at(10), attempts: 1, screen: 'w1', token: null },
    { code: 'hc2', device: 'hd2', expires_at: at(10), screen: null, token: null },
  ]).execute();
}

async function walls(db: Kysely<Database>): Promise<void> {
  const plan = { name: 'Tường phòng trực', rows: 2, columns: 3, bezelMm: 3.5, panel: { diagonalInches: 55, width: 1920, height: 1080 }, distanceM: 5, screens: { w1: { row: 1, column: 1, rowSpan: 2, columnSpan: 2 } } };
  const program = { revision: 3, scene: 'duty', takeAt: STORE_AT, startedAt: STORE_AT, heldMs: null, skipped: 1, mode: 'run', room: 'visitors', message: { text: 'Họp lúc 9 giờ', until: null }, takeover: null, by: 'Nguyễn Thị Ước', changedAt: STORE_AT };
  await db.updateTable('screen').set({ zones: '[{"id":"main","x":0,"y":0,"w":12,"h":12}]', program: JSON.stringify(program), reported_at: at(5) }).where('id', '=', 'w1').execute();
  await db.insertInto('wall_plan').values([
    { id: 'wall-1', revision: 1, unit: null, plan: JSON.stringify({ ...plan, screens: {} }), deleted: false, author: 'p1', updated_at: at(1) },
    { id: 'wall-1', revision: 2, unit: null, plan: JSON.stringify(plan), deleted: false, author: 'p1', updated_at: at(2) },
  ]).execute();
  await db.insertInto('wall_command').values({ key: 'hk1', asked: 'ha1', answer: JSON.stringify({ takeAt: STORE_AT, programs: { w1: program }, unseen: [] }), done_at: at(3) }).execute();
}

async function annotations(db: Kysely<Database>): Promise<void> {
  const remark = { dataset: 'procedure-trend', unit: 'H41.06', author: 'p1', edited_at: null, resolved_at: null, resolved_by: null, withdrawn_at: null };
  await db.insertInto('annotation').values([
    { ...remark, id: 'r1', indicator: 'procedure-on-time', period: 'calendar:2026-10', day: null, text: 'Chưa gồm hồ sơ liên thông.\nBổ sung trước ngày 05.', at: at(1), edited_at: at(2), resolved_at: at(4), resolved_by: 'p2' },
    { ...remark, id: 'r2', indicator: null, period: null, day: '2026-09-02', text: 'Nghỉ lễ', at: at(3), withdrawn_at: at(5) },
  ]).execute();
  await db.insertInto('annotation_reply').values({ id: 'rr1', annotation: 'r1', text: 'Rõ.', author: 'p2', at: at(3), withdrawn_at: null }).execute();
}

async function reports(db: Kysely<Database>): Promise<void> {
  const row = {
    series: 'rp1', template: 'form-06', title: 'Báo cáo giải quyết thủ tục hành chính tháng 10 năm 2026', unit: 'H41.06', period: 'calendar:2026-10', author: 'p2', signer: 'Đặng Văn Ỷ', content_hash: 'c1',
    commentary: '{"words": "Ổn định.\\nKhông phát sinh."}', admission: '{"saw": {"procedure-trend": {"public": "*"}}, "questions": [{"params": {"units": ["H41.06"]}, "dataset": "procedure-trend"}]}',
    template_body: '{"blocks":[],"title":{"vi":"Báo cáo","en":"Report"}}', document: '{"version":1,"sections":[{"blocks":[{"number":0.10,"text":"−0,57"}]}]}', frozen: '{"version":1,"answers":[]}',
  };
  await db.insertInto('report').values([
    { ...row, id: 'rp1', version: 1, supersedes: null, state: 'superseded', revision: 5, number: '12/BC-SNNMT', created_at: at(1), issued_at: at(4) },
    { ...row, id: 'rp2', version: 2, supersedes: 'rp1', state: 'draft', revision: 1, number: null, created_at: at(6), issued_at: null },
  ]).execute();
  await db.insertInto('report_step').values([
    { report: 'rp1', seq: 1, at: at(1), done_by: 'p2', deed: 'create', reason: null },
    { report: 'rp2', seq: 1, at: at(6), done_by: 'p2', deed: 'create', reason: 'Sai số liệu' },
  ]).execute();
  await db.insertInto('report_file').values({ report: 'rp1', format: 'docx', hash: 'h', bytes: Uint8Array.from([80, 75, 3, 4, 0, 255]), made_at: at(5) }).execute();
  await db.insertInto('report_job').values([
    { id: 'rj1', report: 'rp1', format: 'pdf', state: 'running', done: 1, total: 2, asked_by: 'p2', asked_at: at(5), holder: 'g1', lease_until: at(6), attempts: 1, reason: null, bytes: null, finished_at: null },
    { id: 'rj2', report: 'rp1', format: 'xlsx', state: 'done', done: 2, total: 2, asked_by: 'p2', asked_at: at(5), holder: null, lease_until: null, attempts: 1, reason: null, bytes: Uint8Array.from([0, 1, 254]), finished_at: at(6) },
  ]).execute();
}

async function documents(db: Kysely<Database>): Promise<void> {
  const revision = (number: number, title: string) => ({ kind: 'dashboard', id: 'lanh-dao', revision: number, body: JSON.stringify({ title, tiles: [{ x: 0, ratio: 0.1 }] }), deleted: false, author: 'p1', reason: 'Sửa tiêu đề', at: at(number), save_key: `save-key-0000000${number}` });
  await db.insertInto('document_revision').values([revision(1, 'Tổng quan'), revision(2, 'Tổng quan điều hành')]).execute();
  const { body, author, kind, id } = revision(2, 'Tổng quan điều hành');
  await db.insertInto('document').values({ kind, id, owner: null, unit: 'H41.06', revision: 2, body, author, updated_at: at(2), deleted: false }).execute();
}
