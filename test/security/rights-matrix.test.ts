import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import accessFile from '../../public/provinces/base/access.json' with { type: 'json' };
import { CELLS, COLUMNS, TABLE, type Row, type Which } from './rights-table';
import { openStream } from './support/open-stream';
import { COMMUNE, DEPARTMENT, seedPerson, seedScreen, seedVisitor, STANDING_NAMES, STANDINGS, type Standing, type StandingName } from './support/people';
import { aDocument, caseOf, CASES } from './support/route-cases';
import { askIt, newAddress, wholeGateway, type Asking, type Bench, type Told } from './support/whole-gateway';

let bench: Bench;
beforeAll(async () => { bench = await wholeGateway(); }, 60_000);
afterAll(() => bench.close());

const routeOf = (row: string): string => row.split('#', 1)[0] ?? '';
const cellsOf = (line: string): readonly string[] => [...line.replaceAll(' ', '')];
const WHICH: readonly Which[] = ['own', 'other', 'missing'];

/** Status and code that a cell stands for. */
function meant({ done = 200, also = {} }: Row, cell: string): string {
  const [status, code] = cell === '+' ? [done, null] : also[cell] ?? CELLS[cell] ?? [0, 'no such cell'];
  return `${status} ${code ?? '-'}`;
}

const said = ({ status, code }: Told): string => `${status} ${code ?? '-'}`;

async function ask(row: string, asking: Asking, headers: Readonly<Record<string, string>>): Promise<Told> {
  const whole = { ...asking, headers: { ...headers, ...asking.headers } };
  return row === 'GET /api/events' ? openStream(bench.app(), whole) : askIt(bench.app(), whole);
}

/** One cell: a thing made for this, and somebody new where the route changes anything about who asks and lets them. */
async function tried(row: string, name: StandingName, which: Which, isNew: boolean, head: boolean): Promise<string> {
  const standing = STANDINGS[name];
  const visitor = isNew || row.includes('#') ? await seedVisitor(bench.store, bench.now(), standing) : bench.people[name];
  const asking = await CASES[row]?.(caseOf({ store: bench.store, now: bench.now(), standing, visitor, which }));
  if (!asking) return 'cannot be asked';
  const told = await ask(row, head ? { ...asking, method: 'HEAD' } : asking, visitor.headers);
  if (head && told.body !== '') return 'a body to HEAD';
  return head ? String(told.status) : said(told);
}

describe('the table of rights', () => {
  it('has a row for every route, a route for every row, and a way to ask for each', () => {
    const registered = new Set(bench.routes.map(({ method, url }) => `${method} ${url}`));
    const rows = new Set(Object.keys(TABLE).map(routeOf));
    const heads = [...registered].filter((route) => route.startsWith('HEAD '));
    expect([...registered].filter((route) => !route.startsWith('HEAD ') && !rows.has(route)), 'routes without a row').toEqual([]);
    expect([...rows].filter((row) => !registered.has(row)), 'rows without a route').toEqual([]);
    expect(heads.filter((route) => !rows.has(route.replace('HEAD', 'GET'))), 'HEAD without GET').toEqual([]);
    expect(Object.keys(CASES).sort()).toEqual(Object.keys(TABLE).sort());
  });

  it('sees every route that the application itself prints', () => {
    const printed = [...bench.app().printRoutes({ commonPrefix: false }).matchAll(/\(([A-Z, ]+)\)/g)].flatMap(([, methods = '']) => methods.split(', '));
    expect(printed).toHaveLength(bench.routes.length);
    expect(printed.length).toBeGreaterThan(90);
  });

  it('has a column for every role and every standing, and a cell in each', () => {
    expect(accessFile.roles.map(({ id }) => id).filter((id) => !COLUMNS.some((column) => column === id)), 'roles without a column').toEqual([]);
    expect([...COLUMNS].sort()).toEqual([...STANDING_NAMES].sort());
    for (const [name, row] of Object.entries(TABLE)) for (const which of WHICH) if (row[which] !== undefined) expect(cellsOf(row[which]), `${name} ${which}`).toHaveLength(COLUMNS.length);
  });

  it('gives nobody who was signed in more than a visitor', () => {
    for (const [name, row] of Object.entries(TABLE)) for (const which of WHICH) {
      const cells = cellsOf(row[which] ?? '');
      for (const gone of ['suspended', 'expired', 'revoked-screen'] as const) expect(cells[COLUMNS.indexOf(gone)], `${name} ${which} ${gone}`).toBe(cells[COLUMNS.indexOf('anonymous')]);
    }
  });

  it.each(Object.keys(TABLE))('%s', async (name) => {
    const row = TABLE[name] ?? { own: '' };
    const route = bench.routes.find(({ method, url }) => `${method} ${url}` === routeOf(name));
    const hasHead = bench.routes.some(({ method, url }) => method === 'HEAD' && `GET ${url}` === routeOf(name));
    const expected: Record<string, string> = {};
    const found: Record<string, string> = {};
    for (const which of WHICH) {
      if (row[which] === undefined) continue;
      const cells = cellsOf(row[which]);
      for (const [at, column] of COLUMNS.entries()) {
        const key = `${which} ${column}`;
        expected[key] = meant(row, cells[at] ?? '');
        found[key] = await tried(name, column, which, route?.rules?.effect === 'change' && cells[at] === '+', false);
        if (!hasHead || which === 'missing') continue;
        expected[`HEAD ${key}`] = expected[key]?.split(' ', 1)[0] ?? '';
        found[`HEAD ${key}`] = await tried(name, column, which, false, true);
      }
    }
    expect(found).toEqual(expected);
  });
});

