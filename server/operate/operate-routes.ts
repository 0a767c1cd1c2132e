import * as z from 'zod';
import { askedFrom } from '../http/asked-from';
import type { Gateway, RouteRules } from '../http/route';
import type { Core } from '../core';
import type { Reload } from './reload';
import type { SourceHealthPort } from './source-health';

const OPERATE = { right: { kind: 'may', action: 'operate' }, effect: 'read', rate: 'api' } as const satisfies RouteRules;

const hint = z.object({ vi: z.string(), en: z.string() });
const fault = z.object({ code: z.string(), file: z.string(), pointer: z.string(), expected: z.string(), got: z.string(), line: z.int().optional(), column: z.int().optional(), hint });
const reloaded = z.object({ reloaded: z.boolean(), faults: z.array(fault) }).describe('With `reloaded: false` the old configuration is still in force');
const moment = z.number().nullable().describe('Epoch ms');
const health = z.object({
  serverTime: z.number(),
  sources: z.array(z.object({
    source: z.string(), title: hint, state: z.enum(['ok', 'failing', 'open', 'unknown']), lastSuccessAt: moment, lastFailureAt: moment, lastFailure: z.string().nullable(),
    asked: z.int(), failed: z.int(),
  })),
});

/** What an operator does and looks at from the portal itself. */
export function operateRoutes(app: Gateway, core: Core, { reload }: Pick<Reload, 'reload'>, sourceHealth: SourceHealthPort): void {
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
    const unknown = { state: 'unknown', lastSuccessAt: null, lastFailureAt: null, lastFailure: null, asked: 0, failed: 0 } as const;
    const sources = [...core.province.current().sources.values()].map(({ id, name }) => ({ ...(known.get(id) ?? unknown), source: id, title: name }));
    return { serverTime: core.clock(), sources };
  });
}
