import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMock, type Mock } from '../../mock/main';
import { DIST, ROOT } from '../../server/build/build';
import { readPack } from '../../server/operate/province-in-force';
import { storedTables } from '../../server/store/backup/stored-tables';
import { openStore } from '../../server/store/open-store';
import { StoreUnavailable, type Store } from '../../server/store/store';
import { freePort } from '../servers/free-port';
import { echoingSource, ECHOES, type EchoingSource } from './support/echoing-source';
import { QUESTIONS } from './support/questions';
import { caseOf, CASES } from './support/route-cases';
import { seedVisitor, STANDINGS } from './support/people';
import { signInByHand, type SignedInByHand } from './support/sign-in-by-hand';
import { askIt, wholeGateway } from './support/whole-gateway';

/** A secret that nobody could come upon by chance. */
const canary = (name: string): string => `Cn-${name}-${randomBytes(12).toString('base64url')}`;
const CANARIES = {
  OIDC_CLIENT_SECRET: canary('oidc'),
  METRICS_TOKEN: canary('metrics'),
  // With the two marks that JSON writes in another way, and longer than what is told of a fault.
  KEY_BEARER: `${canary('bearer')}"\\${randomBytes(60).toString('base64url')}`,
  KEY_BASIC: `portal:${canary('basic')}`,
  KEY_HEADER: canary('header'),
} as const;
/** What must stand nowhere: each as it is, as JSON and as an address writes it, what is sent of it, and how it begins. */
const FORBIDDEN: readonly string[] = Object.values(CANARIES).flatMap((secret) => {
  const inner = secret.replace(/^portal:/, '');
  return [inner, JSON.stringify(inner).slice(1, -1), encodeURIComponent(inner), inner.slice(0, 20), Buffer.from(secret).toString('base64')];
});

function expectNone(where: string, text: string, forbidden: readonly string[] = FORBIDDEN): void {
  const found = forbidden.filter((secret) => text.includes(secret));
  expect(found.map((secret) => `${secret.slice(0, 9)}… at ${text.slice(Math.max(0, text.indexOf(secret) - 120), text.indexOf(secret))}`), where).toEqual([]);
}

