import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Core } from '../core';
import { askedFrom } from '../http/asked-from';
import { Problem, problemBody } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import type { Expected } from '../state/change';
import { expectedOf } from '../state/preconditions';
import { browsePlaces } from './browse-places';
import { choice, datasetId, path } from './choice-schema';
import type { Authoring, Deed, Outcome } from './create-authoring';
import type { Office, OfficeFault } from './office';
import type { SavedRevision } from './overlay';
import { proposedChoice } from './propose-choice';

const READ = { rules: { right: { kind: 'may', action: 'dataset.author' }, effect: 'read', rate: 'api' } satisfies RouteRules };
const CHANGE = { rules: { ...READ.rules, effect: 'change' } satisfies RouteRules };
const TAGS = ['authoring'];

const text = z.object({ vi: z.string(), en: z.string() });
const sourceParams = z.object({ id: z.string().min(1).max(64) });
const datasetParams = z.object({ id: datasetId });
const reason = z.string().trim().min(3).max(500);
const saveBody = z.strictObject({ choice, reason });
const reasonBody = z.strictObject({ reason });
const restoreBody = z.strictObject({ revision: z.int().min(1).max(2_147_483_647), reason });
/** Other headers pass through. */
const headers = z.looseObject({ 'if-match': z.string().optional(), 'if-none-match': z.string().optional() });

const sources = z.object({ sources: z.array(z.object({ id: z.string(), name: text, owner: text, dialect: z.string(), root: z.string(), sampleData: z.boolean() })) });
const folder = z.object({
  path: z.string(), page: z.object({ number: z.number(), of: z.number() }),
  entries: z.array(z.object({ kind: z.enum(['folder', 'table', 'heading']), id: z.string(), label: z.string(), updated: z.string().nullable(), path: z.string().nullable() })),
});
const category = z.object({ code: z.string(), label: z.string(), depth: z.number(), unit: z.string().nullable() });
const table = z.object({
  title: z.string(), updated: z.string().nullable(),
  dimensions: z.array(z.object({ id: z.string(), label: z.string(), role: z.string(), eliminable: z.boolean(), categories: z.array(category) })),
  proposal: z.unknown().describe('A choice to be looked over; the unit of a metric is null where the words of the office do not tell.'),
});
const fault = z.object({ in: z.enum(['choice', 'dataset', 'pack', 'source']), place: z.string(), expected: z.string(), got: z.string() });
const cell = z.object({ labels: z.array(z.string()), unit: z.string().nullable(), decimals: z.number().nullable(), value: z.number().nullable(), status: z.string() });
const tried = z.object({
  faults: z.array(fault),
  tried: z.object({
    dimensions: z.array(z.object({ id: z.string(), label: z.string(), role: z.string(), size: z.number() })), cells: z.array(cell), cellCount: z.number(), asOf: z.number().nullable(),
    notes: z.array(z.object({ code: z.string(), count: z.number(), example: z.string().nullable() })),
  }).nullable(),
});
const card = z.object({
  id: z.string(), revision: z.number(), deleted: z.boolean(), title: text.nullable(), source: z.string().nullable(), inForce: z.boolean(),
  author: z.object({ id: z.string(), name: z.string().nullable() }), at: z.number(), reason: z.string(),
});
const answered = z.object({ id: z.string(), revision: z.number() });

/** Sources looked through, tables chosen, and what is made of them kept as datasets of the province. */
export function authoringRoutes(app: Gateway, core: Core, authoring: Authoring, office: Office): void {
  browseRoutes(app, core, authoring, office);
  readRoutes(app, core, authoring);
  changeRoutes(app, authoring);
}

function browseRoutes(app: Gateway, core: Core, authoring: Authoring, office: Office): void {
  app.get('/api/authoring/sources', {
    config: READ, schema: { tags: TAGS, summary: 'Sources whose tables can be looked through', response: { 200: sources } },
  }, () => ({ sources: browsePlaces(core.province.current()).map(({ source: { id, name, owner, sampleData }, dialect, root }) => ({ id, name, owner, dialect, root, sampleData })) }));

  app.get('/api/authoring/sources/:id/browse', {
    config: READ,
    schema: {
      tags: TAGS, summary: 'What a folder of a source holds', params: sourceParams,
      querystring: z.object({ path: path.optional(), page: z.coerce.number().int().min(1).max(10_000).default(1) }), response: { 200: folder },
    },
  }, async ({ params, query }) => {
    const place = authoring.placeOf(params.id, query.path);
    if (!place) throw new Problem('not-found');
    const at = query.path ?? place.root;
    const found = await office.folder(place, at, query.page);
    if (!found.ok) throw problemOf(found.error);
    return { path: at, page: found.value.page, entries: [...found.value.entries] };
  });

  app.get('/api/authoring/sources/:id/table', {
    config: READ, schema: { tags: TAGS, summary: 'A table before its figures, and what it most likely is', params: sourceParams, querystring: z.object({ path }), response: { 200: table } },
  }, async ({ params, query }) => {
    const place = authoring.placeOf(params.id, query.path);
    if (!place) throw new Problem('not-found');
    const meta = await office.table(place, query.path);
    if (!meta.ok) throw problemOf(meta.error);
    const { title, updated, dimensions } = meta.value;
    return { title, updated, dimensions: dimensions.map((each) => ({ ...each, categories: [...each.categories] })), proposal: proposedChoice(place, query.path, meta.value, core.province.current()) };
  });

  app.post('/api/authoring/preview', {
    config: READ, schema: { tags: TAGS, summary: 'A choice asked once, before anything is saved: its first cells, or its faults by place', body: z.strictObject({ choice }), response: { 200: tried } },
  }, async ({ body }) => {
    const found = await authoring.tried(body.choice);
    if (!found.ok) return { faults: [...found.error], tried: null };
    const { dimensions, cells, cellCount, asOf, notes } = found.value;
    return { faults: [], tried: { dimensions: [...dimensions], cells: cells.map((each) => ({ ...each, labels: [...each.labels] })), cellCount, asOf, notes: [...notes] } };
  });
}

