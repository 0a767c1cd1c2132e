import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Core } from '../core';
import { Problem, problemBody } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import type { Documents, Outcome, Saved, Wish } from './create-documents';
import {
  changeHeaders, deleteBody, documentAnswer, documentParams, kindParams, listAnswer, listQuery, restoreBody, revisionAnswer, revisionParams,
  revisionsAnswer, revisionsQuery, saveBody, savedAnswer,
} from './document-schemas';
import { expectedOf, saveKeyOf } from './preconditions';

const READ = { rules: { right: { kind: 'reader' }, effect: 'read', rate: 'api' } satisfies RouteRules };
const CHANGE = { rules: { right: { kind: 'person' }, effect: 'change', rate: 'api' } satisfies RouteRules };
const TAGS = ['state'];
/** A body of 256 KiB with its envelope; the exact limit is told by place. */
const BODY_LIMIT = 512 * 1024;

/** Documents that people make and share: read, save with a precondition and a save key, history, restore. */
export function documentRoutes(app: Gateway, core: Core, documents: Documents): void {
  readRoutes(app, documents);
  historyRoutes(app, documents);
  changeRoutes(app, core, documents);
}

function readRoutes(app: Gateway, documents: Documents): void {
  app.get('/api/documents/:kind', {
    config: READ, schema: { tags: TAGS, summary: 'Documents of a kind that the reader may see, without bodies', params: kindParams, querystring: listQuery, response: { 200: listAnswer } },
  }, async (request) => {
    const { after, limit, deleted } = request.query;
    const { items, next } = await documents.list(documents.readerOf(request), { kind: request.params.kind, after, limit, deleted: deleted === 'true' });
    return { items: [...items], next };
  });

  app.get('/api/documents/:kind/:id', {
    config: READ, schema: { tags: TAGS, summary: 'A document as it stands; its ETag is the revision', params: documentParams, response: { 200: documentAnswer } },
  }, async (request, reply) => {
    const found = await documents.read(documents.readerOf(request), request.params.kind, request.params.id);
    if (!found) throw new Problem('not-found');
    reply.header('etag', `"${found.revision}"`);
    return found;
  });
}

function historyRoutes(app: Gateway, documents: Documents): void {
  app.get('/api/documents/:kind/:id/revisions', {
    config: READ, schema: { tags: TAGS, summary: 'History of a document, newest first', params: documentParams, querystring: revisionsQuery, response: { 200: revisionsAnswer } },
  }, async (request) => {
    const { kind, id } = request.params;
    const { before, limit } = request.query;
    const found = await documents.revisions(documents.readerOf(request), kind, id, before, limit + 1);
    if (!found) throw new Problem('not-found');
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? (items.at(-1)?.revision ?? null) : null };
  });

  app.get('/api/documents/:kind/:id/revisions/:revision', {
    config: READ, schema: { tags: TAGS, summary: 'One revision with its body', params: revisionParams, response: { 200: revisionAnswer } },
  }, async (request) => {
    const { kind, id, revision } = request.params;
    const found = await documents.revision(documents.readerOf(request), kind, id, revision);
    if (!found) throw new Problem('not-found');
    return found;
  });
}

function changeRoutes(app: Gateway, core: Core, documents: Documents): void {
  const change = async (request: FastifyRequest, reply: FastifyReply, wish: Omit<Wish, 'from' | 'saveKey'>): Promise<Saved | undefined> => {
    const from = { address: request.ip, request: request.id };
    const outcome = await documents.change(documents.readerOf(request), { ...wish, saveKey: saveKeyOf(request.headers), from });
    return answered(core, request, reply, wish, outcome);
  };

  app.put('/api/documents/:kind/:id', {
    config: CHANGE, bodyLimit: BODY_LIMIT,
    schema: { tags: TAGS, summary: 'Saves a document (If-Match or If-None-Match, Idempotency-Key)', params: documentParams, headers: changeHeaders, body: saveBody, response: { 200: savedAnswer } },
  }, (request, reply) => {
    const { body, reason, owner, unit } = request.body;
    return change(request, reply, { ...request.params, reason, expected: expectedOf(request.headers, true), deed: { do: 'save', body, owner, unit } });
  });

  app.delete('/api/documents/:kind/:id', {
    config: CHANGE, schema: { tags: TAGS, summary: 'Deletes a document; its history stays (If-Match, Idempotency-Key)', params: documentParams, headers: changeHeaders, body: deleteBody, response: { 200: savedAnswer } },
  }, (request, reply) => change(request, reply, { ...request.params, reason: request.body?.reason ?? '', expected: expectedOf(request.headers, true), deed: { do: 'delete' } }));

  app.post('/api/documents/:kind/:id/restore', {
    config: CHANGE, schema: { tags: TAGS, summary: 'Makes an old revision the newest (Idempotency-Key; If-Match where given)', params: documentParams, headers: changeHeaders, body: restoreBody, response: { 200: savedAnswer } },
  }, (request, reply) => {
    const { revision, reason } = request.body;
    return change(request, reply, { ...request.params, reason, expected: expectedOf(request.headers, false), deed: { do: 'restore', revision } });
  });
}

/** What a change came to, as an answer. A conflict carries the document that stands, so that both can be shown at once. */
async function answered(core: Core, request: FastifyRequest, reply: FastifyReply, { kind, id }: Pick<Wish, 'kind' | 'id'>, outcome: Outcome): Promise<Saved | undefined> {
  if ('saved' in outcome) {
    reply.header('etag', `"${outcome.saved.revision}"`);
    return outcome.saved;
  }
  switch (outcome.refused) {
    case 'not-found': throw new Problem('not-found');
    case 'problem': throw new Problem(outcome.code, outcome.place);
    case 'not-allowed':
      await core.audit.write({ action: 'denied', actor: request.actor, target: `document:${kind}/${id}`, outcome: 'refused', from: { address: request.ip, request: request.id } });
      throw new Problem('not-allowed');
    case 'conflict':
      await reply.code(409).header('etag', `"${outcome.current.revision}"`).type('application/problem+json; charset=utf-8').serializer(JSON.stringify)
        .send({ ...problemBody('document-conflict', {}, request.id), current: outcome.current });
      return undefined;
  }
}
