import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { createGateway } from '../../server/gateway';
import { GATEWAY_TIMES } from '../../server/gateway-settings';
import { createLogSink } from '../../server/operate/log-sink';
import { createProvinceInForce, readPack } from '../../server/operate/province-in-force';
import { hashOf } from '../../server/session/secrets';
import { openStore } from '../../server/store/open-store';
import type { Store } from '../../server/store/store';
import type { SeededPerson } from './people';

/** The gateway whole, on the real store, with people in it who are signed in already: what is tested here is not signing in. */
const PROVINCES = fileURLToPath(new URL('../../public/provinces', import.meta.url));
const DAY_MS = 86_400_000;

async function seed({ transact }: Store, people: readonly SeededPerson[]): Promise<void> {
  const now = new Date();
  await transact(async (db) => {
    for (const { id, name, secret, csrf } of people) {
      await db.insertInto('person').values({ id, issuer: 'test', subject: id, name, title: '', unit: null, status: 'active', created_at: now, updated_at: now }).onConflict((clash) => clash.doNothing()).execute();
      const held = await db.selectFrom('grant_held').select('id').where('person', '=', id).executeTakeFirst();
      if (!held) await db.insertInto('grant_held').values({ person: id, role: 'provincial-leader', unit: null, origin: 'cli', granted_by: 'test', granted_at: new Date(now.getTime() - DAY_MS), revoked_at: null }).execute();
      const open = { secret: hashOf(secret), previous_secret: null, secret_since: now, csrf, seen_at: now, expires_at: new Date(now.getTime() + DAY_MS) };
      await db.insertInto('session')
        .values({ id: `session-${id}`, person: id, created_at: now, provider_session: null, id_token: null, agent: 'test', address: '127.0.0.1', ended_at: null, ended_because: null, ...open })
        .onConflict((clash) => clash.column('id').doUpdateSet(open)).execute();
    }
  });
}

async function run(env: NodeJS.ProcessEnv): Promise<void> {
  const { PORT = '', DATA_DIR = '', DATABASE_URL, PEOPLE = '[]' } = env;
  const clock = Date.now;
  const log = pino({ level: 'error' }, pino.destination(2));
  const { pack } = await readPack(PROVINCES, 'nghe-an');
  if (pack === null) throw new Error('the pack cannot be read');
  const store = await openStore({ dataDir: DATA_DIR, databaseUrl: DATABASE_URL ?? null, log, clock });
  await seed(store, JSON.parse(PEOPLE) as readonly SeededPerson[]);
  const dist = join(DATA_DIR, 'page');
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, 'index.html'), '<!doctype html><html><head></head><body></body></html>');
  const gateway = await createGateway({
    settings: {
      origins: [`http://127.0.0.1:${PORT}`], dataDir: DATA_DIR, databaseUrl: DATABASE_URL ?? null, identity: null, trustedProxies: [], demo: true, metricsToken: null,
      times: { ...GATEWAY_TIMES, drainMs: 1_000 },
    },
    store, inForce: createProvinceInForce(() => readPack(PROVINCES, 'nghe-an'), pack), log, clock,
    sink: createLogSink({ fd: 2, lost: (count) => `${count} lines lost` }),
    outbound: { plans: new Map(), fallback: null }, dist, outside: { connect: [], images: [] },
  });
  await gateway.app.listen({ host: '127.0.0.1', port: Number(PORT) });
  process.once('SIGTERM', () => {
    void gateway.close().then(() => store.close()).then(() => process.exit(0));
  });
}

await run(process.env);
