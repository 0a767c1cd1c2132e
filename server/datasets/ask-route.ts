import { setMaxListeners } from 'node:events';
import { Readable } from 'node:stream';
import { constants, createGzip } from 'node:zlib';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Core } from '../core';
import type { Gateway, RouteRules } from '../http/route';
import type { Reader } from './admit';
import type { DatasetDesk, Told } from './dataset-desk';
import { wirePieces } from './kept';
import { MOST_QUESTIONS, readQuestions, type Question, type Read } from './question-schemas';

const READ = { rules: { right: { kind: 'reader' }, effect: 'read', rate: 'api' } satisfies RouteRules };
/** Fast enough that packing costs less than sending. */
const GZIP_LEVEL = 4;

export const readerOf = (request: FastifyRequest): Reader => ({ actor: request.actor, rights: request.rights, from: { address: request.ip, request: request.id } });

/**
 * `POST /api/datasets/ask`: many questions, a line of NDJSON for each as it becomes ready, so that a slow source holds nobody.
 * `{id, tag, serverTime, answer, cause?}`, or `{id, tag, unchanged: true, receivedAt, serverTime, cause?}` where the tag given still
 * stands, or `{id, error}`. Ends when all are answered or the reader leaves.
 */
export function askRoute(app: Gateway, core: Pick<Core, 'clock' | 'log'>, desk: DatasetDesk): void {
  app.post('/api/datasets/ask', {
    config: READ,
    schema: {
      tags: ['datasets'],
      summary: 'Many questions at once, answered line by line as each becomes ready',
      body: z.strictObject({
        questions: z.array(z.unknown()).min(1).max(MOST_QUESTIONS).describe('Each `{id, dataset, params, tag?}`; `tag` is that of an answer still held.'),
      }),
      response: { 200: z.unknown().meta({ contentMediaType: 'application/x-ndjson' }).describe('A line for each question: an answer, word that it is unchanged, or why it failed.') },
      produces: ['application/x-ndjson'],
    },
  }, (request, reply) => {
    const leave = new AbortController();
    // Every question of the call waits on it.
    setMaxListeners(0, leave.signal);
    reply.raw.on('close', () => leave.abort());
    const reader = readerOf(request);
    const lines = streamOf(readQuestions(request.body.questions), (question) => lineOf(question, desk, reader, leave.signal, core));
    void reply.header('x-accel-buffering', 'no').header('cache-control', 'no-store').header('vary', 'Accept-Encoding, Cookie').type('application/x-ndjson; charset=utf-8');
    if (!takesGzip(request)) return reply.send(lines);
    return reply.header('content-encoding', 'gzip').send(packed(lines));
  });
}

type Pieces = readonly (string | Buffer)[];

/** Lines in the order in which they become ready; those ready in one moment leave together. */
function streamOf(questions: readonly Read[], line: (question: Question) => Promise<Pieces>): Readable {
  const stream = new Readable({ read: () => undefined });
  let ready: (string | Buffer)[] = [];
  let open = questions.length;
  const flush = (): void => {
    if (stream.destroyed) return;
    if (ready.length > 0) stream.push(Buffer.concat(ready.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece))));
    ready = [];
    if (open === 0) stream.push(null);
  };
  const add = (pieces: Pieces): void => {
    if (ready.length === 0) setImmediate(flush);
    ready.push(...pieces);
    open -= 1;
  };
  for (const each of questions) {
    if (!each.ok) add([`${JSON.stringify({ id: each.id, error: each.error })}\n`]);
    else line(each.question).then(add, (fault: unknown) => stream.destroy(fault instanceof Error ? fault : new Error('a question failed')));
  }
  return stream;
}

async function lineOf({ id, query, tag }: Question, desk: DatasetDesk, reader: Reader, signal: AbortSignal, { clock }: Pick<Core, 'clock'>): Promise<Pieces> {
  const told = await desk.ask(query, reader, signal);
  if (!told.ok) return [`${JSON.stringify({ id, error: told.error })}\n`];
  const { kept, cause }: Told = told.value;
  const serverTime = clock();
  const end = cause ? `,"cause":${JSON.stringify(cause)}}\n` : '}\n';
  if (tag === kept.tag) return [JSON.stringify({ id, tag, unchanged: true, receivedAt: kept.receivedAt, serverTime }).slice(0, -1), end];
  return [`${JSON.stringify({ id, tag: kept.tag, serverTime }).slice(0, -1)},"answer":`, ...wirePieces(kept), end];
}

const takesGzip = ({ headers }: FastifyRequest): boolean => /(?:^|[\s,])gzip(?!\s*;\s*q=0(?:\.0*)?(?:[\s,]|$))/.test(headers['accept-encoding'] ?? '');

/** Packed as it goes: what is written is on its way at once. */
function packed(lines: Readable): Readable {
  const gzip = createGzip({ level: GZIP_LEVEL, flush: constants.Z_SYNC_FLUSH });
  lines.on('error', (fault) => gzip.destroy(fault));
  gzip.on('close', () => lines.destroy());
  return lines.pipe(gzip);
}
