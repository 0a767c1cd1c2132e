import * as z from 'zod';
import type { SourceHealth } from '@/federation/health';
import { askedFrom } from '../http/asked-from';
import type { Gateway, RouteRules } from '../http/route';
import type { Core } from '../core';
import type { Reload } from './reload';

const OPERATE = { right: { kind: 'may', action: 'operate' }, effect: 'read', rate: 'api' } as const satisfies RouteRules;

const hint = z.object({ vi: z.string(), en: z.string() });
const fault = z.object({ code: z.string(), file: z.string(), pointer: z.string(), expected: z.string(), got: z.string(), line: z.int().optional(), column: z.int().optional(), hint });
const reloaded = z.object({ reloaded: z.boolean(), faults: z.array(fault) }).describe('With `reloaded: false` the old configuration is still in force');
const moment = z.number().nullable().describe('Epoch ms');
const failure = z.object({
  kind: z.string(), dataset: z.string(), pointer: z.string().optional(), absent: z.boolean().optional(), httpStatus: z.int().optional(), since: z.number().optional().describe('Epoch ms'),
});
const health = z.object({
  serverTime: z.number(),
  sources: z.array(z.object({
    source: z.string(), title: hint,
    state: z.enum(['closed', 'open', 'half-open', 'held', 'unknown']).describe('`closed`: asked; `open`: left alone until `nextTryAt`; `unknown`: not asked since the start'),
    lastSuccess: moment, lastFailure: moment, lastError: failure.nullable(),
    failing: z.boolean().optional().describe('`lastError` still stands'), lastRead: moment.optional(), latencyMs: z.number().nullable().optional(),
    consecutiveFailures: z.int(), nextTryAt: moment, underWay: z.int(), waiting: z.int(),
  })),
});

/** What an operator does and looks at from the portal itself. */
export function operateRoutes(app: Gateway, core: Core, { reload }: Pick<Reload, 'reload'>, sourceHealth: () => readonly SourceHealth[]): void {
  app.post('/api/operate/reload', {
    config: { rules: { ...OPERATE, effect: 'change' } },
    schema: { tags: ['operate'], summary: 'Read the configuration anew; a faulty one is refused and told', response: { 200: reloaded } },
  }, async (request) => {
    const outcome = await reload(request.actor, askedFrom(request));
    return outcome.reloaded ? { reloaded: true, faults: [] } : { reloaded: false, faults: [...outcome.faults] };
  });
  app.get('/api/operate/sources', {
    config: { rules: OPERATE },
    schema: { tags: ['operate'], summary: 'How each source of the province fares', response: { 200: health } },
  }, () => {
    const known = new Map(sourceHealth().map((each) => [each.source, each]));
    const unknown = { state: 'unknown', lastSuccess: null, lastFailure: null, lastError: null, consecutiveFailures: 0, nextTryAt: null, underWay: 0, waiting: 0 } as const;
    const sources = [...core.province.current().sources.values()].map(({ id, name }) => ({ ...(known.get(id) ?? unknown), source: id, title: name }));
    return { serverTime: core.clock(), sources };
  });
}
