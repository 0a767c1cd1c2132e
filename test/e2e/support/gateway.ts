import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { Province } from '@/config/province';
import { startMock } from '../../../mock/main';
import { firstAdministrator } from '../../../server/access/first-administrator';
import { DIST, ROOT } from '../../../server/build/build';
import { savedFiles } from '../../../server/authoring/overlay';
import { createGateway, type RunningGateway } from '../../../server/gateway';
import { GATEWAY_TIMES, type GatewaySettings, type GatewayTimes } from '../../../server/gateway-settings';
import { createLogSink, type LogSink } from '../../../server/operate/log-sink';
import { createProvinceInForce, readPack } from '../../../server/operate/province-in-force';
import { faultText, outsideOrigins } from '../../../server/pack';
import { openStore } from '../../../server/store/open-store';
import type { Store } from '../../../server/store/store';
import { freePort } from '../../servers/free-port';
import { preparedFolder } from '../../servers/prepared-folder';
import { tapWire, type Wire } from './gateway-wire';

const PROVINCES = join(ROOT, 'public', 'provinces');
const CLIENT = 'toan-canh';

export interface TestGatewayOptions {
  readonly province?: string;
  readonly times?: Partial<GatewayTimes>;
  /** Folder of packs; the shipped ones where absent. */
  readonly provinces?: string;
  readonly extensionsDir?: string;
}

/** The whole gateway in this process, behind it the mock province with its sign-on. */
export interface TestGateway {
  /** Ends with `/`. */
  readonly url: string;
  readonly mockUrl: string;
  readonly province: Province;
  /** Of the gateway that runs now. */
  readonly running: () => RunningGateway;
  /** All that browsers were answered, across restarts. */
  readonly wire: Wire;
  /** Moves the gateway's clock ahead, ms. The sign-on keeps the machine's. */
  turn(ms: number): void;
  setScenario(source: string, scenario: string): Promise<void>;
  /** Ends the gateway in an orderly way; its folder stays. */
  stop(): Promise<void>;
  /** Starts it again at the same address, on the same folder. */
  start(): Promise<void>;
  close(): Promise<void>;
}

interface Live {
  readonly gateway: RunningGateway;
  readonly store: Store;
}

const silentSink = (): LogSink => createLogSink({ fd: 1, lost: () => '', put: (_fd, text) => Promise.resolve(text.length) });

/** Sign-on and sources of a province, and the settings of a gateway at `port` before them. */
export async function startMockProvince(id: string, port: number): Promise<{ readonly url: string; readonly identity: NonNullable<GatewaySettings['identity']>; close(): Promise<void> }> {
  const clientSecret = randomBytes(32).toString('base64url');
  const origin = `http://localhost:${port}`;
  const mock = await startMock({
    port: await freePort(), province: id,
    sso: { clientId: CLIENT, clientSecret, redirectUris: [`${origin}/auth/callback`], postLogoutRedirectUris: [`${origin}/`], backchannelLogoutUri: `${origin}/auth/backchannel-logout` },
  });
  return { url: mock.url, close: mock.close, identity: { issuer: `${mock.url}sso`, clientId: CLIENT, clientSecret, scopes: ['openid', 'profile'], allowInsecure: true } };
}

/** Puts one source of a mock province, or all (`*`), into a state; the names are in mock/README.md. */
export async function setScenario(mockUrl: string, source: string, scenario: string): Promise<void> {
  const reply = await fetch(`${mockUrl}__scenario`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ source, scenario }) });
  if (!reply.ok) throw new Error(`scenario ${source}=${scenario}: HTTP ${reply.status} ${await reply.text()}`);
}

export async function startTestGateway({ province: id = 'nghe-an', times = {}, provinces = PROVINCES, extensionsDir }: TestGatewayOptions = {}): Promise<TestGateway> {
  const { pack, faults } = await readPack(provinces, id);
  if (pack === null || faults.length > 0) throw new Error(faults.map(faultText).join('\n'));
  const port = await freePort();
  const mock = await startMockProvince(id, port);
  // A copy of its own: whoever builds meanwhile does not take files away under a running test.
  const dist = mkdtempSync(join(tmpdir(), 'site-'));
  cpSync(DIST, dist, { recursive: true });
  const dataDir = await preparedFolder('gateway');
  const log = pino({ level: 'silent' });
  const wire = tapWire();
  let ahead = 0;
  const clock = (): number => Date.now() + ahead;
  const settings: GatewaySettings = {
    origins: [`http://localhost:${port}`], dataDir, databaseUrl: null, identity: mock.identity, trustedProxies: [], demo: true, metricsToken: null,
    times: { ...GATEWAY_TIMES, drainMs: 300, ...times },
    ...(extensionsDir === undefined ? {} : { extensionsDir }),
  };
  const listen = async (): Promise<Live> => {
    const store = await openStore({ dataDir, databaseUrl: null, log, clock });
    const inForce = createProvinceInForce(async (saved) => readPack(provinces, id, saved ?? await savedFiles(store.db)), pack);
    const gateway = await createGateway({
      settings, store, inForce, log, sink: silentSink(), clock, dist, outside: outsideOrigins(pack.province),
      outbound: { plans: new Map(), fallback: new URL(mock.url) },
    });
    await firstAdministrator(gateway.core, { issuer: mock.identity.issuer, subject: 'quan-tri-tinh', name: 'Quản trị hệ thống của tỉnh' });
    wire.follow(gateway.app.server);
    await gateway.app.listen({ port, host: '127.0.0.1' });
    return { gateway, store };
  };
  let live: Live | null = await listen();
  const stop = async (): Promise<void> => {
    const ended = live;
    live = null;
    await ended?.gateway.close();
    await ended?.store.close();
  };
  return {
    url: `http://localhost:${port}/`,
    mockUrl: mock.url,
    province: pack.province,
    running: () => {
      if (live === null) throw new Error('the gateway is stopped');
      return live.gateway;
    },
    wire,
    turn: (ms) => { ahead += ms; },
    setScenario: (source, scenario) => setScenario(mock.url, source, scenario),
    stop,
    start: async () => { live ??= await listen(); },
    close: async () => {
      await stop();
      await mock.close();
      for (const folder of [dist, dataDir]) rmSync(folder, { recursive: true, force: true });
    },
  };
}
