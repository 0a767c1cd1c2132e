import { createClient } from './client';
import { ask, readConfiguration, readDataset, readDocuments, readSession, seedOf, visitorsOf, type Deed, type Done, type Visitor } from './crowd';
import { readProvince } from './dashboard-questions';
import { openReader } from './sse-swarm';
import { startWholeGateway } from './whole-gateway';
import type { PostgresServer } from '../servers/postgres';

export interface UsersOptions {
  readonly people: number;
  readonly screens: number;
  /** How long the crowd is at work after all have opened their pages, s. */
  readonly seconds: number;
  /** Mean time of a person between two deeds, s. */
  readonly thinkSeconds: number;
  readonly server: PostgresServer | null;
}

export interface UsersReport {
  readonly requests: number;
  readonly errors: number;
  /** What went wrong, and how often. */
  readonly faults: readonly string[];
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly byDeed: Readonly<Record<string, { readonly count: number; readonly p95Ms: number; readonly p99Ms: number }>>;
  /** 95th percentile of the same deeds, one after another, before the crowd came. */
  readonly quietP95Ms: number;
  /** Requests a minute while all were at work; all come from one address. */
  readonly perMinute: number;
  /** From the first page opened until all were complete, with nothing kept before, s. */
  readonly coldSeconds: number;
  /** Calls at the sources while all were at work. */
  readonly upstream: number;
  /** Streams of events open beside, and what they missed in silence. */
  readonly streams: { readonly open: number; readonly gaps: number };
  /** Processor time of the gateway in that time, of one core. */
  readonly cpu: number;
  readonly memoryMiB: { readonly quiet: number; readonly most: number };
}

const QUIET_DEEDS = 60;
/** Everybody opens the page within this time at most, s. */
const ARRIVAL_SECONDS = 10;
/** How often a widget on a wall is looked at anew, s: dealt out in turn. */
const REFRESH_SECONDS = [5, 10, 15, 30, 60] as const;
const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, Math.max(0, ms)));

/** 300 people and 50 walls at work on one gateway, as the page works: measured at their end, in another process than the gateway. */
export async function usersLoad({ people, screens, seconds, thinkSeconds, server }: UsersOptions): Promise<UsersReport> {
  const province = await readProvince();
  const seed = seedOf(province, people, screens);
  const gateway = await startWholeGateway(seed, server);
  const visitors = visitorsOf(province, seed, gateway.origin);
  const streams = [];
  try {
    await putScenes(gateway.origin, seed.people[0]);
    const quiet = await alone(visitors);
    const quietMiB = gateway.memoryKiB() / 1_024;
    let mostMiB = quietMiB;
    const watch = setInterval(() => { mostMiB = Math.max(mostMiB, gateway.memoryKiB() / 1_024); }, 500);
    const arrivalMs = Math.min(ARRIVAL_SECONDS, seconds) * 1_000;
    const opened = performance.now();
    for (const { cookie } of visitors) streams.push(openReader({ port: gateway.port, cookie, onAge: () => undefined, returnMs: 2_000 }));
    // Nobody has asked yet: what all these permission sets see is asked of the sources first.
    const first = await Promise.all(visitors.map(async (visitor, n) => {
      await wait((n / visitors.length) * arrivalMs);
      return ask(visitor, visitor.tiles);
    }));
    const coldSeconds = (performance.now() - opened) / 1_000;
    const done: Done[] = [];
    const note = (each: Done): void => void done.push(each);
    const [calledBefore, cpuBefore, worksFrom] = [await gateway.sources.calls(), gateway.cpuSeconds(), performance.now()];
    const until = worksFrom + seconds * 1_000;
    await Promise.all(visitors.map((visitor) => (visitor.kind === 'screen' ? stand(visitor, until, note) : browse(visitor, until, thinkSeconds, note))));
    clearInterval(watch);
    const cpu = ((gateway.cpuSeconds() - cpuBefore) / (performance.now() - worksFrom)) * 1_000;
    const upstream = (await gateway.sources.calls()) - calledBefore;
    const open = streams.filter((stream) => stream.isOpen()).length;
    return {
      ...figuresOf(done, first), quietP95Ms: quantile(quiet.map(({ ms }) => ms), 0.95), perMinute: Math.round((done.length / seconds) * 60), coldSeconds, upstream, cpu,
      streams: { open, gaps: streams.reduce((sum, { gaps }) => sum + gaps, 0) }, memoryMiB: { quiet: Math.round(quietMiB), most: Math.round(mostMiB) },
    };
  } finally {
    for (const stream of streams) stream.close();
    for (const { client } of visitors) client.close();
    await gateway.stop();
  }
}

