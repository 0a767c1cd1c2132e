import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { role, rulesOf } from '@/access/testing/random-access';
import type { Actor } from '@/domain/access';
import { err, ok } from '@/domain/result';
import { openBench, person, smallProvince, type DeskBench } from '../datasets/testing/desk-bench';
import type { Gateway } from '../http/route';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { OWN_PAGE, testApp } from '../testing/test-gateway';
import { createReports } from './create-reports';
import { fileRoutes } from './file-routes';
import type { Print } from './formats';
import { createReportFiles } from './report-files';
import { createReportJobs, type ReportJobs } from './report-jobs';
import { reportRoutes } from './report-routes';
import { createTemplates } from './report-templates';
import { OCTOBER, plainComposers, TEMPLATE } from './testing.fixture';

const UNIT = 'H41.06';
const OWN = [{ datasets: '*' as const, classes: ['public' as const, 'internal' as const], units: 'own' as const }];
const ACCESS = rulesOf([role('clerk', OWN, ['report.write', 'report.approve', 'export']), role('reader', OWN, []), role('other', OWN, ['export'])]);
const CLERK = person('clerk', [{ role: 'clerk', unit: UNIT }]);
const HEAD = person('head', [{ role: 'clerk', unit: UNIT }]);
const READER = person('reader', [{ role: 'reader', unit: UNIT }]);
const CHAIR = person('chair', [{ role: 'other', unit: '16681' }]);

let store: MemoryStore;
let bench: DeskBench;
let app: Gateway;
let jobs: ReportJobs;
let actor: Actor = CLERK;
let printed = 0;
/** What a writer makes is another thing each time: what is kept is not made again. */
let print: Print;
beforeAll(async () => { store = await memoryStore(); });
afterAll(() => store.close());
beforeEach(async () => {
  printed = 0;
  print = (document, format) => Promise.resolve(format === 'pdf' ? err('no-browser') : ok(Uint8Array.from([0, 255, ...Buffer.from(`${format} ${(printed += 1)} ${document.watermark ?? ''}`)])));
  bench = await openBench(store, undefined, { ...smallProvince(), access: ACCESS, reportTemplates: new Map([['monthly', { id: 'monthly', title: TEMPLATE.title, body: {} }]]) });
  app = testApp(bench.core, () => actor);
  const composers = plainComposers('totals');
  const templates = createTemplates(bench.core, composers);
  const reports = createReports(bench.core, { desk: bench.desk, composers, templates });
  const files = createReportFiles(bench.core, (...wanted) => print(...wanted));
  jobs = createReportJobs(bench.core, files);
  reportRoutes(app, reports, templates);
  fileRoutes(app, reports, files, jobs);
});
afterEach(async () => {
  await jobs.stop();
  await app.close();
  await bench.stop();
  await store.reset();
});

let keys = 0;
const key = (): string => `key-of-this-file-${(keys += 1)}`;
const send = (as: Actor, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object, revision?: number) => {
  actor = as;
  return app.inject({ method, url: `/api/${path}`, headers: { ...OWN_PAGE, ...(revision === undefined ? {} : { 'if-match': `"${revision}"` }) }, ...(payload ? { payload } : {}) });
};
const make = async (): Promise<string> => (await send(CLERK, 'POST', 'reports', { template: 'monthly', unit: UNIT, period: OCTOBER, key: key() })).json<{ id: string }>().id;
const issue = async (id: string): Promise<void> => {
  await send(CLERK, 'PATCH', `reports/${id}`, { commentary: { words: 'Ổn định.' } }, 1);
  await send(CLERK, 'POST', `reports/${id}/deeds`, { deed: 'submit' }, 2);
  await send(HEAD, 'POST', `reports/${id}/deeds`, { deed: 'approve' }, 3);
  expect((await send(HEAD, 'POST', `reports/${id}/deeds`, { deed: 'issue', number: '12' }, 4)).statusCode).toBe(200);
};
const job = (body: { readonly job: Record<string, unknown> }): Record<string, unknown> => body.job;
const exports = (): unknown[] => bench.core.audited.filter(({ action }) => action === 'export').map(({ target, detail }) => [target, detail?.['format']]);

