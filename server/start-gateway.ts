import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { SAVED_DATASETS } from '@/config/pack-files';
import type { Province } from '@/config/province';
import { firstAdministrator } from './access/first-administrator';
import { announcement } from './announce';
import { DIST, ROOT } from './build/build';
import { savedFiles } from './authoring/overlay';
import type { Core } from './core';
import { heldBy } from './datasets/outbound/held-sources';
import { readSources, type SourcePlan } from './datasets/outbound/read-sources';
import { secretsOf } from './datasets/outbound/token-plan';
import { demoDestinations } from './demo-destinations';
import { loadDemoUploads } from './demo-uploads';
import { createGateway } from './gateway';
import type { GatewaySettings, IdentitySettings } from './gateway-settings';
import { readInboxSecrets } from './inbox/read-inbox-secrets';
import { createLog, lostLine } from './operate/create-log';
import { createLogSink } from './operate/log-sink';
import type { DestinationPlan } from './reports/delivery/destination';
import { readDestinations } from './reports/delivery/read-destinations';
import { createProvinceInForce, readPack, type SavedFiles } from './operate/province-in-force';
import { faultText, outsideOrigins } from './pack';
import { readGatewaySettings } from './read-gateway-settings';
import type { Settings } from './settings';
import type { Running, StartFault } from './start-parts';
import { openStore } from './store/open-store';
import { startMock, type Mock } from '../mock/main';
import { provinceWarehouse } from '../mock/warehouse-tables/province-warehouse';

const PROVINCES = join(ROOT, 'public', 'provinces');
/** Account of the mock sign-on that becomes the first administrator, by the same way as a real one. */
const DEMO_ADMINISTRATOR = { subject: 'quan-tri-tinh', name: 'Quản trị hệ thống của tỉnh' } as const;
const CLIENT = 'toan-canh';

export interface StartOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Null where the page comes from elsewhere. */
  readonly dist?: string | null;
}

/** The gateway on the operator's settings; in the demonstration with the mock province beside it. */
export async function startGateway(basics: Settings, refuse: StartFault, { env = process.env, dist = DIST }: StartOptions = {}): Promise<Running> {
  const { host, province: id, sourcesFile } = basics;
  const read = readGatewaySettings(env, basics);
  if (!read.ok) refuse(read.error);
  const { pack, faults } = await readPack(PROVINCES, id);
  if (pack === null) refuse(faults.map(faultText));
  for (const fault of faults) process.stderr.write(`⚠ ${faultText(fault)}\n`);
  const plans = sourcesFile === null ? null : readSources(sourcesFile, [...pack.province.sources.keys()], env);
  if (plans && !plans.ok) refuse(plans.error);
  const inboxSecrets = readInboxSecrets(pack.province.sources.values(), env);
  if (!inboxSecrets.ok) refuse(inboxSecrets.error);
  const destinations = env['DESTINATIONS_FILE'] ? readDestinations(env['DESTINATIONS_FILE'], env) : null;
  if (destinations && !destinations.ok) refuse(destinations.error);
  if (!read.value.demo) onlyNamedSources(pack.province, new Set(plans?.value.keys()), refuse);

  const clock = Date.now;
  const sink = createLogSink({ fd: 1, lost: lostLine(clock) });
  // On a terminal the demonstration says where to look, and then only what is wrong.
  const log = createLog({ sink, clock, level: env['LOG_LEVEL'] || (read.value.demo ? 'warn' : 'info') });
  const demo = read.value.demo ? await startDemo(basics, read.value) : null;
  const settings: GatewaySettings = demo ? { ...read.value, identity: demo.identity } : read.value;
  const store = await openStore({ dataDir: settings.dataDir, databaseUrl: settings.databaseUrl, log, clock });
  const load = async (saved?: SavedFiles) => readPack(PROVINCES, id, saved ?? await savedFiles(store.db));
  const whole = await load();
  for (const fault of whole.faults.filter(({ file }) => file === SAVED_DATASETS)) process.stderr.write(`⚠ ${faultText(fault)}\n`);
  const inForce = createProvinceInForce(load, whole.pack ?? pack, (fault) => log.error({ err: fault }, 'a concern did not take the new configuration'));
  const gateway = await createGateway({
    settings, store, inForce, log, sink, clock, inboxSecrets: inboxSecrets.value,
    outbound: { plans: new Map([...(demo?.plans ?? []), ...(plans?.value ?? [])]), fallback: demo?.sources ?? null },
    destinations: destinations?.value ?? demo?.destinations ?? new Map(),
    ...(demo ? { warehouse: provinceWarehouse(id, clock()) } : {}),
    // The page asks nobody but the gateway; only pictures of maps may come from elsewhere.
    dist, outside: { ...outsideOrigins(pack.province), connect: [] },
  });
  if (demo?.administers) await demoAdministrator(gateway.core, demo.identity, log);
  if (demo?.mock) void loadDemoUploads(gateway.core, gateway.uploads).catch((fault: unknown) => log.warn({ err: fault }, 'the files of the demonstration could not be loaded'));
  await gateway.app.listen({ port: basics.port, host });
  return {
    said: announcement(`${settings.origins[0] ?? ''}/`, pack.province, demo !== null),
    port: gateway.app.addresses().find((address) => typeof address === 'object')?.port ?? basics.port,
    stop: async () => {
      await gateway.close();
      await Promise.all([store.close(), demo?.mock?.close()]);
    },
  };
}

