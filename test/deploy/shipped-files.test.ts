import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../server/build/build';
import { GATEWAY_TIMES } from '../../server/gateway-settings';
import { readGatewaySettings } from '../../server/read-gateway-settings';
import { readSettings } from '../../server/settings';
import { findNginx } from '../suites/servers';
import { checkConfiguration, configurationOf, makeCertificate, ORIGIN } from './front';
import { rollOut } from './roll-out';
import { environmentOf, shipped, shippedPath } from './shipped';

const UNITS = ['toan-canh@.service', 'toan-canh-backup.service', 'toan-canh-backup.timer'] as const;
const SECRET = 'kZ8wQ2vN5xR1tY7uB4mC9sD3fG6hJ0pL';
/** Every sandbox a process that only speaks TCP can live in. */
const SANDBOX = {
  NoNewPrivileges: 'yes', CapabilityBoundingSet: '', ProtectSystem: 'strict', ProtectHome: 'yes', ProtectKernelTunables: 'yes', ProtectKernelModules: 'yes',
  ProtectKernelLogs: 'yes', ProtectControlGroups: 'yes', PrivateTmp: 'yes', PrivateDevices: 'yes', RestrictNamespaces: 'yes', RestrictSUIDSGID: 'yes',
  LockPersonality: 'yes', SystemCallArchitectures: 'native', RestrictAddressFamilies: 'AF_INET AF_INET6 AF_UNIX', UMask: '0077', User: 'toan-canh',
} as const;

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'portal-shipped-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function keysOf(unit: string): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>();
  for (const [, key = '', value = ''] of shipped(unit).matchAll(/^([A-Z]\w+)=(.*)$/gm)) keys.set(key, [...(keys.get(key) ?? []), value]);
  return keys;
}

describe('the units', () => {
  it('are confined', () => {
    for (const unit of ['toan-canh@.service', 'toan-canh-backup.service']) {
      const keys = keysOf(unit);
      expect([unit, Object.fromEntries(Object.keys(SANDBOX).map((key) => [key, keys.get(key)?.at(-1)]))]).toEqual([unit, SANDBOX]);
      expect([unit, keys.get('SystemCallFilter')?.[0]]).toEqual([unit, '@system-service']);
    }
  });

  it('let the gateway drain, start it again, and keep secrets out of its variables', () => {
    const keys = keysOf('toan-canh@.service');
    const stopSeconds = Number(keys.get('TimeoutStopSec')?.[0]);
    expect(stopSeconds * 1_000).toBeGreaterThanOrEqual(GATEWAY_TIMES.drainMs + 5_000);
    expect([keys.get('KillSignal'), keys.get('KillMode'), keys.get('Restart')]).toEqual([['SIGTERM'], ['mixed'], ['always']]);
    expect(keys.get('EnvironmentFile')).toEqual(['/etc/toan-canh/portal.env', '-/etc/toan-canh/secrets/sources.env']);
    const given = keys.get('LoadCredential')?.map((line) => line.split(':')[0]);
    const read = keys.get('Environment')?.flatMap((line) => /^[A-Z_]+_FILE=%d\/(.+)$/.exec(line)?.[1] ?? []);
    expect(read).toEqual(given);
    expect(shipped('portal.env')).not.toMatch(/SECRET|TOKEN|PASSWORD|DATABASE/);
  });

  it.runIf(hasProgram('systemd-analyze'))('are found right by systemd', () => {
    const files = UNITS.map((unit) => {
      const file = join(folder, unit.replace('@.', '@8081.'));
      writeFileSync(file, shipped(unit).replaceAll('/usr/bin/node', process.execPath));
      return file;
    });
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', ...files], { encoding: 'utf8' });
    expect([status, `${stdout}${stderr}`]).toEqual([0, '']);
  });
});

describe('the variables', () => {
  it('start a gateway without the demonstration', () => {
    const secret = join(folder, 'secret');
    writeFileSync(secret, SECRET);
    writeFileSync(join(folder, 'database-url'), `postgresql://toan_canh:${SECRET}@127.0.0.1/toan_canh`);
    const env = { ...environmentOf(shipped('portal.env')), PORT: '8081', DATABASE_URL_FILE: join(folder, 'database-url'), OIDC_CLIENT_SECRET_FILE: secret, METRICS_TOKEN_FILE: secret };
    const basics = readSettings(env, ['nghe-an', 'ninh-binh']);
    if (!basics.ok) throw new Error(basics.error.join());
    expect(readGatewaySettings(env, basics.value)).toMatchObject({ ok: true, value: { origins: [ORIGIN], demo: false, trustedProxies: ['127.0.0.1'], identity: { scopes: ['openid', 'profile'] } } });
  });
});

