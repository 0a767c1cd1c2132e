import { createRemoteJWKSet, customFetch, errors, jwtVerify } from 'jose';
import type { Configuration } from 'openid-client';
import { err, ok, type Result } from '@/domain/result';

/** Whom the provider has signed out: one of its own sessions, or all of a subject. */
export interface LogoutToken {
  readonly issuer: string;
  readonly subject: string | null;
  readonly providerSession: string | null;
  readonly id: string;
}

export type ReadLogoutToken = (configuration: Configuration, token: string, now: number) => Promise<Result<LogoutToken, 'invalid' | 'unavailable'>>;

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** Never `none` and never a shared secret. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];
/** How old a token may be, s: for so long it is remembered, so that it counts once. */
const MOST_AGE_S = 600;

/**
 * Reads a token of OpenID Connect Back-Channel Logout 1.0: signed by the provider for us, of the type for logouts, fresh, with the event,
 * without a nonce, about somebody. Keys are fetched once and again when an unknown one is named.
 */
export function createLogoutTokens(): ReadLogoutToken {
  let keys: { readonly uri: string; readonly of: ReturnType<typeof createRemoteJWKSet> } | null = null;
  return async (configuration, token, now) => {
    const { issuer, jwks_uri: uri } = configuration.serverMetadata();
    if (uri === undefined) return err('unavailable');
    if (keys?.uri !== uri) keys = { uri, of: createRemoteJWKSet(new URL(uri), { timeoutDuration: 5_000, [customFetch]: (url, options) => fetch(url, { ...options, redirect: 'manual' }) }) };
    try {
      const { payload } = await jwtVerify(token, keys.of, {
        issuer, audience: configuration.clientMetadata().client_id, algorithms: ALGORITHMS, typ: 'logout+jwt', maxTokenAge: MOST_AGE_S,
        clockTolerance: 60, requiredClaims: ['iat', 'exp', 'jti', 'events'], currentDate: new Date(now),
      });
      const { sub, sid, jti, events } = payload;
      const told = typeof events === 'object' && events !== null && Object.hasOwn(events, EVENT) && isPlain((events as Record<string, unknown>)[EVENT]);
      if (!told || 'nonce' in payload || typeof jti !== 'string' || jti === '') return err('invalid');
      const about = { subject: nameOf(sub), providerSession: nameOf(sid) };
      return about.subject === null && about.providerSession === null ? err('invalid') : ok({ issuer, id: jti, ...about });
    } catch (fault) {
      return err(fault instanceof errors.JWKSTimeout || !(fault instanceof errors.JOSEError) ? 'unavailable' : 'invalid');
    }
  };
}

const nameOf = (claim: unknown): string | null => (typeof claim === 'string' && claim !== '' ? claim : null);
const isPlain = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
