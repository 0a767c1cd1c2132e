import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ScheduleCard } from '@/reports/schedules/schedule';
import { Problem, problemBody } from '../../http/problems';
import type { Gateway, RouteRules } from '../../http/route';
import { expectedOf } from '../../state/preconditions';
import { writerOf } from '../report-routes';
import { matchHeaders } from '../report-schemas';
import { changeBody, createBody, doneAnswer, firingAnswer, firingsAnswer, scheduleAnswer, scheduleParams, scheduleQuery, schedulesAnswer } from './schedule-schemas';
import type { Schedules } from './schedules';

const READ = { rules: { right: { kind: 'person' }, effect: 'read', rate: 'api' } satisfies RouteRules };
const WRITE = { rules: { right: { kind: 'may', action: 'report.write' }, effect: 'change', rate: 'api' } satisfies RouteRules };
/** By the owner, or who administers the unit: which is looked at where it is done. */
const DO = { rules: { right: { kind: 'person' }, effect: 'change', rate: 'api' } satisfies RouteRules };
const tags = ['reports'];

/** Schedules: read, written, fired, and what became of their moments. */
export function scheduleRoutes(app: Gateway, schedules: Schedules, keepsViews: boolean): void {
  readRoutes(app, schedules, keepsViews);
  writeRoutes(app, schedules);
}

function readRoutes(app: Gateway, schedules: Schedules, keepsViews: boolean): void {
  app.get('/api/report-schedules', {
    config: READ, schema: { tags, summary: 'Schedules of the units one shares, the next to fire first', querystring: scheduleQuery, response: { 200: schedulesAnswer } },
  }, async (request) => ({ schedules: (await schedules.list(writerOf(request), request.query.unit)).map(plain), views: keepsViews }));

  app.get('/api/report-schedules/:id', {
    config: READ, schema: { tags, summary: 'One schedule; its ETag is the revision', params: scheduleParams, response: { 200: scheduleAnswer } },
  }, async (request, reply) => tagged(reply, await schedules.read(writerOf(request), request.params.id)));

  app.get('/api/report-schedules/:id/firings', {
    config: READ, schema: { tags, summary: 'What its last moments came to, newest first', params: scheduleParams, response: { 200: firingsAnswer } },
  }, async (request) => ({ firings: await schedules.firings(writerOf(request), request.params.id) }));
}

function writeRoutes(app: Gateway, schedules: Schedules): void {
  app.post('/api/report-schedules', {
    config: WRITE, schema: { tags, summary: 'A new schedule; the same key again is the same one', body: createBody, response: { 201: scheduleAnswer } },
  }, async (request, reply) => {
    const { key, ...wish } = request.body;
    return tagged(reply.code(201), await schedules.create(writerOf(request), wish, key));
  });

  app.put('/api/report-schedules/:id', {
    config: DO, schema: { tags, summary: 'Changes, stops, starts or takes over a schedule (If-Match)', params: scheduleParams, headers: matchHeaders, body: changeBody, response: { 200: scheduleAnswer } },
  }, async (request, reply) => {
    const outcome = await schedules.change(writerOf(request), request.params.id, revisionOf(request), request.body);
    return 'schedule' in outcome ? tagged(reply, outcome.schedule) : conflict(request, reply, outcome.conflict);
  });

  app.delete('/api/report-schedules/:id', {
    config: DO, schema: { tags, summary: 'Deletes a schedule (If-Match); what it made stays', params: scheduleParams, headers: matchHeaders, response: { 200: doneAnswer } },
  }, async (request, reply) => {
    const outcome = await schedules.remove(writerOf(request), request.params.id, revisionOf(request));
    return 'done' in outcome ? outcome : conflict(request, reply, outcome.conflict);
  });

  app.post('/api/report-schedules/:id/run', {
    config: DO, schema: { tags, summary: 'Fires a schedule now, besides its moments', params: scheduleParams, response: { 202: firingAnswer } },
  }, async (request, reply) => {
    const fired = await schedules.fire(writerOf(request), request.params.id);
    void reply.code(202);
    return fired;
  });
}

function revisionOf(request: FastifyRequest): number {
  const expected = expectedOf(request.headers, true);
  if (typeof expected === 'string') throw new Problem('bad-request', { at: 'headers/if-match', expected: '"<revision>"' });
  return expected.match;
}
/** As JSON has it: lists that may be written to. */
const plain = (card: ScheduleCard) => ({ ...card, rule: card.rule.every === 'week' ? { ...card.rule, on: [...card.rule.on] } : card.rule });

function tagged(reply: FastifyReply, card: ScheduleCard): ReturnType<typeof plain> {
  void reply.header('etag', `"${card.revision}"`);
  return plain(card);
}
async function conflict(request: FastifyRequest, reply: FastifyReply, current: ScheduleCard): Promise<undefined> {
  void reply.header('etag', `"${current.revision}"`);
  await reply.code(409).type('application/problem+json; charset=utf-8').serializer(JSON.stringify).send({ ...problemBody('document-conflict', {}, request.id), current });
  return undefined;
}
