import { randomBytes, randomUUID } from 'node:crypto';
import { wordFile } from '@/reports/own-word/word-file.fixture';
import { bodyVersion, type DocumentKind } from '@/state/documents';
import { newCode } from '../../../server/screens/pairing-code';
import { hashOf } from '../../../server/session/secrets';
import type { Store } from '../../../server/store/store';
import type { Which } from '../rights-table';
import { newSecret, otherUnit, ownUnit, seedPerson, seedScreen, seedSession, type Standing, type Visitor } from './people';
import type { Asking } from './whole-gateway';

/** One cell to be tried: somebody, asking about a thing that was put there for this. */
export interface Case {
  readonly store: Store;
  readonly now: number;
  readonly standing: Standing;
  readonly visitor: Visitor;
  readonly which: Which;
  /** Of the thing. */
  readonly unit: string;
}
type Build = (the: Case) => Asking | Promise<Asking>;

export const caseOf = (the: Omit<Case, 'unit'>): Case => ({ ...the, unit: the.which === 'other' ? otherUnit(the.standing) : ownUnit(the.standing) });

/** Well formed, and nobody's. */
const NOBODY = 'nobody-of-this-name-1';
const UNUSED_CODE = 'AAAACCCC';
const PERIOD = 'calendar:2026-10';
export const DOSSIERS = 'procedure-overdue-dossiers';

const get = (url: string): Build => () => ({ method: 'GET', url });
const plain = (method: string, url: string, body?: unknown): Build => () => ({ method, url, ...(body === undefined ? {} : { body }) });

async function someone({ store, now, unit, which }: Case, role: string | null = 'unit-administrator'): Promise<{ readonly id: string; readonly grant: number }> {
  if (which === 'missing') return { id: NOBODY, grant: 999_999 };
  const { id, grant } = await seedPerson(store, now, { role, unit });
  return { id, grant: grant ?? 999_999 };
}

const aScreen = async ({ store, now, unit, which }: Case): Promise<string> => (which === 'missing' ? NOBODY : (await seedScreen(store, now, { unit })).id);

/** A code that waits; a used one where `used`. */
async function aCode({ store, now }: Case, used: boolean): Promise<string> {
  const code = newCode();
  const screen = used ? (await seedScreen(store, now, { unit: null })).id : null;
  await store.db.insertInto('pairing').values({ code, device: hashOf(newSecret()), expires_at: new Date(now + 600_000), attempts: 0, screen, token: null }).execute();
  return code;
}

/** Figures that wait for a person. */
async function heldFigures({ store, now, which }: Case): Promise<number> {
  if (which === 'missing') return 999_999;
  const at = new Date(now);
  const row = {
    source: 'one-stop', dataset: `d-${randomUUID()}`, metric: 'received', factor: 1_000, example: JSON.stringify({ cell: '16681', before: 1, after: 1_000, question: '' }),
    first_seen: at, last_seen: at, times: 1, decision: null, decided_by: null, decided_at: null, reason: null, ended_at: null,
  };
  return (await store.db.insertInto('quarantine').values(row).returning('id').executeTakeFirstOrThrow()).id;
}

/** A remark on a figure that everybody sees; by the reader where they may have written it. */
async function aRemark({ store, now, unit, which, visitor }: Case, mine = false): Promise<string> {
  if (which === 'missing') return NOBODY;
  const id = randomUUID();
  await store.db.insertInto('annotation').values({
    id, dataset: REMARKED, indicator: null, unit, period: PERIOD, day: null, text: 'Thử', author: mine && which === 'own' ? visitor.id : 'test', at: new Date(now),
    edited_at: null, resolved_at: null, resolved_by: null, withdrawn_at: null,
  }).execute();
  return id;
}
const REMARKED = 'procedure-trend';
const aKey = (): string => randomUUID();