/** One after another, some of each kind of reader: what an idle gateway needs. Each page is opened once before. */
async function alone(visitors: readonly Visitor[]): Promise<readonly Done[]> {
  const some = visitors.filter((_, n) => n % Math.ceil(visitors.length / 6) === 0);
  for (const visitor of some) await ask(visitor, visitor.tiles);
  const done: Done[] = [];
  for (let n = 0; n < QUIET_DEEDS; n += 1) {
    const visitor = some[n % some.length];
    if (visitor) done.push(await deed(visitor));
  }
  return done;
}

/** A wall: every widget at its own pace, those due in the same second asked together. */
async function stand(visitor: Visitor, until: number, note: (done: Done) => void): Promise<void> {
  const begun = performance.now();
  for (let second = 1; ; second += 1) {
    await wait(begun + second * 1_000 - performance.now());
    if (performance.now() >= until) return;
    const due = visitor.tiles.filter((_, n) => second % (REFRESH_SECONDS[n % REFRESH_SECONDS.length] ?? 60) === 0);
    if (due.length > 0) note(await ask(visitor, due));
  }
}

async function browse(visitor: Visitor, until: number, thinkSeconds: number, note: (done: Done) => void): Promise<void> {
  for (;;) {
    await wait(-Math.log(1 - Math.random()) * thinkSeconds * 1_000);
    if (performance.now() >= until) return;
    note(await deed(visitor));
  }
}

/** What a person does next: mostly looks at a page. */
function deed(visitor: Visitor): Promise<Done> {
  const choice = Math.random();
  if (choice < 0.4 || visitor.kind === 'screen') return ask(visitor, visitor.tiles);
  if (choice < 0.7) return readDataset(visitor, Math.random);
  if (choice < 0.82) return readDocuments(visitor);
  if (choice < 0.94) return readSession(visitor);
  return readConfiguration(visitor);
}

/** A few scenes for the whole province, so that there is something to read. */
async function putScenes(origin: string, author: { readonly secret: string; readonly csrf: string } | undefined): Promise<void> {
  const client = createClient(origin, `__Host-portal=${author?.secret ?? ''}`);
  for (let n = 1; n <= 10; n += 1) {
    const body = { schemaVersion: 1, title: { vi: `Cảnh ${n}`, en: `Scene ${n}` }, dashboards: ['leaders', 'operations'], seconds: 30 };
    const { status } = await client.send({
      method: 'PUT', path: `/api/documents/scene/canh-${n}`, body: { body, reason: 'thử', owner: 'unit', unit: null },
      headers: { 'x-csrf-token': author?.csrf ?? '', 'if-none-match': '*', 'idempotency-key': `scene-for-the-crowd-${n}` },
    });
    if (status !== 200) throw new Error(`a scene could not be saved: ${status}`);
  }
  client.close();
}

function figuresOf(done: readonly Done[], first: readonly Done[]) {
  const counts = new Map<string, number>();
  const bad = [...first, ...done].filter(({ fault }) => fault !== null);
  for (const { deed: what, fault } of bad) counts.set(`${what}: ${fault ?? ''}`, (counts.get(`${what}: ${fault ?? ''}`) ?? 0) + 1);
  const times = (of: readonly Done[]): readonly number[] => of.map(({ ms }) => ms);
  const deeds = [...new Set(done.map(({ deed: what }) => what))].sort();
  const byDeed = deeds.map((what: Deed) => {
    const those = times(done.filter(({ deed: each }) => each === what));
    return [what, { count: those.length, p95Ms: quantile(those, 0.95), p99Ms: quantile(those, 0.99) }] as const;
  });
  return {
    requests: done.length + first.length, errors: bad.length, faults: [...counts].map(([what, count]) => `${count} × ${what}`),
    p95Ms: quantile(times(done), 0.95), p99Ms: quantile(times(done), 0.99), byDeed: Object.fromEntries(byDeed),
  };
}

/** Nearest rank, one decimal; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return value === undefined ? NaN : Math.round(value * 10) / 10;
}
