import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { faultWords } from '@/reports/own-word/fault-words';
import { ARCHIVE_LIMITS } from '@/reports/own-word/read-archive';
import type { WordFault } from '@/reports/own-word/word-fault';
import { problemBody } from '../../http/problems';
import type { Gateway, RouteRules } from '../../http/route';
import { MEDIA_TYPES } from '../formats';
import { writerOf } from '../report-routes';
import { unitCode } from '../report-schemas';
import type { WordForms } from './create-word-forms';

const BRING = { rules: { right: { kind: 'may', action: 'report.write' }, effect: 'change', rate: 'import', body: 'bytes' } satisfies RouteRules };
const READ = { rules: { right: { kind: 'person' }, effect: 'read', rate: 'api' } satisfies RouteRules };
const tags = ['reports'];

const query = z.object({ unit: unitCode.describe('The unit whose form it is'), name: z.string().min(1).max(200).describe('What the file is called') });
const params = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) });
const tag = z.union([z.object({ kind: z.literal('field'), name: z.string() }), z.object({ kind: z.literal('table'), name: z.string(), columns: z.array(z.string()).readonly() })]);
const brought = z.object({ file: z.string().describe('SHA-256 of its bytes: what a template names'), name: z.string(), size: z.number(), tags: z.array(tag).readonly().describe('Its places') });

/** Word files that units bring as forms of their reports. */
export function wordFormRoutes(app: Gateway, forms: WordForms): void {
  if (!app.hasContentTypeParser('application/octet-stream')) app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.post('/api/word-forms', {
    config: BRING, bodyLimit: ARCHIVE_LIMITS.bytes,
    schema: { tags, summary: 'Brings a Word file as a form; read as the file of a stranger, kept under its hash; the same again is the same', querystring: query, consumes: ['application/octet-stream'], response: { 201: brought } },
  }, async (request, reply) => {
    const bytes = Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : new Uint8Array();
    const made = await forms.bring(writerOf(request), { unit: request.query.unit, name: plainName(request.query.name), bytes });
    if (made.ok) {
      void reply.code(201);
      return made.value;
    }
    return refused(request, reply, made.error);
  });

  app.get('/api/word-forms/:hash', {
    config: READ, schema: { tags, summary: 'A Word file as it was brought, byte for byte', params },
  }, async (request, reply) => {
    const { name, bytes } = await forms.file(writerOf(request), request.params.hash);
    void reply.type(MEDIA_TYPES.docx).header('content-disposition', `attachment; filename="word-form.docx"; filename*=UTF-8''${encodeURIComponent(name)}`).header('etag', `"${request.params.hash}"`);
    return reply.send(Buffer.from(bytes));
  });
}

/** Every fault of the file by part, with what to do in words. */
async function refused(request: FastifyRequest, reply: FastifyReply, found: readonly WordFault[]): Promise<undefined> {
  const faults = found.map((fault) => ({ ...fault, words: faultWords(fault) }));
  await reply.code(422).type('application/problem+json; charset=utf-8').serializer(JSON.stringify).send({ ...problemBody('word-form-refused', {}, request.id), faults });
}

/** The last step of whatever path a browser or a script says, without what a header or a terminal would act on. */
const plainName = (name: string): string => (name.normalize('NFC').split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim().slice(0, 200) || 'mau.docx';
