import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RouteOptions } from 'fastify';
import type { Logger } from 'pino';
import { savedFiles } from '../../../server/authoring/overlay';
import { startMock, type Mock } from '../../../mock/main';
import { createGateway, type GatewayParts, type RunningGateway } from '../../../server/gateway';
import { GATEWAY_TIMES, type GatewaySettings, type GatewayTimes } from '../../../server/gateway-settings';
import type { Gateway, RouteRules } from '../../../server/http/route';
import { createLog } from '../../../server/operate/create-log';
import { createLogSink } from '../../../server/operate/log-sink';
import { createProvinceInForce, readPack, type ReadPack, type ReloadableProvince, type SavedFiles } from '../../../server/operate/province-in-force';
import type { Store } from '../../../server/store/store';
import { memoryStore, type MemoryStore } from '../../../server/store/testing/memory-store';
import { ROOT } from '../../../server/build/build';
import { seedVisitor, STANDING_NAMES, STANDINGS, type StandingName, type Visitor } from './people';

/** One route of the gateway as it was registered. */
export interface Route {
  readonly method: string;
  readonly url: string;
  readonly rules: RouteRules | undefined;
}

export interface BenchOptions {
  /** Nothing is asked of the source systems where it is false. */
  readonly sources?: boolean;
  readonly settings?: Partial<Omit<GatewaySettings, 'times'>>;
  readonly times?: Partial<GatewayTimes>;
  readonly outbound?: GatewayParts['outbound'];
  /** The store as the gateway has it. */
  readonly wrap?: (store: Store) => Store;
  readonly load?: () => Promise<ReadPack>;
  readonly level?: string;
}

