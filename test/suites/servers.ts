import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from '../e2e/support/chromium';
import { installDebian, mayInstall } from './debian';

/** The real servers that tests are made against, by the name they are told under, with Debian's packages of them. */
const SERVERS = {
  'PostgreSQL': { packages: ['postgresql'], find: findPostgresFolder },
  'PostGIS': { packages: ['postgresql-postgis'], find: findPostgis },
  'nginx': { packages: ['nginx-light'], find: findNginx },
  'Prometheus': { packages: ['prometheus'], find: findPrometheus },
  'node exporter': { packages: ['prometheus-node-exporter'], find: findNodeExporter },
  'Alertmanager': { packages: ['prometheus-alertmanager'], find: findAlertmanager },
  'MapServer': { packages: ['cgi-mapserver', 'mapserver-bin'], find: findMapServer },
  'ClickHouse': { packages: ['clickhouse-server'], find: findClickHouse },
} as const;
/** Programs that read what we write, beside the servers; a test that needs one names it. */
const PROGRAMS = {
  'Chromium': { packages: ['chromium'], find: () => findChromium() },
  'Poppler': { packages: ['poppler-utils'], find: () => firstOf('/usr/bin/pdftotext', '/usr/local/bin/pdftotext', '/opt/homebrew/bin/pdftotext') },
  'LibreOffice': { packages: ['libreoffice-writer-nogui', 'libreoffice-calc-nogui', 'libreoffice-impress-nogui', 'fonts-liberation2'], find: findLibreOffice },
} as const;
const NEEDED = { ...SERVERS, ...PROGRAMS } as const;
export type ServerName = keyof typeof NEEDED;
export const SERVER_NAMES = Object.keys(SERVERS) as readonly (keyof typeof SERVERS)[];
const ALL_NAMES = Object.keys(NEEDED) as readonly ServerName[];

/** Folder of the newest PostgreSQL's programs (`initdb`, `postgres`), or null. `POSTGRES_BIN` names another. */
export function findPostgresFolder(): string | null {
  const chosen = process.env['POSTGRES_BIN'];
  if (chosen) return existsSync(join(chosen, 'initdb')) ? chosen : null;
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return null;
  const versions = readdirSync(root).filter((version) => existsSync(join(root, version, 'bin', 'initdb'))).sort((a, b) => Number(b) - Number(a));
  return versions[0] ? join(root, versions[0], 'bin') : null;
}

/** PostGIS of that very PostgreSQL. */
function findPostgis(): string | null {
  const version = findPostgresFolder()?.split('/').at(-2) ?? '';
  return [`/usr/share/postgresql/${version}/extension/postgis.control`].find(existsSync) ?? null;
}

const firstOf = (...places: readonly string[]): string | null => places.find(mayRun) ?? null;

function mayRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export function findNginx(): string | null {
  return firstOf('/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx');
}
export function findPrometheus(): string | null {
  return firstOf('/usr/bin/prometheus', '/usr/local/bin/prometheus');
}
export function findNodeExporter(): string | null {
  return firstOf('/usr/bin/prometheus-node-exporter', '/usr/local/bin/node_exporter');
}
export function findAlertmanager(): string | null {
  return firstOf('/usr/bin/prometheus-alertmanager', '/usr/local/bin/alertmanager');
}
export function findMapServer(): string | null {
  return firstOf('/usr/lib/cgi-bin/mapserv');
}
export function findClickHouse(): string | null {
  return firstOf('/usr/bin/clickhouse-server', '/usr/sbin/clickhouse-server', '/usr/bin/clickhouse');
}
/** Program that opens and converts office documents without a screen. */
export function findLibreOffice(): string | null {
  return firstOf('/usr/bin/soffice', '/usr/local/bin/soffice', '/usr/bin/libreoffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice');
}

/** Those of the servers that this machine does not have. */
export const absentOf = (names: readonly ServerName[]): readonly ServerName[] => names.filter((name) => NEEDED[name].find() === null);

/** What to do about a server that is not there, in both languages. */
export const howToInstall = (name: ServerName): string => `${name}: không có / not found: sudo apt-get install --no-install-recommends ${NEEDED[name].packages.join(' ')}`;

/**
 * Makes the real servers of the tests available where that is allowed, and says plainly which are not there: under CI their tests then fail,
 * elsewhere they are skipped.
 */
export function ensureServers(): void {
  const missing = absentOf(ALL_NAMES);
  if (missing.length === 0) return;
  if (mayInstall()) installDebian(missing.flatMap((name) => NEEDED[name].packages));
  for (const name of absentOf(missing)) process.stderr.write(`${howToInstall(name)}\n`);
}
