import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import type { GatewayProcess } from '../servers/gateway-process';
import { assetsOf } from './front-rules';
import type { LongWays } from './long-ways';
import { signIn, type Person } from './people';
import { BUILD, OLD_BUILDS, oldAsset, type PortalHouse } from './portal-house';
import { rollOutBeside } from './roll-out';
import { shipped } from './shipped';
import { duties } from './shared-state';
import { Traffic, type TrafficReport } from './traffic';
import { json, Visitor } from './visitor';

const READERS = 4;
const SAVERS = 2;
/** How long the front bears a stream that says nothing, ms. */
const SILENCE_MS = 1_000 * Number(/location = \/api\/events \{[^}]*proxy_read_timeout (\d+)s;/.exec(shipped('nginx.conf'))?.[1]);
const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const figure = async ({ origin }: GatewayProcess, name: string): Promise<number> => {
  const text = await (await fetch(`${origin}/metrics`)).text();
  return [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))].reduce((sum, [, value]) => sum + Number(value), 0);
};
const readiness = async ({ origin }: GatewayProcess): Promise<number> => {
  const answer = await fetch(`${origin}/readyz`);
  await answer.arrayBuffer();
  return answer.status;
};

/** Nobody noticed: every read was answered, every save was taken once, every stream heard everything once and in order. */
async function expectUnnoticed(report: TrafficReport, by: Person): Promise<void> {
  expect(report.failed).toEqual([]);
  expect(report.lost).toEqual([]);
  expect(report.streams.map(({ resyncs, refusals }) => [resyncs, refusals])).toEqual(report.streams.map(() => [0, []]));
  for (const id of new Set(report.acknowledged.map((saved) => saved.id))) {
    const saved = report.acknowledged.filter((each) => each.id === id);
    expect(saved.map(({ revision }) => revision)).toEqual(saved.map((_, at) => at + 1));
    // The last answer may be on its way still; nothing acknowledged is missing, nothing was taken twice.
    const now = json(await by.visitor.ask(`/api/documents/scene/${id}`)) as { readonly revision: number; readonly body: { readonly title: { readonly vi: string } } };
    expect([now.revision, now.body.title.vi]).toEqual([saved.length, saved.at(-1)?.nonce]);
    for (const stream of report.streams) {
      const heard = stream.heard.filter(({ payload }) => payload['id'] === id).map(({ payload }) => payload['revision']);
      expect(heard).toEqual(saved.map(({ revision }) => revision));
    }
  }
}

