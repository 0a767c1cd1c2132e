import type jsonata from 'jsonata';
import type { DatasetData } from '@/domain/dataset';
import type { DatasetSpec, Normalised, PageReading, Params, PayloadReader } from '../../connector';
import { Refusal, refuse, said, settled, type Fault } from '../../fault';
import { standingOf, versionOf } from '../../normalise/common-parts';
import { cubeOfMapped } from '../../normalise/cube';
import { eventsOfMapped } from '../../normalise/events';
import { featuresOfMapped } from '../../normalise/features';
import { createNoteBook, type NoteBook } from '../../normalise/note-book';
import { objectAt, type Keyed } from '../../shape';
import { checkExpectations } from './expectations';
import { mappingFunctions } from './mapping-functions';
import { EVALUATION_LIMITS, compiledMapping, type RestMapping } from './mapping';
import { mergePages, pagesOf, shortfall } from './merge-pages';
import { nextPage, pagingOf } from './paging';
import { requestOf } from './request';

/** JSONata's codes for an evaluation that went beyond its bounds: the mapping's doing, whatever the payload. */
const UNBOUNDED = new Set(['D1011', 'D1012', 'D2014', 'D2015']);

async function evaluate(expression: jsonata.Expression, payload: unknown, bindings: Record<string, unknown>, pointer: string): Promise<unknown> {
  try {
    return await expression.evaluate(payload, bindings);
  } catch (thrown) {
    if (thrown instanceof Refusal) throw thrown;
    const { code, message } = thrown as { code?: string; message?: string };
    const got = said(`${code ?? ''} ${message ?? ''}`.trim());
    if (code && UNBOUNDED.has(code)) return refuse('misconfigured', pointer, `an end within ${EVALUATION_LIMITS.timeout} ms`, got);
    return refuse('malformed', pointer, 'a payload the mapping knows', got);
  }
}

/** Systems that answer 200 with an error in the body say so in one of these, unless the mapping knows better. */
const ERROR_KEYS = ['error', 'errors', 'fault', 'exception'];

async function checkFailure(payload: unknown, mapping: RestMapping, bindings: Record<string, unknown>): Promise<void> {
  if (mapping.failure) {
    const failure = await evaluate(mapping.failure, payload, bindings, '/mapping/failure');
    if (failure !== undefined && failure !== null && failure !== false && failure !== '') refuse('source-error', '', 'an answer without failure', failure);
  }
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return;
  for (const key of ERROR_KEYS) {
    const value = Object.hasOwn(payload, key) ? (payload as Keyed)[key] : undefined;
    if (!value || (Array.isArray(value) && value.length === 0)) continue;
    const message = typeof value === 'object' && !Array.isArray(value) ? (value as Keyed)['message'] ?? value : value;
    refuse('source-error', `/${key}`, 'an answer without failure', message);
  }
}

function dataOf(mapped: Keyed, dataset: DatasetSpec, mapping: RestMapping, notes: NoteBook): DatasetData {
  switch (dataset.shape) {
    case 'cube': return cubeOfMapped(mapped, mapping.limits, mapping.missing);
    case 'events': return eventsOfMapped(mapped, mapping.fields ?? [], notes);
    case 'features': return featuresOfMapped(mapped, mapping.fields, notes);
  }
}

/** Reads a payload, of one page or joined from several, by a dataset's mapping. */
export async function readMapped(payload: unknown, dataset: DatasetSpec, params: Params): Promise<Normalised> {
  const mapping = compiledMapping(dataset);
  const notes = createNoteBook();
  const bindings = { params, ...mappingFunctions(notes) };
  for (const page of pagesOf(payload)) await checkFailure(page, mapping, bindings);
  checkExpectations(payload, mapping.expects);
  const mapped = objectAt(await evaluate(mapping.expression, payload, bindings, '/mapping/expression'), '');
  const data = dataOf(mapped, dataset, mapping, notes);
  const paging = pagingOf(dataset.request['paging']);
  const short = paging && shortfall(payload, paging);
  return { data, ...(short ? { partial: short } : {}), ...standingOf(mapped, notes), version: versionOf(mapped), notes: notes.notes() };
}

/** What is wrong in the request and in the mapping: the first fault of each, so that one does not hide the other. Compiles on the way. */
function check(dataset: DatasetSpec): Fault[] {
  const found = [settled(() => requestOf(dataset)), settled(() => compiledMapping(dataset))];
  return found.flatMap((part) => (part.ok ? [] : [part.error]));
}

const pagingHere = (dataset: DatasetSpec) => pagingOf(dataset.request['paging']) ?? refuse('misconfigured', '/request/paging', 'a way from page to page', undefined);

/** How pages are walked and joined, by `request.paging`. */
export const mappedPages: PageReading = {
  next: (payload, dataset, _params, asked) => nextPage(payload, pagingHere(dataset), asked),
  merge: (payloads, dataset) => mergePages(payloads, pagingHere(dataset)),
};

export const restJsonReader: PayloadReader = { id: 'rest-json', read: readMapped, check, pages: mappedPages };
