import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReportRecord } from '@/reports/register/record';
import { askedFrom } from '../http/asked-from';
import { Problem, problemBody } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import { expectedOf } from '../state/preconditions';
import {
  changesAnswer, correctBody, deedBody, editBody, issuesAnswer, makeBody, matchHeaders, reportAnswer, reportParams, reportQuery, reportsAnswer, templateAnswer, templateParams, templatesAnswer,
} from './report-schemas';
import type { Changed, Reports, Writer } from './reports';
import type { Templates } from './report-templates';

const READ = { rules: { right: { kind: 'person' }, effect: 'read', rate: 'api' } satisfies RouteRules };
const WRITE = { rules: { right: { kind: 'may', action: 'report.write' }, effect: 'change', rate: 'api' } satisfies RouteRules };
/** Written by who writes, approved by who approves: which of both a deed needs is looked at where it is done. */
const DO = { rules: { right: { kind: 'person' }, effect: 'change', rate: 'api' } satisfies RouteRules };
const tags = ['reports'];
/** Every source of a report is asked within this, ms: beyond it the report says what is missing. */
const MAKING_MS = 110_000;
const WORDS_LIMIT = 2 * 1024 * 1024;

export function writerOf(request: FastifyRequest): Writer {
  const { actor, rights } = request;
  if (actor.kind !== 'person') throw new Problem('sign-in-needed');
  return { actor, rights, from: askedFrom(request) };
}
const within = (): AbortSignal => AbortSignal.timeout(MAKING_MS);

/** Templates, and reports made of them: read, made, written in, handed on, corrected. */
export function reportRoutes(app: Gateway, reports: Reports, templates: Templates): void {
  templateRoutes(app, templates);
  readRoutes(app, reports);
  makeRoutes(app, reports);
  changeRoutes(app, reports);
}

function templateRoutes(app: Gateway, templates: Templates): void {
  app.get('/api/report-templates', {
    config: READ, schema: { tags, summary: 'What reports are made from: of the pack, and shared with the reader', response: { 200: templatesAnswer } },
  }, async (request) => ({ templates: await templates.list(writerOf(request)) }));

  app.get('/api/report-templates/:id', {
    config: READ, schema: { tags, summary: 'One template whole', params: templateParams, response: { 200: templateAnswer } },
  }, async (request) => {
    const found = await templates.find(writerOf(request), request.params.id);
    if (!found) throw new Problem('not-found');
    return { id: request.params.id, body: found.body };
  });
}

function readRoutes(app: Gateway, reports: Reports): void {
  app.get('/api/reports', {
    config: READ, schema: { tags, summary: 'Reports that the reader may see, newest first', querystring: reportQuery, response: { 200: reportsAnswer } },
  }, (request) => reports.list(writerOf(request), request.query, request.query));

  app.get('/api/reports/:id', {
    config: READ, schema: { tags, summary: 'A report whole; its ETag is the revision', params: reportParams, response: { 200: reportAnswer } },
  }, async (request, reply) => tagged(reply, await reports.read(writerOf(request), request.params.id)));

  app.get('/api/reports/:id/checks', {
    config: READ, schema: { tags, summary: 'What to look at before the report is handed in or issued', params: reportParams, response: { 200: issuesAnswer } },
  }, async (request) => ({ issues: await reports.check(writerOf(request), request.params.id) }));

  app.get('/api/reports/:id/changes', {
    config: READ, schema: { tags, summary: 'What differs from the version before', params: reportParams, response: { 200: changesAnswer } },
  }, async (request) => ({ changes: await reports.changes(writerOf(request), request.params.id) }));
}

function makeRoutes(app: Gateway, reports: Reports): void {
  app.post('/api/reports', {
    config: WRITE, schema: { tags, summary: 'Makes a report: every source is asked at one moment; the same key again is the same report', body: makeBody, response: { 201: reportAnswer } },
  }, async (request, reply) => {
    const report = await reports.make(writerOf(request), request.body, within());
    return tagged(reply.code(201), report);
  });

  app.post('/api/reports/:id/correct', {
    config: WRITE, schema: { tags, summary: 'A new version of an issued report, which stands until the new one is issued', params: reportParams, body: correctBody, response: { 201: reportAnswer } },
  }, async (request, reply) => {
    const report = await reports.correct(writerOf(request), request.params.id, request.body.reason, within());
    return tagged(reply.code(201), report);
  });
}

function changeRoutes(app: Gateway, reports: Reports): void {
  app.patch('/api/reports/:id', {
    config: WRITE, bodyLimit: WORDS_LIMIT, schema: { tags, summary: 'Words of a report that is not handed in (If-Match)', params: reportParams, headers: matchHeaders, body: editBody, response: { 200: reportAnswer } },
  }, async (request, reply) => answered(request, reply, await reports.edit(writerOf(request), request.params.id, revisionOf(request), request.body)));

  app.post('/api/reports/:id/refresh', {
    config: WRITE, schema: { tags, summary: 'Asks every source anew (If-Match)', params: reportParams, headers: matchHeaders, response: { 200: reportAnswer } },
  }, async (request, reply) => answered(request, reply, await reports.refresh(writerOf(request), request.params.id, revisionOf(request), within())));

  app.post('/api/reports/:id/deeds', {
    config: DO, schema: { tags, summary: 'Hands a report in, returns, approves, issues or withdraws it (If-Match)', params: reportParams, headers: matchHeaders, body: deedBody, response: { 200: reportAnswer } },
  }, async (request, reply) => answered(request, reply, await reports.act(writerOf(request), request.params.id, revisionOf(request), request.body)));
}

function revisionOf(request: FastifyRequest): number {
  const expected = expectedOf(request.headers, true);
  if (typeof expected === 'string') throw new Problem('bad-request', { at: 'headers/if-match', expected: '"<revision>"' });
  return expected.match;
}

function tagged(reply: FastifyReply, report: ReportRecord) {
  void reply.header('etag', `"${report.revision}"`);
  return { ...report, commentary: { ...report.commentary } };
}

/** A conflict carries the report that stands; one that is not ready, what keeps it. */
async function answered(request: FastifyRequest, reply: FastifyReply, outcome: Changed): Promise<ReturnType<typeof tagged> | undefined> {
  if ('report' in outcome) return tagged(reply, outcome.report);
  const isConflict = 'conflict' in outcome;
  if (isConflict) void reply.header('etag', `"${outcome.conflict.revision}"`);
  const body = isConflict ? { ...problemBody('document-conflict', {}, request.id), current: outcome.conflict } : { ...problemBody('report-not-ready', {}, request.id), issues: outcome.issues };
  await reply.code(isConflict ? 409 : 422).type('application/problem+json; charset=utf-8').serializer(JSON.stringify).send(body);
  return undefined;
}
