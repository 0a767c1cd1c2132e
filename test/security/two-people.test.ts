import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cutToShare } from '@/access/cut-to-share';
import { rightsOf } from '@/access/rights-of';
import type { Actor } from '@/domain/access';
import { toInstant } from '@/domain/time';
import { toWire } from '@/federation/gateway/wire';
import type { Answer } from '@/federation/answer';
import { dataOf, DATASETS, datasetOf } from '../../mock/ask-dataset.fixture';
import { listenTo } from './support/open-stream';
import { ownUnit, STANDING_NAMES, STANDINGS, type StandingName, type Standing } from './support/people';
import { addressOf, QUESTIONS } from './support/questions';
import { askIt, wholeGateway, type Bench, type Told } from './support/whole-gateway';

let bench: Bench;
beforeAll(async () => { bench = await wholeGateway(); }, 60_000);
afterAll(() => bench.close());
afterEach(() => scenario('normal'));

/** Those whose shares differ from one another; the rest stand as one of these. */
const READERS: readonly StandingName[] = STANDING_NAMES.filter((name) => !['suspended', 'expired', 'revoked-screen'].includes(name));
const IDS = DATASETS.map(({ id }) => id);
/** Half the questions are about the unit of somebody else. */
interface Question { readonly dataset: string; readonly unit: string }
const questions = fc.record({ dataset: fc.constantFrom(...IDS), unit: fc.constantFrom('H41.06', '16681') });
const reader = fc.constantFrom(...READERS);

async function scenario(name: string): Promise<void> {
  await fetch(`${bench.mock?.url ?? ''}__scenario`, { method: 'POST', body: JSON.stringify({ source: '*', scenario: name }) });
}

/** Forgets every answer: the gateway is new, its store has none. */
async function anew(): Promise<void> {
  await bench.store.db.deleteFrom('answer').execute();
  await bench.restart();
}

const paramsOf = ({ dataset, unit }: Question) => QUESTIONS[dataset]?.(unit) ?? {};

function actorOf(name: StandingName): Actor {
  const standing: Standing = STANDINGS[name];
  const { id, session } = bench.people[name];
  switch (standing.kind) {
    case 'nobody': return { kind: 'anonymous' };
    case 'screen': return { kind: 'screen', id, name: '', unit: standing.unit, classes: standing.classes as never, dashboards: standing.dashboards };
    case 'person': return { kind: 'person', id, name: '', title: '', unit: standing.unit, session, purposes: [], grants: standing.role === null ? [] : [{ role: standing.role, unit: standing.unit }] };
  }
}

const truths = new Map<string, Promise<Answer['data']>>();
/** What the source says, asked past the gateway. */
function truth(question: Question): Promise<Answer['data']> {
  const { mock } = bench;
  if (!mock) throw new Error('the mock is not there');
  const key = JSON.stringify(question);
  const known = truths.get(key) ?? dataOf(mock, question.dataset, paramsOf(question));
  truths.set(key, known);
  return known;
}

/** The only data that a reader may be given for a question; null where they may be given none. */
async function due(name: StandingName, question: Question): Promise<string | null> {
  const province = bench.inForce.current();
  const dataset = province.datasets.get(question.dataset);
  const share = dataset && rightsOf(actorOf(name), province, toInstant(bench.now())).share(dataset);
  if (!share) return null;
  const { data } = cutToShare(await truth(question), dataset, share, province, { dataset: dataset.id, params: paramsOf(question) });
  return JSON.stringify((toWire({ data, provenance: {} } as Answer)).data);
}

const dataIn = (body: string): string => JSON.stringify((JSON.parse(body) as { readonly data: unknown }).data);

type Way = 'get' | 'ask';
interface Heard { readonly data: string | null; readonly told: Told }

