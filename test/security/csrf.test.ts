import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TABLE, type Which } from './rights-table';
import { seedVisitor, STANDINGS, type Standing, type StandingName, type Visitor } from './support/people';
import { caseOf, CASES } from './support/route-cases';
import { askIt, wholeGateway, type Asking, type Bench, type Told } from './support/whole-gateway';

let bench: Bench;
beforeAll(async () => { bench = await wholeGateway(); }, 60_000);
afterAll(() => bench.close());

const routeOf = (row: string): string => row.split('#', 1)[0] ?? '';
/** Somebody who may: so that only the proof of our own page can refuse. */
const WHO: Readonly<Record<string, StandingName>> = {
  'POST /api/purposes': 'provincial-leader',
  'POST /api/pairings': 'anonymous',
  'POST /api/screen/standing': 'screen',
  'POST /api/report-jobs': 'staff',
  'POST /api/exports': 'staff',
  'DELETE /api/report-jobs/:id': 'staff',
  'POST /api/reports/:id/deliveries': 'staff',
  'DELETE /api/report-deliveries/:id': 'staff',
  'POST /api/report-deliveries/:id/retry': 'staff',
};
const whoOf = (row: string): StandingName => WHO[routeOf(row)] ?? 'province-administrator';
const changing = (): string[] => bench.routes.filter(({ rules }) => rules?.effect === 'change').map(({ method, url }) => `${method} ${url}`);

/** What the proof of a change consists of, without who asks. */
const PROOF = ['x-csrf-token', 'sec-fetch-site', 'content-type'];
type Headers = Readonly<Record<string, string>>;

interface Trick {
  readonly name: string;
  /** Headers in place of the proof. */
  readonly sent: (visitor: Visitor, another: Visitor) => Headers;
  /** Sent instead of the JSON body. */
  readonly body?: string;
  readonly refused: 'cross-site' | 'media-type';
  /** Only where there is a session whose token could be asked for. */
  readonly sessionOnly?: true;
  /** Only where a body is sent at all. */
  readonly bodyOnly?: true;
}

const JSON_TYPE = { 'content-type': 'application/json' } as const;
const token = ({ csrf }: Visitor): Headers => (csrf === '' ? {} : { 'x-csrf-token': csrf });
const OURS = { 'sec-fetch-site': 'same-origin' } as const;
const typed = (type: string): Pick<Trick, 'sent' | 'refused' | 'bodyOnly'> => ({ sent: (visitor) => ({ ...OURS, ...token(visitor), 'content-type': type }), refused: 'media-type', bodyOnly: true });

