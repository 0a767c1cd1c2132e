import type { DatasetSpec, Normalised, Params, PayloadReader } from '../../connector';
import { refuse, settled, type Fault } from '../../fault';
import { EVENT_KEYS, drawnEvents, eventDrawAt, type EventDraw, type SourceRow } from '../../normalise/drawn-fields';
import { createNoteBook } from '../../normalise/note-book';
import { configAt, flagAt, listAt, nameAt, objectAt, oneOfAt, textAt, type Keyed } from '../../shape';
import { requestOf, type AlertmanagerRequest } from './request';

function mappingOf(dataset: DatasetSpec, { kind }: AlertmanagerRequest): EventDraw {
  if (dataset.shape !== 'events') refuse('misconfigured', '/shape', 'events', dataset.shape);
  return eventDrawAt(configAt(dataset.mapping, '/mapping', EVENT_KEYS), [kind === 'alerts' ? 'fingerprint' : 'id']);
}

/** What a silence is about, as its matchers are written: `host="web-01", severity=~"low|medium"`. */
function aboutOf(silence: Keyed, pointer: string): string {
  return listAt(silence['matchers'], `${pointer}/matchers`).map((each, at) => {
    const here = `${pointer}/matchers/${at}`;
    const { name, value, isRegex, isEqual = true } = objectAt(each, here);
    const operator = `${flagAt(isEqual, `${here}/isEqual`) ? '=' : '!'}${flagAt(isRegex, `${here}/isRegex`) ? '~' : ''}`;
    return `${nameAt(name, `${here}/name`)}${operator === '!' ? '!=' : operator}${JSON.stringify(textAt(value, `${here}/value`))}`;
  }).join(', ');
}

const stateOf = (row: Keyed, pointer: string): string => nameAt(objectAt(row['status'], `${pointer}/status`)['state'], `${pointer}/status/state`);

/** Alerts as they came; silences of the wanted states, with `about` in words of their matchers. */
function rowsOf(payload: unknown, { kind, states }: AlertmanagerRequest): SourceRow[] {
  return listAt(payload, '').flatMap((each, at) => {
    const pointer = `/${at}`;
    const row = objectAt(each, pointer);
    if (kind === 'alerts') {
      oneOfAt(stateOf(row, pointer), ['active', 'suppressed', 'unprocessed'], `${pointer}/status/state`);
      return [{ row, pointer }];
    }
    return states.includes(stateOf(row, pointer)) ? [{ row: { ...row, about: aboutOf(row, pointer) }, pointer }] : [];
  });
}

function read(payload: unknown, dataset: DatasetSpec, _params: Params): Normalised {
  const request = requestOf(dataset);
  const notes = createNoteBook();
  const data = drawnEvents(rowsOf(payload, request), mappingOf(dataset, request), notes);
  return { data, asOf: null, version: null, notes: notes.notes() };
}

/** The first fault of the request and of the mapping. */
function check(dataset: DatasetSpec): Fault[] {
  const request = settled(() => requestOf(dataset));
  if (!request.ok) return [request.error];
  const mapping = settled(() => mappingOf(dataset, request.value));
  return mapping.ok ? [] : [mapping.error];
}

export const alertmanagerReader: PayloadReader = { id: 'alertmanager', read, check };
