/**
 * Why signing in did not work; stands in the address as `?sign-in=<code>` of the page the person comes back to, which says it in words.
 * Closed list.
 */
export const SIGN_IN_FAULTS = [
  'none',              // no sign-on is configured
  'oidc-unavailable',  // the sign-on does not answer: try again later
  'oidc-denied',       // the person, or the sign-on for them, said no
  'oidc-error',        // the sign-on refused the portal
  'oidc-state',        // not begun here, begun twice, or long over
  'oidc-stale',        // begun too long ago
  'oidc-browser',      // begun in another browser
  'oidc-code',         // the code was used before or is not good
  'oidc-mode',         // an answer in another form than asked for
  'oidc-iss', 'oidc-aud', 'oidc-azp', 'oidc-nonce', 'oidc-sub', 'oidc-idtoken', 'oidc-alg', 'oidc-signature', 'oidc-expired', 'oidc-iat',
  'oidc-claims',       // what it says of the person has another form than configured
  'disabled',          // the account is not in use here
] as const;
export type SignInFault = (typeof SIGN_IN_FAULTS)[number];
