import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Core } from '../core';
import { askedFrom } from '../http/asked-from';
import { Problem } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import { anchorFile, readAnchors } from './anchors';
import { headOf, readTrail, verifyStore } from './read-trail';
import { AUDIT_ACTIONS } from './trail';
import { TRAIL_FAULTS, withFault, type TrailReport } from './verify-trail';
import { FORMATS, writeOut } from './write-out';

const READ = { right: { kind: 'may', action: 'audit.read' }, effect: 'read', rate: 'api' } as const satisfies RouteRules;
const PAGE = 100;

const moment = z.iso.datetime({ offset: true }).describe('ISO 8601 with offset');
const range = { from: moment.optional(), to: moment.optional() };
const listQuery = z.strictObject({
  ...range,
  action: z.enum(AUDIT_ACTIONS).optional(),
  actor: z.string().min(1).max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(PAGE),
  before: z.coerce.number().int().min(1).optional().describe('Number of the last entry of the page before'),
});
const exportQuery = z.strictObject({ ...range, as: z.enum(FORMATS).default('jsonl') });

const shownEntry = z.object({
  seq: z.int(), at: z.string(), action: z.string(), actorKind: z.string(), actor: z.string().nullable(), session: z.string().nullable(),
  address: z.string().nullable(), request: z.string().nullable(), target: z.string(), outcome: z.string(), detail: z.string(), hash: z.string(),
});
const page = z.object({
  entries: z.array(shownEntry),
  names: z.record(z.string(), z.string()).describe('Of people and screens in these entries that are still known, by id: the trail itself holds ids alone.'),
  before: z.int().nullable().describe('Ask for the next page with this; null at the end'),
});
const report = z.object({
  ok: z.boolean(), entries: z.int(), head: z.object({ seq: z.int(), hash: z.string() }).nullable(), anchors: z.int(),
  faults: z.array(z.object({ kind: z.enum(TRAIL_FAULTS), seq: z.int() })).readonly(), faultCount: z.int(),
});

/** Reading, verifying and taking out the trail: the whole province's, for it is one chain. */
export function auditRoutes(app: Gateway, core: Core): void {
  listRoute(app, core);
  verificationRoute(app, core);
  exportRoute(app, core);
}

/** The trail names people of every unit: the right must be held for the province itself. */
function wholeProvince(request: FastifyRequest, core: Core): void {
  if (!request.rights.may('audit.read', core.province.current().unit)) throw new Problem('not-allowed');
}

const readWritten = (core: Core, request: FastifyRequest, target: string, detail: { readonly [key: string]: string | number | boolean | null }): Promise<void> =>
  core.audit.write({ action: 'audit-read', actor: request.actor, target, outcome: 'done', from: askedFrom(request), detail });

function listRoute(app: Gateway, core: Core): void {
  app.get('/api/audit', {
    config: { rules: READ },
    schema: { tags: ['audit'], summary: 'Entries of the audit trail, newest first', querystring: listQuery, response: { 200: page } },
  }, async (request) => {
    wholeProvince(request, core);
    const { from, to, action, actor, limit, before } = request.query;
    let asked = core.store.db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit + 1);
    if (from !== undefined) asked = asked.where('at', '>=', new Date(from));
    if (to !== undefined) asked = asked.where('at', '<', new Date(to));
    if (action !== undefined) asked = asked.where('action', '=', action);
    if (actor !== undefined) asked = asked.where('actor', '=', actor);
    if (before !== undefined) asked = asked.where('seq', '<', before);
    const rows = await asked.execute();
    const shown = rows.slice(0, limit);
    return {
      names: await namesIn(core, shown),
      entries: shown.map(({ at, actor_kind: actorKind, ...row }) => ({ ...row, actorKind, at: at.toISOString() })),
      before: rows.length > limit ? (shown.at(-1)?.seq ?? null) : null,
    };
  });
}

interface Named {
  readonly actor: string | null;
  readonly target: string;
}

/** Names as they are today; a person or screen that is gone stays an id. */
async function namesIn({ store: { db } }: Core, rows: readonly Named[]): Promise<Record<string, string>> {
  const ids = [...new Set(rows.flatMap(({ actor, target }) => [actor, /^(?:person|screen):(.+)$/.exec(target)?.[1]]).filter((id) => id !== null && id !== undefined))];
  if (ids.length === 0) return {};
  const known = await Promise.all([db.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute(), db.selectFrom('screen').select(['id', 'name']).where('id', 'in', ids).execute()]);
  return Object.fromEntries(known.flat().map(({ id, name }) => [id, name]));
}

function verificationRoute(app: Gateway, core: Core): void {
  let running: Promise<TrailReport> | null = null;
  const verify = async (): Promise<TrailReport> => {
    const anchors = await readAnchors(anchorFile(core.settings.dataDir)).catch(() => null);
    const verified = await verifyStore(core.store, anchors ?? []);
    return anchors === null ? withFault(verified, 'anchors-damaged') : verified;
  };
  app.get('/api/audit/verification', {
    config: { rules: READ },
    schema: { tags: ['audit'], summary: 'Verify the chain of the audit trail from its first entry', response: { 200: report } },
  }, async (request) => {
    wholeProvince(request, core);
    // Whoever asks while it runs gets the same answer: the chain is long and there is one of it.
    running ??= verify().finally(() => { running = null; });
    const verified = await running;
    await readWritten(core, request, 'audit:verification', { ok: verified.ok, entries: verified.entries });
    return verified;
  });
}

function exportRoute(app: Gateway, core: Core): void {
  app.get('/api/audit/export', {
    config: { rules: { ...READ, rate: 'export' } },
    exposeHeadRoute: false,
    schema: { tags: ['audit'], summary: 'Take out the audit trail as JSON lines or syslog (RFC 5424)', querystring: exportQuery, produces: ['application/x-ndjson', 'text/plain'] },
  }, async (request, reply) => {
    wholeProvince(request, core);
    const { from, to, as } = request.query;
    const last = (await headOf(core.store.db))?.seq ?? 0;
    // Written down before the first byte leaves: what cannot be audited is not given out.
    await readWritten(core, request, 'audit:export', { as, from: from ?? null, to: to ?? null, last });
    const rows = readTrail(core.store.db, { last, from: from === undefined ? undefined : Date.parse(from), to: to === undefined ? undefined : Date.parse(to) });
    const type = as === 'jsonl' ? 'application/x-ndjson; charset=utf-8' : 'text/plain; charset=utf-8';
    return reply.type(type).header('content-disposition', `attachment; filename="audit-${last}.${as === 'jsonl' ? 'jsonl' : 'log'}"`).send(Readable.from(writeOut(rows, as)));
  });
}