describe('a file of a report', () => {
  it('has a Vietnamese name, is its bytes, and is written down', async () => {
    const id = await make();
    const file = await send(CLERK, 'GET', `reports/${id}/files/docx`);
    expect(file.rawPayload.subarray(0, 8)).toEqual(Buffer.from([0, 255, ...Buffer.from('docx 1')]));
    expect(file.headers).toMatchObject({ 'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'content-disposition': `attachment; filename="monthly-${UNIT}-calendar-2026-10.docx"; filename*=UTF-8''${encodeURIComponent('Báo cáo thử tháng 10 năm 2026.docx')}` });
    expect(file.headers.etag).toMatch(/^"[0-9a-f]{64}"$/);
    expect(exports()).toEqual([[`report:${id}`, 'docx']]);
    expect((await send(CLERK, 'GET', `reports/${id}/files/xlsx?watermark=viewer`)).body).toContain('xlsx 2 clerk · ');
  });

  it('is given to who may take figures out and may see the report', async () => {
    const id = await make();
    expect([(await send(READER, 'GET', `reports/${id}/files/csv`)).statusCode, (await send(CHAIR, 'GET', `reports/${id}/files/csv`)).statusCode]).toEqual([403, 404]);
    expect((await send(CLERK, 'GET', `reports/${id}/files/exe`)).statusCode).toBe(400);
    expect((await send(CLERK, 'GET', `reports/${id}/files/pdf`)).json()).toMatchObject({ status: 501, code: 'no-browser' });
    expect(exports()).toEqual([]);
  });

  it('of an issued report is printed once, whoever asks and however often, by each separator', async () => {
    const id = await make();
    expect((await send(CLERK, 'GET', `reports/${id}/files/csv`)).body).toContain('csv 1');
    await issue(id);
    const [first, second, comma, again] = [await send(CLERK, 'GET', `reports/${id}/files/csv`), await send(HEAD, 'GET', `reports/${id}/files/csv`), await send(HEAD, 'GET', `reports/${id}/files/csv?separator=comma`), await send(HEAD, 'GET', `reports/${id}/files/csv?separator=comma`)];
    expect([first.body, comma.body].map((body) => /csv \d/.exec(body)?.[0])).toEqual(['csv 2', 'csv 3']);
    expect([second.rawPayload, again.rawPayload]).toEqual([first.rawPayload, comma.rawPayload]);
    expect(second.headers.etag).toBe(first.headers.etag);
  });
});

describe('a file made behind the page', () => {
  it('is asked for, looked after, and fetched by whoever asked', async () => {
    const asked = await send(CLERK, 'POST', 'report-jobs', { template: 'monthly', unit: UNIT, period: OCTOBER, key: key(), format: 'pptx' });
    expect(asked.statusCode).toBe(202);
    const { id, report } = job(asked.json());
    await jobs.work();
    expect(job((await send(CLERK, 'GET', `report-jobs/${String(id)}`)).json())).toEqual({ id, report, format: 'pptx', state: 'done', done: 3, of: 3, reason: null });
    expect((await send(CLERK, 'GET', `report-jobs/${String(id)}/file`)).body).toContain('pptx 1');
    expect((await send(HEAD, 'GET', `report-jobs/${String(id)}`)).statusCode).toBe(404);
    expect(exports()).toEqual([[`report:${String(report)}`, 'pptx']]);
    bench.core.turn(25 * 3_600_000);
    await jobs.work();
    expect((await send(CLERK, 'GET', `report-jobs/${String(id)}`)).statusCode).toBe(404);
  });

  it('that cannot be made says why', async () => {
    const { id } = job((await send(CLERK, 'POST', 'report-jobs', { report: await make(), format: 'pdf' })).json());
    await jobs.work();
    expect(job((await send(CLERK, 'GET', `report-jobs/${String(id)}`)).json())).toMatchObject({ state: 'failed', reason: 'no-browser' });
    expect((await send(CLERK, 'GET', `report-jobs/${String(id)}/file`)).statusCode).toBe(404);
  });

  it('that is given up while it is made leaves nothing', async () => {
    let go = (): void => undefined;
    const begun = new Promise<void>((begin) => {
      print = () => { begin(); return new Promise((done) => { go = () => done(ok(Uint8Array.from([1]))); }); };
    });
    const { id } = job((await send(CLERK, 'POST', 'report-jobs', { report: await make(), format: 'docx' })).json());
    await begun;
    expect(job((await send(CLERK, 'GET', `report-jobs/${String(id)}`)).json())).toMatchObject({ state: 'running', done: 1, of: 3 });
    expect(job((await send(CLERK, 'DELETE', `report-jobs/${String(id)}`)).json())).toMatchObject({ state: 'cancelled' });
    go();
    await jobs.work();
    expect(await store.db.selectFrom('report_job').select(['state', 'bytes']).execute()).toEqual([{ state: 'cancelled', bytes: null }]);
  });

  it('is gone on with by another gateway once the first has said nothing for a while, and only once', async () => {
    print = () => new Promise(() => undefined);
    const { id } = job((await send(CLERK, 'POST', 'report-jobs', { report: await make(), format: 'docx' })).json());
    await expect.poll(async () => (await store.db.selectFrom('report_job').select('state').executeTakeFirstOrThrow()).state).toBe('running');
    const late: { by: string }[] = [];
    const gateway = (by: string): ReportJobs => createReportJobs(bench.core, { printed: () => { late.push({ by }); return Promise.resolve(Uint8Array.from([7])); } });
    const others = [gateway('b'), gateway('c')];
    await Promise.all(others.map((each) => each.work()));
    expect(late).toEqual([]);
    bench.core.turn(21_000);
    await Promise.all(others.map((each) => each.work()));
    expect(late).toHaveLength(1);
    expect(job((await send(CLERK, 'GET', `report-jobs/${String(id)}`)).json())).toMatchObject({ state: 'done' });
    await Promise.all(others.map((each) => each.stop()));
    // The first one never comes back; its turn must not hold up the end of this test.
    jobs = gateway('d');
  });
});