const TRICKS: readonly Trick[] = [
  { name: 'without a token', sent: () => ({ ...OURS, ...JSON_TYPE }), refused: 'cross-site', sessionOnly: true },
  { name: 'with an empty token', sent: () => ({ ...OURS, ...JSON_TYPE, 'x-csrf-token': '' }), refused: 'cross-site', sessionOnly: true },
  { name: 'with the token of another session', sent: (_mine, another) => ({ ...OURS, ...JSON_TYPE, 'x-csrf-token': another.csrf }), refused: 'cross-site', sessionOnly: true },
  { name: 'with a token one letter short', sent: (visitor) => ({ ...OURS, ...JSON_TYPE, 'x-csrf-token': visitor.csrf.slice(1) }), refused: 'cross-site', sessionOnly: true },
  { name: 'with its token as a cookie', sent: (visitor) => ({ ...OURS, ...JSON_TYPE, cookie: `${visitor.headers['cookie'] ?? ''}; x-csrf-token=${visitor.csrf}` }), refused: 'cross-site', sessionOnly: true },
  { name: 'without fetch metadata', sent: (visitor) => ({ ...token(visitor), ...JSON_TYPE }), refused: 'cross-site' },
  ...['cross-site', 'same-site', 'none', 'SAME-ORIGIN', 'same-origin, cross-site', ''].map((site): Trick => ({ name: `from ${site || 'an empty'} site`, sent: (visitor) => ({ 'sec-fetch-site': site, ...token(visitor), ...JSON_TYPE }), refused: 'cross-site' })),
  { name: 'from another site with our token and an origin of its own', sent: (visitor) => ({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example', ...token(visitor), ...JSON_TYPE }), refused: 'cross-site' },
  { name: 'by a navigation', sent: (visitor) => ({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', ...token(visitor), ...JSON_TYPE }), refused: 'cross-site' },
  ...['text/plain', 'text/plain; application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json-patch+json', 'application/jsonx', ' ', 'application/xml'].map((type): Trick => ({ name: `as ${type}`, ...typed(type) })),
  { name: 'as a form', ...typed('application/x-www-form-urlencoded'), body: 'role=unit-administrator&unit=' },
];

async function good(row: string, which: Which = 'own'): Promise<{ readonly visitor: Visitor; readonly asking: Asking }> {
  const standing: Standing = STANDINGS[whoOf(row)];
  const visitor = await seedVisitor(bench.store, bench.now(), standing);
  const asking = await CASES[row]?.(caseOf({ store: bench.store, now: bench.now(), standing, visitor, which }));
  if (!asking) throw new Error(`${row} cannot be asked`);
  return { visitor, asking };
}

/** A refused change leaves everything as it was, so that one of each route does for all tricks. */
const prepared = new Map<string, ReturnType<typeof good>>();
function once(row: string): ReturnType<typeof good> {
  const known = prepared.get(row) ?? good(row);
  prepared.set(row, known);
  return known;
}

const without = (headers: Headers, names: readonly string[]): Headers => Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));

async function tricked(row: string, { sent, body }: Trick, another: Visitor): Promise<Told> {
  const { visitor, asking } = await once(row);
  const headers = { ...without({ ...visitor.headers, ...asking.headers }, PROOF), ...sent(visitor, another) };
  return askIt(bench.app(), { ...asking, headers, ...(body !== undefined && asking.body !== undefined ? { body } : {}) });
}

/** What a refused change must have left as it was. */
async function standing(): Promise<string> {
  const { db } = bench.store;
  return JSON.stringify(await Promise.all([
    db.selectFrom('document_revision').select((row) => row.fn.countAll<number>().as('n')).where('save_key', 'not like', '%-%-%-%-%').execute(),
    db.selectFrom('session').select('id').where('ended_at', 'is not', null).orderBy('id').execute(),
    db.selectFrom('person').select('id').where('status', '=', 'disabled').where('id', 'not in', [bench.people.suspended.id]).orderBy('id').execute(),
    db.selectFrom('screen').select('id').where('revoked_by', 'is not', null).execute(),
    db.selectFrom('audit').select('action').where('action', 'in', ['people', 'screen', 'state', 'configuration', 'unmask', 'sign-out']).execute(),
  ]));
}

describe('a change', () => {
  it('is known for every route that has one', () => {
    const rows = Object.keys(TABLE).map(routeOf);
    expect(changing().length).toBeGreaterThan(15);
    for (const route of changing()) expect(rows, route).toContain(route);
    const readOnly = bench.routes.filter(({ method, rules, url }) => rules && rules.effect === 'read' && !['GET', 'HEAD', 'OPTIONS'].includes(method) && !/^\/(api|auth)(\/\*)?$/.test(url));
    // Each of these is asked by POST and changes nothing on the reader's behalf.
    expect(readOnly.map(({ method, url }) => `${method} ${url}`).sort()).toEqual(['POST /api/authoring/preview', 'POST /api/datasets/ask', 'POST /api/reports/csp', 'POST /auth/backchannel-logout']);
  });

  it('happens when our own page asks for it', async () => {
    for (const row of changing()) {
      const { visitor, asking } = await good(row);
      const told = await askIt(bench.app(), { ...asking, headers: { ...visitor.headers, ...asking.headers } });
      // A report is asked for by a template that is not there, or sent to such a destination, a view of such a dashboard: it got as far as that.
      const cameIn = told.status < 300 || ((row === 'POST /api/reports' || row === 'POST /api/reports/:id/deliveries' || row === 'POST /api/kept-views' || row === 'POST /api/report-schedules') && told.code === 'bad-request');
      expect([row, cameIn ? true : [told.status, told.body]]).toEqual([row, true]);
    }
  });

  it.each(TRICKS.map((trick) => [trick.name, trick] as const))('is refused %s, on every route, and nothing happens', async (_name, trick) => {
    const before = await standing();
    const another = bench.people['provincial-leader'];
    for (const row of changing()) {
      if (trick.sessionOnly && STANDINGS[whoOf(row)].kind !== 'person') continue;
      if (trick.bodyOnly && (await once(row)).asking.body === undefined) continue;
      const told = await tricked(row, trick, another);
      expect([row, told.status, told.code]).toEqual([row, trick.refused === 'media-type' ? 415 : 403, trick.refused]);
      expect(told.headers['set-cookie']).toBeUndefined();
    }
    expect(await standing()).toBe(before);
  });

  it('is not to be had by another method in a header or in the address', async () => {
    const { headers } = bench.people['province-administrator'];
    const target = bench.people.staff.id;
    for (const trick of [{ 'x-http-method-override': 'DELETE' }, { 'x-method-override': 'DELETE' }, { 'x-http-method': 'DELETE' }]) {
      const told = await askIt(bench.app(), { method: 'GET', url: `/api/people/${target}/sessions?_method=DELETE`, headers: { ...headers, ...trick } });
      expect(told.status).toBe(405);
    }
    expect((await askIt(bench.app(), { method: 'GET', url: '/api/session', headers: bench.people.staff.headers })).body).toContain('"kind":"person"');
  });
});

describe('reading', () => {
  it('is not for the page of another site, unless somebody follows a link', async () => {
    for (const { method, url, rules } of bench.routes) {
      if (!rules || rules.effect === 'change' || method === 'OPTIONS' || !/^\/(api|auth)\//.test(url) || url.includes('*') || url.includes(':')) continue;
      const asking = { method, url, headers: { ...bench.people['province-administrator'].headers, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' } };
      const { status } = await askIt(bench.app(), asking);
      expect([`${method} ${url}`, status]).toEqual([`${method} ${url}`, 403]);
    }
    const followed = await askIt(bench.app(), { method: 'GET', url: '/auth/login', headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } });
    expect(followed.status).toBe(302);
  });
});
