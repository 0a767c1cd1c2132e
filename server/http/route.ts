import type { FastifyBaseLogger, FastifyInstance, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Action, Actor } from '@/domain/access';
import type { Rights } from '@/access/rights';

/**
 * Who may come in at a route. What they see there is the handler's business, asked of `request.rights`.
 * - `open`: anybody, nothing personal in the answer (health, sign-in).
 * - `reader`: anybody; the answer is cut to the reader's rights.
 * - `person`: somebody signed in.
 * - `screen`: a paired display.
 * - `may`: a person with this action for at least one unit; the handler checks the unit it is about.
 */
export type RouteRight =
  | { readonly kind: 'open' }
  | { readonly kind: 'reader' }
  | { readonly kind: 'person' }
  | { readonly kind: 'screen' }
  | { readonly kind: 'may'; readonly action: Action };

/** Which limit a route counts against. */
export type RateClass = 'api' | 'sign-in' | 'export' | 'file' | 'import' | 'stream' | 'tile' | 'report' | 'push' | 'none';

/**
 * `effect: 'change'` needs proof that the request comes from our own page (docs/guides/security.md). A POST that only reads is
 * `read`. `signed`: a system's, not a page's; the handler checks its signature before anything else.
 */
export interface RouteRules {
  readonly right: RouteRight;
  readonly effect: 'read' | 'change' | 'signed';
  readonly rate: RateClass;
  /** A change whose body is the bytes of a file (`application/octet-stream`, which no form can send) instead of JSON. */
  readonly body?: 'bytes';
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Routes under `/api` and `/auth` are refused at registration without it. */
    rules?: RouteRules;
  }
  interface FastifyRequest {
    /** Set before any handler of a route with rules; anonymous until then. */
    actor: Actor;
    rights: Rights;
  }
}

/** The application all concerns hang their routes on: bodies, queries and answers are zod schemas. */
export type Gateway = FastifyInstance<RawServerDefault, RawRequestDefaultExpression, RawReplyDefaultExpression, FastifyBaseLogger, ZodTypeProvider>;

/** Who sent a request, from its cookies alone. Never throws for a bad cookie: that is nobody. */
export type Identify = (request: { readonly headers: { readonly cookie?: string | undefined } }) => Promise<Actor>;

/** CSRF token of the session behind a request, or null; compared by the guard. */
export type CsrfOf = (actor: Actor) => Promise<string | null>;
