import type { FastifyRequest } from 'fastify';
import { toInstant } from '@/domain/time';
import type { Core } from '../core';
import { Problem } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import type { Listed, Refusal, Uploads } from './create-uploads';
import { totalsOf } from './preview-answer';
import { FILE_LIMITS } from './reading/grid';
import { isJson } from './reading/read-json';
import { csvTemplate, listsOf, xlsxTemplate } from './template';
import type { UploadRow } from './upload-rows';
import { datasetQuery, formsAnswer, listAnswer, loadBody, previewAnswer, previewQuery, templateQuery, upload, uploadParams, withdrawBody, type UploadView } from './upload-schemas';
import { loadable, loadableDataset, sendersOf, unitsOf, type LoadableDataset, type Reader } from './who-may-load';
import { civilDate } from '@/domain/civil';

const RIGHT = { kind: 'may', action: 'dataset.load' } as const;
const READ = { rules: { right: RIGHT, effect: 'read', rate: 'api' } satisfies RouteRules };
const CHANGE = { rules: { right: RIGHT, effect: 'change', rate: 'api' } satisfies RouteRules };
const FILE = { rules: { right: RIGHT, effect: 'change', rate: 'import', body: 'bytes' } satisfies RouteRules };
const tags = ['uploads'];
const BUSY_SECONDS = 5;

/** Files of figures: what may be sent, a look at a file before anything is kept, the versions, the original, the way back. */
export function uploadRoutes(app: Gateway, core: Pick<Core, 'province' | 'clock'>, uploads: Uploads): void {
  if (!app.hasContentTypeParser('application/octet-stream')) app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const readerOf = (request: FastifyRequest): Reader => ({
    actor: request.actor, rights: request.rights, province: core.province.current(), now: toInstant(core.clock()), from: { address: request.ip, request: request.id },
  });
  readingRoutes(app, readerOf, uploads);
  changingRoutes(app, readerOf, uploads);
}

type ReaderOf = (request: FastifyRequest) => Reader;

function readingRoutes(app: Gateway, readerOf: ReaderOf, uploads: Uploads): void {
  app.get('/api/uploads/forms', {
    config: READ, schema: { tags, summary: 'Datasets that the reader may send files of, with their columns and the units they may send for', response: { 200: formsAnswer } },
  }, (request) => {
    const reader = readerOf(request);
    return { forms: loadable(reader).map((each) => formView(each, reader)).filter(({ units }) => units.length > 0) };
  });

  app.get('/api/uploads', {
    config: READ, schema: { tags, summary: 'Versions of the files of a dataset, newest first', querystring: datasetQuery, response: { 200: listAnswer } },
  }, async (request) => {
    const { uploads: listed } = accepted(await uploads.list(readerOf(request), request.query.dataset));
    return { uploads: listed.map(viewOf) };
  });

  app.get('/api/uploads/:id/file', {
    config: READ, schema: { tags, summary: 'A file as it was sent, byte for byte', params: uploadParams },
  }, async (request, reply) => {
    const { row, bytes } = accepted(await uploads.file(readerOf(request), request.params.id));
    const ending = bytes.subarray(0, 2).toString('latin1') === 'PK' ? 'xlsx' : isJson(bytes) ? 'json' : 'csv';
    return reply.type('application/octet-stream').header('content-disposition', `attachment; filename="${row.dataset}-${row.unit}-v${row.version}.${ending}"`).send(bytes);
  });

  app.get('/api/uploads/template', {
    config: READ, schema: { tags, summary: 'An empty table with the head row a file needs', querystring: templateQuery },
  }, async (request, reply) => {
    const reader = readerOf(request);
    const { dataset, as } = request.query;
    const found = loadableDataset(reader, dataset);
    if (!found) throw new Problem('not-found');
    const senders = sendersOf(reader, found.form);
    const tree = reader.province.units.treeAt(civilDate(reader.now));
    const below = new Set(senders.flatMap(({ code }) => [code, ...tree.descendants(code).map((unit) => unit.code)]));
    const body = as === 'csv' ? csvTemplate(found.form) : await xlsxTemplate(found.form, unitsOf(tree, found.form.level).filter(({ code }) => below.has(code)), listsOf(found.form, reader.province.codeLists, civilDate(reader.now)));
    const type = as === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return reply.type(type).header('content-disposition', `attachment; filename="${dataset}.${as}"`).send(body);
  });
}