/** A report of the unit, of no figures: everybody who shares the unit may see it. */
async function aReport({ store, now, unit, which }: Case, state: 'draft' | 'submitted' | 'issued' = 'draft'): Promise<string> {
  if (which === 'missing') return NOBODY;
  const id = randomUUID();
  const place = { unit, period: PERIOD };
  const document = {
    version: 1, language: 'vi', title: 'Thử', head: null, sections: [{ id: 'main', orientation: 'portrait', appendix: null, blocks: [] }], tail: null, sources: [], footer: '', watermark: null,
    properties: { author: '', organisation: '', createdAt: now, id },
  };
  await store.db.insertInto('report').values({
    id, series: id, version: 1, supersedes: null, template: 'thu', title: 'Thử', ...place, state, revision: 1, author: 'test', signer: '', number: null, created_at: new Date(now), issued_at: null, content_hash: '',
    commentary: '{}', admission: '{"questions":[],"saw":{}}', document: JSON.stringify(document),
    template_body: JSON.stringify({ title: TITLE, periods: { calendar: 'calendar', kinds: ['month'] }, levels: ['department', 'commune'], orientation: 'portrait', blocks: [] }),
    frozen: JSON.stringify({ version: 1, at: now, province: 'nghe-an', ...place, boundary: { kind: 'as-reported' }, answers: [] }),
  }).execute();
  return id;
}
/** A kept view of the unit, of no figures. */
async function aView({ store, now, unit, which }: Case): Promise<string> {
  if (which === 'missing') return NOBODY;
  const id = randomUUID();
  const scope = { unit, period: PERIOD, boundary: { kind: 'as-reported' } };
  await store.db.insertInto('kept_view').values({
    id, dashboard: 'leaders', title: JSON.stringify(TITLE), unit, period: PERIOD, at: new Date(now), until: null, kept_by: 'test', cause: 'hand', note: '', owner: null, board_unit: null,
    body: '{}', scope: JSON.stringify({ ...scope, tab: null, variables: {}, filters: [] }), admission: '{"questions":[],"saw":{}}', frozen: JSON.stringify({ version: 1, at: now, province: 'nghe-an', ...scope, answers: [] }), hash: '',
  }).execute();
  return id;
}
/** A file of a report that waits to be sent. */
async function aReportDelivery(the: Case): Promise<string> {
  if (the.which === 'missing') return NOBODY;
  const [id, at] = [randomUUID(), new Date(the.now)];
  await the.store.db.insertInto('report_delivery').values({
    id, report: await aReport(the), format: 'csv', destination: NOBODY, cause: `person:${id}`, state: 'waiting', asked_by: 'test', asked_at: at, attempts: 0, next_try: at, holder: null, lease_until: null,
    hash: null, receipt: null, reason: null, finished_at: null,
  }).execute();
  return id;
}
/** A file that the reader had made, or somebody else. */
async function aReportJob(the: Case): Promise<string> {
  if (the.which === 'missing') return NOBODY;
  const id = randomUUID();
  await the.store.db.insertInto('report_job').values({
    id, report: await aReport({ ...the, unit: ownUnit(the.standing), which: 'own' }), format: 'csv', state: 'done', done: 3, total: 3, asked_by: the.which === 'own' ? the.visitor.id : 'test', asked_at: new Date(the.now),
    holder: null, lease_until: null, attempts: 1, reason: null, bytes: Uint8Array.from([0xef, 0xbb, 0xbf]), finished_at: new Date(the.now),
  }).execute();
  return id;
}
/** A Word file that the unit brought. */
async function aWordForm({ store, now, unit, which }: Case): Promise<string> {
  const hash = randomBytes(32).toString('hex');
  if (which !== 'missing') await store.db.insertInto('word_form').values({ hash, unit, file_name: 'mau.docx', size: 3, bytes: Uint8Array.from([1, 2, 3]), uploaded_by: 'test', uploaded_at: new Date(now) }).execute();
  return hash;
}
const ofReport = (method: string, tail: string, body?: () => object, state?: 'submitted' | 'issued'): Build => async (the) =>
  ({ method, url: `/api/reports/${await aReport(the, state)}${tail}`, headers: { 'if-match': '"1"' }, ...(body ? { body: body() } : {}) });
const SCHEDULE = {
  title: 'Thử', kind: 'report', subject: NOBODY, rule: { every: 'day', at: '07:00' }, dayRule: 'any', periodKind: 'month', periodOffset: -1, formats: [], destinations: [], enabled: false,
} as const;
/** A stopped schedule of the unit: the reader's, or somebody else's. */
async function aSchedule({ store, now, unit, which, visitor }: Case, isMine: boolean): Promise<string> {
  if (which === 'missing') return NOBODY;
  const [id, at] = [randomUUID(), new Date(now)];
  const mine = isMine ? await store.db.selectFrom('person').select('id').where('id', '=', visitor.id).executeTakeFirst() : undefined;
  const owner = (mine ?? await seedPerson(store, now, { role: null, unit })).id;
  await store.db.insertInto('report_schedule').values({
    id, revision: 1, title: SCHEDULE.title, kind: SCHEDULE.kind, subject: NOBODY, unit, rule: JSON.stringify(SCHEDULE.rule), day_rule: 'any', period_kind: 'month', period_offset: -1, formats: '[]', destinations: '[]',
    owner, enabled: false, paused_because: null, next_at: null, created_at: at, updated_at: at, deleted: false,
  }).execute();
  return id;
}
const ofSchedule = (method: string, tail = '', body?: (unit: string) => object, isMine = false): Build => async (the) =>
  ({ method, url: `/api/report-schedules/${await aSchedule(the, isMine)}${tail}`, headers: { 'if-match': '"1"' }, ...(body ? { body: body(the.unit) } : {}) });
