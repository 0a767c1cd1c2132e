import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createOutbound } from './create-outbound';
import { readSources } from './read-sources';
import type { Source } from '@/domain/dataset';

const folder = mkdtempSync(join(tmpdir(), 'sources-'));
const SECRET = 'kZ8vQ2mT7pLx4RnC';
const ENV = { LGSP_TOKEN: SECRET, LGSP_LOGIN: `dich-vu:${SECRET}`, WEAK: 'password12345678', EMPTY: '', SPACED: `${SECRET}\r\nx: y` };
function read(entries: unknown, env: NodeJS.ProcessEnv = ENV) {
  const file = join(folder, 'sources.json');
  writeFileSync(file, typeof entries === 'string' ? entries : JSON.stringify(entries));
  return readSources(file, ['lgsp', 'one-stop', 'map'], env);
}
const faultsOf = (entries: unknown): readonly string[] => {
  const plans = read(entries);
  return plans.ok ? [] : plans.error;
};

describe('the operator’s file of sources', () => {
  it('names bases alone, or with credentials, addresses and where they live', () => {
    const plans = read({
      map: 'https://map.example/wfs/',
      lgsp: { base: 'https://lgsp.example:8443/api/', credentials: { kind: 'bearer', env: 'LGSP_TOKEN' } },
      'one-stop': { base: 'http://10.1.2.3/', internal: true, addresses: ['10.1.2.4'], credentials: { kind: 'basic', env: 'LGSP_LOGIN' } },
    });
    expect(plans.ok && [...plans.value].map(([id, { base, internal, addresses, headers }]) => [id, base.href, internal, addresses, headers])).toEqual([
      ['map', 'https://map.example/wfs/', false, [], {}],
      ['lgsp', 'https://lgsp.example:8443/api/', false, [], { Authorization: `Bearer ${SECRET}` }],
      ['one-stop', 'http://10.1.2.3/', true, ['10.1.2.4'], { Authorization: `Basic ${Buffer.from(`dich-vu:${SECRET}`).toString('base64')}` }],
    ]);
    expect(read({ lgsp: { base: 'https://lgsp.example/', credentials: { kind: 'header', name: 'X-Api-Key', env: 'LGSP_TOKEN' } } })).toMatchObject({ ok: true });
  });

  it('tells every fault at once, in both languages, and no secret', () => {
    const faults = faultsOf({
      nowhere: 'https://a.example/',
      lgsp: { base: 'https://lgsp.example/', credentials: { kind: 'bearer', env: 'WEAK' } },
      'one-stop': { base: 'http://lgsp.example/', credentials: { kind: 'bearer', env: 'LGSP_TOKEN' } },
      map: { base: 'https://map.example/', secret: SECRET },
    });
    expect(faults).toHaveLength(4);
    for (const fault of faults) expect(fault.split('\n')).toHaveLength(2);
    expect(faults.join()).not.toContain(SECRET);
    expect(faults.join()).not.toContain('password');
  });

  it.each([
    ['a weak secret', { kind: 'bearer', env: 'WEAK' }], ['no secret', { kind: 'bearer', env: 'EMPTY' }], ['an unset one', { kind: 'bearer', env: 'UNSET' }], ['one that would write a header of its own', { kind: 'bearer', env: 'SPACED' }],
    ['basic without a password', { kind: 'basic', env: 'LGSP_TOKEN' }], ['an inline secret', { kind: 'bearer', value: SECRET }], ['a header that is the connection’s', { kind: 'header', name: 'Host', env: 'LGSP_TOKEN' }],
    ['a header that is none', { kind: 'header', name: 'X: y', env: 'LGSP_TOKEN' }], ['an unknown kind', { kind: 'digest', env: 'LGSP_TOKEN' }],
  ])('refuses %s', (_name, credentials) => expect(faultsOf({ lgsp: { base: 'https://lgsp.example/', credentials } })).toHaveLength(1));

  const client = { kind: 'client-credentials', tokenUrl: 'https://id.example/oauth/token', clientId: 'trung-tam', env: 'LGSP_TOKEN' };
  const pem = (of: string): string => `-----BEGIN ${of}-----\nAAAA\n-----END ${of}-----\n`;

  it('names a client whose token is fetched, and holds its secret in every form', () => {
    const plans = read({ lgsp: { base: 'https://lgsp.example/', credentials: { ...client, scope: 'read', auth: 'body' } } });
    expect(plans.ok && plans.value.get('lgsp')).toMatchObject({ headers: {}, token: { clientId: 'trung-tam', secret: SECRET, scope: 'read', auth: 'body' } });
    expect(plans.ok && plans.value.get('lgsp')?.secrets).toContain(Buffer.from(`trung-tam:${SECRET}`).toString('base64'));
    expect(read({ lgsp: { base: 'http://10.0.0.1/', internal: true, credentials: { ...client, tokenUrl: 'http://10.0.0.1/token' } } })).toMatchObject({ ok: true });
  });

  it.each([
    { tokenUrl: 'http://id.example/token' }, { tokenUrl: 'https://10.0.0.1/token' }, { tokenUrl: 'https://a:b@id.example/token' }, { tokenUrl: 'https://id.example/token?x=1' }, { tokenUrl: 'x' },
    { env: 'WEAK' }, { env: 'UNSET' }, { clientId: '' }, { clientSecret: SECRET }, { auth: 'jwt' },
  ])('refuses a client with %j', (more) => expect(faultsOf({ lgsp: { base: 'https://lgsp.example/', credentials: { ...client, ...more } } })).toHaveLength(1));

  it.each([
    [{ certEnv: 'CERT' }, 'key'], [{ caFile: 'none.pem' }, 'caFile'], [{ caEnv: 'LGSP_TOKEN' }, 'caEnv'], [{ caEnv: 'CERT', caFile: 'x' }, 'caFile'], [{ certEnv: 'CERT', keyEnv: 'KEY' }, 'tls'], [{ insecure: true }, '/tls'],
  ])('refuses tls %j', (tls, names) => {
    const plans = read({ lgsp: { base: 'https://lgsp.example/', tls } }, { ...ENV, CERT: pem('CERTIFICATE'), KEY: pem('PRIVATE KEY') });
    const faults = plans.ok ? [] : plans.error;
    expect(faults.join()).toContain(names);
  });
  it('refuses tls on plain http', () => expect(faultsOf({ lgsp: { base: 'http://10.0.0.1/', internal: true, tls: { servername: 'lgsp.example' } } })).toHaveLength(1));

  it.each(['', '[]', '"x"', 'null', '{'])('refuses a file that is %j', (text) => expect(faultsOf(text)).toHaveLength(1));
  it('refuses a file that is not there', () => expect(readSources(join(folder, 'none.json'), [], {})).toMatchObject({ ok: false }));
});

