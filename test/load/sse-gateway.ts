import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import pino, { type Logger } from 'pino';
import { Registry } from 'prom-client';
import type { DatasetShare, Rights } from '@/access/rights';
import { parsePack } from '@/config/parse-pack';
import { packOf } from '@/config/testing/good-pack';
import type { Actor } from '@/domain/access';
import { createEventLog } from '../../server/events/create-event-log';
import type { EventLogService, PortalEvent } from '../../server/events/event-log';
import { eventRoutes } from '../../server/events/event-routes';
import { createEventHub } from '../../server/events/hub';
import { fakeLog } from '../../server/events/hub.fixture';
import { GATEWAY_TIMES } from '../../server/gateway-settings';
import { createApp } from '../../server/http/app';
import { guard } from '../../server/http/guard';
import type { Gateway } from '../../server/http/route';
import { openStore } from '../../server/store/open-store';

/**
 * The event part of a gateway in a process of its own, so that its memory is its own: real store, real log, real streams. Readers with a
 * cookie are persons, all others nobody. Told what to do by its parent. Without a folder and a server the log is a list: what an embedded
 * database takes and gives back of the same memory is far more than what readers cost.
 */
export type SseOrder =
  | { readonly order: 'publish'; readonly rate: number; readonly seconds: number; readonly padding: number; readonly to: 'everyone' | 'persons' }
  | { readonly order: 'measure'; readonly overMs: number }
  | { readonly order: 'restart'; readonly downMs: number };
export type SseAnswer =
  | { readonly is: 'listening'; readonly port: number }
  | { readonly is: 'published'; readonly events: number }
  | { readonly is: 'measured'; readonly rssKiB: number; readonly heapKiB: number; readonly cpu: number; readonly clients: number; readonly head: number };

const tell = (answer: SseAnswer): void => void process.send?.(answer);
const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** What the process alone holds in memory: pages of files come and go with the machine's other work. */
function ownKiB(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  return Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? process.memoryUsage.rss() / 1_024);
}

/** What is in use of it, in and beside the heap. */
function heapKiB(): number {
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1_024;
}

/** Persons see every dataset, all others what is public. */
function rightsOf(actor: Actor): Rights {
  const share: DatasetShare = { classes: new Set(['public']), units: 'all', mayUnmask: false, key: actor.kind === 'person' ? 'all' : 'public' };
  return { identity: actor.kind, roles: [], share: (dataset) => (actor.kind === 'person' || dataset.id === 'areas' ? share : null), may: () => false, actions: [], dashboards: [], landing: null };
}
const actorOf = (cookie: string | undefined): Actor =>
  cookie ? { kind: 'person', id: cookie, name: '', title: '', unit: null, session: cookie, grants: [], purposes: [] } : { kind: 'anonymous' };

type Publish = (event: Pick<PortalEvent, 'kind' | 'audience' | 'payload'>) => Promise<void>;
interface Told {
  readonly events: EventLogService;
  readonly publish: Publish;
  readonly close: () => Promise<void>;
}

async function logOf(dataDir: string, databaseUrl: string | null, log: Logger): Promise<Told> {
  const clock = (): number => Date.now();
  if (dataDir === '' && databaseUrl === null) {
    const events = fakeLog();
    return { events, publish: (event) => Promise.resolve(void events.emit({ ...event, at: clock() })), close: () => Promise.resolve() };
  }
  const store = await openStore({ dataDir, databaseUrl, log, clock });
  const events = createEventLog({ store, log, clock });
  await events.start();
  return {
    events,
    publish: (event) => store.transact((db) => events.publish(db, event)),
    close: async () => {
      await events.stop();
      await store.close();
    },
  };
}

async function run(dataDir: string, databaseUrl: string | null, returnSpreadMs: number): Promise<void> {
  const log = pino({ level: 'error' });
  const clock = (): number => Date.now();
  const { province } = parsePack(packOf());
  if (!province) throw new Error('the good pack is bad');
  const told = await logOf(dataDir, databaseUrl, log);
  const { events } = told;

  const serve = async (port: number): Promise<{ app: Gateway; stop: () => Promise<void>; clients: () => number }> => {
    const hub = createEventHub({
      core: { province: { current: () => province, onChange: () => () => undefined }, clock, log, metrics: new Registry(), settings: { times: GATEWAY_TIMES } },
      log: events, rightsOf, maySeeDocument: () => false, actorNow: (actor) => Promise.resolve(actor), limits: { returnSpreadMs },
    });
    const app = createApp({ loggerInstance: undefined, trustedProxies: [] });
    guard(app, { identify: ({ headers }) => Promise.resolve(actorOf(headers.cookie)), csrfOf: () => Promise.resolve(null), rightsOf, denied: () => Promise.resolve() });
    eventRoutes(app, { log }, hub);
    await app.listen({ port, host: '127.0.0.1', backlog: 4_096 });
    return {
      app, clients: hub.clients,
      stop: async () => {
        await app.close();
        hub.stop();
      },
    };
  };
  let serving = await serve(0);
  const { port } = serving.app.server.address() as AddressInfo;

  const publish = async (order: Extract<SseOrder, { order: 'publish' }>): Promise<void> => {
    const total = Math.round(order.rate * order.seconds);
    const begun = performance.now();
    for (let n = 0; n < total; n += 1) {
      await wait(Math.max(0, begun + (n * 1_000) / order.rate - performance.now()));
      const dataset = order.to === 'everyone' ? 'areas' : 'procedures';
      const audience = order.to === 'everyone' ? { to: 'everyone' as const } : { to: 'dataset' as const, dataset, share: 'all' };
      await told.publish({ kind: 'dataset-changed', audience, payload: { dataset, query: 'x'.repeat(order.padding) } });
    }
    tell({ is: 'published', events: total });
  };
  const measure = async (overMs: number): Promise<void> => {
    const cpu = process.cpuUsage();
    await wait(overMs);
    const { user, system } = process.cpuUsage(cpu);
    globalThis.gc?.();
    tell({ is: 'measured', rssKiB: ownKiB(), heapKiB: heapKiB(), cpu: overMs > 0 ? (user + system) / 1_000 / overMs : 0, clients: serving.clients(), head: events.head() });
  };
  const restart = async (downMs: number): Promise<void> => {
    await serving.stop();
    await wait(downMs);
    serving = await serve(port);
    tell({ is: 'listening', port });
  };
  process.on('message', (order: SseOrder) => {
    void (order.order === 'publish' ? publish(order) : order.order === 'measure' ? measure(order.overMs) : restart(order.downMs));
  });
  process.once('disconnect', () => void serving.stop().then(told.close).then(() => process.exit(0)));
  tell({ is: 'listening', port });
}

const [dataDir = '', databaseUrl = '', spread = '12000'] = process.argv.slice(2);
void run(dataDir, databaseUrl || null, Number(spread));
