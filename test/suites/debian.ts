import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';

/** Asked by Debian before a package's service is started; 101 means: not to. */
const POLICY = '/usr/sbin/policy-rc.d';
const NOT_TO = '#!/bin/sh\nexit 101\n';

/** True where this process may add a package to the machine: root, on a Debian-like system. */
export const mayInstall = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** Installs packages of Debian without asking, without what they merely recommend, and without starting the services they bring. */
export function installDebian(packages: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  withoutServices(() => {
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) spawnSync('apt-get', args, { stdio: 'inherit', env });
  });
}

/** Runs `work` while no service of a package is started. A policy that is there already stays as it is. */
export function withoutServices(work: () => void, policy = POLICY): void {
  const ours = !existsSync(policy);
  if (ours) writeFileSync(policy, NOT_TO, { mode: 0o755 });
  try {
    work();
  } finally {
    if (ours) rmSync(policy, { force: true });
  }
}