describe('the front', () => {
  it.runIf(findNginx())('has a configuration without fault or warning', () => {
    makeCertificate(folder);
    const file = join(folder, 'nginx.conf');
    writeFileSync(file, configurationOf({ folder, site: join(folder, 'site'), gateways: [8081, 8082] }, 8443, 8080));
    const { ok, said } = checkConfiguration(file);
    expect([ok, said.replaceAll(/^nginx: (the )?configuration file .*\n/gm, '')]).toEqual([true, '']);
  });
});

describe('a roll-out', () => {
  const root = (): string => join(folder, 'srv');
  const build = (release: string): void => {
    mkdirSync(join(root(), 'releases', release, 'dist'), { recursive: true });
    writeFileSync(join(root(), 'releases', release, 'dist', 'index.html'), release);
  };
  const kept = (): readonly string[] => ['current', 'previous', 'oldest'].map((name) => /releases\/(.+)\/dist$/.exec(readlinkSync(join(root(), 'site', name)))?.[1] ?? '');
  const put = (release: string) => rollOut({ root: root(), release, gateways: [] });

  it('keeps the last three builds, also when it goes back', () => {
    for (const release of ['v1', 'v2', 'v3', 'v4']) build(release);
    expect([put('v1').status, kept()]).toEqual([0, ['v1', 'v1', 'v1']]);
    expect([put('v2').status, kept()]).toEqual([0, ['v2', 'v1', 'v1']]);
    expect([put('v3').status, kept()]).toEqual([0, ['v3', 'v2', 'v1']]);
    expect([put('v4').status, kept()]).toEqual([0, ['v4', 'v3', 'v2']]);
    expect([put('v3').status, kept()]).toEqual([0, ['v3', 'v4', 'v2']]);
    expect([put('v3').status, kept()]).toEqual([0, ['v3', 'v4', 'v2']]);
    rmSync(join(root(), 'releases', 'v4'), { recursive: true });
    expect([put('v3').status, kept()]).toEqual([0, ['v3', 'v2', 'v2']]);
    expect(readlinkSync(join(root(), 'release'))).toBe('releases/v3');
  });

  it('refuses what is not built, and stops at the first gateway that does not come back', () => {
    const before = kept();
    const refused = put('v9');
    expect([refused.status, refused.said, kept()]).toEqual([1, expect.stringContaining('not built'), before]);
    build('v5');
    const asked = join(folder, 'asked');
    const stopped = rollOut({ root: root(), release: 'v5', gateways: [8081, 8082], restart: `sh ${shell(`echo $1 >> ${asked}; exit 1`)} ` });
    expect([stopped.status, stopped.said]).toEqual([1, expect.stringContaining('gateway 8081: not restarted')]);
    expect(spawnSync('cat', [asked], { encoding: 'utf8' }).stdout).toBe('8081\n');
  });

  function shell(text: string): string {
    const file = join(folder, 'supervisor.sh');
    writeFileSync(file, `${text}\n`);
    return file;
  }
});

describe('the scripts', () => {
  it.each(['roll-out.sh', 'toan-canh'])('are read by a plain shell: %s', (name) => {
    const { status, stderr } = spawnSync('sh', ['-n', shippedPath(name)], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });
});

describe("the operator's command", () => {
  it.runIf(process.getuid?.() === 0 && hasProgram('runuser'))('runs in the release in force, with the shipped variables and the database', () => {
    const [etc, root] = [join(folder, 'etc'), join(folder, 'command')];
    mkdirSync(join(etc, 'secrets'), { recursive: true });
    mkdirSync(root);
    symlinkSync(ROOT, join(root, 'release'));
    writeFileSync(join(etc, 'portal.env'), shipped('portal.env'));
    // Nobody listens there: that it says so shows that it was asked.
    writeFileSync(join(etc, 'secrets', 'database-url'), `postgresql://toan_canh:${SECRET}@127.0.0.1:9/toan_canh\n`);
    const env = { PATH: process.env['PATH'] ?? '', TOAN_CANH_ETC: etc, TOAN_CANH_ROOT: root, TOAN_CANH_USER: 'root' };
    const listed = spawnSync(shippedPath('toan-canh'), ['help'], { env, encoding: 'utf8' });
    for (const name of ['backup', 'restore', 'first-admin', 'migrate', 'audit-verify', 'audit-export']) expect(`${listed.stdout}${listed.stderr}`).toContain(name);
    const asked = spawnSync(shippedPath('toan-canh'), ['migrate'], { env, encoding: 'utf8' });
    expect([asked.status, asked.stderr]).toEqual([1, expect.stringContaining('✗')]);
    expect(`${asked.stdout}${asked.stderr}`).not.toContain(SECRET);
  });
});

function hasProgram(name: string): boolean {
  return spawnSync(name, ['--version']).status === 0;
}
