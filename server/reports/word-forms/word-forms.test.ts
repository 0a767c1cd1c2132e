import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { role, rulesOf } from '@/access/testing/random-access';
import type { Actor } from '@/domain/access';
import { ok } from '@/domain/result';
import { paragraph, rels, run, withBody, wordFile } from '@/reports/own-word/word-file.fixture';
import { openPackage, wordsOf } from '@/reports/writers/docx/package-reader.fixture';
import { openBench, person, smallProvince, type DeskBench } from '../../datasets/testing/desk-bench';
import type { Gateway } from '../../http/route';
import { memoryStore, type MemoryStore } from '../../store/testing/memory-store';
import { OWN_PAGE, testApp } from '../../testing/test-gateway';
import { composers } from '../composers';
import { createReports } from '../create-reports';
import { fileRoutes } from '../file-routes';
import { openPrinting } from '../formats';
import { createReportFiles } from '../report-files';
import { createReportJobs, type ReportJobs } from '../report-jobs';
import { reportRoutes } from '../report-routes';
import { createTemplates } from '../report-templates';
import { OCTOBER, TEMPLATE } from '../testing.fixture';
import { createWordForms, FORM_LIMITS } from './create-word-forms';
import { wordFormRoutes } from './word-form-routes';

const UNIT = 'H41.06';
const OWN = [{ datasets: '*' as const, classes: ['public' as const, 'internal' as const], units: 'own' as const }];
const ACCESS = rulesOf([role('clerk', OWN, ['report.write', 'report.approve', 'export']), role('reader', OWN, [])]);
const CLERK = person('clerk', [{ role: 'clerk', unit: UNIT }]);
const READER = person('reader', [{ role: 'reader', unit: UNIT }]);
const CHAIR = person('chair', [{ role: 'clerk', unit: '16681' }]);
const FORM = withBody(paragraph(run('Kỳ {{period}}: {{nhan_dinh}}')));
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

let store: MemoryStore;
let bench: DeskBench;
let app: Gateway;
let jobs: ReportJobs;
let actor: Actor = CLERK;
/** What the template of the pack says of its form. */
let word: object | null = null;
beforeAll(async () => { store = await memoryStore(); });
afterAll(() => store.close());
beforeEach(async () => {
  word = { file: hashOf(FORM), name: 'mẫu.docx', tags: [{ kind: 'field', name: 'period' }, { kind: 'field', name: 'nhan_dinh' }], places: { nhan_dinh: { kind: 'text', block: 'words' } } };
  bench = await openBench(store, undefined, { ...smallProvince(), access: ACCESS, reportTemplates: new Map([['monthly', { id: 'monthly', title: TEMPLATE.title, body: {} }]]) });
  app = testApp(bench.core, () => actor);
  const own = { ...composers, read: () => ok({ ...TEMPLATE, ...(word ? { word: word as NonNullable<typeof TEMPLATE.word> } : {}) }) };
  const templates = createTemplates(bench.core, own);
  const reports = createReports(bench.core, { desk: bench.desk, composers: own, templates });
  const files = createReportFiles(bench.core, openPrinting().print);
  jobs = createReportJobs(bench.core, files);
  reportRoutes(app, reports, templates);
  fileRoutes(app, reports, files, jobs);
  wordFormRoutes(app, createWordForms(bench.core));
});
afterEach(async () => {
  await jobs.stop();
  await app.close();
  await bench.stop();
  await store.reset();
});

const bring = (as: Actor, bytes: Uint8Array, unit = UNIT, name = 'mẫu.docx') => {
  actor = as;
  return app.inject({ method: 'POST', url: `/api/word-forms?unit=${unit}&name=${encodeURIComponent(name)}`, headers: { ...OWN_PAGE, 'content-type': 'application/octet-stream' }, payload: Buffer.from(bytes) });
};
const read = (as: Actor, hash: string) => {
  actor = as;
  return app.inject({ method: 'GET', url: `/api/word-forms/${hash}`, headers: { ...OWN_PAGE } });
};
const send = (method: 'GET' | 'POST' | 'PATCH', path: string, payload?: object, revision?: number, as: Actor = CLERK) => {
  actor = as;
  return app.inject({ method, url: `/api/${path}`, headers: { ...OWN_PAGE, ...(revision === undefined ? {} : { 'if-match': `"${revision}"` }) }, ...(payload ? { payload } : {}) });
};
let keys = 0;
const make = async (): Promise<string> => (await send('POST', 'reports', { template: 'monthly', unit: UNIT, period: OCTOBER, key: `key-of-this-form-${(keys += 1)}` })).json<{ id: string }>().id;