function readRoutes(app: Gateway, core: Core, authoring: Authoring): void {
  const cardOf = ({ id, revision, saved, author, at, reason: why }: SavedRevision): z.infer<typeof card> => {
    const stands = core.province.current().datasets.get(id);
    return {
      id, revision, deleted: saved === null, title: saved?.dataset.title ?? null, source: saved?.dataset.source ?? null,
      // A dataset that the pack itself has under this id stands in its place.
      inForce: saved !== null && stands !== undefined && stands.source === saved.dataset.source, author, at: at.getTime(), reason: why,
    };
  };
  app.get('/api/authoring/datasets', {
    config: READ, schema: { tags: TAGS, summary: 'Datasets saved from the portal, deleted ones too', response: { 200: z.object({ datasets: z.array(card) }) } },
  }, async () => ({ datasets: (await authoring.list()).map(cardOf) }));

  app.get('/api/authoring/datasets/:id', {
    config: READ, schema: { tags: TAGS, summary: 'A saved dataset and the choice it was made of; its ETag is the revision', params: datasetParams, response: { 200: card.extend({ dataset: z.unknown(), choice: z.unknown() }) } },
  }, async (request, reply) => {
    const [newest] = await authoring.revisions(request.params.id);
    if (!newest?.saved) throw new Problem('not-found');
    reply.header('etag', `"${newest.revision}"`);
    return { ...cardOf(newest), ...newest.saved };
  });

  app.get('/api/authoring/datasets/:id/revisions', {
    config: READ, schema: { tags: TAGS, summary: 'History of a saved dataset, newest first', params: datasetParams, response: { 200: z.object({ revisions: z.array(card) }) } },
  }, async (request) => {
    const revisions = await authoring.revisions(request.params.id);
    if (revisions.length === 0) throw new Problem('not-found');
    return { revisions: revisions.map(cardOf) };
  });
}

function changeRoutes(app: Gateway, authoring: Authoring): void {
  app.put('/api/authoring/datasets/:id', {
    config: CHANGE, bodyLimit: 1024 * 1024,
    schema: { tags: TAGS, summary: 'Saves a choice as a dataset of the province (If-Match or If-None-Match); a faulty one changes nothing', params: datasetParams, headers, body: saveBody, response: { 200: answered } },
  }, async (request, reply) => {
    const { choice: chosen, reason: why } = request.body;
    if (chosen.id !== request.params.id) throw new Problem('bad-request', { at: 'body/choice/id', expected: request.params.id, got: chosen.id });
    return told(request, reply, await authoring.save(deedOf(request, request.params.id, why, expectedOf(request.headers, true)), chosen));
  });

  app.delete('/api/authoring/datasets/:id', {
    config: CHANGE, schema: { tags: TAGS, summary: 'Takes a saved dataset away; its history stays (If-Match)', params: datasetParams, headers, body: reasonBody, response: { 200: answered } },
  }, async (request, reply) => told(request, reply, await authoring.remove(deedOf(request, request.params.id, request.body.reason, expectedOf(request.headers, true)))));

  app.post('/api/authoring/datasets/:id/restore', {
    config: CHANGE, schema: { tags: TAGS, summary: 'Makes an old revision the newest (If-Match where given)', params: datasetParams, headers, body: restoreBody, response: { 200: answered } },
  }, async (request, reply) => {
    const { revision, reason: why } = request.body;
    return told(request, reply, await authoring.restore(deedOf(request, request.params.id, why, expectedOf(request.headers, false)), revision));
  });
}

function deedOf(request: FastifyRequest, id: string, why: string, expected: Expected): Deed {
  if (request.actor.kind !== 'person') throw new Problem('not-allowed');
  return { by: request.actor, from: askedFrom(request), id, reason: why.normalize('NFC'), expected };
}

/** What a change came to. A refusal carries every fault, so that each can be shown at its field. */
async function told(request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply, outcome: Outcome): Promise<z.infer<typeof answered> | undefined> {
  if (outcome.kind === 'saved') {
    reply.header('etag', `"${outcome.revision}"`);
    return { id: request.params.id, revision: outcome.revision };
  }
  const [first] = outcome.faults;
  const place = first ? { at: `${first.in}${first.place}`, expected: first.expected, got: first.got } : {};
  await reply.code(422).type('application/problem+json; charset=utf-8').serializer(JSON.stringify).send({ ...problemBody('document-invalid', place, request.id), faults: outcome.faults });
  return undefined;
}

const problemOf = ({ away, pointer, expected, got }: OfficeFault): Problem =>
  (away ? new Problem('source-unavailable', { retryAfterSeconds: 10 }) : new Problem('source-failed', { at: pointer, expected, got }));