interface Started { readonly child: ChildProcess; readonly said: () => string; readonly ended: Promise<unknown> }
const started: ChildProcess[] = [];
function start(env: Readonly<Record<string, string>>): Started {
  const script = fileURLToPath(new URL('./support/started-gateway.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script], { cwd: fileURLToPath(new URL('../..', import.meta.url)), env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', LOG_LEVEL: 'trace', HOST: '127.0.0.1', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => { text += part.toString(); });
  return { child, said: () => text, ended: new Promise((done) => child.once('exit', done)) };
}

const PROVINCES = join(ROOT, 'public', 'provinces');
const folder = mkdtempSync(join(tmpdir(), 'canary-'));
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Everything that a reader was told, headers too. */
async function everything(answer: Response): Promise<string> {
  return `${answer.status} ${answer.statusText}\n${[...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n')}\n${answer.headers.getSetCookie().join('\n')}\n${await answer.text()}`;
}

describe('a gateway that was started with secrets', () => {
  let mock: Mock;
  let source: EchoingSource;
  let gateway: Started;
  let origin = '';
  let person: SignedInByHand;
  let operator: SignedInByHand;
  let dataDir = '';
  const told: string[] = [];

  const env = async (): Promise<Record<string, string>> => {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    mock = await startMock({ port: 0, province: 'nghe-an', sso: { clientId: 'toan-canh', clientSecret: CANARIES.OIDC_CLIENT_SECRET, redirectUris: [`${origin}/auth/callback`], postLogoutRedirectUris: [`${origin}/`] } });
    source = await echoingSource(mock.url);
    const sourcesFile = join(folder, 'sources.json');
    const at = (id: string, credentials: object): object => ({ base: `${source.url}${id}/`, internal: true, credentials });
    writeFileSync(sourcesFile, JSON.stringify({
      'one-stop': at('one-stop', { kind: 'basic', env: 'KEY_BASIC' }), 'security-centre': at('security-centre', { kind: 'bearer', env: 'KEY_BEARER' }),
      documents: at('documents', { kind: 'header', name: 'X-Api-Key', env: 'KEY_HEADER' }), 'map-service': at('map-service', { kind: 'bearer', env: 'KEY_BEARER' }),
    }));
    dataDir = join(folder, 'data');
    return {
      ...CANARIES, PORT: String(port), PUBLIC_URL: origin, MOCK_URL: mock.url, SOURCES_FILE: sourcesFile, DATA_DIR: dataDir,
      OIDC_ISSUER: `${mock.url}sso`, OIDC_CLIENT_ID: 'toan-canh',
    };
  };
  const asked = async (path: string, init: RequestInit = {}): Promise<string> => {
    const text = await everything(await fetch(`${origin}${path}`, { redirect: 'manual', ...init, headers: { ...person.headers, ...(init.body === undefined ? {} : { 'content-type': 'application/json' }), ...init.headers } }));
    told.push(text);
    return text;
  };
  const askAll = (): Promise<string> => asked('/api/datasets/ask', {
    method: 'POST',
    // Each time another question, so that what is kept is no answer.
    body: JSON.stringify({ questions: Object.entries(QUESTIONS).filter(([dataset]) => !/^security-(alerts|incidents)$/.test(dataset)).flatMap(([dataset, params]) => ['H41.06', '40'].map((unit) => ({ id: `${dataset} ${unit}`, dataset, params: params(unit) }))) }),
  });

  beforeAll(async () => {
    gateway = start(await env());
    while (gateway.child.exitCode === null && (await fetch(`${origin}/readyz`).catch(() => null))?.status !== 200) await new Promise((done) => setTimeout(done, 50));
    [person, operator] = [await signInByHand(origin, 'lanh-dao-tinh'), await signInByHand(origin, 'truc-ioc')];
  }, 90_000);
  afterAll(async () => {
    gateway.child.kill('SIGTERM');
    await Promise.all([mock.close(), source.close()]);
  });

  const SENT = [`Basic ${Buffer.from(CANARIES.KEY_BASIC).toString('base64')}`, `Bearer ${CANARIES.KEY_BEARER}`, CANARIES.KEY_HEADER].sort();

  it('sends them where they belong', async () => {
    expect(await askAll()).toContain('"answer"');
    expect([...source.heard].sort()).toEqual(SENT);
    expect((await fetch(`${origin}/metrics`, { headers: { authorization: `Bearer ${CANARIES.METRICS_TOKEN}`, 'x-forwarded-for': '10.1.1.1' } })).status).toBe(200);
  });

  it.each(ECHOES)('says them to nobody when a source repeats its caller: %s', async (echo) => {
    // A configuration in force anew forgets which sources failed, and nothing of these months has been asked before: what once was answered
    // is kept, and its source not asked again.
    expect((await fetch(`${origin}/api/operate/reload`, { method: 'POST', headers: operator.headers })).status).toBe(200);
    source.echo = echo;
    const nth = String(ECHOES.indexOf(echo) + 1).padStart(2, '0');
    const period = `calendar:2025-${nth}`;
    const day = `calendar:2026-11-${nth}`;
    const questions: readonly (readonly [string, Record<string, string>])[] = [
      ['procedure-overdue-dossiers', { unit: 'H41.07', period }], ['security-trend', { from: day, to: 'calendar:2026-11-18' }], ['directive-tasks', { period }], ['field-incidents', { period }],
      // Asked without a question of its own: only where none is kept.
      ['security-alerts', {}], ['security-incidents', {}],
    ];
    await Promise.all(questions.flatMap(([dataset, params]) => [
      asked(`/api/datasets/${dataset}?${new URLSearchParams(params).toString()}&as=answer`),
      asked('/api/datasets/ask', { method: 'POST', body: JSON.stringify({ questions: [{ id: 'q', dataset, params }] }) }),
    ]));
    expect([...source.heard].sort(), 'every source was asked').toEqual(SENT);
    told.push(await everything(await fetch(`${origin}/api/operate/sources`, { headers: operator.headers })));
    source.echo = 'none';
    for (const text of told) expectNone('an answer', text);
  });

  it('says them in no answer, right or wrong, of any route', async () => {
    for (const path of ['/metrics', '/healthz', '/readyz', '/api/openapi.json', '/api/session', '/api/sessions', '/api/configuration', '/api/datasets', '/api/people', '/api/audit', '/api/no/such', '/auth/callback?code=wrong&state=wrong', '/auth/login', '/api/audit/export', '/.env', '/proc/self/environ', '/api/datasets/security-alerts?as=%22']) await asked(path);
    await asked('/metrics', { headers: { authorization: 'Bearer wrong-token-of-somebody', 'x-forwarded-for': '10.1.1.1' } });
    for (const path of ['/api/purposes', '/api/operate/reload', '/api/pairings', '/api/datasets/ask', '/auth/backchannel-logout']) for (const body of ['{}', '{"questions":7}', '[', '"x"']) await asked(path, { method: 'POST', body });
    for (const text of told) expectNone('an answer', text);
    expect(told.length).toBeGreaterThan(60);
  });

  it('writes them, and what makes somebody signed in, in no log, table or file', async () => {
    gateway.child.kill('SIGTERM');
    await gateway.ended;
    const log = pino({ level: 'silent' });
    const store = await openStore({ dataDir, databaseUrl: null, log, clock: Date.now });
    const { id_token: idToken } = await store.db.selectFrom('session').select('id_token').where('id_token', 'is not', null).executeTakeFirstOrThrow();
    const csrf = person.headers['x-csrf-token'] ?? '';
    const rows = await dumped(store);
    await store.close();

    const [ownSecrets, token] = [[...new Set(person.secrets)], idToken ?? ''];
    expect(ownSecrets.length).toBeGreaterThan(5);
    expect(token.length).toBeGreaterThan(100);
    expect(gateway.said()).toContain('"time"');
    expectNone('the log', gateway.said(), [...FORBIDDEN, ...ownSecrets, token, csrf, csrf === '' ? 'x' : csrf]);
    for (const [table, text] of rows) {
      expectNone(`the table ${table}`, text, [...FORBIDDEN, ...ownSecrets]);
      if (table !== 'session') expectNone(`the table ${table}`, text, [token, csrf]);
    }
    for (const file of readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())) {
      const path = join(file.parentPath, file.name);
      const text = readFileSync(path).toString('latin1');
      // The state of a sign-in goes with it, but what a database has written once lies on its disk for a while.
      expectNone(path, text, [...FORBIDDEN, person.headers['cookie']?.split('=')[1] ?? 'x']);
    }
    for (const text of told) expectNone('an answer', text, [token]);
  });
});

