import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readGatewaySettings, readMode } from './read-gateway-settings';
import type { Settings } from './settings';

const BASICS: Settings = { host: '127.0.0.1', port: 8080, mockPort: 8090, mockUrl: null, province: 'nghe-an', sourcesFile: null };
const STRONG = 'n4Yt82hKqqL0zXweP1';
const REAL = { DEMO: 'off', PUBLIC_URL: 'https://toancanh.example.gov.vn', OIDC_ISSUER: 'https://sso.example.gov.vn', OIDC_CLIENT_ID: 'toan-canh', OIDC_CLIENT_SECRET: STRONG };
const folder = mkdtempSync(join(tmpdir(), 'settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (env: NodeJS.ProcessEnv, basics: Partial<Settings> = {}) => readGatewaySettings(env, { ...BASICS, ...basics });
const faultsOf = (env: NodeJS.ProcessEnv, basics: Partial<Settings> = {}): string[] => {
  const result = read(env, basics);
  return result.ok ? [] : result.error;
};
const kept = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('settings of the gateway', () => {
  it('needs nothing: a demo on this machine, embedded database, loopback only', () => {
    const result = read({});
    expect(result).toMatchObject({ ok: true, value: { origins: ['http://localhost:8080', 'http://127.0.0.1:8080'], databaseUrl: null, identity: null, trustedProxies: [], demo: true, metricsToken: null } });
    expect(result.ok && result.value.dataDir).toMatch(/\/\.data$/);
  });

  it('takes a real installation', () => {
    expect(read({ ...REAL, TRUSTED_PROXIES: '127.0.0.1, 10.1.2.0/24,::1', OIDC_SCOPES: 'openid profile don_vi', DATABASE_URL: 'postgresql:///toancanh?host=/run/postgresql' }, { sourcesFile: '/etc/s.json' })).toMatchObject({
      ok: true,
      value: {
        origins: ['https://toancanh.example.gov.vn'], demo: false, trustedProxies: ['127.0.0.1', '10.1.2.0/24', '::1'],
        identity: { issuer: REAL.OIDC_ISSUER, clientId: 'toan-canh', clientSecret: STRONG, scopes: ['openid', 'profile', 'don_vi'], allowInsecure: false },
      },
    });
  });

  it('without the demo, names everything that is missing', () => {
    const [missing, address] = faultsOf({ DEMO: 'off' });
    expect(missing).toContain('OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, SOURCES_FILE');
    expect(address).toContain('PUBLIC_URL');
  });

  it.each(['ftp://a', 'https://a/path', 'https://u:p@a', 'a.example', 'https://a?x', 'http://10.0.0.5:8080', 'http://portal.example'])('refuses the public address %j', (url) => {
    expect(faultsOf({ PUBLIC_URL: url })).toHaveLength(1);
  });

  it.each(['0.0.0.0/0', '::/0', 'proxy.example', '10.0.0.0/33', '10.0.0.1/24/2', '300.1.1.1', '*', 'true'])('refuses the trusted front %j', (front) => {
    expect(faultsOf({ TRUSTED_PROXIES: front })).toHaveLength(1);
  });

  it('believes an insecure issuer only on this machine and in the demo', () => {
    const sso = { OIDC_CLIENT_ID: 'toan-canh', OIDC_CLIENT_SECRET: STRONG };
    expect(read({ ...sso, OIDC_ISSUER: 'http://127.0.0.1:8090/sso' })).toMatchObject({ ok: true, value: { identity: { allowInsecure: true } } });
    expect(faultsOf({ ...sso, OIDC_ISSUER: 'http://sso.example' })).toHaveLength(1);
    expect(faultsOf({ ...REAL, OIDC_ISSUER: 'http://127.0.0.1:8090' }, { sourcesFile: 'x' })).toHaveLength(1);
    expect(faultsOf({ OIDC_ISSUER: 'https://sso.example' })).toHaveLength(1);
  });

  it('tells every fault at once, in both languages', () => {
    const faults = faultsOf({ PORTAL_MODE: 'x', DEMO: 'maybe', PUBLIC_URL: 'y', DATABASE_URL: 'mysql://a', METRICS_TOKEN: 'changeme', TRUSTED_PROXIES: 'z', OIDC_ISSUER: 'w' });
    expect(faults.length).toBeGreaterThanOrEqual(7);
    for (const fault of faults) expect(fault.split('\n')).toHaveLength(2);
  });
});

describe('secrets from outside', () => {
  it.each(['OIDC_CLIENT_SECRET', 'METRICS_TOKEN'])('refuses a weak %s and does not repeat it', (name) => {
    for (const secret of ['changeme', 'password-password-1', 'aaaaaaaaaaaaaaaaaaaa', 'Tr0ub4dor']) {
      const faults = faultsOf({ ...REAL, [name]: secret }, { sourcesFile: 'x' });
      expect(faults).toHaveLength(1);
      expect(faults[0]).toContain(name);
      expect(faults[0]).not.toContain(secret);
    }
  });

  it('refuses a client secret equal to the client id', () => {
    expect(faultsOf({ ...REAL, OIDC_CLIENT_ID: STRONG }, { sourcesFile: 'x' })).toHaveLength(1);
  });

  it('refuses a weak database password, and never shows the address', () => {
    const [fault = ''] = faultsOf({ DATABASE_URL: 'postgres://portal:hunter2@db.internal/x' });
    expect(fault).toContain('DATABASE_URL');
    expect(fault).not.toMatch(/hunter2|db\.internal/);
    expect(read({ DATABASE_URL: `postgres://portal:${STRONG}@db.internal/x` }).ok).toBe(true);
  });

  it('reads a secret from a file, which is then not to be given inline', () => {
    const file = kept('token', `${STRONG}\n`);
    expect(read({ METRICS_TOKEN_FILE: file })).toMatchObject({ ok: true, value: { metricsToken: STRONG } });
    expect(faultsOf({ METRICS_TOKEN_FILE: file, METRICS_TOKEN: STRONG })).toHaveLength(1);
    expect(faultsOf({ METRICS_TOKEN_FILE: join(folder, 'none') })[0]).toContain('ENOENT');
    expect(faultsOf({ METRICS_TOKEN_FILE: kept('empty', ' \n') })).toHaveLength(1);
    expect(faultsOf({ DATABASE_URL_FILE: kept('url', 'postgres://a:secret@b/c') })[0]).toContain('DATABASE_URL');
  });
});

describe('the mode', () => {
  it('is gateway unless said otherwise', () => {
    expect([readMode({}), readMode({ PORTAL_MODE: '' }), readMode({ PORTAL_MODE: 'direct' })]).toEqual([{ ok: true, value: 'gateway' }, { ok: true, value: 'gateway' }, { ok: true, value: 'direct' }]);
    expect(readMode({ PORTAL_MODE: 'both' }).ok).toBe(false);
  });
});