/** The gateway with every concern joined, the mock province behind it, everybody of {@link STANDINGS} in its store. */
export interface Bench {
  readonly app: () => Gateway;
  readonly running: () => RunningGateway;
  readonly store: MemoryStore;
  readonly mock: Mock | null;
  readonly inForce: ReloadableProvince;
  readonly people: Readonly<Record<StandingName, Visitor>>;
  /** Every route that was registered, `HEAD` and the fallbacks too. */
  readonly routes: readonly Route[];
  /** What was logged, a line each. */
  readonly logged: readonly string[];
  readonly now: () => number;
  readonly turn: (ms: number) => void;
  /** The same store under a gateway that has just been started. */
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const PROVINCES = join(ROOT, 'public', 'provinces');
/** A Friday, 10:15 in Vietnam: every figure of the mock is of this moment. */
export const MOMENT = Date.parse('2026-11-20T10:15:00+07:00');
export const ORIGIN = 'https://portal.test';

const PAGE = '<!doctype html><html lang="vi"><head><meta name="province" content=""><meta name="mode" content="direct"><link rel="preload" as="fetch" crossorigin href="/provinces/nghe-an/pack.json"><title>Toàn Cảnh</title></head><body></body></html>';

/** A page to be given out: what is in it does not matter here. */
function smallSite(folder: string): string {
  const dist = join(folder, 'dist');
  mkdirSync(join(dist, 'assets'), { recursive: true });
  writeFileSync(join(dist, 'index.html'), PAGE);
  writeFileSync(join(dist, 'sw.js'), '0;');
  writeFileSync(join(dist, 'assets', 'app-1.js'), '0;');
  writeFileSync(join(dist, 'assets', 'worker-1.js'), '0;');
  writeFileSync(join(dist, 'assets', 'app-1.js.map'), '{}');
  writeFileSync(join(dist, '.inputs'), 'x');
  return dist;
}

async function collectingRoutes<T>(routes: Route[], open: () => Promise<T>): Promise<T> {
  const channel = 'fastify.initialization';
  const onInstance = (message: unknown): void => {
    const { fastify } = message as { readonly fastify: { addHook: (name: 'onRoute', hook: (route: RouteOptions) => void) => void } };
    fastify.addHook('onRoute', ({ method, url, config }) => {
      for (const each of [method].flat()) routes.push({ method: each, url, rules: config?.rules });
    });
  };
  subscribe(channel, onInstance);
  try {
    return await open();
  } finally {
    unsubscribe(channel, onInstance);
  }
}

function clockFrom(start: number): { readonly now: () => number; readonly turn: (ms: number) => void } {
  const begun = performance.now();
  let ahead = 0;
  return { now: () => Math.round(start + ahead + performance.now() - begun), turn: (ms) => { ahead += ms; } };
}

async function everybody(store: Store, now: number): Promise<Readonly<Record<StandingName, Visitor>>> {
  const people: Partial<Record<StandingName, Visitor>> = {};
  for (const name of STANDING_NAMES) people[name] = await seedVisitor(store, now, STANDINGS[name]);
  return people as Readonly<Record<StandingName, Visitor>>;
}

/** Opens the whole in this process, to be asked by `inject`. The mock stands still at {@link MOMENT}. */
export async function wholeGateway(options: BenchOptions = {}): Promise<Bench> {
  const { now, turn } = clockFrom(MOMENT);
  const folder = mkdtempSync(join(tmpdir(), 'whole-gateway-'));
  const memory = await memoryStore();
  const store: Store = options.wrap?.(memory) ?? memory;
  const mock = options.sources === false ? null : await startMock({ port: 0, province: 'nghe-an', seed: 7, now: () => MOMENT });
  const load = options.load ?? (async (saved?: SavedFiles) => readPack(PROVINCES, 'nghe-an', saved ?? await savedFiles(memory.db)));
  const { pack } = await load();
  if (pack === null) throw new Error('the pack cannot be read');
  const inForce = createProvinceInForce(load, pack);
  const people = await everybody(memory, now());
  const logged: string[] = [];
  const log: Logger = createLog({ sink: { write: (line) => void logged.push(line) }, clock: now, level: options.level ?? 'trace' });
  const dist = smallSite(folder);
  let routes: Route[] = [];
  const open = async (): Promise<RunningGateway> => {
    const registered: Route[] = [];
    const gateway = await collectingRoutes(registered, () => createGateway({
      settings: {
        origins: [ORIGIN], dataDir: folder, databaseUrl: null, identity: null, trustedProxies: [], demo: true, metricsToken: null, ...options.settings,
        times: { ...GATEWAY_TIMES, drainMs: 500, ...options.times },
      },
      store, inForce, log, clock: now, dist, outside: { connect: [], images: ['https://tiles.example'] },
      sink: createLogSink({ fd: 2, lost: (count) => `${count} lost`, put: (_fd, text) => { logged.push(String(text)); return Promise.resolve(text.length); } }),
      inboxSecrets: new Map([['push-events', 'gQ7vX2kLm9ZrT4sWb8Yc']]),
      outbound: options.outbound ?? { plans: new Map(), fallback: mock ? new URL(mock.url) : null },
    }));
    await gateway.app.ready();
    routes = registered;
    return gateway;
  };
  let gateway = await open();
  return {
    app: () => gateway.app, running: () => gateway, store: memory, mock, inForce, people, logged, now, turn,
    get routes() { return routes; },
    restart: async () => {
      await gateway.close();
      gateway = await open();
    },
    close: async () => {
      await gateway.close();
      await Promise.all([memory.close(), mock?.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An answer with what of it is compared. */
export interface Told {
  readonly status: number;
  /** Of a problem, else null. */
  readonly code: string | null;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
}

export interface Asking {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
  /** Each address has limits of its own. */
  readonly from?: string | undefined;
}

let lastAddress = 0;
/** An address nobody came from before, so that no limit of another test is met. */
export const newAddress = (): string => {
  lastAddress += 1;
  return `10.${(lastAddress >> 16) & 255}.${(lastAddress >> 8) & 255}.${lastAddress & 255}`;
};

/** How often a busy machine is asked again before its word is taken, and the pause between, ms. */
const PATIENCE = { times: 100, pauseMs: 50 };

/** As {@link once}; asked again where the machine of the test was too busy to let readers in, which no test here is about. */
export async function askIt(app: Gateway, asking: Asking): Promise<Told> {
  for (let left = PATIENCE.times; ; left -= 1) {
    const told = await once(app, asking);
    const isShed = told.status === 503 && (told.code === 'overloaded' || asking.method === 'HEAD');
    if (!isShed || left === 0) return told;
    await new Promise((done) => setTimeout(done, PATIENCE.pauseMs));
  }
}

async function once(app: Gateway, { method, url, headers = {}, body, from = newAddress() }: Asking): Promise<Told> {
  const json = body === undefined ? {} : { payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) };
  const type = body === undefined || headers['content-type'] !== undefined ? {} : { 'content-type': 'application/json' };
  const answer = await app.inject({ method: method as 'GET', url, headers: { ...type, ...headers }, remoteAddress: from, ...json });
  return { status: answer.statusCode, code: codeOf(answer.headers['content-type'], answer.body), body: answer.body, headers: answer.headers };
}

function codeOf(type: unknown, body: string): string | null {
  if (!String(type).startsWith('application/problem+json') || body === '') return null;
  const problem = JSON.parse(body) as { readonly code?: string };
  return problem.code ?? null;
}