/** What stops, and is not noticed. */
export function interruptions(house: () => PortalHouse, long: () => LongWays): void {
  let people: readonly Person[] = [];
  const begin = async (mayFail?: ConstructorParameters<typeof Traffic>[3]): Promise<Traffic> => {
    const { front } = house();
    if (people.length === 0) {
      const found: Person[] = [];
      while (found.length < READERS + SAVERS) found.push(await signIn(front, 'lanh-dao-tinh', `127.0.0.${30 + found.length}`));
      people = found;
    }
    const asset = `/assets/${assetsOf(house()).find((name) => name.endsWith('.js')) ?? ''}`;
    const traffic = new Traffic(people.slice(0, READERS), people.slice(READERS), asset, mayFail);
    await expect.poll(() => traffic.streams.every((stream) => stream.isOpen()) && traffic.saves > 4, { timeout: 10_000 }).toBe(true);
    return traffic;
  };
  const anybody = (): Person => {
    const [first] = people;
    if (!first) throw new Error('nobody is signed in');
    return first;
  };

  it('nobody notices a gateway that is killed, and it takes work again when it is back', async () => {
    const { gateways: [killed, other], databaseUrl } = house();
    const traffic = await begin();
    const held = Object.keys(await duties(databaseUrl)).sort();
    expect(await figure(killed, 'portal_event_streams')).toBeGreaterThan(1);
    expect(await figure(other, 'portal_event_streams')).toBeGreaterThan(1);
    await killed.kill9();
    const at = traffic.saves;
    await expect.poll(async () => Object.entries(await duties(databaseUrl)).sort(), { timeout: 6_000 }).toEqual(held.map((duty) => [duty, 1]));
    await expect.poll(() => traffic.saves - at > 10 && traffic.streams.every((stream) => stream.isOpen()), { timeout: 10_000 }).toBe(true);
    // The front has tried the dead one anew meanwhile.
    await wait(3_000);
    await killed.start();
    const before = await figure(killed, 'portal_requests_total');
    await expect.poll(() => figure(killed, 'portal_requests_total'), { timeout: 15_000, interval: 200 }).toBeGreaterThan(before + 20);
    const report = await traffic.stop();
    await expectUnnoticed(report, anybody());
    expect(report.streams.filter(({ opened }) => opened.length > 1).length).toBeGreaterThan(0);
  });

  it('goes on by itself when PostgreSQL is restarted, and nothing is lost', async () => {
    const { gateways, postgres } = house();
    // Reading what is in memory goes on; what needs the store is told to come again.
    const traffic = await begin(({ status, headers }) => status === 503 && headers['retry-after'] !== undefined);
    await postgres.shutDown();
    await expect.poll(() => Promise.all(gateways.map(readiness)), { timeout: 10_000 }).toEqual([503, 503]);
    expect((await new Visitor(house().front).ask('/', { headers: { accept: 'text/html' } })).status).toBe(200);
    await postgres.restart();
    const began = performance.now();
    await expect.poll(() => Promise.all(gateways.map(readiness)), { timeout: 10_000, interval: 100 }).toEqual([200, 200]);
    const at = traffic.saves;
    await expect.poll(() => traffic.saves - at, { timeout: 10_000 }).toBeGreaterThan(4);
    expect(performance.now() - began).toBeLessThan(10_000);
    await expectUnnoticed(await traffic.stop(), anybody());
  });

  it('keeps a stream open by its heartbeats alone, longer than the front bears silence', async () => {
    // The one whose gateway was not killed.
    const [stayed] = long().quiet.filter(({ opened }) => opened.length === 1);
    await expect.poll(() => performance.now() - (stayed?.opened[0] ?? Infinity), { timeout: SILENCE_MS, interval: 200 }).toBeGreaterThan(SILENCE_MS + 2_000);
    expect([stayed?.isOpen(), stayed?.opened.length, (stayed?.beats.length ?? 0) > 1]).toEqual([true, 1, true]);
  });

  it('rolls a build out by the script, and no request fails', async () => {
    const { gateways, ports, root, front } = house();
    const restarts: number[] = [];
    const supervisor = createServer((request, response) => {
      const port = Number(request.url?.slice(1));
      restarts.push(port);
      const gateway = gateways[ports.indexOf(port)];
      void gateway?.stop().then(() => gateway.start()).then(() => response.end(), () => response.writeHead(500).end());
    });
    await new Promise<void>((done) => supervisor.listen(0, '127.0.0.1', done));
    const restart = `curl -fs -o /dev/null http://127.0.0.1:${(supervisor.address() as AddressInfo).port}/`;
    const traffic = await begin();
    const [, , last = ''] = OLD_BUILDS;
    const { status, said } = await rollOutBeside({ root, release: BUILD, gateways: ports, restart });
    expect([status, said]).toEqual([0, ports.map((port) => `✓ ${port}: ${BUILD}\n`).join('')]);
    expect(restarts).toEqual([...ports]);
    const report = await traffic.stop();
    supervisor.close();
    await expectUnnoticed(report, anybody());
    expect(report.repeated).toBe(0);
    // The build of before is still there.
    expect((await new Visitor(front).ask(oldAsset(last))).status).toBe(200);
  });

  it('says that it is away, in words the page reads, where no gateway is left', async () => {
    const { gateways, front } = house();
    await Promise.all(gateways.map((each) => each.kill9()));
    const answer = await new Visitor(front).ask('/api/session');
    expect([answer.status, answer.headers['retry-after'], answer.headers['content-type'], json(answer)['code']]).toEqual([503, '5', 'application/problem+json; charset=utf-8', 'overloaded']);
    // The files of a page that is open are there all the same.
    expect((await new Visitor(front).ask(`/assets/${assetsOf(house())[0] ?? ''}`)).status).toBe(200);
  });
}
