import { randomBytes } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DIST, ensureBuilt } from '../../server/build/build';
import { startMock, type Mock } from '../../mock/main';
import { gatewayProcess, type GatewayProcess } from '../servers/gateway-process';
import { freePort } from '../servers/free-port';
import { startPostgres, type PostgresServer } from '../servers/postgres';
import { ORIGIN, startFront, type Front } from './front';
import { rollOut } from './roll-out';
import { environmentOf, shipped } from './shipped';

/** The deployment of the guide on this machine: nginx, two gateways, one PostgreSQL, the province's sign-on and sources beside. */
export interface PortalHouse {
  readonly front: Front;
  readonly gateways: readonly [GatewayProcess, GatewayProcess];
  readonly ports: readonly [number, number];
  readonly postgres: PostgresServer;
  readonly databaseUrl: string;
  readonly mock: Mock;
  readonly metricsToken: string;
  /** `/srv/toan-canh`. */
  readonly root: string;
  readonly stop: () => Promise<void>;
}

/** Builds that were in force before the present one, oldest first: the very first is no longer kept. */
export const OLD_BUILDS = ['toan-canh-0.7.0', 'toan-canh-0.8.0', 'toan-canh-0.9.0'] as const;
export const BUILD = 'toan-canh-1.0.0';
/** Only file of an old build's assets, with its name in it. */
export const oldAsset = (build: string): string => `/assets/page-${build.replace(/\W/g, '')}.js`;

const START = fileURLToPath(new URL('../../server/start.ts', import.meta.url));

export async function startPortal(): Promise<PortalHouse> {
  // Once, not by both at the same moment.
  await ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'portal-deploy-'));
  chmodSync(folder, 0o755);
  const root = layReleases(join(folder, 'srv'));
  const ports = [await freePort(), await freePort()] as const;
  const [postgres, front, mock] = await Promise.all([
    startPostgres({ durable: true }),
    startFront({ folder: join(folder, 'nginx'), site: join(root, 'site'), gateways: ports }),
    freePort().then((port) => startMock({ port, province: 'nghe-an', sso: CLIENT })),
  ]);
  const databaseUrl = await postgres.createDatabase();
  const metricsToken = randomBytes(24).toString('base64url');
  const gatewayOf = (port: number): GatewayProcess =>
    gatewayProcess({ script: START, port, env: environment({ mock, databaseUrl, metricsToken, dataDir: join(folder, String(port)) }) });
  const gateways = [gatewayOf(ports[0]), gatewayOf(ports[1])] as const;
  // At the same moment, on an empty store: one brings the schema up.
  await Promise.all(gateways.map((each) => each.start()));
  return {
    front, gateways, ports, postgres, databaseUrl, mock, metricsToken, root,
    stop: async () => {
      await Promise.all(gateways.map((each) => each.kill9()));
      await Promise.all([front.stop(), mock.close(), postgres.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const CLIENT = {
  clientId: 'toan-canh', clientSecret: randomBytes(32).toString('base64url'),
  redirectUris: [`${ORIGIN}/auth/callback`], postLogoutRedirectUris: [`${ORIGIN}/`],
};

/** The shipped variables; the mock's sign-on and sources in place of the province's, the unit's own variables and flags added. */
function environment({ mock, databaseUrl, metricsToken, dataDir }: { readonly mock: Mock; readonly databaseUrl: string; readonly metricsToken: string; readonly dataDir: string }): Record<string, string> {
  const flags = /^ExecStart=\S+ (.*) --import tsx server\/start\.ts$/m.exec(shipped('toan-canh@.service'))?.[1];
  if (flags === undefined) throw new Error('the unit starts something else');
  return {
    ...environmentOf(shipped('portal.env')), NODE_ENV: 'production', NODE_OPTIONS: flags, DATA_DIR: dataDir, METRICS_TOKEN: metricsToken,
    DATABASE_URL: databaseUrl, DEMO: 'on', SOURCES_FILE: '', MOCK_URL: mock.url, OIDC_ISSUER: `${mock.url}sso`, OIDC_CLIENT_SECRET: CLIENT.clientSecret,
  };
}

/** Three old builds and the present one, each put in force by the shipped script. */
function layReleases(root: string): string {
  for (const build of OLD_BUILDS) {
    const assets = join(root, 'releases', build, 'dist', 'assets');
    mkdirSync(assets, { recursive: true });
    writeFileSync(join(assets, '..', 'index.html'), build);
    writeFileSync(join(root, 'releases', build, 'dist', oldAsset(build)), `export default '${build}';\n`);
  }
  cpSync(DIST, join(root, 'releases', BUILD, 'dist'), { recursive: true });
  for (const build of [...OLD_BUILDS, BUILD]) {
    const { status, said } = rollOut({ root, release: build, gateways: [] });
    if (status !== 0) throw new Error(said);
  }
  return root;
}