const ofReportJob = (method: string, tail = ''): Build => async (the) => ({ method, url: `/api/report-jobs/${await aReportJob(the)}${tail}` });

const TITLE = { vi: 'Thử', en: 'Test' };
/** A table of the statistics office, as somebody chose it. */
const TABLE_CHOICE = {
  id: 'saved-quarterly', source: 'statistics-office', dialect: 'pxweb-1', path: 'api/v1/vi/ThongKe/KTXH/KTXH02.px', title: TITLE, description: TITLE, owner: TITLE,
  cadence: { kind: 'periodic', period: 'quarter', publishedAfterDays: 10, checkSeconds: 3_600 }, classification: 'public', time: { dimension: 'Quy', calendar: 'calendar' },
  metricDimension: 'ChiTieu', metrics: [{ from: 'THAT_NGHIEP', code: 'unemployment', unit: 'percent' }],
};
/** A dataset that was saved from the portal; the only one. */
async function savedDataset({ store, now, which }: Case): Promise<string> {
  if (which === 'missing') return NOBODY;
  const { id, source, title, description, owner, cadence, classification } = TABLE_CHOICE;
  const dataset = { id, source, connector: 'json-stat', title, description, owner, shape: 'cube', cadence, classification, parameters: [], request: {}, mapping: {} };
  await store.db.deleteFrom('pack_overlay').execute();
  await store.db.insertInto('pack_overlay').values({ kind: 'dataset', id, revision: 1, body: JSON.stringify({ dataset, choice: TABLE_CHOICE }), deleted: false, author: 'test', updated_at: new Date(now), reason: 'thử' }).execute();
  return id;
}
const TILE = { id: 'a', widget: 'note', widgetVersion: 1, title: TITLE, place: { x: 0, y: 0, w: 6, h: 2 }, options: {} };
const CONTENTS: Readonly<Record<DocumentKind, object>> = {
  dashboard: { title: TITLE, audience: TITLE, rows: 2, tiles: [TILE] },
  'report-template': { title: TITLE, periods: { calendar: 'calendar', kinds: ['month'] }, levels: ['department', 'commune'], orientation: 'portrait', blocks: [] },
  scene: { title: TITLE, transition: 'cut', zones: [{ shows: { kind: 'dashboard', dashboard: 'leaders' } }] },
  'widget-options': { widgets: { chart: { top: 12 } } },
  preferences: { theme: 'dark' },
};
export const documentBody = (kind: DocumentKind, id: string): object => ({ schemaVersion: bodyVersion(kind), ...(kind === 'dashboard' ? { id } : {}), ...CONTENTS[kind] });

/** A document at revision 2, with its history. */
export async function aDocument({ store, now }: Pick<Case, 'store' | 'now'>, kind: DocumentKind, holder: { readonly owner: string | null; readonly unit: string | null }, id = `d-${randomUUID()}`): Promise<string> {
  const row = { kind, id, author: 'test', deleted: false };
  const body = JSON.stringify(documentBody(kind, id));
  await store.db.insertInto('document').values({ ...row, ...holder, revision: 2, body, updated_at: new Date(now) }).execute();
  await store.db.insertInto('document_revision').values([1, 2].map((revision) => ({ ...row, revision, body, reason: '', at: new Date(now), save_key: randomUUID() }))).execute();
  return id;
}

/** A dataset of files that units like this one send. */
const filesOf = ({ unit, which }: Case): string => (which === 'missing' ? NOBODY : unit.startsWith('H') ? 'department-digital-monthly' : 'commune-economy-monthly');
const SHA = '0'.repeat(64);

async function anUpload(the: Case): Promise<string> {
  const { store, now, unit, which } = the;
  const id = randomUUID();
  if (which === 'missing') return id;
  const { version } = await store.db.selectFrom('upload').select((each) => each.fn.countAll<number>().as('version')).executeTakeFirstOrThrow();
  await store.db.insertInto('upload').values({
    id, dataset: filesOf(the), unit, period: PERIOD, version: Number(version) + 1, file_name: 'a.csv', sha256: SHA, size: 1, content: '', rows: '[]', totals: '[]', row_count: 0,
    loaded_by: null, loaded_at: new Date(now), withdrawn_at: null, withdrawn_by: null, withdrawn_reason: null,
  }).execute();
  return id;
}