function onlyNamedSources({ sources }: Province, named: ReadonlySet<string>, refuse: StartFault): void {
  const missing = [...sources.values()].filter((source) => source.baseUrl.startsWith('/') && heldBy(source) === null && !named.has(source.id)).map((source) => source.id);
  if (missing.length > 0) refuse([`SOURCES_FILE thiếu nguồn: ${missing.join(', ')}.\nSOURCES_FILE lacks sources: ${missing.join(', ')}.`]);
}

interface Demo {
  readonly mock: Mock | null;
  readonly sources: URL;
  /** Ways that need more than an address: the mock asks for tokens. */
  readonly plans: readonly (readonly [source: string, plan: SourcePlan])[];
  readonly identity: IdentitySettings;
  /** Where reports go unless the operator says otherwise. */
  readonly destinations: ReadonlyMap<string, DestinationPlan>;
  /** The sign-on is the mock's own, so its administrator is ours to name. */
  readonly administers: boolean;
}

/** The mock province: started here, or one that runs already (`MOCK_URL`); a sign-on named by the operator comes before the mock's. */
async function startDemo({ mockPort, mockUrl, province }: Settings, { origins, identity }: GatewaySettings): Promise<Demo> {
  if (mockUrl !== null && identity !== null) return { mock: null, sources: mockUrl, plans: [], identity, destinations: demoDestinations(mockUrl.href, null), administers: true };
  const clientSecret = randomBytes(32).toString('base64url');
  const sso = {
    clientId: CLIENT, clientSecret,
    redirectUris: origins.map((origin) => `${origin}/auth/callback`),
    postLogoutRedirectUris: origins.map((origin) => `${origin}/`),
    ...(origins[0] === undefined ? {} : { backchannelLogoutUri: `${origins[0]}/auth/backchannel-logout` }),
  };
  const applications = { clientId: CLIENT, clientSecret: randomBytes(32).toString('base64url') };
  const archiveSecret = randomBytes(32).toString('base64url');
  const mock = await startMock({ port: mockPort, province, applications, archiveSecret, ...(identity === null ? { sso } : {}) });
  const own: IdentitySettings = { issuer: `${mock.url}sso`, clientId: CLIENT, clientSecret, scopes: ['openid', 'profile'], allowInsecure: true };
  return { mock, sources: new URL(mock.url), plans: [['lgsp-applications', withToken(mock.url, applications)]], identity: identity ?? own, destinations: demoDestinations(mock.url, archiveSecret), administers: identity === null };
}

/** Zero configuration: the client's secret lives as long as this process. */
export function withToken(mockUrl: string, { clientId, clientSecret: secret }: { readonly clientId: string; readonly clientSecret: string }): SourcePlan {
  const base = new URL('lgsp-applications/', mockUrl);
  const token = { tokenUrl: new URL('oauth/token', base), clientId, secret, auth: 'basic' } as const;
  return { base, internal: true, addresses: [], headers: {}, secrets: secretsOf(token), token };
}

async function demoAdministrator(core: Core, { issuer }: IdentitySettings, log: Logger): Promise<void> {
  const made = await firstAdministrator(core, { issuer, ...DEMO_ADMINISTRATOR });
  if (made.ok) log.info('the demonstration has its administrator');
}
