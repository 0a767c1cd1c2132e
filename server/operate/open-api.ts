import swagger from '@fastify/swagger';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { PROBLEMS } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';

const OPEN = { right: { kind: 'open' }, effect: 'read', rate: 'api' } as const satisfies RouteRules;

const text = { type: 'string' as const };
const problem = {
  type: 'object' as const,
  required: ['type', 'status', 'code', 'title', 'hint', 'request'],
  properties: {
    type: text, status: { type: 'integer' as const }, code: { ...text, enum: Object.keys(PROBLEMS) }, title: text,
    hint: { type: 'object' as const, required: ['vi', 'en'], properties: { vi: text, en: text } },
    request: { ...text, description: 'Also in the header `x-request-id`' },
    at: { ...text, description: 'Where the fault lies: `body/…`, `query/…`, `params/…`, `headers/…`' }, expected: text, got: text,
  },
};

const document = {
  openapi: '3.1.0',
  info: { title: 'Toàn Cảnh', version: '1', description: 'Interface of the gateway to its own page. Every answer other than those listed is `application/problem+json` (schema `Problem`).' },
  components: {
    schemas: { Problem: problem },
    securitySchemes: {
      session: { type: 'apiKey' as const, in: 'cookie', name: '__Host-portal', description: 'Opaque session of a person; a paired screen has `__Host-screen`' },
      ownPage: { type: 'apiKey' as const, in: 'header', name: 'X-CSRF-Token', description: 'Token of the session (`GET /api/session`); every change needs it, with `Sec-Fetch-Site: same-origin`' },
    },
  },
};

/** What a route asks of whoever comes in, in the words of OpenAPI. */
function securityOf({ right, effect }: RouteRules): { [scheme: string]: string[] }[] {
  if (right.kind === 'open') return [];
  const needed = effect === 'change' ? { session: [], ownPage: [] } : { session: [] };
  return right.kind === 'reader' ? [{}, needed] : [needed];
}

/**
 * Describes every route from its own schemas (OpenAPI 3.1) at `/api/openapi.json`. Await it before any route is hung: routes are heard of
 * as they are registered.
 */
export async function describeApi(app: Gateway): Promise<void> {
  await app.register(swagger, {
    openapi: { ...document },
    transform: (route) => {
      const { schema, url } = jsonSchemaTransform(route);
      const rules = route.route.config?.rules;
      const hidden = schema?.hide || !rules || route.url.includes('*');
      return { url, schema: { ...schema, ...(hidden ? { hide: true } : { security: securityOf(rules) }) } };
    },
  });
  let described: object | null = null;
  app.get('/api/openapi.json', {
    config: { rules: OPEN },
    schema: { tags: ['operate'], summary: 'This description', response: { 200: z.record(z.string(), z.unknown()) } },
  }, () => {
    described ??= app.swagger();
    return { ...described };
  });
}