async function aPreview(the: Case): Promise<{ readonly token: string; readonly sha256: string }> {
  const { store, now, unit, which, visitor } = the;
  const token = randomUUID();
  await store.db.insertInto('upload_preview').values({
    id: token, person: which === 'own' ? visitor.id : NOBODY, dataset: filesOf(the), unit, period: PERIOD, file_name: 'a.csv', sha256: SHA, content: '', rows: '[]', totals: '[]', row_count: 0,
    expires_at: new Date(now + 600_000),
  }).execute();
  return { token, sha256: SHA };
}

/** The document that a case is about, as its route names it. */
async function documentPath(the: Case, variant: string): Promise<string> {
  const kind: DocumentKind = variant === 'report-template' || variant === 'scene' || variant === 'preferences' ? variant : 'dashboard';
  if (the.which === 'missing') return `${kind}/${kind === 'preferences' ? 'yours' : NOBODY}`;
  if (kind === 'preferences') {
    const owner = the.which === 'own' ? the.visitor.id : (await seedPerson(the.store, the.now, { role: null, unit: the.unit })).id;
    if (owner !== '') await aDocument(the, kind, { owner, unit: null }, owner).catch(() => undefined);
    return `${kind}/${the.which === 'own' ? 'mine' : owner}`;
  }
  if (variant !== 'draft') return `${kind}/${await aDocument(the, kind, { owner: null, unit: the.unit })}`;
  const owner = the.which === 'own' && the.visitor.id !== '' ? the.visitor.id : (await seedPerson(the.store, the.now, { role: null, unit: ownUnit(the.standing) })).id;
  return `${kind}/${await aDocument(the, kind, { owner, unit: null })}`;
}

const readDocument = (tail = '', variant = ''): Build => async (the) => ({ method: 'GET', url: `/api/documents/${await documentPath(the, variant)}${tail}` });
const changeDocument = (method: string, variant = '', tail = '', body?: (path: string) => object): Build => async (the) => {
  const path = await documentPath(the, variant);
  const [kind = '', id = ''] = path.split('/');
  const sent = body ? body(path) : method === 'PUT' ? { body: documentBody(kind as DocumentKind, id) } : undefined;
  return { method, url: `/api/documents/${path}${tail}`, headers: { 'if-match': '"2"', 'idempotency-key': randomUUID() }, ...(sent ? { body: sent } : {}) };
};
const newDocument: Build = ({ unit }) => {
  const id = `d-${randomUUID()}`;
  return { method: 'PUT', url: `/api/documents/dashboard/${id}`, headers: { 'if-none-match': '*', 'idempotency-key': randomUUID() }, body: { body: documentBody('dashboard', id), owner: 'unit', unit } };
};

const grant = (role: string, everywhere = false, self = false): Build => async (the) =>
  ({ method: 'POST', url: `/api/people/${self ? the.visitor.id || NOBODY : (await someone(the, null)).id}/grants`, body: { role, unit: everywhere ? null : the.unit } });

/** A session of the reader's own, of somebody else, or of nobody. */
async function aSession({ store, now, which, visitor }: Case): Promise<string> {
  if (which === 'missing') return NOBODY;
  if (which === 'own') return visitor.session || NOBODY;
  const { id } = await seedPerson(store, now, { role: null, unit: null });
  return (await seedSession(store, now, id)).session;
}

async function statedPurpose({ store, now, which, visitor }: Case): Promise<void> {
  if (which === 'missing' || visitor.session === '') return;
  const session = which === 'own' ? visitor.session : (await seedSession(store, now, visitor.id)).session;
  await store.db.insertInto('purpose_stated').values({ session, person: visitor.id, dataset: DOSSIERS, purpose: 'inspection', remark: '', stated_at: new Date(now), until: new Date(now + 600_000) }).execute();
}

const GIFT = { name: 'Sảnh', classes: ['public'], dashboards: ['department'] };
const PLAN = { name: 'Tường', rows: 2, columns: 3, bezelMm: 3, panel: { diagonalInches: 55, width: 1_920, height: 1_080 }, distanceM: 5, screens: {} };
const CORNER = { row: 1, column: 1, rowSpan: 1, columnSpan: 1 };
/** A wall at revision 1. */
async function aWall({ store, now, unit, which }: Case): Promise<string> {
  if (which === 'missing') return NOBODY;
  const id = `wall-${randomUUID()}`;
  await store.db.insertInto('wall_plan').values({ id, revision: 1, unit, plan: JSON.stringify(PLAN), deleted: false, author: 'test', updated_at: new Date(now) }).execute();
  return id;
}
const STANDING = { shows: { dashboard: 'leaders', build: 'test', freshness: 'live' } };
const REPORT = { 'csp-report': { 'effective-directive': 'script-src', 'blocked-uri': 'https://evil.example/x.js', 'document-uri': 'https://portal.test/', 'source-file': '', 'line-number': 1 } };