async function hear(name: StandingName, question: Question, way: Way): Promise<Heard> {
  const { headers } = bench.people[name];
  const told = way === 'get'
    ? await askIt(bench.app(), { method: 'GET', url: addressOf(question.dataset, paramsOf(question)), headers })
    : await askIt(bench.app(), { method: 'POST', url: '/api/datasets/ask', headers, body: { questions: [{ id: 'q', dataset: question.dataset, params: paramsOf(question) }] } });
  if (way === 'get') return { data: told.status === 200 ? dataIn(told.body) : null, told };
  const line = JSON.parse(told.body) as { readonly answer?: object };
  return { data: line.answer ? dataIn(JSON.stringify(line.answer)) : null, told };
}

/** Whatever a reader was told is what is theirs; what is refused to them they were not told. */
async function expectOwn(name: StandingName, question: Question, { data, told }: Heard): Promise<void> {
  const theirs = await due(name, question);
  if (data !== null) expect(data, `${name} ${question.dataset} of ${question.unit}`).toBe(theirs);
  else if (told.status === 200) expect(told.body, name).toContain('"error"');
}

const RUNS = { numRuns: 5 };
const pairs = fc.record({ one: reader, other: reader, questions: fc.array(questions, { minLength: 4, maxLength: 12 }), ways: fc.tuple(fc.constantFrom<Way>('get', 'ask'), fc.constantFrom<Way>('get', 'ask')) });

describe('two readers of one gateway', () => {
  it('who ask the same at the same moment are each told their own', async () => {
    await fc.assert(fc.asyncProperty(pairs, async ({ one, other, questions: asked, ways: [mine, theirs] }) => {
      await anew();
      await Promise.all(asked.flatMap((question) => ([[one, mine], [other, theirs], [one, theirs], [other, mine]] as const).map(async ([name, way]) => expectOwn(name, question, await hear(name, question, way)))));
    }), RUNS);
  });

  it('who ask one after the other, the second from memory, in either order', async () => {
    await anew();
    await fc.assert(fc.asyncProperty(pairs, async ({ one, other, questions: asked, ways: [mine, theirs] }) => {
      for (const question of asked) for (const [name, way] of [[one, mine], [other, theirs], [one, theirs]] as const) await expectOwn(name, question, await hear(name, question, way));
    }), { numRuns: 30 });
  });

  it('every one of them, for every dataset, after everybody else has asked', async () => {
    await anew();
    for (const unit of ['H41.06', '16681']) for (const dataset of IDS) {
      const heard = await Promise.all(READERS.map(async (name) => [name, await hear(name, { dataset, unit }, 'get')] as const));
      for (const [name, each] of heard) await expectOwn(name, { dataset, unit }, each);
      // The same question: nobody who was refused has a share, and nobody who has one was refused for it.
      for (const [name, { told }] of heard) expect([name, dataset, [200, 403, 404].includes(told.status)]).toEqual([name, dataset, true]);
    }
  });

  it('whose gateway was started anew while every source is away: from the store each has their own last answer, or none', async () => {
    await fc.assert(fc.asyncProperty(pairs, async ({ one, other, questions: asked, ways: [mine, theirs] }) => {
      await anew();
      const before = await Promise.all(asked.map((question) => hear(one, question, mine)));
      await scenario('down');
      await bench.restart();
      for (const [at, question] of asked.entries()) {
        const heard = await hear(other, question, theirs);
        await expectOwn(other, question, heard);
        const again = await hear(one, question, mine);
        expect(again.data, 'what was kept').toBe(before[at]?.data);
      }
      await scenario('normal');
    }), { numRuns: 3 });
  });
});

