import { Problem } from './problems';
import type { Gateway, RouteRules } from './route';

const FALLBACK_RULES = { right: { kind: 'open' }, effect: 'read', rate: 'api' } as const satisfies RouteRules;
const FALLBACK_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
const FALLBACK_PATHS = ['/api', '/api/*', '/auth', '/auth/*'] as const;

/** Whether a concrete path is an instance of a route's pattern. */
function fits(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  return wanted.length === given.length && wanted.every((step, n) => (step.includes(':') ? given[n] !== '' : step === given[n]));
}

/**
 * Under `/api` and `/auth` the last word is ours, not the page's: an unknown path is `not-found`, a known one asked in another way
 * is `method-not-allowed` with the ways there are. Call before any other route is hung.
 */
export function knownPaths(app: Gateway): void {
  const methods = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    if (FALLBACK_PATHS.some((path) => path === url)) return;
    const known = methods.get(url) ?? new Set();
    for (const one of [method].flat()) known.add(one);
    methods.set(url, known);
  });
  for (const url of FALLBACK_PATHS) {
    app.route({
      method: [...FALLBACK_METHODS],
      url,
      schema: { hide: true },
      config: { rules: FALLBACK_RULES },
      handler: (request, reply) => {
        const path = request.url.split('?', 1)[0] ?? '';
        const allowed = [...methods].filter(([pattern]) => fits(pattern, path)).flatMap(([, known]) => [...known]);
        if (allowed.length === 0) throw new Problem('not-found');
        reply.header('allow', [...new Set(allowed)].sort().join(', '));
        throw new Problem('method-not-allowed');
      },
    });
  }
}
