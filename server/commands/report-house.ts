import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Province } from '@/config/province';
import { err, ok, type Result } from '@/domain/result';
import { startMock, type Mock } from '../../mock/main';
import { provinceWarehouse } from '../../mock/warehouse-tables/province-warehouse';
import { savedFiles } from '../authoring/overlay';
import { ROOT } from '../build/build';
import { readSources, type SourcePlan } from '../datasets/outbound/read-sources';
import { loadDemoUploads } from '../demo-uploads';
import { openDesk, type OpenDesk } from '../gateway';
import { GATEWAY_TIMES } from '../gateway-settings';
import { readInboxSecrets } from '../inbox/read-inbox-secrets';
import { createProvinceInForce, readPack } from '../operate/province-in-force';
import { faultText } from '../pack';
import { packIds } from '../packs/compose-pack';
import { readStoreSettings } from '../read-gateway-settings';
import { readSettings, type Settings } from '../settings';
import { withToken } from '../start-gateway';
import { openStore } from '../store/open-store';
import type { CommandIo } from './command';

/** Sources, and somebody to ask them, for as long as a command runs. */
export interface ReportHouse {
  readonly province: Province;
  readonly desk: OpenDesk['desk'];
  readonly core: OpenDesk['core'];
  readonly close: () => Promise<void>;
}

const PROVINCES = join(ROOT, 'public', 'provinces');
const CLIENT = 'toan-canh';

/**
 * With `DEMO=off` the configured sources and the configured store, as the gateway has them. Otherwise nothing needs to run: the mock province
 * is started, on a store that is thrown away, and said so. The error is for the operator.
 */
export async function openReportHouse(io: CommandIo): Promise<Result<ReportHouse, readonly string[]>> {
  const settings = readSettings(io.env, await packIds(PROVINCES));
  if (!settings.ok) return settings;
  const { province: id, sourcesFile } = settings.value;
  const { pack, faults } = await readPack(PROVINCES, id);
  if (pack === null) return err(faults.map(faultText));
  const sources = [...pack.province.sources.keys()];
  const plans = sourcesFile === null ? ok(new Map<string, SourcePlan>()) : readSources(sourcesFile, sources, io.env);
  const secrets = readInboxSecrets(pack.province.sources.values(), io.env);
  if (!plans.ok) return plans;
  if (!secrets.ok) return secrets;
  const ground = io.env['DEMO'] === 'off' ? configuredGround(io) : await demoGround(settings.value, io);
  if (!ground.ok) return ground;
  const { store: place, mock, ways, drop } = ground.value;
  const store = await openStore({ ...place, log: io.log, clock: io.clock });
  const load = async () => readPack(PROVINCES, id, await savedFiles(store.db));
  const whole = (await load()).pack ?? pack;
  const opened = await openDesk({
    settings: { ...place, origins: [], identity: null, trustedProxies: [], demo: mock !== null, metricsToken: null, times: GATEWAY_TIMES },
    store, inForce: createProvinceInForce(load, whole), log: io.log, clock: io.clock, inboxSecrets: secrets.value,
    outbound: { plans: new Map([...ways, ...plans.value]), fallback: mock ? new URL(mock.url) : settings.value.mockUrl },
    ...(mock ? { warehouse: provinceWarehouse(id, io.clock()) } : {}),
  });
  if (mock) await loadDemoUploads(opened.core, opened.uploads);
  return ok({
    province: whole.province, desk: opened.desk, core: opened.core,
    close: async () => {
      await opened.stop();
      await Promise.all([store.close(), mock?.close()]);
      drop();
    },
  });
}

interface Ground {
  readonly store: { readonly dataDir: string; readonly databaseUrl: string | null };
  readonly mock: Mock | null;
  readonly ways: readonly (readonly [source: string, plan: SourcePlan])[];
  /** Leaves nothing behind. */
  readonly drop: () => void;
}

function configuredGround(io: CommandIo): Result<Ground, readonly string[]> {
  const store = readStoreSettings(io.env);
  return store.ok ? ok({ store: store.value, mock: null, ways: [], drop: () => undefined }) : store;
}

async function demoGround({ province }: Settings, io: CommandIo): Promise<Result<Ground, readonly string[]>> {
  const applications = { clientId: CLIENT, clientSecret: randomBytes(32).toString('base64url') };
  const mock = await startMock({ port: 0, province, applications, now: io.clock });
  const dataDir = mkdtempSync(join(tmpdir(), 'toan-canh-report-'));
  io.say('Tỉnh giả lập và kho tạm, chỉ cho lần chạy này: mọi số trong tệp là SỐ LIỆU MẪU. / The mock province on a throw-away store: every figure is SAMPLE DATA.');
  return ok({ store: { dataDir, databaseUrl: null }, mock, ways: [['lgsp-applications', withToken(mock.url, applications)]], drop: () => rmSync(dataDir, { recursive: true, force: true }) });
}
