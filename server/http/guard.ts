import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Rights } from '@/access/rights';
import type { Actor } from '@/domain/access';
import { Problem } from './problems';
import type { CsrfOf, Gateway, Identify, RouteRules } from './route';

/** Why the guard turns somebody away. A body of another type is a mistake, not an attempt. */
export type RefusedBecause = 'sign-in-needed' | 'not-allowed' | 'cross-site';

export interface GuardParts {
  readonly identify: Identify;
  readonly csrfOf: CsrfOf;
  readonly rightsOf: (actor: Actor) => Rights;
  /** Writes a refusal down, also of what did not come from our own page; where it throws, the refusal still stands. */
  readonly denied: (request: FastifyRequest, rules: RouteRules, because: RefusedBecause) => Promise<void>;
}

/** Paths whose routes must say who may come in; everything else is the public site. */
const GUARDED = /^\/(api|auth)(\/|$)/;

/**
 * Stands before every route under `/api` and `/auth`: finds out who asks, that a change comes from our own page, and that the actor
 * may come in at all. A route without rules cannot be registered.
 */
export function guard(app: Gateway, parts: GuardParts): void {
  const nobody = parts.rightsOf({ kind: 'anonymous' });
  app.decorateRequest('actor');
  app.decorateRequest('rights');
  app.addHook('onRoute', (route) => {
    if (GUARDED.test(route.url) && !route.config?.rules) throw new Error(`${String(route.method)} ${route.url} has no rules`);
  });
  app.addHook('onRequest', async (request) => {
    request.actor = { kind: 'anonymous' };
    request.rights = nobody;
    const { config: { rules }, url } = request.routeOptions;
    // Health is told whoever asks, also while there is nowhere to look anybody up.
    if (!rules || !GUARDED.test(url ?? '')) return;
    request.actor = await parts.identify(request);
    request.rights = parts.rightsOf(request.actor);
    if (!mayEnter(request.actor, request.rights, rules)) {
      const because = request.actor.kind === 'anonymous' ? 'sign-in-needed' : 'not-allowed';
      await parts.denied(request, rules, because);
      throw new Problem(because);
    }
    const fault = rules.effect === 'change' ? await foreignChange(request, rules, parts.csrfOf) : foreignRead(request);
    if (fault?.code === 'cross-site') await parts.denied(request, rules, fault.code);
    if (fault) throw fault;
  });
  app.addHook('onSend', async (request, reply: FastifyReply, payload) => {
    if (request.routeOptions.config.rules && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    return payload;
  });
}

function mayEnter(actor: Actor, rights: Rights, { right }: RouteRules): boolean {
  switch (right.kind) {
    case 'open':
    case 'reader': return true;
    case 'person': return actor.kind === 'person';
    case 'screen': return actor.kind === 'screen';
    case 'may': return actor.kind === 'person' && rights.may(right.action);
  }
}

/** An answer that only reads is still not for another site's page; navigations and plain clients carry no such mark. */
function foreignRead(request: FastifyRequest): Problem | null {
  const site = request.headers['sec-fetch-site'];
  const navigates = request.headers['sec-fetch-mode'] === 'navigate' && request.method === 'GET';
  return (site === 'cross-site' || site === 'same-site') && !navigates ? new Problem('cross-site', { at: 'headers/sec-fetch-site', expected: 'same-origin', got: site }) : null;
}

/**
 * Three proofs, none of which another site can forge: fetch metadata written by the browser, a body that is JSON or bytes (never a form),
 * and the session's own token.
 */
async function foreignChange(request: FastifyRequest, { body }: RouteRules, csrfOf: CsrfOf): Promise<Problem | null> {
  const site = request.headers['sec-fetch-site'];
  if (site !== 'same-origin') return new Problem('cross-site', { at: 'headers/sec-fetch-site', expected: 'same-origin', got: String(site ?? 'nothing') });
  const wanted = await csrfOf(request.actor);
  const given = request.headers['x-csrf-token'];
  const isProven = wanted === null || (typeof given === 'string' && isSame(given, wanted));
  if (!isProven) return new Problem('cross-site', { at: 'headers/x-csrf-token', expected: 'the token of this session' });
  const [type, expected] = body === 'bytes' ? [/^application\/octet-stream$/, 'application/octet-stream'] : [/^application\/(json|merge-patch\+json)(;|$)/, 'application/json'];
  if (hasBody(request) && !type.test(request.headers['content-type'] ?? '')) {
    return new Problem('media-type', { at: 'headers/content-type', expected, got: request.headers['content-type'] ?? 'nothing' });
  }
  return null;
}

const hasBody = ({ headers }: FastifyRequest): boolean => headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