describe('lists', () => {
  const PLACES = [DEPARTMENT, COMMUNE];
  const LISTS: readonly (readonly [url: string, plant: (unit: string) => Promise<string>])[] = [
    ['/api/people?text=p-00', async (unit) => (await seedPerson(bench.store, bench.now(), { role: 'staff', unit, id: `p-00${randomUUID()}` })).id],
    ['/api/screens', async (unit) => (await seedScreen(bench.store, bench.now(), { unit })).id],
    ...(['dashboard', 'report-template', 'scene'] as const).map((kind) => [`/api/documents/${kind}?limit=100`, (unit: string) => aDocument({ store: bench.store, now: bench.now() }, kind, { owner: null, unit })] as const),
  ];

  it.each(LISTS)('%s holds what is of the reader’s own units and nothing of another', async (url, plant) => {
    await bench.store.db.deleteFrom('document').execute();
    const [ofDepartment, ofCommune] = [await plant(DEPARTMENT), await plant(COMMUNE)];
    const seen = await Promise.all(COLUMNS.map(async (name) => {
      const { body, status } = await askIt(bench.app(), { method: 'GET', url, headers: bench.people[name].headers });
      const standing: Standing = STANDINGS[name];
      const unit = standing.kind === 'nobody' ? '' : standing.unit;
      const may = PLACES.map((place) => status === 200 && (unit === null || unit === place));
      return [name, may, [ofDepartment, ofCommune].map((id) => body.includes(id))] as const;
    }));
    for (const [name, may, is] of seen) for (const at of [0, 1]) if (is[at]) expect(may[at], `${name} sees what is of ${PLACES[at]}`).toBe(true);
    const full = seen.find(([name]) => name === 'province-administrator');
    expect(full?.[2]).toEqual([true, true]);
  });

  it('of sessions are those of the person alone', async () => {
    for (const name of COLUMNS) {
      const { body, status } = await askIt(bench.app(), { method: 'GET', url: '/api/sessions', headers: bench.people[name].headers });
      for (const other of COLUMNS) {
        const { session } = bench.people[other];
        if (session !== '' && other !== name) expect(body, `${name} sees the session of ${other}`).not.toContain(session);
      }
      if (status === 200) expect(body).toContain(bench.people[name].session);
    }
  });
});

describe('a refusal', () => {
  it('is written down with who was refused what, and not for what is open', async () => {
    const { headers, id } = bench.people.staff;
    await askIt(bench.app(), { method: 'GET', url: '/api/audit/export', headers, from: newAddress() });
    const rows = await bench.store.db.selectFrom('audit').select(['action', 'actor', 'target', 'outcome']).where('actor', '=', id).execute();
    expect(rows).toContainEqual({ action: 'denied', actor: id, target: 'GET /api/audit/export', outcome: 'refused' });
  });

  it('of what did not come from our own page is written down too', async () => {
    const { id } = bench.people['commune-chair'];
    for (const asking of [{ method: 'POST', url: '/api/purposes', body: {} }, { method: 'GET', url: '/api/people' }]) {
      const { status } = await askIt(bench.app(), { ...asking, headers: { ...bench.people['commune-chair'].headers, 'sec-fetch-site': 'cross-site' } });
      expect(status).toBe(403);
    }
    await askIt(bench.app(), { method: 'POST', url: '/auth/logout', headers: { ...bench.people['commune-chair'].headers, 'x-csrf-token': 'of-somebody-else' }, body: {} });
    const rows = await bench.store.db.selectFrom('audit').select(['target', 'detail']).where('actor', '=', id).where('action', '=', 'denied').execute();
    const written = rows.filter(({ detail }) => detail.includes('cross-site')).map(({ target }) => target);
    expect(written.sort()).toEqual(['GET /api/people', 'POST /api/purposes', 'POST /auth/logout']);
  });

  it('of a method that a path does not know names those it knows, to everybody alike', async () => {
    for (const name of COLUMNS) {
      const told = await askIt(bench.app(), { method: 'OPTIONS', url: '/api/people', headers: bench.people[name].headers });
      expect([name, told.status, told.code, told.headers['allow']]).toEqual([name, 405, 'method-not-allowed', 'GET, HEAD']);
      expect(told.headers['access-control-allow-origin']).toBeUndefined();
    }
  });
});