describe('a Word file that a unit brings', () => {
  it('is kept once under its hash with its places, and comes back byte for byte to who shares the unit', async () => {
    const first = await bring(CLERK, FORM, UNIT, 'C:\\Mẫu\\mẫu \u202ecs.docx');
    expect([first.statusCode, first.json()]).toEqual([201, { file: hashOf(FORM), name: 'mẫu cs.docx', size: FORM.length, tags: [{ kind: 'field', name: 'period' }, { kind: 'field', name: 'nhan_dinh' }] }]);
    expect((await bring(CLERK, FORM)).statusCode).toBe(201);
    const back = await read(READER, hashOf(FORM));
    expect([back.statusCode, new Uint8Array(back.rawPayload)]).toEqual([200, FORM]);
    expect(back.headers['content-disposition']).toContain('attachment');
    expect(bench.core.audited.map(({ action, target, outcome }) => [action, target, outcome])).toEqual([['upload', `word-form:${hashOf(FORM)}`, 'done']]);
  });

  it('does not exist for another unit until that unit brings it itself', async () => {
    await bring(CLERK, FORM);
    expect((await read(CHAIR, hashOf(FORM))).statusCode).toBe(404);
    expect((await bring(CHAIR, FORM)).statusCode).toBe(403);
    expect((await bring(CHAIR, FORM, '16681')).statusCode).toBe(201);
    expect((await read(CHAIR, hashOf(FORM))).statusCode).toBe(200);
    expect((await bring(READER, FORM)).statusCode).toBe(403);
  });

  it.each([
    ['macros', wordFile({ 'word/vbaProject.bin': 'x' }), 'macros', 'word/vbaProject.bin'],
    ['a picture elsewhere', wordFile({ 'word/_rels/document.xml.rels': rels(['image', 'https://evil.example/a.png', 'External']) }), 'outside', 'word/_rels/document.xml.rels'],
    ['braces that are not closed', withBody(paragraph(run('{{unit'))), 'bad-placeholder', 'word/document.xml'],
    ['nothing', new Uint8Array(), 'not-an-archive', ''],
  ])('with %s is refused by part and reason, in words, and not kept', async (_what, bytes, code, part) => {
    const refused = await bring(CLERK, bytes);
    expect([refused.statusCode, refused.json()]).toEqual([422, expect.objectContaining({ code: 'word-form-refused', faults: [expect.objectContaining({ code, part, words: { vi: expect.stringMatching(/\.$/) as string, en: expect.stringMatching(/\.$/) as string } })] })]);
    expect(await store.db.selectFrom('word_form').select('hash').execute()).toEqual([]);
    expect(bench.core.audited.at(-1)).toMatchObject({ action: 'upload', outcome: 'refused', detail: { faults: [code] } });
  });

  it('is one of so many of a unit', async () => {
    await store.db.insertInto('word_form').values({ hash: 'a'.repeat(64), unit: UNIT, file_name: 'a', size: FORM_LIMITS.bytes, bytes: Uint8Array.of(1), uploaded_by: 'x', uploaded_at: new Date(0) }).execute();
    expect((await bring(CLERK, FORM)).json()).toMatchObject({ code: 'too-large' });
  });
});

describe('a report whose form is that file', () => {
  it('cannot be handed in before the file is here; then its Word file is that file, filled, and other formats are as ever', async () => {
    const id = await make();
    await send('PATCH', `reports/${id}`, { commentary: { words: 'Ổn định.' } }, 1);
    expect((await send('GET', `reports/${id}/files/docx`)).json()).toMatchObject({ code: 'word-form-missing' });
    expect((await send('POST', `reports/${id}/deeds`, { deed: 'submit' }, 2)).json()).toMatchObject({ code: 'report-not-ready', issues: [{ severity: 'stop', code: 'word-file', params: { form: 'mẫu.docx' } }] });
    await bring(CHAIR, FORM, '16681');
    expect((await send('GET', `reports/${id}/files/docx`)).json()).toMatchObject({ code: 'word-form-missing' });
    await bring(CLERK, FORM);
    const file = await send('GET', `reports/${id}/files/docx`);
    expect(wordsOf(openPackage(new Uint8Array(file.rawPayload)).xml('word/document.xml'))).toBe('Kỳtháng 10 năm 2026:Ổn định.');
    expect((await send('GET', `reports/${id}/files/docx`)).rawPayload).toEqual(file.rawPayload);
    expect((await send('GET', `reports/${id}/files/html`)).body).toContain('Ổn định.');
    expect((await send('POST', `reports/${id}/deeds`, { deed: 'submit' }, 2)).statusCode).toBe(200);
  });

  it('is stopped by a place nobody has said anything of, which its file is never made with', async () => {
    word = { ...word, places: {} };
    await bring(CLERK, FORM);
    const id = await make();
    await send('PATCH', `reports/${id}`, { commentary: { words: 'Ổn định.' } }, 1);
    expect((await send('POST', `reports/${id}/deeds`, { deed: 'submit' }, 2)).json()).toMatchObject({ issues: [{ code: 'word-place', params: { place: '{{nhan_dinh}}' } }] });
    expect((await send('GET', `reports/${id}/files/docx`)).json()).toMatchObject({ code: 'word-form-unfilled' });
  });
});
