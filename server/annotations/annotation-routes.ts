import type { FastifyRequest } from 'fastify';
import type * as z from 'zod';
import type { Annotation } from '@/domain/annotation';
import type { Core } from '../core';
import { askedFrom } from '../http/asked-from';
import { Problem } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import { annotationAnswer, annotationParams, annotationQuery, annotationsAnswer, changeBody, doneAnswer, replyBody, writeBody } from './annotation-schemas';
import { createAnnotations, type Writer } from './annotations';

const READ = { rules: { right: { kind: 'person' }, effect: 'read', rate: 'api' } satisfies RouteRules };
const WRITE = { rules: { right: { kind: 'may', action: 'annotate' }, effect: 'change', rate: 'api' } satisfies RouteRules };
const tags = ['annotations'];

function writerOf(request: FastifyRequest): Writer {
  const { actor, rights } = request;
  if (actor.kind !== 'person') throw new Problem('sign-in-needed');
  return { actor, rights, from: askedFrom(request) };
}
const plain = (one: Annotation): z.infer<typeof annotationAnswer> => ({ ...one, replies: [...one.replies] });

/** Remarks on figures, and what people answer. Never a figure in them: that is asked for where it stands. */
export function annotationRoutes(app: Gateway, core: Core): void {
  const annotations = createAnnotations(core);

  app.get('/api/annotations', {
    config: READ, schema: { tags, summary: 'Remarks on figures of a dataset, newest first', querystring: annotationQuery, response: { 200: annotationsAnswer } },
  }, async (request) => {
    const { resolved, ...wanted } = request.query;
    const found = await annotations.list(writerOf(request), { ...wanted, resolved: resolved === 'true' });
    return { annotations: found.annotations.map(plain), more: found.more, serverTime: core.clock() };
  });

  app.post('/api/annotations', {
    config: WRITE, schema: { tags, summary: 'A remark on a figure, a period or a day', body: writeBody, response: { 200: annotationAnswer } },
  }, async (request) => {
    const { text, key, ...target } = request.body;
    return plain(await annotations.write(writerOf(request), target, text, key));
  });

  app.post('/api/annotations/:id/replies', {
    config: WRITE, schema: { tags, summary: 'An answer to a remark', params: annotationParams, body: replyBody, response: { 200: annotationAnswer } },
  }, async (request) => plain(await annotations.reply(writerOf(request), request.params.id, request.body.text, request.body.key)));

  app.patch('/api/annotations/:id', {
    config: WRITE, schema: { tags, summary: 'Other words of one’s own remark, or that it is settled', params: annotationParams, body: changeBody, response: { 200: annotationAnswer } },
  }, async (request) => plain(await annotations.change(writerOf(request), request.params.id, request.body)));

  app.delete('/api/annotations/:id', {
    config: WRITE, schema: { tags, summary: 'Withdraws one’s own remark', params: annotationParams, response: { 200: doneAnswer } },
  }, async (request) => {
    await annotations.withdraw(writerOf(request), request.params.id);
    return { done: true as const };
  });
}
