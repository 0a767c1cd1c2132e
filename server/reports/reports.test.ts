import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { role, rulesOf } from '@/access/testing/random-access';
import type { Actor } from '@/domain/access';
import { inspecting, openBench, person, smallProvince, type DeskBench } from '../datasets/testing/desk-bench';
import { sendJson } from '../../test/contract/federation-server';
import type { Gateway } from '../http/route';
import { openXlsx } from '@/reports/writers/xlsx/workbook-reader.fixture';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { OWN_PAGE, testApp } from '../testing/test-gateway';
import { createReports } from './create-reports';
import { dutyRoute } from './duty-route';
import { reportRoutes } from './report-routes';
import { createTemplates } from './report-templates';
import { OCTOBER, plainComposers, TEMPLATE } from './testing.fixture';

const UNIT = 'H41.06';
const CLERK = person('clerk', [{ role: 'clerk', unit: UNIT }]);
const HEAD = person('head', [{ role: 'head', unit: UNIT }]);
const LEADER = person('leader', [{ role: 'leader', unit: null }]);
const CHAIR = person('chair', [{ role: 'head', unit: '16681' }]);
const BLIND = person('blind', [{ role: 'blind', unit: UNIT }]);
const OWN = [{ datasets: '*' as const, classes: ['public' as const, 'internal' as const, 'personal' as const], units: 'own' as const }];
const ACCESS = rulesOf([
  role('clerk', OWN, ['report.write', 'unmask', 'export']),
  role('head', OWN, ['report.write', 'report.approve', 'unmask']),
  role('leader', [{ datasets: '*', classes: ['public', 'internal'], units: 'all' }], ['report.write', 'report.approve']),
  role('blind', [{ datasets: '*', classes: ['public'], units: 'all' }], ['report.write']),
]);
const ROWS = { ds: [{ ma: '1', ten: 'Nguyễn Thị Bình', dv: UNIT }, { ma: '2', ten: 'Trần Văn Cường', dv: '16681' }] };

let store: MemoryStore;
let bench: DeskBench;
let app: Gateway;
let actor: Actor = CLERK;
beforeAll(async () => { store = await memoryStore(); });
afterAll(() => store.close());
async function open(dataset: string): Promise<void> {
  bench = await openBench(store, undefined, {
    ...smallProvince(), access: ACCESS, reportTemplates: new Map([['monthly', { id: 'monthly', title: TEMPLATE.title, body: {} }]]),
  });
  bench.source.handler = (_request, response) => sendJson(response, ROWS);
  app = testApp(bench.core, () => actor);
  const templates = createTemplates(bench.core, plainComposers(dataset));
  reportRoutes(app, createReports(bench.core, { desk: bench.desk, composers: plainComposers(dataset), templates }), templates);
  dutyRoute(app, bench.core, templates);
}
beforeEach(() => open('alerts'));
afterEach(async () => {
  await app.close();
  await bench.stop();
  await store.reset();
});

/** People known to the portal, with the role they hold. */
async function known(...people: readonly (readonly [id: string, role: string, unit: string | null])[]): Promise<void> {
  const at = new Date(0);
  for (const [id, held, unit] of people) {
    await store.db.insertInto('person').values({ id, issuer: 'i', subject: id, name: id, title: '', unit: null, status: 'active', created_at: at, updated_at: at }).execute();
    await store.db.insertInto('grant_held').values({ person: id, role: held, unit, origin: 'admin', granted_by: 'test', granted_at: at, revoked_at: null }).execute();
  }
}

