import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Dataset, DatasetQuery } from '@/domain/dataset';
import type { SourceError } from '@/federation/source-error';
import type { Core } from '../core';
import { Problem } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import { askRoute, readerOf } from './ask-route';
import { configurationRoute } from './configuration-route';
import type { DatasetDesk } from './dataset-desk';
import { FORM_OF, FORMS, type Form } from './forms/form';
import { etagOf, printForm, suits } from './forms/print-form';
import { params as paramsSchema } from './question-schemas';

const READ = { rules: { right: { kind: 'reader' }, effect: 'read', rate: 'api' } satisfies RouteRules };
const TAGS = ['datasets'];

const text = z.object({ vi: z.string(), en: z.string() });
const classification = z.enum(['public', 'internal', 'personal', 'restricted']);
const listed = z.object({
  datasets: z.array(z.object({
    id: z.string(), title: text, description: text, owner: text,
    shape: z.enum(['cube', 'features', 'events']),
    cadence: z.object({ kind: z.enum(['interval', 'periodic']), seconds: z.number() }).describe('`seconds`: how often it is looked at anew.'),
    classification,
    parameters: z.array(z.object({ name: z.string(), required: z.boolean() })),
    forms: z.array(z.enum(FORMS)),
    share: z.object({ classes: z.array(classification), units: z.union([z.literal('all'), z.array(z.string())]), mayUnmask: z.boolean() })
      .describe('What this reader sees of it.'),
  })),
});

/** Datasets for people and programs: the list, one answer in four forms, many answers line by line, and the pack they stand in. */
export function datasetRoutes(app: Gateway, core: Core, desk: DatasetDesk): void {
  listRoute(app, core);
  askRoute(app, core, desk);
  configurationRoute(app, core);
  answerRoute(app, core, desk);
}

function listRoute(app: Gateway, core: Core): void {
  app.get('/api/datasets', {
    config: READ, schema: { tags: TAGS, summary: 'Datasets of which the reader may see anything', response: { 200: listed } },
  }, ({ rights }) => {
    const datasets = [...core.province.current().datasets.values()].flatMap((dataset) => {
      const share = rights.share(dataset);
      if (!share) return [];
      const { id, title, description, owner, shape, cadence } = dataset;
      const seconds = cadence.kind === 'interval' ? cadence.seconds : cadence.checkSeconds;
      const units: 'all' | string[] = share.units === 'all' ? 'all' : [...share.units].sort();
      return [{
        id, title, description, owner, shape, classification: dataset.classification, cadence: { kind: cadence.kind, seconds },
        parameters: dataset.parameters.map(({ name, required }) => ({ name, required })),
        forms: [FORM_OF[shape], 'answer' as const],
        share: { classes: [...share.classes], units, mayUnmask: share.mayUnmask },
      }];
    });
    return { datasets };
  });
}

function answerRoute(app: Gateway, core: Core, desk: DatasetDesk): void {
  app.get('/api/datasets/:id', {
    config: READ,
    schema: {
      tags: TAGS,
      summary: 'The answer to one question, as JSON-stat 2.0, GeoJSON, rows or as the page takes it',
      description: '`as` chooses the form; every other parameter is one of the dataset, repeated for a list. ETag and `If-None-Match` as usual.',
      params: z.object({ id: z.string().min(1).max(128) }),
      querystring: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
      response: { 200: z.unknown().describe('See the form; each carries provenance, as-of, times and why figures are missing.'), 304: z.unknown().describe('The one held still stands.') },
    },
  }, async (request, reply) => {
    const dataset = core.province.current().datasets.get(request.params.id);
    // What is not there and what is nobody's to know look the same.
    if (!dataset || !request.rights.share(dataset)) throw new Problem('not-found');
    const { form, query } = questionOf(dataset, request.query, namesIn(request.url));
    return answered(request, reply, { core, desk, dataset, form, query });
  });
}

interface Asked {
  readonly core: Core;
  readonly desk: DatasetDesk;
  readonly dataset: Dataset;
  readonly form: Form;
  readonly query: DatasetQuery;
}

async function answered(request: FastifyRequest, reply: FastifyReply, { core, desk, dataset, form, query }: Asked): Promise<FastifyReply> {
  const leave = new AbortController();
  reply.raw.on('close', () => leave.abort());
  const told = await desk.ask(query, readerOf(request), leave.signal);
  if (!told.ok) throw problemOf(told.error);
  const etag = etagOf(form, told.value);
  void reply.headers({ etag, 'cache-control': 'private, no-cache', vary: 'Cookie', 'x-server-time': new Date(core.clock()).toISOString() });
  if (isHeld(request.headers['if-none-match'], etag)) return reply.code(304).send();
  const printed = printForm(form, told.value, dataset);
  if (!printed) throw new Problem('source-failed');
  return reply.type(printed.type).send(printed.text);
}

/** Names as they were written: an object does not hold every one. */
const namesIn = (url: string): readonly string[] => [...new URLSearchParams(url.slice(url.indexOf('?') + 1 || url.length)).keys()];

/** The form and the question of an address. Refuses what the dataset does not know, by name. */
function questionOf(dataset: Dataset, given: Readonly<Record<string, string | readonly string[]>>, names: readonly string[]): { readonly form: Form; readonly query: DatasetQuery } {
  const { as = FORM_OF[dataset.shape], ...rest } = given;
  const form = FORMS.find((each) => each === as);
  if (!form || !suits(form, dataset)) throw new Problem('bad-request', { at: 'query/as', expected: `${FORM_OF[dataset.shape]} or answer`, got: String(as) });
  const known = dataset.parameters.map(({ name }) => name);
  const stray = names.find((name) => name !== 'as' && !known.includes(name));
  if (stray !== undefined) throw new Problem('bad-request', { at: `query/${stray.slice(0, 64)}`, expected: known.join(', ') || 'no parameters', got: stray });
  const missing = dataset.parameters.find(({ name, required }) => required && rest[name] === undefined);
  if (missing) throw new Problem('bad-request', { at: `query/${missing.name}`, expected: 'a value' });
  const params = paramsSchema.safeParse(rest);
  if (params.success) return { form, query: { dataset: dataset.id, params: params.data } };
  const [issue] = params.error.issues;
  throw new Problem('bad-request', { at: `query/${String(issue?.path[0] ?? '')}`, expected: issue?.message ?? 'another form' });
}

const AWAY: readonly SourceError['kind'][] = ['unreachable', 'untrusted', 'timed-out', 'unavailable', 'circuit-open', 'limited', 'cancelled'];

function problemOf({ kind, pointer, expected, retryAfterMs }: SourceError): Problem {
  if (kind === 'denied') return new Problem('not-allowed');
  const place = { ...(pointer === undefined ? {} : { at: pointer }), ...(expected === undefined ? {} : { expected }) };
  if (!AWAY.includes(kind)) return new Problem('source-failed', place);
  return new Problem('source-unavailable', { ...place, retryAfterSeconds: Math.ceil((retryAfterMs ?? 5_000) / 1_000) });
}

/** Weak comparison (RFC 9110 §13.1.2): a front may have marked our tag weak. */
const isHeld = (header: string | undefined, etag: string): boolean =>
  header !== undefined && (header.trim() === '*' || header.split(',').some((each) => each.trim().replace(/^W\//, '') === etag));