describe('ways out', () => {
  const text = { vi: 'x', en: 'x' };
  const source = (id: string, baseUrl: string): Source => ({ id, name: text, shortName: text, owner: text, baseUrl, deadlineMs: 1, maxBytes: 1, settings: {}, sampleData: false });
  const outbound = (fallback: URL | null) => {
    const plans = read({ lgsp: { base: 'https://lgsp.example/', credentials: { kind: 'basic', env: 'LGSP_LOGIN' } } });
    if (!plans.ok) throw new Error(plans.error.join());
    return createOutbound({ plans: plans.value, fallback, onRefused: () => undefined });
  };

  it('are the operator’s base, the pack’s own address, the mock province, or none', () => {
    expect(outbound(null).connectionOf(source('lgsp', '/sources/lgsp/')).base).toBe('https://lgsp.example/');
    expect(outbound(null).connectionOf(source('open', 'https://open.example/x/')).base).toBe('https://open.example/x/');
    expect(outbound(new URL('http://127.0.0.1:8090/')).connectionOf(source('map', '/sources/map/')).base).toBe('http://127.0.0.1:8090/map/');
    expect(outbound(null).connectionOf(source('map', '/sources/map/'))).toEqual({});
    expect(outbound(null).connectionOf(source('open', 'http://open.example/'))).toEqual({});
  });

  it('know their secrets in every form they are sent', () => {
    const { holdsSecret } = outbound(null);
    for (const echoed of [`{"you":"${SECRET}"}`, Buffer.from(`dich-vu:${SECRET}`).toString('base64'), Buffer.from(`x ${SECRET}`)]) expect(holdsSecret(echoed)).toBe(true);
    expect(holdsSecret('{}')).toBe(false);
  });

  it('is known as JSON writes it, and by a piece where what is told was cut', () => {
    const odd = 'kZ8"vQ2\\mT7pLx4RnC';
    const plans = read({ lgsp: { base: 'https://lgsp.example/', credentials: { kind: 'bearer', env: 'ODD' } }, 'one-stop': { base: 'http://10.1.2.3/', internal: true, credentials: { kind: 'basic', env: 'LOGIN' } } }, { ODD: odd, LOGIN: `mot-cua-cap-tinh:${SECRET.repeat(5)}x` });
    const { holdsSecret } = createOutbound({ plans: plans.ok ? plans.value : new Map(), fallback: null, onRefused: () => undefined });
    expect(plans.ok).toBe(true);
    expect(holdsSecret(Buffer.from(JSON.stringify({ rows: ['x'.repeat(9_000), odd] })))).toBe(true);
    expect(holdsSecret(JSON.stringify({ got: SECRET.repeat(5).slice(0, 60) }))).toBe(true);
    expect(holdsSecret(JSON.stringify({ got: 'mot-cua-cap-tinh' }))).toBe(false);
    expect(holdsSecret(JSON.stringify({ got: 'kZ8' }))).toBe(false);
  });
});
