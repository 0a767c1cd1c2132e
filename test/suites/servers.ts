import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installDebian, mayInstall } from './debian';

const PROGRAMS = [
  { name: 'PostgreSQL', package: 'postgresql', find: findPostgresFolder },
  { name: 'nginx', package: 'nginx-light', find: findNginx },
] as const;

/** Folder of the newest PostgreSQL's programs (`initdb`, `postgres`), or null. `POSTGRES_BIN` names another. */
export function findPostgresFolder(): string | null {
  const chosen = process.env['POSTGRES_BIN'];
  if (chosen) return existsSync(join(chosen, 'initdb')) ? chosen : null;
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return null;
  const versions = readdirSync(root).filter((version) => existsSync(join(root, version, 'bin', 'initdb'))).sort((a, b) => Number(b) - Number(a));
  return versions[0] ? join(root, versions[0], 'bin') : null;
}

export function findNginx(): string | null {
  return ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx'].find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  }) ?? null;
}

/**
 * Makes the real servers of the tests available where that is allowed, and says plainly which are not there: their tests then run on
 * the embedded store alone.
 */
export function ensureServers(): void {
  const missing = PROGRAMS.filter(({ find }) => find() === null);
  if (missing.length === 0) return;
  if (mayInstall()) installDebian(missing.map((program) => program.package));
  for (const { name, package: debian, find } of missing) {
    if (find() === null) process.stderr.write(`${name}: không có / not found: sudo apt-get install --no-install-recommends ${debian}\n`);
  }
}