/** Every row of every table, as text. */
async function dumped({ db }: Store): Promise<readonly (readonly [table: string, text: string])[]> {
  const tables = await storedTables(db);
  return Promise.all(tables.map(async ({ name }) => [name, JSON.stringify(await db.selectFrom(name as 'person').selectAll().execute())] as const));
}

describe('a gateway whose database refuses it', () => {
  const PASSWORD = canary('database');

  it('says the password neither at the start nor later', async () => {
    const port = await freePort();
    const dead = await freePort();
    const gateway = start({ DATABASE_URL: `postgresql://portal:${PASSWORD}@127.0.0.1:${dead}/portal`, PORT: String(port), MOCK_PORT: String(await freePort()), DATA_DIR: join(folder, 'none') });
    await expect.poll(gateway.said, { timeout: 60_000 }).not.toBe('');
    const texts: string[] = [];
    for (const path of ['/readyz', '/api/session', '/api/audit', '/metrics']) texts.push(await fetch(`http://127.0.0.1:${port}${path}`).then(everything, (fault: unknown) => String(fault)));
    gateway.child.kill('SIGTERM');
    await gateway.ended;
    for (const text of [...texts, gateway.said()]) expectNone('the start', text, [PASSWORD, encodeURIComponent(PASSWORD)]);
  });

  it('answers 503 or 500 and a code; the fault’s own words stand in no answer and no line', async () => {
    const words = `password authentication failed for postgresql://portal:${PASSWORD}@10.9.9.9/portal`;
    let failing: Error | null = null;
    let unreadable = false;
    const load = (): ReturnType<typeof readPack> => (unreadable ? Promise.reject(Object.assign(new Error(`EACCES: permission denied, open '/srv/portal/${PASSWORD}'`), { code: 'EACCES' })) : readPack(PROVINCES, 'nghe-an'));
    const bench = await wholeGateway({ sources: false, load, settings: { databaseUrl: `postgresql://portal:${PASSWORD}@10.9.9.9/portal`, metricsToken: CANARIES.METRICS_TOKEN }, wrap: (store) => ({ ...store, transact: (work) => (failing ? Promise.reject(failing) : store.transact(work)) }) });
    const answers: string[] = [];
    for (const { method, url, rules } of bench.routes) {
      if (rules?.effect !== 'change') continue;
      const visitor = await seedVisitor(bench.store, bench.now(), STANDINGS['province-administrator']);
      const asking = await CASES[`${method} ${url}`]?.(caseOf({ store: bench.store, now: bench.now(), standing: STANDINGS['province-administrator'], visitor, which: 'own' }));
      if (!asking) continue;
      for (const fault of [new StoreUnavailable(words), Object.assign(new Error(words), { code: '28P01' }), new Error(words)]) {
        failing = fault;
        const { status, body, headers, code } = await askIt(bench.app(), { ...asking, headers: { ...visitor.headers, ...asking.headers } });
        failing = null;
        answers.push(`${body} ${JSON.stringify(headers)}`);
        if (status >= 500) expect([url, code]).toEqual([url, fault instanceof StoreUnavailable ? 'store-unavailable' : 'internal']);
      }
    }
    unreadable = true;
    const { headers } = bench.people['province-administrator'];
    const reloaded = await askIt(bench.app(), { method: 'POST', url: '/api/operate/reload', headers, body: {} });
    expect(JSON.parse(reloaded.body)).toMatchObject({ reloaded: false });
    for (const url of ['/readyz', '/api/audit', '/api/configuration']) answers.push((await askIt(bench.app(), { method: 'GET', url, headers })).body);
    answers.push(reloaded.body);
    await bench.close();
    expect(answers.filter((text) => /store-unavailable|internal/.test(text)).length).toBeGreaterThan(30);
    for (const text of [...answers, ...bench.logged]) expectNone('an answer or a line', text, [PASSWORD, '10.9.9.9', '/srv/portal', CANARIES.METRICS_TOKEN]);
  });
});

describe('the page as it is built', () => {
  it.skipIf(!existsSync(DIST))('knows no name of a secret, so that none can be built into it', () => {
    const files = readdirSync(DIST, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.(js|html|css|json|map|txt)$/.test(entry.name));
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) expectNone(file.name, readFileSync(join(file.parentPath, file.name), 'utf8'), ['OIDC_CLIENT', 'METRICS_TOKEN', 'DATABASE_URL', 'SOURCES_FILE', 'process.env[', 'client_secret', 'clientSecret']);
  });
});
