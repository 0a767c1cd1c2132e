import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startMock, type Mock } from '../main';
import { readUnitBook } from '../province/units';
import { signInPage } from './pages';
import { claimsOf, ssoPeople } from './people';

let mock: Mock;
const said: unknown[] = [];
const PORTALS = ['http://localhost:8080', 'http://127.0.0.1:8080'];

beforeAll(async () => {
  for (const level of ['warn', 'info', 'error'] as const) vi.spyOn(console, level).mockImplementation((...words) => void said.push(words));
  mock = await startMock({
    port: 0, province: 'nghe-an',
    sso: { clientId: 'portal', clientSecret: 'Zq7-kL02_vXw9RtB', redirectUris: PORTALS.map((origin) => `${origin}/auth/callback`), postLogoutRedirectUris: PORTALS.map((origin) => `${origin}/`) },
  });
}, 60_000);
afterAll(() => mock.close());

const authorise = (change: Readonly<Record<string, string>> = {}): Promise<Response> => {
  const query = new URLSearchParams({
    client_id: 'portal', response_type: 'code', scope: 'openid profile', redirect_uri: `${PORTALS[1] ?? ''}/auth/callback`, state: 's', nonce: 'n',
    code_challenge: 'a'.repeat(43), code_challenge_method: 'S256', ...change,
  });
  return fetch(`${mock.url}sso/auth?${query.toString()}`, { redirect: 'manual' });
};

describe('the mock sign-on', () => {
  it('says what it is, by its own address, for code with PKCE alone', async () => {
    expect(await (await fetch(`${mock.url}sso/.well-known/openid-configuration`)).json()).toMatchObject({
      issuer: `${mock.url}sso`, authorization_endpoint: `${mock.url}sso/auth`, end_session_endpoint: `${mock.url}sso/session/end`, response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'], backchannel_logout_supported: true, id_token_signing_alg_values_supported: ['ES256'],
    });
  });

  it('has keys of its own for each start, and says so by warning of nothing', async () => {
    const keys = (await (await fetch(`${mock.url}sso/jwks`)).json()) as { keys: Record<string, unknown>[] };
    expect(keys.keys).toHaveLength(1);
    expect(keys.keys[0]).not.toHaveProperty('d');
    expect(said).toEqual([]);
  });

  it('shows everybody as a button of a plain form, says that it is a mock, and runs no script', async () => {
    const answer = await fetch(`${mock.url}sso/style.css`);
    expect(answer.headers.get('content-type')).toBe('text/css; charset=utf-8');
    const people = ssoPeople('nghe-an', readUnitBook('nghe-an'));
    const html = signInPage('Tỉnh Nghệ An', people);
    expect(html).toContain('<html lang="vi">');
    expect(html).toContain('mô phỏng');
    expect(html.match(/<button name="account"/g)).toHaveLength(people.length);
    expect(html).not.toMatch(/<script|style="|\son\w+=/);
  });

  it('lets forms lead to both addresses of the portal and nowhere else', async () => {
    const policy = (await fetch(`${mock.url}sso/jwks`)).headers.get('content-security-policy');
    expect(policy).toBe(`default-src 'none'; style-src 'self'; form-action 'self' ${PORTALS.join(' ')}; base-uri 'none'; frame-ancestors 'none'`);
  });

  it.each([['redirect_uri', 'https://evil.test/'], ['client_id', 'other']])('refuses another %s in words of its own, and leads nowhere', async (name, value) => {
    const answer = await authorise({ [name]: value });
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    expect(await answer.text()).toContain('Không đăng nhập được');
  });
  it.each([['code_challenge_method', 'plain', 'invalid_request'], ['response_type', 'token', 'unsupported_response_type']])('tells the portal that another %s is none', async (name, value, error) => {
    const { searchParams, hash } = new URL((await authorise({ [name]: value })).headers.get('location') ?? '');
    expect(searchParams.get('error') ?? new URLSearchParams(hash.slice(1)).get('error')).toBe(error);
  });

  it('knows no account but its own, and forgets interactions it never began', async () => {
    const answer = await fetch(`${mock.url}sso/interaction/unknown`, { method: 'POST', body: new URLSearchParams({ account: 'quan-tri-tinh' }) });
    expect(answer.status).toBe(400);
  });

  it('leaves the source systems as they are', async () => {
    expect((await fetch(`${mock.url}one-stop/`)).status).not.toBe(500);
    expect((await fetch(`${mock.url}ssox/`)).status).toBe(404);
  });
});

describe('the demo people', () => {
  it.each([['nghe-an', 'H41.06', '16681'], ['ninh-binh', 'H42.06', '13669']])('of %s work where the pack says', (province, department, commune) => {
    const claims = new Map(ssoPeople(province, readUnitBook(province)).map((person) => [person.account, claimsOf(person)]));
    expect([...claims.keys()]).toEqual(['lanh-dao-tinh', 'giam-doc-so', 'chu-tich-xa', 'chuyen-vien', 'truc-ioc', 'quan-tri-don-vi', 'quan-tri-tinh']);
    expect(claims.get('giam-doc-so')).toMatchObject({ sub: 'giam-doc-so', vai_tro: 'giam-doc-so', don_vi: department, chuc_danh: 'Giám đốc sở' });
    expect(claims.get('chu-tich-xa')).toMatchObject({ don_vi: commune });
    expect(claims.get('lanh-dao-tinh')).not.toHaveProperty('don_vi');
    expect(claims.get('quan-tri-tinh')).not.toHaveProperty('vai_tro');
  });
});
