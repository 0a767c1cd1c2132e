import type { DatasetSpec, Normalised, Params, PayloadReader } from '../../connector';
import { refuse, said, settled, type Fault } from '../../fault';
import { CUBE_KEYS, cubeDrawAt, drawnCube, type CubeDraw } from '../../normalise/drawn-cube';
import { EVENT_KEYS, drawnEvents, eventDrawAt, type EventDraw, type SourceRow } from '../../normalise/drawn-fields';
import { createNoteBook } from '../../normalise/note-book';
import { configAt, listAt, objectAt } from '../../shape';
import { requestOf } from './request';

/** What names a row of each method; history has none of its own. */
const KEYS: Readonly<Record<string, string>> = { 'problem.get': 'eventid', 'event.get': 'eventid', 'trigger.get': 'triggerid', 'host.get': 'hostid', 'item.get': 'itemid' };

type ZabbixMapping = { readonly shape: 'cube'; readonly draw: CubeDraw } | { readonly shape: 'events'; readonly draw: EventDraw };

function mappingOf(dataset: DatasetSpec): ZabbixMapping {
  const key = KEYS[String(dataset.request['method'])];
  if (dataset.shape === 'events') return { shape: 'events', draw: eventDrawAt(configAt(dataset.mapping, '/mapping', EVENT_KEYS), key === undefined ? undefined : [key]) };
  if (dataset.shape !== 'cube') return refuse('misconfigured', '/shape', 'cube or events', dataset.shape);
  return { shape: 'cube', draw: cubeDrawAt(configAt(dataset.mapping, '/mapping', CUBE_KEYS), 'lastvalue') };
}

/** An item that was never measured has the value "0" of the time 0: no value. */
function measured(row: SourceRow): SourceRow {
  return row.row['lastclock'] === '0' ? { ...row, row: { ...row.row, lastvalue: null } } : row;
}

function rowsOf(payload: unknown): SourceRow[] {
  const root = objectAt(payload, '');
  if (root['error'] !== undefined) {
    const { code, message, data } = objectAt(root['error'], '/error');
    refuse('source-error', '/error', 'a result', said(`${String(code ?? '')} ${String(message ?? '')} ${String(data ?? '')}`.trim()));
  }
  return listAt(root['result'], '/result').map((each, at) => measured({ row: objectAt(each, `/result/${at}`), pointer: `/result/${at}` }));
}

function read(payload: unknown, dataset: DatasetSpec, _params: Params): Normalised {
  const { limit } = requestOf(dataset);
  const mapping = mappingOf(dataset);
  const notes = createNoteBook();
  const rows = rowsOf(payload);
  // Zabbix does not say how many there would have been.
  if (rows.length >= limit) notes.add('source-warning', `limit ${limit}`);
  const data = mapping.shape === 'events' ? drawnEvents(rows, mapping.draw, notes) : drawnCube(rows, mapping.draw, notes, '/result');
  return { data, asOf: null, version: null, notes: notes.notes() };
}

/** The first fault of the request, or of the mapping, which depends on the method. */
function check(dataset: DatasetSpec): Fault[] {
  const request = settled(() => requestOf(dataset));
  if (!request.ok) return [request.error];
  const mapping = settled(() => mappingOf(dataset));
  return mapping.ok ? [] : [mapping.error];
}

export const zabbixReader: PayloadReader = { id: 'zabbix', read, check };
