import * as z from 'zod';
import type { Source } from '@/domain/dataset';
import type { SourceHealth } from '@/federation/health';
import type { Core } from '../core';
import { askedFrom } from '../http/asked-from';
import { Problem } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import { readRegistry, type RegisteredSource } from './read-registry';

const LOOK = { right: { kind: 'may', action: 'operate' }, effect: 'read', rate: 'api' } as const satisfies RouteRules;
const text = z.object({ vi: z.string(), en: z.string() });
const moment = z.number().nullable().describe('Epoch ms');
const failure = z.object({
  kind: z.string(), dataset: z.string(), pointer: z.string().optional(), expected: z.string().optional(), got: z.string().optional(), httpStatus: z.int().optional(),
});
const drift = z.object({
  id: z.number(), dataset: z.string(), kind: z.string(), pointer: z.string(), expected: z.string(), got: z.string(),
  firstSeen: z.number(), lastSeen: z.number(), times: z.number(), endedAt: moment,
});
const held = z.object({
  id: z.number(), source: z.string(), dataset: z.string(), metric: z.string(), factor: z.number(),
  example: z.object({ cell: z.string(), before: z.number(), after: z.number() }),
  firstSeen: z.number(), lastSeen: z.number(), times: z.number(),
  decision: z.enum(['accept', 'refuse']).nullable(), decidedBy: z.string().nullable(), decidedAt: moment, reason: z.string().nullable(), endedAt: moment,
});
const registered = z.object({
  source: z.string(), name: text, shortName: text, owner: text, contact: z.object({ unit: text, phone: z.string().optional(), email: z.string().optional() }).nullable(),
  legalBasis: z.string().nullable(), sampleData: z.boolean(), protocols: z.array(z.string()),
  datasets: z.array(z.object({ id: z.string(), title: text, connector: z.string(), everySeconds: z.number(), classification: z.string() })),
  deadlineMs: z.int(), maxBytes: z.int(),
  state: z.enum(['closed', 'open', 'half-open', 'held', 'unknown']), nextTryAt: moment,
  lastSuccess: moment, lastFailure: moment, failingSince: moment, error: failure.nullable(), latencyMs: z.number().nullable(), asked: z.number(), failed: z.number(),
  openDrift: z.number(), openQuarantine: z.number(),
});
const answer = z.object({ serverTime: z.number(), sources: z.array(registered) });
const one = z.object({ serverTime: z.number(), source: registered, drift: z.array(drift), quarantine: z.array(held) });
const decision = z.strictObject({ decision: z.enum(['accept', 'refuse']), reason: z.string().trim().min(1).max(500) });

/** The register of sources: who owns each, how it fares, what it changed without telling, and which of its figures wait for a person. */
export function registryRoutes(app: Gateway, core: Core, health: () => readonly SourceHealth[], wake: () => void): void {
  app.get('/api/registry/sources', {
    config: { rules: LOOK },
    schema: { tags: ['registry'], summary: 'Every source of the province and how it fares', response: { 200: answer } },
  }, async () => ({ serverTime: core.clock(), sources: [...(await readRegistry(core, health()))].map(plain) }));

  app.get('/api/registry/sources/:id', {
    config: { rules: LOOK },
    schema: { tags: ['registry'], summary: 'One source, its drift and its held figures', params: z.object({ id: z.string().max(64) }), response: { 200: one } },
  }, async ({ params: { id } }) => {
    const found = (await readRegistry(core, health())).find(({ source }) => source.id === id);
    if (!found) throw new Problem('not-found');
    return { serverTime: core.clock(), source: plain(found), drift: await driftOf(core, id), quarantine: await quarantineOf(core, id) };
  });

  app.get('/api/registry/quarantine', {
    config: { rules: LOOK },
    schema: { tags: ['registry'], summary: 'Figures that wait for a person', response: { 200: z.object({ serverTime: z.number(), quarantine: z.array(held) }) } },
  }, async () => ({ serverTime: core.clock(), quarantine: await quarantineOf(core, null) }));

  app.post('/api/registry/quarantine/:id/decision', {
    config: { rules: { ...LOOK, effect: 'change' } },
    schema: {
      tags: ['registry'], summary: 'Believe held figures from now on, or go on holding them',
      params: z.object({ id: z.coerce.number().int().min(1) }), body: decision, response: { 200: held },
    },
  }, async (request) => {
    const { decision: word, reason } = request.body;
    const decided = await core.store.transact(async (db) => {
      const at = new Date(core.clock());
      const { actor } = request;
      const row = await db.updateTable('quarantine')
        .set({ decision: word, reason, decided_at: at, decided_by: actor.kind === 'person' ? actor.id : null, ...(word === 'accept' ? { ended_at: at } : {}) })
        .where('id', '=', request.params.id).where('ended_at', 'is', null).returningAll().executeTakeFirst();
      if (!row) throw new Problem('not-found');
      await core.audit.append(db, { action: 'quarantine', actor: request.actor, target: `dataset:${row.dataset}`, outcome: 'done', from: askedFrom(request), detail: { decision: word, metric: row.metric, factor: row.factor, reason } });
      return row;
    });
    if (word === 'accept') wake();
    return heldView(decided);
  });
}

const plain = ({ source, ...rest }: RegisteredSource): z.infer<typeof registered> => ({ ...sourceView(source), ...rest });

const sourceView = ({ id, name, shortName, owner, contact, legalBasis, sampleData, deadlineMs, maxBytes }: Source) =>
  ({ source: id, name, shortName, owner, contact: contact ?? null, legalBasis: legalBasis ?? null, sampleData, deadlineMs, maxBytes });

const MOST_HISTORY = 200;
const at = (moment: Date | null): number | null => moment?.getTime() ?? null;

async function driftOf({ store }: Core, source: string): Promise<z.infer<typeof drift>[]> {
  const rows = await store.db.selectFrom('source_drift').selectAll().where('source', '=', source).orderBy('last_seen', 'desc').limit(MOST_HISTORY).execute();
  return rows.map(({ source: _, first_seen, last_seen, ended_at, ...row }) => ({ ...row, firstSeen: first_seen.getTime(), lastSeen: last_seen.getTime(), endedAt: at(ended_at) }));
}

type HeldRow = Awaited<ReturnType<typeof heldRows>>[number];
function heldRows({ store }: Core, source: string | null) {
  const rows = store.db.selectFrom('quarantine').selectAll().orderBy('last_seen', 'desc').limit(MOST_HISTORY);
  return (source === null ? rows.where('ended_at', 'is', null) : rows.where('source', '=', source)).execute();
}
const quarantineOf = async (core: Core, source: string | null): Promise<z.infer<typeof held>[]> => (await heldRows(core, source)).map(heldView);

function heldView({ first_seen, last_seen, decided_at, decided_by, ended_at, example, ...row }: HeldRow): z.infer<typeof held> {
  const { cell, before, after } = example as z.infer<typeof held>['example'];
  return { ...row, example: { cell, before, after }, firstSeen: first_seen.getTime(), lastSeen: last_seen.getTime(), decidedBy: decided_by, decidedAt: at(decided_at), endedAt: at(ended_at) };
}
