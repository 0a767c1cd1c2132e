import { SIGN_IN_FAULTS } from '@/access/sign-in-fault';
import type { GatewayProblem } from '@/federation/gateway/call';
import { useWords } from '../use-words';
import type { Words } from '../use-words';
import en from './locales/en.json';
import vi from './locales/vi.json';

/** Words of everything about the session; they come with the first of its parts that is opened. */
export const useSessionWords = (): Words => useWords({ vi, en });

/** Why a call did not work and what to do, in the gateway's own words where it spoke. */
export function problemText(problem: GatewayProblem, words: Words): string {
  const said = problem.hint?.[words.language] ?? words.t(`problem.${Object.hasOwn(OURS, problem.code) ? problem.code : 'unexpected'}`);
  return problem.request === undefined || problem.status < 500 ? said : `${said} ${words.t('problem.request', { request: problem.request })}`;
}
const OURS = { unreachable: true, 'timed-out': true, unexpected: true } as const;

/** Codes of checks on the provider's token: to the person they are one thing. */
const UNTRUSTED: ReadonlySet<string> = new Set([
  'oidc-iss', 'oidc-aud', 'oidc-azp', 'oidc-nonce', 'oidc-sub', 'oidc-idtoken', 'oidc-alg', 'oidc-signature', 'oidc-expired', 'oidc-iat',
]);

/** Message key for why signing in did not work; a code that nobody knows is named. */
export function signInReason(code: string): string {
  if (UNTRUSTED.has(code)) return 'reason.oidc-untrusted';
  return SIGN_IN_FAULTS.some((fault) => fault === code) ? `reason.${code}` : 'reason.unknown';
}