const PATHS: Readonly<Record<string, string>> = { '/api/*': '/api/no/such/path', '/auth/*': '/auth/no/such/path' };
const fallbacks = Object.fromEntries(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].flatMap((method) =>
  ['/api', '/api/*', '/auth', '/auth/*'].map((path): [string, Build] => [`${method} ${path}`, plain(method, PATHS[path] ?? path)])));

/** How each row of the table is asked: a good request, so that only the right decides. */
export const CASES: Readonly<Record<string, Build>> = {
  ...fallbacks,
  'GET /*': ({ which }) => ({ method: 'GET', url: which === 'missing' ? '/nothing.js' : '/', headers: { accept: 'text/html' } }),
  'GET /healthz': get('/healthz'),
  'GET /readyz': get('/readyz'),
  'GET /metrics': ({ which }) => ({ method: 'GET', url: '/metrics', ...(which === 'own' ? { from: '127.0.0.1' } : {}) }),
  'GET /api/openapi.json': get('/api/openapi.json'),
  'POST /api/reports/csp': () => ({ method: 'POST', url: '/api/reports/csp', headers: { 'content-type': 'application/csp-report' }, body: REPORT }),
  'GET /api/session': get('/api/session'),
  'GET /auth/login': get('/auth/login'),
  'GET /auth/callback': get('/auth/callback?code=x&state=y'),
  'POST /auth/backchannel-logout': () => ({ method: 'POST', url: '/auth/backchannel-logout', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'logout_token=x' }),
  'POST /auth/logout': plain('POST', '/auth/logout', {}),
  'GET /api/sessions': get('/api/sessions'),
  'DELETE /api/sessions/:id': async (the) => ({ method: 'DELETE', url: `/api/sessions/${await aSession(the)}` }),
  'POST /api/purposes': ({ which }) => ({ method: 'POST', url: '/api/purposes', body: { dataset: { own: DOSSIERS, other: 'directive-tasks', missing: NOBODY }[which], purpose: 'inspection', remark: '' } }),
  'GET /api/annotations': get(`/api/annotations?dataset=${REMARKED}`),
  'POST /api/annotations': ({ unit, which }) => ({ method: 'POST', url: '/api/annotations', body: { dataset: which === 'missing' ? NOBODY : REMARKED, unit, period: PERIOD, text: 'Thử', key: aKey() } }),
  'POST /api/annotations/:id/replies': async (the) => ({ method: 'POST', url: `/api/annotations/${await aRemark(the)}/replies`, body: { text: 'Thử', key: aKey() } }),
  'PATCH /api/annotations/:id': async (the) => ({ method: 'PATCH', url: `/api/annotations/${await aRemark(the)}`, body: { resolved: true } }),
  'PATCH /api/annotations/:id#words': async (the) => ({ method: 'PATCH', url: `/api/annotations/${await aRemark(the)}`, body: { text: 'Khác' } }),
  'DELETE /api/annotations/:id': async (the) => ({ method: 'DELETE', url: `/api/annotations/${await aRemark(the, true)}` }),
  'DELETE /api/purposes/:dataset': async (the) => {
    await statedPurpose(the);
    return { method: 'DELETE', url: `/api/purposes/${DOSSIERS}` };
  },
  'GET /api/people': ({ which, unit }) => ({ method: 'GET', url: `/api/people?unit=${which === 'missing' ? '99999' : unit}` }),
  'POST /api/people/:id/grants': grant('unit-administrator'),
  'POST /api/people/:id/grants#more': grant('department-head'),
  'POST /api/people/:id/grants#province': grant('unit-administrator', true),
  'POST /api/people/:id/grants#self': grant('unit-administrator', false, true),
  'DELETE /api/people/:id/grants/:grant': async (the) => {
    const there = await someone(the);
    return { method: 'DELETE', url: `/api/people/${there.id}/grants/${there.grant}` };
  },
  'PUT /api/people/:id/status': async (the) => ({ method: 'PUT', url: `/api/people/${(await someone(the)).id}/status`, body: { status: 'disabled' } }),
  'PUT /api/people/:id/status#self': ({ visitor }) => ({ method: 'PUT', url: `/api/people/${visitor.id || NOBODY}/status`, body: { status: 'disabled' } }),
  'DELETE /api/people/:id/sessions': async (the) => ({ method: 'DELETE', url: `/api/people/${(await someone(the)).id}/sessions` }),
  'POST /api/pairings': plain('POST', '/api/pairings', {}),
  'GET /api/pairings/mine': get('/api/pairings/mine'),
  'POST /api/screen/standing': plain('POST', '/api/screen/standing', STANDING),
  'GET /api/pairings/:code': async (the) => ({ method: 'GET', url: `/api/pairings/${the.which === 'missing' ? UNUSED_CODE : await aCode(the, the.which === 'other')}` }),
  'POST /api/pairings/:code/confirm': async (the) =>
    ({ method: 'POST', url: `/api/pairings/${the.which === 'missing' ? UNUSED_CODE : await aCode(the, false)}/confirm`, body: { ...GIFT, unit: the.unit } }),
  'GET /api/screens': get('/api/screens'),
  'PATCH /api/screens/:id': async (the) => ({ method: 'PATCH', url: `/api/screens/${await aScreen(the)}`, body: { name: 'Tên khác' } }),
  'DELETE /api/screens/:id': async (the) => ({ method: 'DELETE', url: `/api/screens/${await aScreen(the)}` }),
  'POST /api/screens/:id/commands': async (the) => ({ method: 'POST', url: `/api/screens/${await aScreen(the)}/commands`, body: { command: 'reload' } }),
  'GET /api/screen/program': get('/api/screen/program'),
  'GET /api/report-templates': get('/api/report-templates'),
  'GET /api/report-templates/:id': ({ which }) => ({ method: 'GET', url: `/api/report-templates/${which === 'missing' ? NOBODY : 'form-06'}` }),
  'POST /api/reports': ({ unit }) => ({ method: 'POST', url: '/api/reports', body: { template: NOBODY, unit, period: PERIOD, key: aKey() } }),
  'GET /api/reports': get('/api/reports'),
  'GET /api/report-duties': get(`/api/report-duties?period=${PERIOD}`),
  'GET /api/report-duties/file': get(`/api/report-duties/file?template=form-06&format=csv&period=${PERIOD}`),
  'POST /api/kept-views': () => ({ method: 'POST', url: '/api/kept-views', body: { dashboard: NOBODY, scope: {}, key: aKey() } }),
  'GET /api/kept-views': get('/api/kept-views'),
  'GET /api/kept-views/:id': async (the) => ({ method: 'GET', url: `/api/kept-views/${await aView(the)}` }),
  'DELETE /api/kept-views/:id': async (the) => ({ method: 'DELETE', url: `/api/kept-views/${await aView(the)}` }),
  'GET /api/reports/:id': ofReport('GET', ''),
  'GET /api/reports/:id/checks': ofReport('GET', '/checks'),
  'GET /api/reports/:id/changes': ofReport('GET', '/changes'),
  'PATCH /api/reports/:id': ofReport('PATCH', '', () => ({ signer: 'Thử' })),
  'POST /api/reports/:id/refresh': ofReport('POST', '/refresh'),
  'POST /api/reports/:id/correct': ofReport('POST', '/correct', () => ({ reason: 'Sai' }), 'issued'),
  'POST /api/reports/:id/deeds': ofReport('POST', '/deeds', () => ({ deed: 'submit' })),
  'POST /api/reports/:id/deeds#approve': ofReport('POST', '/deeds', () => ({ deed: 'approve' }), 'submitted'),
  'POST /api/word-forms': ({ unit }) => ({ method: 'POST', url: `/api/word-forms?unit=${unit}&name=mau.docx`, headers: { 'content-type': 'application/octet-stream' }, body: Buffer.from(wordFile()) }),
  'GET /api/word-forms/:hash': async (the) => ({ method: 'GET', url: `/api/word-forms/${await aWordForm(the)}` }),
  'GET /api/reports/:id/files/:format': ofReport('GET', '/files/csv'),
  'POST /api/report-jobs': async (the) => ({ method: 'POST', url: '/api/report-jobs', body: { report: await aReport(the), format: 'csv' } }),
  'POST /api/exports': ({ which, unit }) =>
    ({ method: 'POST', url: '/api/exports', body: { widget: 'procedure-statistics', dashboard: null, format: 'png', questions: [{ dataset: which === 'missing' ? NOBODY : DOSSIERS, params: { unit, period: PERIOD } }] } }),
  'GET /api/report-jobs/:id': ofReportJob('GET'),
  'GET /api/report-jobs/:id/file': ofReportJob('GET', '/file'),
  'DELETE /api/report-jobs/:id': ofReportJob('DELETE'),
  'GET /api/report-schedules': get('/api/report-schedules'),
  'POST /api/report-schedules': ({ unit }) => ({ method: 'POST', url: '/api/report-schedules', body: { ...SCHEDULE, unit, key: aKey() } }),
  'GET /api/report-schedules/:id': ofSchedule('GET'),
  'GET /api/report-schedules/:id/firings': ofSchedule('GET', '/firings'),
  'PUT /api/report-schedules/:id': ofSchedule('PUT', '', (unit) => ({ ...SCHEDULE, unit })),
  'DELETE /api/report-schedules/:id': ofSchedule('DELETE'),
  'DELETE /api/report-schedules/:id#owner': ofSchedule('DELETE', '', undefined, true),
  'POST /api/report-schedules/:id/run': ofSchedule('POST', '/run'),
  'GET /api/report-reminders': get('/api/report-reminders'),
  'GET /api/report-destinations': get('/api/report-destinations'),
  'GET /api/reports/:id/deliveries': ofReport('GET', '/deliveries'),
  'POST /api/reports/:id/deliveries': ofReport('POST', '/deliveries', () => ({ format: 'csv', destination: NOBODY, key: aKey() })),
  'DELETE /api/report-deliveries/:id': async (the) => ({ method: 'DELETE', url: `/api/report-deliveries/${await aReportDelivery(the)}` }),
  'POST /api/report-deliveries/:id/retry': async (the) => ({ method: 'POST', url: `/api/report-deliveries/${await aReportDelivery(the)}/retry` }),
  'GET /api/walls': get('/api/walls'),
  'POST /api/wall/commands': async (the) => ({ method: 'POST', url: '/api/wall/commands', body: { screens: [await aScreen(the)], deed: { do: 'next' }, key: randomUUID() } }),
  'POST /api/walls': ({ which, unit }) => ({ method: 'POST', url: '/api/walls', body: { plan: PLAN, unit: which === 'missing' ? '99999' : unit } }),
  // For the whole province where the maker has it: a wall of a unit takes screens of that unit alone.
  'POST /api/walls#screen': async (the) =>
    ({ method: 'POST', url: '/api/walls', body: { plan: { ...PLAN, screens: { [await aScreen(the)]: CORNER } }, unit: the.standing.kind === 'person' ? the.standing.unit : null } }),
  'PUT /api/walls/:id': async (the) => ({ method: 'PUT', url: `/api/walls/${await aWall(the)}`, headers: { 'if-match': '"1"' }, body: { plan: PLAN } }),
  'DELETE /api/walls/:id': async (the) => ({ method: 'DELETE', url: `/api/walls/${await aWall(the)}` }),
  'PUT /api/screens/:id/zones': async (the) => ({ method: 'PUT', url: `/api/screens/${await aScreen(the)}/zones`, body: { zones: [{ id: 'main', x: 0, y: 0, w: 12, h: 12 }] } }),
  'GET /api/datasets': get('/api/datasets'),
  'POST /api/datasets/ask': plain('POST', '/api/datasets/ask', { questions: [{ id: 'a', dataset: 'security-systems', params: {} }] }),
  'GET /api/configuration': get('/api/configuration'),
  'GET /extensions/:id/:file': get('/extensions/nobody/nothing.js'),
  'GET /api/datasets/:id': ({ which, unit }) => ({ method: 'GET', url: `/api/datasets/${which === 'missing' ? NOBODY : DOSSIERS}?unit=${unit}&period=${PERIOD}` }),
  'GET /api/map-layers/:id/tiles/:z/:x/:y': ({ which }) => ({ method: 'GET', url: `/api/map-layers/${{ own: 'land-use', other: 'planning-zones', missing: NOBODY }[which]}/tiles/8/0/0` }),
  'GET /api/media/:id/picture': get(`/api/media/${NOBODY}/picture`),
  'GET /api/map-layers/:id/standing': ({ which }) => ({ method: 'GET', url: `/api/map-layers/${which === 'missing' ? NOBODY : 'land-use'}/standing` }),
  'GET /api/documents/:kind': get('/api/documents/dashboard'),
  'GET /api/documents/:kind/:id': readDocument(),
  'GET /api/documents/:kind/:id#scene': readDocument('', 'scene'),
  'GET /api/documents/:kind/:id#draft': readDocument('', 'draft'),
  'GET /api/documents/:kind/:id#preferences': readDocument('', 'preferences'),
  'GET /api/documents/:kind/:id/revisions': readDocument('/revisions'),
  'GET /api/documents/:kind/:id/revisions/:revision': readDocument('/revisions/1'),
  'PUT /api/documents/:kind/:id': changeDocument('PUT'),
  'PUT /api/documents/:kind/:id#report-template': changeDocument('PUT', 'report-template'),
  'PUT /api/documents/:kind/:id#scene': changeDocument('PUT', 'scene'),
  'PUT /api/documents/:kind/:id#draft': changeDocument('PUT', 'draft'),
  'PUT /api/documents/:kind/:id#preferences': changeDocument('PUT', 'preferences'),
  'PUT /api/documents/:kind/:id#new': newDocument,
  'DELETE /api/documents/:kind/:id': changeDocument('DELETE'),
  'DELETE /api/documents/:kind/:id#draft': changeDocument('DELETE', 'draft'),
  'POST /api/documents/:kind/:id/restore': changeDocument('POST', '', '/restore', () => ({ revision: 1 })),
  'GET /api/uploads/forms': get('/api/uploads/forms'),
  'GET /api/uploads': (the) => ({ method: 'GET', url: `/api/uploads?dataset=${filesOf(the)}` }),
  'GET /api/uploads/template': (the) => ({ method: 'GET', url: `/api/uploads/template?dataset=${filesOf(the)}&as=csv` }),
  'GET /api/uploads/:id/file': async (the) => ({ method: 'GET', url: `/api/uploads/${await anUpload(the)}/file` }),
  'POST /api/uploads/preview': (the) => ({ method: 'POST', url: `/api/uploads/preview?dataset=${filesOf(the)}&unit=${the.unit}&period=${PERIOD}&name=a.csv`, headers: { 'content-type': 'application/octet-stream' }, body: 'a;b\n1;2' }),
  'POST /api/uploads': async (the) => ({ method: 'POST', url: '/api/uploads', body: await aPreview(the) }),
  'POST /api/uploads/:id/withdraw': async (the) => ({ method: 'POST', url: `/api/uploads/${await anUpload(the)}/withdraw`, body: { reason: 'nhầm kỳ' } }),
  'POST /api/inbox/:source': ({ which }) => ({ method: 'POST', url: `/api/inbox/${which === 'missing' ? 'lgsp' : 'push-events'}`, body: {} }),
  'GET /api/events': get('/api/events'),
  'GET /api/audit': get('/api/audit'),
  'GET /api/audit/verification': get('/api/audit/verification'),
  'GET /api/audit/export': get('/api/audit/export'),
  'POST /api/operate/reload': plain('POST', '/api/operate/reload', {}),
  'GET /api/operate/sources': get('/api/operate/sources'),
  'GET /api/datasets/:id/revisions': ({ which }) => ({ method: 'GET', url: `/api/datasets/${which === 'missing' ? NOBODY : DOSSIERS}/revisions?metric=received` }),
  'GET /api/authoring/sources': get('/api/authoring/sources'),
  'GET /api/authoring/sources/:id/browse': ({ which }) => ({ method: 'GET', url: `/api/authoring/sources/${which === 'missing' ? 'one-stop' : 'statistics-office'}/browse` }),
  'GET /api/authoring/sources/:id/table': ({ which }) => ({ method: 'GET', url: `/api/authoring/sources/statistics-office/table?path=${which === 'missing' ? 'quan-tri/KTXH02.px' : TABLE_CHOICE.path}` }),
  'POST /api/authoring/preview': plain('POST', '/api/authoring/preview', { choice: TABLE_CHOICE }),
  'GET /api/authoring/datasets': get('/api/authoring/datasets'),
  'GET /api/authoring/datasets/:id': async (the) => ({ method: 'GET', url: `/api/authoring/datasets/${await savedDataset(the)}` }),
  'GET /api/authoring/datasets/:id/revisions': async (the) => ({ method: 'GET', url: `/api/authoring/datasets/${await savedDataset(the)}/revisions` }),
  'PUT /api/authoring/datasets/:id': async (the) => {
    const id = await savedDataset(the);
    return { method: 'PUT', url: `/api/authoring/datasets/${id}`, headers: { 'if-match': '"1"' }, body: { choice: { ...TABLE_CHOICE, id }, reason: 'đổi tên' } };
  },
  'DELETE /api/authoring/datasets/:id': async (the) => ({ method: 'DELETE', url: `/api/authoring/datasets/${await savedDataset(the)}`, headers: { 'if-match': '"1"' }, body: { reason: 'không dùng' } }),
  'POST /api/authoring/datasets/:id/restore': async (the) => ({ method: 'POST', url: `/api/authoring/datasets/${await savedDataset(the)}/restore`, body: { revision: 1, reason: 'lấy lại' } }),

  'GET /api/registry/sources': get('/api/registry/sources'),
  'GET /api/registry/sources/:id': ({ which }) => ({ method: 'GET', url: `/api/registry/sources/${which === 'missing' ? NOBODY : 'one-stop'}` }),
  'GET /api/registry/quarantine': get('/api/registry/quarantine'),
  'POST /api/registry/quarantine/:id/decision': async (the) => ({ method: 'POST', url: `/api/registry/quarantine/${await heldFigures(the)}/decision`, body: { decision: 'refuse', reason: 'đơn vị tính sai' } }),
};
