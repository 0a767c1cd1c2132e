import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CLIENT } from './test-portal';

type Answer = { readonly status?: number; readonly type?: string; readonly body: string } | 'silent' | 'reset';

/** What the provider does differently, until it is told otherwise. */
export interface Misdeeds {
  /** Instead of what discovery should say. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Over the claims of the identity token; `undefined` leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Whose key signs: the provider's, a stranger's, the client's secret, or nobody's. */
  readonly signed?: 'provider' | 'stranger' | 'client-secret' | 'nobody';
  readonly token?: Answer | 'no-id-token';
  readonly userinfo?: Readonly<Record<string, unknown>>;
  /** Nothing answers at all. */
  readonly down?: boolean;
}

export interface HostileProvider {
  readonly issuer: string;
  misdeeds: Misdeeds;
  /** Nonce that the next identity token carries. */
  nonce: string;
  readonly asked: string[];
  readonly sign: (claims: JWTPayload, header?: Misdeeds['header'], signed?: Misdeeds['signed']) => Promise<string>;
  readonly strangerKey: () => Promise<Readonly<Record<string, unknown>>>;
  readonly close: () => Promise<void>;
}

const now = (): number => Math.floor(Date.now() / 1000);

/** A provider whose every answer may be a lie: its own HTTP server, its own keys. */
export async function hostileProvider(): Promise<HostileProvider> {
  const [own, stranger] = await Promise.all([generateKeyPair('ES256', { extractable: true }), generateKeyPair('ES256', { extractable: true })]);
  const keys = { keys: [{ ...(await exportJWK(own.publicKey)), kid: 'own', use: 'sig', alg: 'ES256' }] };
  const asked: string[] = [];
  const sign: HostileProvider['sign'] = async (claims, header = {}, signed = 'provider') => {
    if (signed === 'nobody') return new UnsecuredJWT(claims).encode();
    const key: CryptoKey | Uint8Array = signed === 'client-secret' ? new TextEncoder().encode(CLIENT.clientSecret.repeat(3)) : signed === 'stranger' ? stranger.privateKey : own.privateKey;
    return new SignJWT(claims).setProtectedHeader({ alg: signed === 'client-secret' ? 'HS256' : 'ES256', kid: 'own', ...header }).sign(key);
  };
  const idToken = (): Promise<string> => {
    const { claims = {}, header, signed } = provider.misdeeds;
    const honest = {
      iss: provider.issuer, aud: CLIENT.clientId, sub: 'account-1', iat: now(), exp: now() + 300, nonce: provider.nonce, sid: 'provider-session-1',
      name: 'Người Dùng', chuc_danh: 'Chuyên viên', vai_tro: 'chuyen-vien', don_vi: 'H41.06',
    };
    return sign(Object.fromEntries(Object.entries({ ...honest, ...claims }).filter(([, value]) => value !== undefined)), header, signed);
  };

  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const path = new URL(req.url ?? '/', 'http://provider.test').pathname;
    asked.push(path);
    const send = (value: unknown, status = 200): void => void res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const { metadata = {}, token, userinfo, down } = provider.misdeeds;
    if (down) return void req.socket.destroy();
    switch (path) {
      case '/op/.well-known/openid-configuration': return send({
        issuer: provider.issuer, authorization_endpoint: `${provider.issuer}/authorize`, token_endpoint: `${provider.issuer}/token`, jwks_uri: `${provider.issuer}/keys`,
        userinfo_endpoint: `${provider.issuer}/userinfo`, end_session_endpoint: `${provider.issuer}/end`, response_types_supported: ['code'], subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['ES256'], code_challenge_methods_supported: ['S256'], authorization_response_iss_parameter_supported: true, ...metadata,
      });
      case '/op/keys': return send(keys);
      case '/op/userinfo': return send(userinfo ?? { sub: 'account-1' });
      case '/op/token': {
        if (token === 'silent') return;
        if (token === 'reset') return void req.socket.destroy();
        if (typeof token === 'object') return void res.writeHead(token.status ?? 200, { 'content-type': token.type ?? 'application/json' }).end(token.body);
        return send({ access_token: 'access-token-secret', token_type: 'Bearer', expires_in: 300, ...(token === 'no-id-token' ? {} : { id_token: await idToken() }) });
      }
      default: return send({ error: 'not_found' }, 404);
    }
  };
  const server = createServer((req, res) => void answer(req, res));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const provider: HostileProvider = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}/op`,
    misdeeds: {}, nonce: '', asked, sign,
    strangerKey: () => exportJWK(stranger.publicKey).then((jwk) => ({ ...jwk, kid: 'own', use: 'sig', alg: 'ES256' })),
    close: () => new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    }),
  };
  return provider;
}
