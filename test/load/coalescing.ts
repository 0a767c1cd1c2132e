import { queryKey, type DatasetQuery } from '@/domain/dataset';
import type { SeededPerson } from '../servers/seed';
import { createClient, type Client, type Reply } from './client';
import { readProvince, tilesOf } from './dashboard-questions';
import type { WholeGateway } from './whole-gateway';

export interface CoalescingReport {
  readonly questions: number;
  /** Calls at the source for that many identical cold questions of one permission set: must be 1. */
  readonly upstream: number;
  /** The same by two permission sets at once: at most one each. */
  readonly upstreamOfTwo: number;
  /** Questions without the right answer, in words; must be none. */
  readonly faults: readonly string[];
}

export interface CoalescingOptions {
  /** Who sees the whole province. */
  readonly leaders: readonly SeededPerson[];
  /** As many who see their own unit of it. */
  readonly heads: readonly SeededPerson[];
  readonly questions: number;
}

export const HEADS_UNIT = 'H41.06';
/** Long enough for every question to be there before the source answers. */
const SOURCE_MS = 1_500;
/** Of one person at once: far below what one session may ask in a minute. */
const OF_ONE = 50;
/** Each question is asked in two forms, and each form names an answer in its own way. */
const FORMS = 2;
const COOKIE = '__Host-portal';

/** Asks the same cold question from everywhere at once, each on a connection of its own, half as one question and half among a page's. */
export async function coalescing(gateway: WholeGateway, { leaders, heads, questions }: CoalescingOptions): Promise<CoalescingReport> {
  const province = await readProvince();
  const asked = new Map([...tilesOf(province, 'leaders', null), ...tilesOf(province, 'department', HEADS_UNIT)].flat().map((query) => [queryKey(query), query]));
  const find = (dataset: string): DatasetQuery => {
    const query = [...asked.values()].find((each) => each.dataset === dataset);
    if (!query) throw new Error(`no page asks ${dataset}`);
    return query;
  };
  await gateway.sources.delay(SOURCE_MS);
  try {
    const one = await storm(gateway, find('procedure-by-unit'), Array.from({ length: questions }, (_, n) => leaders[Math.floor(n / OF_ONE) % leaders.length]));
    const two = await storm(gateway, find('directive-tasks'), Array.from({ length: questions }, (_, n) => (n % 2 === 0 ? leaders : heads)[Math.floor(n / OF_ONE / 2) % leaders.length]));
    return { questions, upstream: one.upstream, upstreamOfTwo: two.upstream, faults: [...one.faults, ...two.faults, ...other('one share', one.tags, FORMS), ...other('two shares', two.tags, 2 * FORMS)] };
  } finally {
    await gateway.sources.delay(0);
  }
}

const other = (whose: string, tags: number, wanted: number): readonly string[] => (tags === wanted ? [] : [`${whose} read ${tags} answers instead of ${wanted}`]);

async function storm(gateway: WholeGateway, query: DatasetQuery, people: readonly (SeededPerson | undefined)[]): Promise<{ readonly upstream: number; readonly tags: number; readonly faults: readonly string[] }> {
  const clients: Client[] = [];
  const before = await gateway.sources.calls();
  const replies = await Promise.all(people.map((person, n) => {
    const client = createClient(gateway.origin, `${COOKIE}=${person?.secret ?? ''}`, 1);
    clients.push(client);
    return client.send(n % 4 < 2 ? single(query) : batch(query));
  }));
  const upstream = (await gateway.sources.calls()) - before;
  for (const client of clients) client.close();
  const read = replies.map(tagOf);
  return { upstream, tags: new Set(read.filter((tag) => tag !== null)).size, faults: countFaults(replies, read) };
}

function single({ dataset, params }: DatasetQuery) {
  const search = new URLSearchParams([...Object.entries(params).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : value.map((each) => [name, each]))), ['as', 'answer']]);
  return { path: `/api/datasets/${dataset}?${search.toString()}` };
}
const batch = ({ dataset, params }: DatasetQuery) => ({ method: 'POST' as const, path: '/api/datasets/ask', body: { questions: [{ id: 'one', dataset, params }] } });

/** What names the answer within a reply, each form in its own way, or null where there is none. */
function tagOf({ status, etag, body }: Reply): string | null {
  if (status !== 200) return null;
  return etag ?? /^\{"id":"one","tag":("[^"]+"),"serverTime":\d+,"answer"/.exec(body)?.[1] ?? null;
}

function countFaults(replies: readonly Reply[], tags: readonly (string | null)[]): readonly string[] {
  const counts = new Map<string, number>();
  replies.forEach(({ status, body }, n) => {
    if (tags[n] === null) counts.set(`${status} ${body.slice(0, 120)}`, (counts.get(`${status} ${body.slice(0, 120)}`) ?? 0) + 1);
  });
  return [...counts].map(([what, count]) => `${count} × ${what}`);
}
