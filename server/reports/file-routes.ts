import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import { SEPARATORS } from '@/reports/writers/csv/write-csv';
import { Problem } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import { REPORT_FORMATS } from './formats';
import type { ReportFile, ReportFiles } from './report-files';
import type { ReportJobs } from './report-jobs';
import { writerOf } from './report-routes';
import { makeBody, reportId, reportParams } from './report-schemas';
import type { Reports } from './reports';

const RIGHT = { kind: 'may', action: 'export' } as const;
const FILE = { rules: { right: RIGHT, effect: 'read', rate: 'file' } satisfies RouteRules };
const LOOK = { rules: { right: RIGHT, effect: 'read', rate: 'api' } satisfies RouteRules };
const ASK = { rules: { right: RIGHT, effect: 'change', rate: 'file' } satisfies RouteRules };
const STOP = { rules: { right: RIGHT, effect: 'change', rate: 'api' } satisfies RouteRules };
const tags = ['reports'];
const MAKING_MS = 110_000;

const format = z.enum(REPORT_FORMATS);
const fileParams = z.object({ id: reportId, format });
const fileQuery = z.object({
  separator: z.enum(['semicolon', 'comma', 'tab']).optional().describe('Between the cells of a CSV'),
  watermark: z.literal('viewer').optional().describe('Who looks and when, over every page'),
});
const jobBody = z.union([z.strictObject({ report: reportId, format }), z.strictObject({ ...makeBody.shape, format })]);
const job = z.object({ id: z.string(), report: z.string(), format, state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']), done: z.number(), of: z.number(), reason: z.string().nullable() });
const jobAnswer = z.object({ job });

/** Reports as files: at once, or made behind the page. */
export function fileRoutes(app: Gateway, reports: Pick<Reports, 'make' | 'seen'>, files: ReportFiles, jobs: ReportJobs): void {
  app.get('/api/reports/:id/files/:format', {
    config: FILE, schema: { tags, summary: 'A report as a file; an issued one is the same bytes for ever', params: fileParams, querystring: fileQuery },
  }, async (request, reply) => {
    const by = writerOf(request);
    const row = await reports.seen(by, request.params.id);
    const { separator, watermark } = request.query;
    const chosen = separator && SEPARATORS[{ semicolon: 0, comma: 1, tab: 2 }[separator]];
    return sent(reply, await files.file(by, row, { format: request.params.format, separator: chosen, watermark: watermark !== undefined }));
  });

  app.post('/api/report-jobs', {
    config: ASK, schema: { tags, summary: 'A file made behind the page, of a report that is there or is made for it', body: jobBody, response: { 202: jobAnswer } },
  }, async (request, reply) => {
    const by = writerOf(request);
    const { body } = request;
    if (!('report' in body) && !by.rights.may('report.write', body.unit)) throw new Problem('not-allowed', { at: '/unit', expected: 'a unit of yours' });
    const id = 'report' in body ? body.report : (await reports.make(by, body, AbortSignal.timeout(MAKING_MS))).id;
    void reply.code(202);
    return { job: await jobs.ask(by, await reports.seen(by, id), body.format) };
  });

  app.get('/api/report-jobs/:id', {
    config: LOOK, schema: { tags, summary: 'How far a file is', params: reportParams, response: { 200: jobAnswer } },
  }, async (request) => ({ job: await jobs.look(writerOf(request), request.params.id) }));

  app.delete('/api/report-jobs/:id', {
    config: STOP, schema: { tags, summary: 'Gives up a file that is being made', params: reportParams, response: { 200: jobAnswer } },
  }, async (request) => ({ job: await jobs.cancel(writerOf(request), request.params.id) }));

  app.get('/api/report-jobs/:id/file', {
    config: FILE, schema: { tags, summary: 'The file, once it is made', params: reportParams },
  }, async (request, reply) => {
    const by = writerOf(request);
    const done = await jobs.result(by, request.params.id);
    const row = await reports.seen(by, done.report);
    return sent(reply, await files.told(by, row, format.parse(done.format), done.bytes));
  });
}

function sent(reply: FastifyReply, { bytes, hash, type, name, plainName }: ReportFile): FastifyReply {
  const named = encodeURIComponent(name.normalize('NFC')).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  return reply.type(type).header('etag', `"${hash}"`).header('content-disposition', `attachment; filename="${plainName}"; filename*=UTF-8''${named}`).send(Buffer.from(bytes));
}
