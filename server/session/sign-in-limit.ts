import type { FastifyRequest } from 'fastify';
import type { Core } from '../core';
import type { Attempts } from './attempts';
import { cookieOf, SIGN_IN_COOKIE } from './cookies';
import { askedFrom } from '../http/asked-from';
import { isSecret } from './secrets';

/** Sign-ins begun or failed by one browser at one address. */
const BROWSER_LIMIT = { most: 5, windowMs: 60_000 };
/** By all browsers of one address together: an office behind one address fits, somebody who changes marks does not. */
const ADDRESS_LIMIT = { most: 60, windowMs: 60_000 };

export interface SignInLimit {
  /** Counts one; null within the limits, else how many seconds to wait. */
  readonly take: (request: FastifyRequest) => Promise<number | null>;
  /** The browser's sign-in was right: what it tried before is forgotten. */
  readonly forget: (request: FastifyRequest) => Promise<void>;
}

/**
 * The same for everybody, known or not: it tells nothing of who exists. A browser is known by its mark, one without by what it says it is.
 */
export function createSignInLimit(core: Core, attempts: Attempts): SignInLimit {
  const markOf = (request: FastifyRequest): string => {
    const mark = cookieOf(request.headers.cookie, SIGN_IN_COOKIE);
    return mark !== null && isSecret(mark) ? `sign-in ${request.ip} ${mark}` : namedOf(request);
  };
  return {
    take: async (request) => {
      const taken = [await attempts.take(`sign-in ${request.ip}`, ADDRESS_LIMIT), await attempts.take(markOf(request), BROWSER_LIMIT)];
      const refused = taken.flatMap((each) => (each.ok ? [] : [each]));
      if (refused.length === 0) return null;
      // Once a window: whoever hammers does not fill the trail.
      if (refused.some(({ first }) => first)) {
        await core.audit.write({ action: 'sign-in-failed', actor: { kind: 'anonymous' }, target: 'sign-in:too-many', outcome: 'refused', from: askedFrom(request) });
      }
      return Math.max(...refused.map(({ retryAfterSeconds }) => retryAfterSeconds));
    },
    forget: async (request) => {
      await attempts.forget(markOf(request));
      await attempts.forget(namedOf(request));
    },
  };
}

const namedOf = (request: FastifyRequest): string => `sign-in ${request.ip} agent ${request.headers['user-agent'] ?? ''}`;
