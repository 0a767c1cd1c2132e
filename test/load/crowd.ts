import type { Province } from '@/config/province';
import { civilDate } from '@/domain/civil';
import { queryKey, type DatasetQuery } from '@/domain/dataset';
import { toInstant } from '@/domain/time';
import { seededPeople, seededScreens, type Seed } from '../servers/seed';
import { createClient, type Client, type Reply, type Sent } from './client';
import { tilesOf } from './dashboard-questions';

/** What is asked, as it is told in the report. */
export type Deed = 'ask' | 'dataset' | 'documents' | 'session' | 'configuration';

/** A reader of the portal: its page's questions and what it holds of the answers. */
export interface Visitor {
  readonly kind: 'person' | 'screen';
  readonly cookie: string;
  readonly client: Client;
  /** Questions of each tile. */
  readonly tiles: readonly (readonly DatasetQuery[])[];
  /** Tag of the answer held, by question. */
  readonly tags: Map<string, string>;
  /** ETag held, by path. */
  readonly etags: Map<string, string>;
}

/** What one request came to; `fault` says what was wrong with it. */
export interface Done {
  readonly deed: Deed;
  readonly ms: number;
  readonly fault: string | null;
}

const TILES_OF_A_SCREEN = 12;
/** Of a hundred people, how many have which role. */
const ROLES = [['provincial-leader', 10], ['department-head', 30], ['commune-chair', 35], ['staff', 15], ['ioc-operator', 5], ['unit-administrator', 5]] as const;
const PAGE_OF: Readonly<Record<string, string>> = {
  'provincial-leader': 'leaders', 'department-head': 'department', 'commune-chair': 'commune', staff: 'department', 'ioc-operator': 'operations', 'unit-administrator': 'department',
};

/** People of every role, the units dealt out in turn, and screens that show the whole province. */
export function seedOf(province: Province, people: number, screens: number): Seed {
  const units = (level: 'department' | 'commune'): readonly string[] => province.units.treeAt(civilDate(toInstant(Date.now()))).units.filter((unit) => unit.level === level).map(({ code }) => code);
  const [departments, communes] = [units('department'), units('commune')];
  const roles = ROLES.flatMap(([role, share]) => seededPeople(Math.max(1, Math.round((people * share) / 100)), role)).slice(0, people);
  const unitOf = (role: string, n: number): string | null => {
    if (role === 'provincial-leader' || role === 'ioc-operator') return null;
    const list = role === 'commune-chair' ? communes : departments;
    return list[n % list.length] ?? null;
  };
  return {
    people: roles.map((person, n) => ({ ...person, unit: unitOf(person.role, n) })),
    screens: seededScreens(screens, ['leaders', 'operations']),
  };
}

export function visitorsOf(province: Province, { people, screens }: Seed, origin: string): readonly Visitor[] {
  const visitor = (kind: Visitor['kind'], cookie: string, tiles: Visitor['tiles']): Visitor =>
    ({ kind, cookie, client: createClient(origin, cookie), tiles, tags: new Map(), etags: new Map() });
  const wall = [...tilesOf(province, 'leaders', null), ...tilesOf(province, 'operations', null)];
  return [
    ...screens.map(({ secret }, n) => visitor('screen', `__Host-screen=${secret}`, Array.from({ length: TILES_OF_A_SCREEN }, (_, tile) => wall[(n + tile) % wall.length] ?? []))),
    ...people.map(({ secret, role, unit }) => visitor('person', `__Host-portal=${secret}`, tilesOf(province, PAGE_OF[role] ?? 'leaders', unit))),
  ];
}

/** Asks the questions of some tiles at once, telling what is held, as a page does. Every question must get its line. */
export async function ask({ client, tags }: Visitor, tiles: Visitor['tiles']): Promise<Done> {
  const queries = [...new Map(tiles.flat().map((query) => [queryKey(query), query]))];
  const questions = queries.map(([key, { dataset, params }], n) => ({ id: String(n), dataset, params, ...(tags.has(key) ? { tag: tags.get(key) } : {}) }));
  const reply = await client.send({ method: 'POST', path: '/api/datasets/ask', body: { questions } });
  return { deed: 'ask', ms: reply.ms, fault: faultOf(reply, [200]) ?? readLines(reply.body, queries.map(([key]) => key), tags) };
}

/** What a line says before its answer; the answer itself is not looked into. */
const LINE = /^\{"id":"(\d+)",(?:"tag":"([^"]+)"|"error":(\{.*\}))/;

function readLines(body: string, keys: readonly string[], tags: Map<string, string>): string | null {
  const open = new Set(keys);
  let answered = 0;
  for (const line of body.split('\n')) {
    if (line === '') continue;
    const [, id, tag, error] = LINE.exec(line) ?? [];
    const key = keys[Number(id)];
    if (key === undefined) return `a line that answers nothing: ${line.slice(0, 80)}`;
    open.delete(key);
    answered += tag === undefined ? 0 : 1;
    if (tag !== undefined) tags.set(key, tag);
    // What is not the reader's to see is the right answer.
    else if (error === undefined || !error.includes('"kind":"denied"')) return `${key.slice(0, 40)}: ${error ?? 'nothing'}`;
  }
  if (open.size > 0) return `${open.size} questions without a line`;
  return answered === 0 ? 'a page of which its own reader may see nothing' : null;
}

/** One question as a program asks it, with the ETag it holds. */
export async function readDataset(visitor: Visitor, random: () => number): Promise<Done> {
  const readable = [...new Map(visitor.tiles.flat().map((query) => [queryKey(query), query]))].filter(([key]) => visitor.tags.has(key));
  const [, query] = readable[Math.floor(random() * readable.length)] ?? [];
  if (!query) return ask(visitor, visitor.tiles);
  const search = Object.entries(query.params).flatMap(([name, value]) => (typeof value === 'string' ? [value] : value).map((each) => `${name}=${encodeURIComponent(each)}`));
  return held(visitor, 'dataset', `/api/datasets/${query.dataset}?${[...search, 'as=answer'].join('&')}`);
}

export const readConfiguration = (visitor: Visitor): Promise<Done> => held(visitor, 'configuration', '/api/configuration');
export const readSession = (visitor: Visitor): Promise<Done> => held(visitor, 'session', '/api/session');

/** The list, and one of it. */
export async function readDocuments(visitor: Visitor): Promise<Done> {
  const list = await visitor.client.send({ path: '/api/documents/scene' });
  const fault = faultOf(list, [200]);
  const [, id] = /"id":"([^"]+)"/.exec(list.body) ?? [];
  if (fault !== null || id === undefined) return { deed: 'documents', ms: list.ms, fault: fault ?? 'no documents' };
  const one = await visitor.client.send({ path: `/api/documents/scene/${id}` });
  return { deed: 'documents', ms: Math.max(list.ms, one.ms), fault: faultOf(one, [200]) };
}

async function held({ client, etags }: Visitor, deed: Deed, path: string): Promise<Done> {
  const known = etags.get(path);
  const sent: Sent = { path, ...(known === undefined ? {} : { headers: { 'if-none-match': known } }) };
  const reply = await client.send(sent);
  if (reply.etag !== undefined) etags.set(path, reply.etag);
  return { deed, ms: reply.ms, fault: faultOf(reply, known === undefined ? [200] : [200, 304]) };
}

const faultOf = ({ status, body }: Reply, good: readonly number[]): string | null =>
  (good.includes(status) ? null : `${status || 'no answer'} ${/"code":"([^"]+)"/.exec(body)?.[1] ?? ''}`);
