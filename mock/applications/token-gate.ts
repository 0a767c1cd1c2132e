import { createHmac, timingSafeEqual } from 'node:crypto';
import { jsonReply, type MockReply } from '../http/system';

/** Who may ask for tokens: the demonstration's own client, whose secret is made anew at every start. */
export interface ApplicationsClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

const LASTS_MS = 10 * 60_000;

export interface GatedRequest {
  readonly method: string;
  /** Below the system's own folder. */
  readonly path: string;
  readonly body: string;
  readonly authorization: string;
}

const same = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
const refusal = (error: string): MockReply => jsonReply({ error, sample: true }, 401);

/** The client's name and secret, from the header or the body (RFC 6749 §2.3.1). */
function credentialsOf(authorization: string, form: URLSearchParams): readonly [string, string] {
  const packed = /^Basic ([A-Za-z0-9+/=]+)$/.exec(authorization)?.[1];
  if (packed === undefined) return [form.get('client_id') ?? '', form.get('client_secret') ?? ''];
  const [id = '', ...rest] = Buffer.from(packed, 'base64').toString('utf8').split(':');
  return [decodeURIComponent(id.replaceAll('+', ' ')), decodeURIComponent(rest.join(':').replaceAll('+', ' '))];
}

/**
 * OAuth 2 before a system: `/oauth/token` gives tokens to the one client, everything else needs one. Null lets the question through.
 * A token is the moment it ends with a seal over it, so that nothing is kept.
 */
export function tokenGate({ clientId, clientSecret }: ApplicationsClient, now: () => number): (request: GatedRequest) => MockReply | null {
  const seal = (until: string): string => createHmac('sha256', clientSecret).update(until).digest('base64url');
  return ({ method, path, body, authorization }) => {
    if (path === '/oauth/token') {
      const form = new URLSearchParams(body);
      if (method !== 'POST' || form.get('grant_type') !== 'client_credentials') return jsonReply({ error: 'unsupported_grant_type', sample: true }, 400);
      const [id, secret] = credentialsOf(authorization, form);
      if (id !== clientId || !same(secret, clientSecret)) return refusal('invalid_client');
      const until = String(now() + LASTS_MS);
      return jsonReply({ access_token: `${until}.${seal(until)}`, token_type: 'Bearer', expires_in: LASTS_MS / 1_000 });
    }
    const [, until = '', sealed = ''] = /^Bearer (\d+)\.([\w-]+)$/.exec(authorization) ?? [];
    return same(sealed, seal(until)) && Number(until) > now() ? null : refusal('invalid_token');
  };
}
