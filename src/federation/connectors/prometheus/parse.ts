import { STATUS_INDEX, FIRST_MISSING, strides } from '@/domain/cube/cube';
import type { Cube } from '@/domain/cube/types';
import { periodEnd } from '@/domain/period/period';
import { periodText } from '@/domain/period/text';
import { toInstant, type Instant } from '@/domain/time';
import type { DatasetSpec, Normalised, Params, PayloadReader } from '../../connector';
import { refuse, said, settled, type Fault } from '../../fault';
import { drawnCube, type PeriodOfRow } from '../../normalise/drawn-cube';
import { drawnEvents, type SourceRow } from '../../normalise/drawn-fields';
import { drawn } from '../../normalise/drawn-place';
import { createNoteBook, type NoteBook } from '../../normalise/note-book';
import { listAt, objectAt, type Keyed } from '../../shape';
import { mappingOf, type PrometheusMapping } from './mapping';
import { daysAsked, requestOf } from './request';
import { contentOf, pivoted, rowOf, samplesOf, type Sample, type Samples } from './series';

/** Points of a range stand at the ends of the days that were asked for. */
function dayOfRow(dataset: DatasetSpec, params: Params): PeriodOfRow {
  const ends = new Map(daysAsked(requestOf(dataset), params).map((day) => [periodEnd(day) / 1000, periodText(day)]));
  return ({ row, pointer }) => ends.get(row['at'] as number) ?? refuse('malformed', `${pointer}/0`, 'the end of a day that was asked for', row['at']);
}

/** The newest day may still be running: its figures are provisional. */
function withRunningDay(cube: Cube): Cube {
  const at = cube.dimensions.findIndex(({ role }) => role === 'time');
  const count = cube.dimensions[at]?.categories.length ?? 0;
  const step = strides(cube.dimensions)[at] ?? 1;
  const status = cube.status.map((standing, cell) => (Math.floor(cell / step) % count === count - 1 && standing < FIRST_MISSING ? STATUS_INDEX.provisional : standing));
  return { ...cube, status };
}

const keyOf = (draw: Extract<PrometheusMapping, { shape: 'events' }>['draw']) => ({ row }: SourceRow): string => draw.id.map((place) => String(drawn(row, place))).join('/');

function rowsOf({ kind, samples }: Samples, mapping: PrometheusMapping): SourceRow[] {
  if (mapping.shape !== 'events' || mapping.pivot === undefined) return samples.map(rowOf);
  if (kind === 'matrix') refuse('misconfigured', '/mapping/pivot', 'none for points in time', mapping.pivot);
  return pivoted(samples, mapping.pivot, keyOf(mapping.draw));
}

/** The moment the newest sample was reckoned for; of a range, which may lie ahead, nothing is said. */
const asOf = (kind: string, samples: readonly Sample[]): Instant | null =>
  kind !== 'instant' || samples.length === 0 ? null : toInstant(Math.round(Math.max(...samples.map(({ at }) => at)) * 1000));

function readAlerts(content: Keyed, mapping: PrometheusMapping, notes: NoteBook): Normalised['data'] {
  const rows = listAt(content['alerts'], '/data/alerts').map((each, at) => ({ row: objectAt(each, `/data/alerts/${at}`), pointer: `/data/alerts/${at}` }));
  return mapping.shape === 'events' ? drawnEvents(rows, mapping.draw, notes) : refuse('misconfigured', '/shape', 'events', mapping.shape);
}

function readSamples(found: Samples, mapping: PrometheusMapping, dataset: DatasetSpec, params: Params, notes: NoteBook): Normalised['data'] {
  if (found.samples.length === 0 && !mapping.mayBeEmpty) refuse('malformed', '/data/result', 'at least one series', said('none'));
  const rows = rowsOf(found, mapping);
  if (mapping.shape === 'events') return drawnEvents(rows, mapping.draw, notes);
  const range = dataset.request['kind'] === 'range';
  if (found.kind === 'matrix' && !range) refuse('malformed', '/data/resultType', 'one value a series', found.kind);
  const cube = drawnCube(rows, mapping.draw, notes, '/data/result', range ? dayOfRow(dataset, params) : undefined);
  return range ? withRunningDay(cube) : cube;
}

function read(payload: unknown, dataset: DatasetSpec, params: Params): Normalised {
  const { kind } = requestOf(dataset);
  const mapping = mappingOf(dataset);
  const notes = createNoteBook();
  const content = contentOf(payload, notes);
  if (kind === 'alerts') return { data: readAlerts(content, mapping, notes), asOf: null, version: null, notes: notes.notes() };
  const found = samplesOf(content);
  return { data: readSamples(found, mapping, dataset, params, notes), asOf: asOf(kind, found.samples), version: null, notes: notes.notes() };
}

/** The first fault of the request and of the mapping. */
function check(dataset: DatasetSpec): Fault[] {
  const found = [settled(() => requestOf(dataset)), settled(() => mappingOf(dataset))];
  return found.flatMap((part) => (part.ok ? [] : [part.error]));
}

export const prometheusReader: PayloadReader = { id: 'prometheus', read, check };