describe('a tag of somebody else’s answer', () => {
  it('brings 304, or `unchanged`, only where the answer would be the very same', async () => {
    await anew();
    await fc.assert(fc.asyncProperty(reader, reader, questions, async (one, other, question) => {
      const url = addressOf(question.dataset, paramsOf(question));
      const first = await askIt(bench.app(), { method: 'GET', url, headers: bench.people[one].headers });
      const tag = first.headers['etag'];
      if (typeof tag !== 'string') return;
      const { headers } = bench.people[other];
      const [plain, held] = [await askIt(bench.app(), { method: 'GET', url, headers }), await askIt(bench.app(), { method: 'GET', url, headers: { ...headers, 'if-none-match': tag } })];
      if (held.status === 304) expect(plain.body).toBe(first.body);
      else if (plain.status === 200) expect(held.body).toBe(plain.body);
      else expect(held.status).toBe(plain.status);

      const line = async (name: StandingName, given?: string): Promise<{ readonly tag?: string; readonly unchanged?: boolean; readonly answer?: { readonly data: unknown } }> => {
        const { body } = await askIt(bench.app(), { method: 'POST', url: '/api/datasets/ask', headers: bench.people[name].headers, body: { questions: [{ id: 'q', dataset: question.dataset, params: paramsOf(question), ...(given ? { tag: given } : {}) }] } });
        return JSON.parse(body) as object;
      };
      const [a, b] = [await line(one), await line(other)];
      const again = await line(other, a.tag);
      if (again.unchanged) expect(b.answer?.data).toEqual(a.answer?.data);
      else expect(again.answer?.data).toEqual(b.answer?.data);
    }), { numRuns: 80 });
  });
});

describe('word of a change', () => {
  it('of a dataset reaches those who hold the very share it is about, and nobody else', async () => {
    const province = bench.inForce.current();
    const shareOf = (name: StandingName, id: string): string | null => rightsOf(actorOf(name), province, toInstant(bench.now())).share(datasetOf(id))?.key ?? null;
    const streams = await Promise.all(READERS.map(async (name) => [name, await listenTo(bench.app(), bench.people[name].headers)] as const));
    const told: (readonly [dataset: string, share: string, mark: string])[] = [];
    for (const id of ['security-alerts', 'procedure-overdue-dossiers', 'directive-tasks', 'security-systems', 'procedure-by-field']) {
      for (const share of new Set(READERS.flatMap((name) => shareOf(name, id) ?? []))) told.push([id, share, `mark-${told.length}-`]);
    }
    expect(told.length).toBeGreaterThan(10);
    const { events, store } = bench.running().core;
    await store.transact(async (db) => {
      for (const [dataset, share, mark] of told) await events.publish(db, { kind: 'dataset-changed', audience: { to: 'dataset', dataset, share }, payload: { dataset, query: mark } });
      await events.publish(db, { kind: 'configuration-changed', audience: { to: 'everyone' }, payload: { gateway: 'last-of-all' } });
    });
    for (const [, stream] of streams) await expect.poll(stream.heard, { timeout: 20_000 }).toContain('last-of-all');
    for (const [name, stream] of streams) {
      const heard = told.filter(([, , mark]) => stream.heard().includes(mark));
      expect([name, heard]).toEqual([name, told.filter(([dataset, share]) => shareOf(name, dataset) === share)]);
      // A share's key names the units of its holders.
      for (const [, share] of told) if (share.includes(':')) expect(stream.heard(), name).not.toContain(share);
      stream.leave();
    }
  });

  it('of a shared document reaches only who may read it, and its text nobody', async () => {
    const streams = await Promise.all(READERS.map(async (name) => [name, await listenTo(bench.app(), bench.people[name].headers)] as const));
    const { events, store } = bench.running().core;
    await store.transact(async (db) => {
      for (const unit of ['H41.06', '16681']) await events.publish(db, { kind: 'document-changed', audience: { to: 'unit', unit }, payload: { kind: 'scene', id: `canh-${unit.toLowerCase().replace('.', '-')}`, revision: 1 } });
      await events.publish(db, { kind: 'configuration-changed', audience: { to: 'everyone' }, payload: { gateway: 'end-of-documents' } });
    });
    for (const [name, stream] of streams) {
      await expect.poll(stream.heard, { timeout: 20_000 }).toContain('end-of-documents');
      const standing: Standing = STANDINGS[name];
      const shares = (unit: string): boolean => (standing.kind === 'nobody' || (standing.kind === 'person' && standing.role === null) ? false : standing.unit === null || ownUnit(standing) === unit);
      expect([name, stream.heard().includes('canh-h41-06'), stream.heard().includes('canh-16681')]).toEqual([name, shares('H41.06'), shares('16681')]);
      stream.leave();
    }
  });
});