function changingRoutes(app: Gateway, readerOf: ReaderOf, uploads: Uploads): void {
  app.post('/api/uploads/preview', {
    config: FILE, bodyLimit: FILE_LIMITS.bytes,
    schema: { tags, summary: 'Reads and checks a file; nothing is kept but a token that loads exactly this', querystring: previewQuery, consumes: ['application/octet-stream'], response: { 200: previewAnswer } },
  }, async (request) => {
    const { dataset, unit, period, name, numbers, map = '' } = request.query;
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const chosen = map === '' ? [] : map.split(',').map((pair): [string, number] => [pair.slice(0, pair.indexOf(':')), Number(pair.slice(pair.indexOf(':') + 1))]);
    return accepted(await uploads.preview(readerOf(request), { dataset, unit, period, fileName: plainName(name), bytes, chosen, numbers }));
  });

  app.post('/api/uploads', {
    config: CHANGE, schema: { tags, summary: 'Loads what was previewed, all or nothing; the same again for the same token', body: loadBody, response: { 200: upload } },
  }, async (request) => viewOf(accepted(await uploads.load(readerOf(request), request.body))));

  app.post('/api/uploads/:id/withdraw', {
    config: CHANGE, schema: { tags, summary: 'Takes a version back; the one before stands again', params: uploadParams, body: withdrawBody, response: { 200: upload } },
  }, async (request) => viewOf(accepted(await uploads.withdraw(readerOf(request), request.params.id, request.body.reason))));
}

function accepted<T extends object>(outcome: T | Refusal): T {
  if (!('refused' in outcome)) return outcome;
  switch (outcome.refused) {
    case 'not-found': throw new Problem('not-found');
    case 'gone': throw new Problem('preview-gone');
    case 'busy': throw new Problem('overloaded', { retryAfterSeconds: BUSY_SECONDS });
  }
}

/** The last step of whatever path a browser or a script says, without what a header or a terminal would act on. */
const plainName = (name: string): string => (name.normalize('NFC').split(/[/\\]/).at(-1) ?? '').replace(/\p{Cc}/gu, '').slice(0, 200) || 'tep';

const viewOf = (row: UploadRow | Listed): UploadView => ({
  id: row.id, dataset: row.dataset, unit: row.unit, period: row.period, version: row.version, fileName: row.file_name, sha256: row.sha256, size: row.size, rowCount: row.row_count,
  totals: totalsOf(row.totals), by: 'by_name' in row ? row.by_name : null, at: row.loaded_at.getTime(),
  withdrawn: row.withdrawn_at ? { at: row.withdrawn_at.getTime(), reason: row.withdrawn_reason ?? '' } : null,
});

function formView({ dataset, form }: LoadableDataset, reader: Reader) {
  const lists = new Map(listsOf(form, reader.province.codeLists, civilDate(reader.now)).map(({ id, codes }) => [id, codes.map(({ code, label }) => ({ code, label: label.vi }))]));
  return {
    dataset: dataset.id, title: dataset.title, description: dataset.description, level: form.level, period: form.period,
    columns: form.columns.map(({ id, title, type, measure, decimals, required, min, max, codes, list, numbers }) => ({
      id, title, type, measure: measure ?? null, decimals, required, min: min ?? null, max: max ?? null, numbers: numbers ?? null, key: form.key.includes(id),
      codes: list === undefined ? [...(codes ?? [])].map(([code, label]) => ({ code, label })) : lists.get(list) ?? [],
    })),
    units: sendersOf(reader, form).map(({ code }) => code),
  };
}
