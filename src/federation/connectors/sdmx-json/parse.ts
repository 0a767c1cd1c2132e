import type { DatasetSpec, Normalised, Params, PayloadReader } from '../../connector';
import { settled, type Fault } from '../../fault';
import { createNoteBook } from '../../normalise/note-book';
import { mappingOf } from '../json-stat/mapping';
import { timeCodes } from '../json-stat/time-codes';
import { cubeOfTable } from '../json-stat/to-cube';
import { readMessage } from './message';
import { requestOf } from './request';
import { tableOf } from './to-table';

/** `prepared` is when the message was written, at every question anew: no time of the figures. */
function read(payload: unknown, dataset: DatasetSpec, params: Params): Normalised {
  const mapping = mappingOf(dataset);
  const time = mapping.time?.pattern === undefined ? mapping.time?.dimension : undefined;
  const table = tableOf(readMessage(payload), time, mapping.metricDimension);
  const notes = createNoteBook();
  return { data: cubeOfTable(table, mapping, params, notes), asOf: null, version: null, notes: notes.notes() };
}

/** The first fault of the request and of the mapping. */
const check = (dataset: DatasetSpec): Fault[] => [requestOf, timesOf].flatMap((part) => {
  const found = settled<unknown>(() => part(dataset));
  return found.ok ? [] : [found.error];
});
function timesOf(dataset: DatasetSpec): unknown {
  const { time } = mappingOf(dataset);
  return time && timeCodes(time.pattern, time.nineMonths, '/mapping/time/pattern');
}

export const sdmxJsonReader: PayloadReader = { id: 'sdmx-json', read, check };