let keys = 0;
const key = (): string => `key-of-this-report-${(keys += 1)}`;
interface Told { readonly status: number; readonly body: Record<string, unknown>; readonly etag: string | undefined }
const ask = async (as: Actor, method: 'GET' | 'POST' | 'PATCH', path: string, payload?: object, revision?: number): Promise<Told> => {
  actor = as;
  const answer = await app.inject({ method, url: `/api/${path}`, headers: { ...OWN_PAGE, ...(revision === undefined ? {} : { 'if-match': `"${revision}"` }) }, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>(), etag: answer.headers.etag };
};
const make = (as: Actor, more: object = {}): Promise<Told> => ask(as, 'POST', 'reports', { template: 'monthly', unit: UNIT, period: OCTOBER, key: key(), ...more });
const saidIn = (body: Told['body']): string => JSON.stringify(body['document']);
const write = (as: Actor, id: string, revision: number, text: string): Promise<Told> => ask(as, 'PATCH', `reports/${id}`, { commentary: { words: text } }, revision);
const act = (as: Actor, id: string, revision: number, deed: object): Promise<Told> => ask(as, 'POST', `reports/${id}/deeds`, deed, revision);

/** Made, written, handed in, approved and issued. */
async function issued(): Promise<string> {
  const id = String((await make(CLERK)).body['id']);
  await write(CLERK, id, 1, 'Ổn định.');
  await act(CLERK, id, 2, { deed: 'submit' });
  await act(HEAD, id, 3, { deed: 'approve' });
  expect((await act(HEAD, id, 4, { deed: 'issue', number: '12/BC-SNNMT' })).status).toBe(200);
  return id;
}

describe('a report', () => {
  it('is frozen with the figures its author may see, and stays when the source says something else', async () => {
    const made = await make(CLERK);
    expect(made).toMatchObject({ status: 201, etag: '"1"', body: { state: 'draft', version: 1, revision: 1, unit: UNIT, period: OCTOBER, template: 'monthly', may: ['submit', 'withdraw', 'edit'] } });
    expect(saidIn(made.body)).toContain('Nguyễn Thị Bình');
    expect(saidIn(made.body)).not.toContain('Trần Văn Cường');
    bench.source.handler = (_request, response) => sendJson(response, { ds: [] });
    const read = await ask(CLERK, 'GET', `reports/${String(made.body['id'])}`);
    expect(read.body).toEqual(made.body);
    expect((read.body['frozen'] as { at: number }).at).toBe(bench.core.clock());
    expect(made.body['contentHash']).toMatch(/^[0-9a-f]{64}$/);
  });

  it('asked for twice with one key is made once, and is written down once', async () => {
    const same = { key: 'one-key-for-this-report' };
    const [first, second] = [await make(CLERK, same), await make(CLERK, same)];
    expect(second.body).toEqual(first.body);
    expect((await make(CLERK, { ...same, period: 'calendar:2026-09' })).body).toMatchObject({ code: 'save-key-reused' });
    expect((await make(HEAD, same)).body['id']).not.toBe(first.body['id']);
    expect(bench.core.audited.map(({ action, detail }) => [action, detail?.['deed']])).toEqual([['state', 'create'], ['state', 'create']]);
    expect(bench.core.published[0]).toEqual({ kind: 'report-changed', audience: { to: 'unit', unit: UNIT }, payload: { unit: UNIT, template: 'monthly', period: OCTOBER } });
  });

  it('does not exist for who does not share its unit, or sees fewer of its figures', async () => {
    const id = String((await make(CLERK)).body['id']);
    for (const [as, status] of [[CLERK, 200], [HEAD, 200], [LEADER, 200], [CHAIR, 404], [BLIND, 404], [{ kind: 'anonymous' } as const, 401]] as const) {
      expect([as, (await ask(as, 'GET', `reports/${id}`)).status]).toEqual([as, status]);
    }
    const listed = async (as: Actor): Promise<number> => ((await ask(as, 'GET', 'reports')).body['reports'] as unknown[]).length;
    expect([await listed(HEAD), await listed(LEADER), await listed(CHAIR), await listed(BLIND)]).toEqual([1, 1, 0, 0]);
    expect(((await ask(HEAD, 'GET', 'reports?state=issued')).body['reports'] as unknown[])).toEqual([]);
    // What the leader froze of every unit is not for who sees one.
    const wider = String((await make(LEADER)).body['id']);
    expect([(await ask(LEADER, 'GET', `reports/${wider}`)).status, (await ask(HEAD, 'GET', `reports/${wider}`)).status]).toEqual([200, 404]);
  });

  it('covers what is personal even while its author has stated a purpose', async () => {
    await app.close();
    await bench.stop();
    await open('dossiers');
    const made = await make(inspecting(CLERK, bench.core.clock() + 600_000));
    expect(made.status).toBe(201);
    expect(JSON.stringify(made.body)).not.toContain('Nguyễn Thị Bình');
    expect(bench.core.audited.filter(({ action }) => action === 'unmask')).toEqual([]);
  });

  it.each([
    ['a template nobody has', { template: 'weekly' }, '/template'], ['another calendar', { period: 'administrative:2026-10' }, '/period'], ['another kind of period', { period: 'calendar:2026' }, '/period'],
    ['a unit nobody knows', { unit: '99999' }, '/unit'], ['a level it is not for', { unit: '40' }, '/unit'], ['no period', { period: '2026-10' }, '/period'], ['a field nobody reads', { html: 1 }, ''],
  ])('of %s is refused by place', async (_name, more, at) => {
    const answer = await make(LEADER, more);
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-request' } });
    expect(String(answer.body['at'] ?? '')).toContain(at);
  });
  it('of a unit of others is refused', async () => expect((await make(CLERK, { unit: '16681' })).status).toBe(403));
});

describe('the register', () => {
  const page = async (as: Actor, query: string): Promise<{ ids: string[]; next: string | null }> => {
    const { body } = await ask(as, 'GET', `reports?${query}`);
    return { ids: (body['reports'] as { id: string }[]).map(({ id }) => id), next: body['next'] as string | null };
  };
  it('is read page by page, newest first, and what is made meanwhile moves nothing', async () => {
    const made: string[] = [];
    for (const as of [CLERK, CLERK, LEADER, CLERK, LEADER, CLERK]) {
      made.unshift(String((await make(as)).body['id']));
      bench.core.turn(made.length % 2 === 0 ? 0 : 1_000);
    }
    const all = (await page(LEADER, '')).ids;
    expect([...all].sort()).toEqual([...made].sort());
    const first = await page(LEADER, 'limit=2');
    await make(CLERK);
    const second = await page(LEADER, `limit=3&after=${String(first.next)}`);
    const third = await page(LEADER, `limit=3&after=${String(second.next)}`);
    expect([[...first.ids, ...second.ids, ...third.ids], third.next]).toEqual([all, null]);
    // What a reader may not see leaves no hole in the page.
    const seen: string[] = [];
    for (let next: string | null = '9999999999999.0000000000000000'; next !== null;) {
      const shown = await page(CLERK, `limit=2&after=${next}`);
      seen.push(...shown.ids);
      next = shown.next;
      expect(shown.ids.length === 2 || next === null).toBe(true);
    }
    expect(seen).toHaveLength(5);
    expect((await ask(CLERK, 'GET', 'reports?after=soon')).status).toBe(400);
  });

  it('is searched by title and number, without marks or case', async () => {
    const id = await issued();
    const other = String((await make(CLERK)).body['id']);
    const found = async (text: string): Promise<string[]> => [...(await page(CLERK, new URLSearchParams({ text }).toString())).ids].sort();
    expect(await found('BAO cáo thử')).toEqual([id, other].sort());
    expect(await found('12/bc-snnmt')).toEqual([id]);
    expect(await found('thang 10 bc')).toEqual([id]);
    expect(await found('%')).toEqual([]);
  });
});

describe('words of a report', () => {
  it('are saved by the revision that was looked at, and the figures stay', async () => {
    const made = await make(CLERK);
    const id = String(made.body['id']);
    const saved = await write(CLERK, id, 1, 'Tình hình ổn định.\r\nKhông có phát sinh.');
    expect(saved).toMatchObject({ status: 200, etag: '"2"', body: { revision: 2, commentary: { words: 'Tình hình ổn định.\nKhông có phát sinh.' } } });
    expect(saidIn(saved.body)).toContain('Nguyễn Thị Bình');
    expect(saved.body['contentHash']).not.toBe(made.body['contentHash']);
    expect(await write(HEAD, id, 1, 'Khác')).toMatchObject({ status: 409, etag: '"2"', body: { code: 'document-conflict', current: { revision: 2 } } });
    expect((await ask(CLERK, 'PATCH', `reports/${id}`, { signer: 'Nguyễn Văn Ước' })).status).toBe(428);
    expect((await write(CLERK, id, 2, 'a\u202eb')).status).toBe(400);
    expect((await ask(CLERK, 'PATCH', `reports/${id}`, {}, 2)).status).toBe(400);
  });

  it('are taken anew with the figures when it is refreshed', async () => {
    const id = String((await make(CLERK)).body['id']);
    await write(CLERK, id, 1, 'Ổn định.');
    bench.source.handler = (_request, response) => sendJson(response, { ds: [{ ma: '9', ten: 'Sự cố mới', dv: UNIT }] });
    bench.core.turn(24 * 3_600_000);
    await ask(CLERK, 'POST', `reports/${id}/refresh`, undefined, 2);
    await expect.poll(async () => { const { body } = await ask(CLERK, 'GET', `reports/${id}`); await ask(CLERK, 'POST', `reports/${id}/refresh`, undefined, Number(body['revision'])); return saidIn(body); }).toContain('Sự cố mới');
    expect(saidIn((await ask(CLERK, 'GET', `reports/${id}`)).body)).toContain('Ổn định.');
  });
});

describe('the way of a report', () => {
  it('goes through two pairs of eyes, is dated when it is issued, and is closed then', async () => {
    await known(['head', 'head', UNIT], ['leader', 'leader', null]);
    const id = String((await make(HEAD)).body['id']);
    expect(await act(HEAD, id, 1, { deed: 'submit' })).toMatchObject({ status: 422, body: { code: 'report-not-ready', issues: [{ code: 'commentary-empty', at: 'words' }] } });
    await write(HEAD, id, 1, 'Ổn định.');
    expect((await act(HEAD, id, 2, { deed: 'issue', number: '1' })).status).toBe(400);
    expect(await act(HEAD, id, 2, { deed: 'submit' })).toMatchObject({ status: 200, body: { state: 'submitted', may: ['return'], frozen: null } });
    expect(await act(HEAD, id, 3, { deed: 'approve' })).toMatchObject({ status: 403, body: { code: 'own-report' } });
    expect((await act(CLERK, id, 3, { deed: 'approve' })).status).toBe(403);
    expect((await act(CHAIR, id, 3, { deed: 'approve' })).status).toBe(404);
    expect((await act(LEADER, id, 3, { deed: 'return' })).status).toBe(400);
    expect(await act(LEADER, id, 3, { deed: 'return', reason: 'Bổ sung nguyên nhân' })).toMatchObject({ body: { state: 'returned' } });
    await act(HEAD, id, 4, { deed: 'submit' });
    expect(await act(LEADER, id, 5, { deed: 'approve' })).toMatchObject({ body: { state: 'approved' } });
    expect((await act(LEADER, id, 6, { deed: 'issue' })).status).toBe(400);
    bench.core.turn(60_000);
    const out = await act(LEADER, id, 6, { deed: 'issue', number: '12/BC-SNNMT' });
    expect(out).toMatchObject({ body: { state: 'issued', number: '12/BC-SNNMT', issuedAt: bench.core.clock(), document: { properties: { createdAt: bench.core.clock() } } } });
    expect((out.body['steps'] as { deed: string; reason: string | null }[]).map(({ deed, reason }) => [deed, reason])).toEqual([
      ['create', null], ['edit', null], ['submit', null], ['return', 'Bổ sung nguyên nhân'], ['submit', null], ['approve', null], ['issue', null],
    ]);
    expect((await write(HEAD, id, 7, 'Sửa')).status).toBe(400);
    expect((await act(LEADER, id, 7, { deed: 'withdraw' })).status).toBe(400);
  });

  it('is approved by its author where nobody else may, who says why; that is written down', async () => {
    await known(['head', 'head', UNIT], ['clerk', 'clerk', UNIT], ['chair', 'head', '16681'], ['leader', 'leader', null]);
    const id = String((await make(HEAD)).body['id']);
    await write(HEAD, id, 1, 'Ổn định.');
    expect((await act(HEAD, id, 2, { deed: 'submit' })).body['may']).toEqual(['return']);
    expect(await act(HEAD, id, 3, { deed: 'approve', reason: 'Không có người khác' })).toMatchObject({ status: 403, body: { code: 'own-report' } });
    await store.db.updateTable('person').set({ status: 'disabled' }).where('id', '=', 'leader').execute();
    expect((await ask(HEAD, 'GET', `reports/${id}`)).body).toMatchObject({ may: ['return', 'approve'], approvesOwn: true });
    expect(await act(HEAD, id, 3, { deed: 'approve' })).toMatchObject({ status: 400, body: { code: 'bad-request', at: '/reason' } });
    const done = await act(HEAD, id, 3, { deed: 'approve', reason: 'Đơn vị khuyết cấp phó' });
    expect(done).toMatchObject({ status: 200, body: { state: 'approved' } });
    expect((done.body['steps'] as object[]).at(-1)).toMatchObject({ deed: 'approve', reason: 'Đơn vị khuyết cấp phó' });
    expect(bench.core.audited.at(-1)).toMatchObject({ detail: { deed: 'approve', approvedOwn: 'nobody-else' } });
  });

  it('is corrected by a new version, which takes its place when it is issued and shows what changed', async () => {
    const first = await issued();
    expect((await ask(BLIND, 'POST', `reports/${first}/correct`, { reason: 'Sai số' })).status).toBe(404);
    const begun = await ask(CLERK, 'POST', `reports/${first}/correct`, { reason: 'Sai số liệu' });
    expect(begun).toMatchObject({ status: 201, body: { version: 2, state: 'draft', supersedes: first, number: null, commentary: { words: 'Ổn định.' } } });
    const id = String(begun.body['id']);
    expect((await ask(HEAD, 'POST', `reports/${first}/correct`, { reason: 'Sai số liệu' })).body['id']).toBe(id);
    await write(CLERK, id, 1, 'Tăng nhẹ.');
    expect((await ask(CLERK, 'GET', `reports/${id}/changes`)).body).toEqual({ changes: [{ at: '', before: 'Ổn định. 12/BC-SNNMT', after: 'Tăng nhẹ.' }] });
    await act(CLERK, id, 2, { deed: 'submit' });
    await act(HEAD, id, 3, { deed: 'approve' });
    expect((await ask(CLERK, 'GET', `reports/${first}`)).body['state']).toBe('issued');
    await act(HEAD, id, 4, { deed: 'issue', number: '15/BC-SNNMT' });
    expect((await ask(CLERK, 'GET', `reports/${first}`)).body).toMatchObject({ state: 'superseded', number: '12/BC-SNNMT' });
    expect((await ask(CLERK, 'POST', `reports/${first}/correct`, { reason: 'Sai' })).status).toBe(400);
  });

  it('stands whole or not at all with its entry in the trail', async () => {
    const id = String((await make(CLERK)).body['id']);
    Object.assign(bench.core.audit, { append: () => Promise.reject(new Error('full')) });
    expect((await write(CLERK, id, 1, 'Ổn định.')).status).toBe(500);
    expect((await ask(CLERK, 'GET', `reports/${id}`)).body).toMatchObject({ revision: 1, commentary: {} });
  });
});

describe('the register of duties', () => {
  it('says who owes what, to who shares the unit, and names a report to who may see it', async () => {
    const owed = async (as: Actor): Promise<unknown[]> => ((await ask(as, 'GET', `report-duties?period=${OCTOBER}`)).body['duties'] as { unit: string; state: string; report: string | null }[]).map(({ unit, state, report }) => [unit, state, report]);
    expect(await owed(HEAD)).toEqual([[UNIT, 'missing', null]]);
    const id = await issued();
    expect(await owed(HEAD)).toEqual([[UNIT, 'late', id]]);
    expect(await owed(BLIND)).toEqual([[UNIT, 'late', null]]);
    expect(await owed(CHAIR)).toEqual([]);
    expect((await ask(HEAD, 'GET', 'report-duties?period=calendar:2026-09')).body).toMatchObject({ duties: [{ unit: UNIT, state: 'missing' }] });
    expect((await ask(HEAD, 'GET', 'report-duties?period=2026')).status).toBe(400);
  });
  it('is taken out with its moments as dates and its shares as numbers, by who may, and is written down', async () => {
    await issued();
    const file = async (as: Actor, query: string) => { actor = as; return app.inject({ method: 'GET', url: `/api/report-duties/file?${query}`, headers: OWN_PAGE }); };
    const wish = `template=monthly&period=${OCTOBER}&period=calendar:2026-09`;
    expect((await file(HEAD, `${wish}&format=xlsx`)).statusCode).toBe(403);
    const { sheets } = openXlsx((await file(CLERK, `${wish}&format=xlsx`)).rawPayload);
    expect([...'ABCDEFGH'].map((column) => sheets[0]?.cells.get(`${column}3`)?.value)).toEqual(['Cộng', 2, 0, 1, 1, 0, 0.5, 0]);
    const asMoment = (at: unknown): number => Math.round((Number(at) - 25_569) * 86_400_000) - 7 * 3_600_000;
    const late = ['2', '3'].find((row) => sheets[1]?.cells.get(`E${row}`)?.value === 'Nộp muộn') ?? '';
    const given = sheets[1]?.cells.get(`F${late}`);
    expect([asMoment(given?.value), given?.code]).toEqual([bench.core.clock(), 'dd/mm/yyyy hh:mm']);
    const csv = await file(CLERK, `${wish}&format=csv`);
    expect(csv.body.split('\r\n')).toHaveLength(4);
    expect(csv.body).toContain('Nộp muộn');
    expect(bench.core.audited.at(-1)).toMatchObject({ action: 'export', target: 'report-duties:monthly', detail: { format: 'csv', rows: 2 } });
    expect((await file(CLERK, `template=nobody&period=${OCTOBER}&format=csv`)).statusCode).toBe(404);
  });
});
