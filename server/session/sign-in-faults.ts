import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import type { SignInFault } from '@/access/sign-in-fault';

/** Something that ends a sign-in; told to the person by its code and to nobody by anything else. */
export class SignInFailure extends Error {
  override readonly name = 'SignInFailure';
  constructor(readonly code: SignInFault) {
    super(code);
  }
}

/** Claims whose wrong value has a code of its own. */
const BY_CLAIM: Readonly<Record<string, SignInFault>> = {
  aud: 'oidc-aud', iss: 'oidc-iss', azp: 'oidc-azp', nonce: 'oidc-nonce', exp: 'oidc-expired', nbf: 'oidc-iat', iat: 'oidc-iat', sub: 'oidc-sub',
};

/** What the library's words for malformed answers mean, most telling first. */
const BY_WORDS: readonly (readonly [words: RegExp, code: SignInFault])[] = [
  [/"alg" (header|identifier)|unsupported JWS/, 'oidc-alg'],
  [/signature verification failed|verification key|no applicable keys/, 'oidc-signature'],
  [/response parameter "iss"|"iss" \(issuer\) response parameter/, 'oidc-iss'],
  [/"state"/, 'oidc-state'],
  [/implicit and hybrid|JARM/, 'oidc-mode'],
  [/body "id_token" property/, 'oidc-idtoken'],
  [/"nonce"/, 'oidc-nonce'],
  [/"azp"/, 'oidc-azp'],
  [/"aud"/, 'oidc-aud'],
  [/"iss"/, 'oidc-iss'],
  [/"iat"/, 'oidc-iat'],
  [/"exp"/, 'oidc-expired'],
  [/"sub"/, 'oidc-sub'],
];

/** Codes of the library that mean: the provider does not answer as one. */
const NOT_THERE: ReadonlySet<string> = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON']);

/** The provider's own word for a refusal, as ours. */
export function providerRefusal(word: string): SignInFault {
  if (word === 'access_denied') return 'oidc-denied';
  return word === 'temporarily_unavailable' || word === 'server_error' ? 'oidc-unavailable' : 'oidc-error';
}

/** Why exchanging a code for tokens failed; `internal` is for what is not the provider's doing. */
export function signInFaultOf(fault: unknown): SignInFault | null {
  if (fault instanceof SignInFailure) return fault.code;
  if (fault instanceof AuthorizationResponseError) return providerRefusal(fault.error);
  if (fault instanceof ResponseBodyError) return fault.status >= 500 ? 'oidc-unavailable' : fault.error === 'invalid_grant' ? 'oidc-code' : 'oidc-error';
  if (fault instanceof ClientError) return clientFault(fault);
  // `fetch` says so of every network fault.
  return fault instanceof TypeError && /fetch|network|terminated/i.test(fault.message) ? 'oidc-unavailable' : null;
}

function clientFault(fault: ClientError): SignInFault {
  if (NOT_THERE.has(fault.code ?? '')) return 'oidc-unavailable';
  const claim = claimNamed(fault);
  if (claim !== null && BY_CLAIM[claim]) return BY_CLAIM[claim];
  const words = wordsOf(fault);
  const found = BY_WORDS.find(([pattern]) => pattern.test(words));
  if (found) return found[1];
  return fault.code === 'OAUTH_PARSE_ERROR' && /JSON/.test(words) && !/JWT/.test(words) ? 'oidc-unavailable' : 'oidc-idtoken';
}

/** The chain of what went wrong; messages of the library hold names of claims and parameters, never values. */
function wordsOf(fault: unknown): string {
  const words: string[] = [];
  for (let at = fault; at instanceof Error && words.length < 6; at = at.cause) words.push(at.message);
  return words.join(' · ');
}

function claimNamed(fault: unknown): string | null {
  for (let at: unknown = fault, depth = 0; typeof at === 'object' && at !== null && depth < 6; depth += 1) {
    if ('claim' in at && typeof at.claim === 'string') return at.claim;
    at = 'cause' in at ? at.cause : null;
  }
  return null;
}
