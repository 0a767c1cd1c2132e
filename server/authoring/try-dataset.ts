import { measureAt, STATUS_INDEX } from '@/domain/cube/cube';
import type { Cube } from '@/domain/cube/types';
import type { Dataset, DatasetQuery } from '@/domain/dataset';
import { periodFromCode, periodText } from '@/domain/period/text';
import { err, ok, type Result } from '@/domain/result';
import { createFederation } from '@/federation/create-federation';
import { timePattern } from '@/federation/connectors/json-stat/time-codes';
import type { TableChoice } from '@/federation/connectors/px-web/dataset-of';
import type { TableMeta } from '@/federation/connectors/px-web/table-meta';
import { nodeThread } from '@/federation/worker/node-thread';
import type { ReadingThread } from '@/federation/worker/protocol';
import type { Core } from '../core';
import type { WaysOut } from './office';

/** A fault of what was chosen or of what came of it. `place` is a pointer into `choice`, `dataset`, or a file of the pack. */
export interface AuthoringFault {
  readonly in: 'choice' | 'dataset' | 'pack' | 'source';
  readonly place: string;
  readonly expected: string;
  readonly got: string;
}

/** One cell with the labels of its place, in the order of the dimensions; of a time its code, which says of which calendar it is. */
export interface TriedCell {
  readonly labels: readonly string[];
  readonly unit: string | null;
  readonly decimals: number | null;
  /** Null where there is no number; `status` then says why. */
  readonly value: number | null;
  readonly status: string;
}
export interface Tried {
  readonly dimensions: readonly { readonly id: string; readonly label: string; readonly role: string; readonly size: number }[];
  readonly cells: readonly TriedCell[];
  readonly cellCount: number;
  /** Epoch ms. */
  readonly asOf: number | null;
  readonly notes: readonly { readonly code: string; readonly count: number; readonly example: string | null }[];
}

const SHOWN_CELLS = 60;
const SHOWN_PERIODS = 3;
const WAIT_MS = 12_000;

/** The newest periods of a table as parameters; none where the dataset takes none. */
function newestPeriods(dataset: Dataset, meta: TableMeta, { time }: TableChoice): DatasetQuery['params'] {
  if (dataset.parameters.length === 0 || !time) return {};
  const mapped = dataset.mapping['time'];
  const pattern = typeof mapped === 'object' && mapped !== null && 'pattern' in mapped && typeof mapped.pattern === 'string' ? mapped.pattern : '{year}';
  const { read } = timePattern(pattern, false, '/mapping/time/pattern');
  const periods = (meta.dimensions.find(({ id }) => id === time.dimension)?.categories ?? []).flatMap(({ code }) => {
    const period = periodFromCode(time.calendar, read(code) ?? '');
    return period ? [periodText(period)] : [];
  }).sort();
  const newest = periods.slice(-SHOWN_PERIODS);
  return { from: newest[0] ?? '', to: newest.at(-1) ?? '' };
}

/** The first cells that there can be: figures since January have none of the month. */
function shownCells(cube: Cube): TriedCell[] {
  const { dimensions } = cube;
  const shown: number[] = [];
  for (let position = 0; position < cube.values.length && shown.length < SHOWN_CELLS; position += 1) if (cube.status[position] !== STATUS_INDEX['not-applicable']) shown.push(position);
  return shown.map((position): TriedCell => {
    let left = position;
    const places = [...dimensions].reverse().map(({ categories, role }) => {
      const category = categories[left % categories.length];
      left = Math.floor(left / categories.length);
      return { category, role };
    }).reverse();
    const metric = places.find(({ role }) => role === 'metric')?.category;
    const measure = measureAt(cube, position);
    return {
      labels: places.map(({ category, role }) => (role === 'time' ? category?.code : category?.label) ?? ''), unit: metric?.unit ?? null, decimals: metric?.decimals ?? null,
      ...(measure.kind === 'value' ? { value: measure.value, status: measure.status } : { value: null, status: measure.reason }),
    };
  });
}

/** Asks a dataset that is not in force once, of its newest periods: what it comes to, or what is wrong with it. */
export async function tryDataset(core: Pick<Core, 'province' | 'clock'>, ways: WaysOut, { dataset, meta, choice }: { readonly dataset: Dataset; readonly meta: TableMeta; readonly choice: TableChoice }, startThread: () => ReadingThread = nodeThread): Promise<Result<Tried, readonly AuthoringFault[]>> {
  const { sources, codeLists } = core.province.current();
  const federation = createFederation({
    sources: new Map([...sources].filter(([id]) => id === dataset.source)), datasets: new Map([[dataset.id, dataset]]), codeLists, startThread,
    times: { clock: core.clock }, resolveUrl: () => '',
    connection: (id) => {
      const source = sources.get(id);
      return source ? ways.connectionOf(source) : {};
    },
  });
  try {
    const faults = await federation.checkDatasets();
    if (faults.length > 0) return err(faults.map(({ pointer, expected, got }) => ({ in: 'dataset', place: pointer, expected, got })));
    const answer = await federation.ask({ dataset: dataset.id, params: newestPeriods(dataset, meta, choice) }, AbortSignal.timeout(WAIT_MS));
    if (!answer.ok) return err([{ in: 'source', place: answer.error.pointer ?? '', expected: answer.error.expected ?? 'an answer', got: answer.error.got ?? answer.error.kind }]);
    const { data, asOf, notes = [] } = answer.value;
    if (data.kind !== 'cube') return err([{ in: 'dataset', place: '/shape', expected: 'cube', got: data.kind }]);
    return ok({
      dimensions: data.dimensions.map(({ id, label, role, categories }) => ({ id, label, role, size: categories.length })),
      cells: shownCells(data), cellCount: data.values.length, asOf, notes: notes.map(({ code, count, example }) => ({ code, count, example: example ?? null })),
    });
  } finally {
    federation.dispose();
  }
}
