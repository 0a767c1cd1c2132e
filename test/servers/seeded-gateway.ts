import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { createGateway } from '../../server/gateway';
import { GATEWAY_TIMES } from '../../server/gateway-settings';
import { createLogSink } from '../../server/operate/log-sink';
import { createProvinceInForce, readPack } from '../../server/operate/province-in-force';
import { openStore } from '../../server/store/open-store';
import { plant, type Seed } from './seed';

/**
 * The gateway whole, on a real store, with people and screens in it who are signed in already (`SEED`, a file) and the province's sources at
 * `SOURCES`: what is tested on it is not signing in. It serves no page.
 */
const PROVINCES = fileURLToPath(new URL('../../public/provinces', import.meta.url));

async function run({ PORT = '', DATA_DIR = '', DATABASE_URL = '', SEED = '', SOURCES = '' }: NodeJS.ProcessEnv): Promise<void> {
  const clock = Date.now;
  const databaseUrl = DATABASE_URL || null;
  const log = pino({ level: 'error' }, pino.destination(2));
  const { pack } = await readPack(PROVINCES, 'nghe-an');
  if (pack === null) throw new Error('the pack cannot be read');
  const store = await openStore({ dataDir: DATA_DIR, databaseUrl, log, clock });
  await plant(store, JSON.parse(readFileSync(SEED, 'utf8')) as Seed);
  const gateway = await createGateway({
    settings: {
      origins: [`http://127.0.0.1:${PORT}`], dataDir: DATA_DIR, databaseUrl, identity: null, trustedProxies: [], demo: true, metricsToken: null,
      times: { ...GATEWAY_TIMES, drainMs: 1_000 },
    },
    store, inForce: createProvinceInForce(() => readPack(PROVINCES, 'nghe-an'), pack), log, clock,
    sink: createLogSink({ fd: 2, lost: (count) => `${count} lines lost` }),
    outbound: { plans: new Map(), fallback: SOURCES === '' ? null : new URL(SOURCES) }, dist: null, outside: { connect: [], images: [] },
  });
  await gateway.app.listen({ host: '127.0.0.1', port: Number(PORT), backlog: 4_096 });
  process.once('SIGTERM', () => {
    void gateway.close().then(() => store.close()).then(() => process.exit(0));
  });
}

await run(process.env);
