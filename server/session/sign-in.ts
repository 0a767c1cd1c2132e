import { authorizationCodeGrant, buildAuthorizationUrl, calculatePKCECodeChallenge, fetchUserInfo, randomNonce, randomPKCECodeVerifier, type Configuration } from 'openid-client';
import { civilDate } from '@/domain/civil';
import { toInstant } from '@/domain/time';
import type { Core } from '../core';
import { lacksClaims, readClaims, type Claims, type ReadClaims } from './claims';
import type { IdentityProvider } from './provider';
import { hashOf, newSecret } from './secrets';
import { providerRefusal, SignInFailure, signInFaultOf } from './sign-in-faults';

/** How long somebody may take at the provider, ms. */
export const SIGN_IN_MS = 10 * 60_000;
/** How far the provider's clock may be ahead of ours, s. */
const CLOCK_TOLERANCE_S = 60;

/** What a sign-in gave, not yet a session. */
export interface SignedIn {
  readonly issuer: string;
  readonly subject: string;
  readonly read: ReadClaims;
  readonly idToken: string;
  /** The provider's name of its own session, for its logouts. */
  readonly providerSession: string | null;
  readonly returnTo: string;
}

export interface SignIn {
  /** Where to send the browser; throws {@link SignInFailure} while the provider does not answer. `again`: the provider asks even whom it knows. */
  readonly begin: (asked: { readonly browser: string; readonly origin: string; readonly returnTo: string; readonly again: boolean }) => Promise<URL>;
  /** What came back with the browser, proven; throws {@link SignInFailure}. */
  readonly finish: (query: URLSearchParams, browser: string | null) => Promise<SignedIn>;
}

interface Begun {
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
  readonly origin: string;
}

/** Authorisation code with PKCE, state, nonce and issuer check. Tokens never leave this module but for the logout hint. */
export function createSignIn(core: Core, provider: IdentityProvider): SignIn {
  const ready = async (): Promise<Configuration> => {
    const configuration = await provider.configuration();
    if (configuration) return configuration;
    throw new SignInFailure(provider.standing() === 'none' ? 'none' : 'oidc-unavailable');
  };
  return {
    begin: async ({ browser, origin, returnTo, again }) => {
      const configuration = await ready();
      const [state, nonce, verifier] = [newSecret(), randomNonce(), randomPKCECodeVerifier()];
      await core.store.db
        .insertInto('sign_in')
        .values({ state: hashOf(state), nonce, verifier, return_to: returnTo, origin, browser: hashOf(browser), expires_at: new Date(core.clock() + SIGN_IN_MS) })
        .execute();
      return buildAuthorizationUrl(configuration, {
        response_type: 'code', redirect_uri: `${origin}/auth/callback`, scope: core.settings.identity?.scopes.join(' ') ?? 'openid',
        state, nonce, code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', ...(again ? { prompt: 'login' } : {}),
      });
    },
    finish: async (query, browser) => {
      const state = wellFormed(query);
      const begun = await takeBegun(core, state, browser);
      const [code, error] = [query.get('code'), query.get('error')];
      if (error !== null) throw new SignInFailure(code === null ? providerRefusal(error) : 'oidc-error');
      const configuration = await ready();
      try {
        return await exchange(core, configuration, query, state, begun);
      } catch (fault) {
        const known = signInFaultOf(fault);
        if (known === 'oidc-unavailable') provider.failed();
        if (known !== null) throw fault instanceof SignInFailure ? fault : new SignInFailure(known);
        throw fault;
      }
    },
  };
}

/** The state of a callback that has the form asked for: everything in the query, each once, no tokens. */
function wellFormed(query: URLSearchParams): string {
  const names = [...query.keys()];
  if (names.length === 0 || query.has('response') || query.has('id_token') || query.has('access_token') || query.has('token')) throw new SignInFailure('oidc-mode');
  const state = query.get('state');
  if (state === null || state === '' || new Set(names).size !== names.length) throw new SignInFailure('oidc-state');
  return state;
}

/** Takes a sign-in under way, once: what is left of it says afterwards that its code was used. */
async function takeBegun(core: Core, state: string, browser: string | null): Promise<Begun> {
  const taken = await core.store.transact(async (db) => {
    const row = await db.selectFrom('sign_in').selectAll().where('state', '=', hashOf(state)).forUpdate().executeTakeFirst();
    if (!row) return 'oidc-state';
    // Left as it is: it belongs to the other browser, which may still come.
    if (browser === null || row.browser !== hashOf(browser)) return 'oidc-browser';
    if (row.verifier === '') return 'oidc-code';
    await db.updateTable('sign_in').set({ verifier: '', nonce: '' }).where('state', '=', row.state).execute();
    if (row.expires_at.getTime() <= core.clock()) return 'oidc-stale';
    return { nonce: row.nonce, verifier: row.verifier, returnTo: row.return_to, origin: row.origin };
  });
  if (typeof taken === 'string') throw new SignInFailure(taken);
  return taken;
}

async function exchange(core: Core, configuration: Configuration, query: URLSearchParams, state: string, begun: Begun): Promise<SignedIn> {
  const here = new URL('/auth/callback', begun.origin);
  here.search = query.toString();
  const tokens = await authorizationCodeGrant(configuration, here, {
    expectedState: state, expectedNonce: begun.nonce, pkceCodeVerifier: begun.verifier, idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims || tokens.id_token === undefined) throw new SignInFailure('oidc-idtoken');
  // The library compares it only where there are several audiences.
  if (claims.azp !== undefined && claims.azp !== configuration.clientMetadata().client_id) throw new SignInFailure('oidc-azp');
  // The provider stamps tokens by a real clock, so the machine's own is the one to compare with.
  if (claims.iat > Date.now() / 1000 + CLOCK_TOLERANCE_S) throw new SignInFailure('oidc-iat');

  const province = core.province.current();
  let told: Claims = claims as Claims;
  if (lacksClaims(told, province.access) && configuration.serverMetadata().userinfo_endpoint !== undefined) {
    told = { ...((await fetchUserInfo(configuration, tokens.access_token, claims.sub)) as Claims), ...told };
  }
  const units = province.units.treeAt(civilDate(toInstant(core.clock())));
  const read = readClaims(told, claims.sub, province.access, (code) => units.get(code) !== undefined);
  if (!read.ok) throw new SignInFailure('oidc-claims');
  const { sid } = claims;
  return { issuer: claims.iss, subject: claims.sub, read: read.value, idToken: tokens.id_token, providerSession: typeof sid === 'string' ? sid : null, returnTo: begun.returnTo };
}
