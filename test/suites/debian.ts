import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** True where this process may add a package to the machine: root, on a Debian-like system. */
export const mayInstall = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** Installs packages of Debian without asking and without what they merely recommend. */
export function installDebian(packages: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) spawnSync('apt-get', args, { stdio: 'inherit', env });
}
