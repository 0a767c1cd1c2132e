import { refuse, said } from '../../fault';
import type { SourceRow } from '../../normalise/drawn-fields';
import type { NoteBook } from '../../normalise/note-book';
import { listAt, nameAt, numberAt, objectAt, oneOfAt, textAt, type Keyed } from '../../shape';

/** One sample of one series: its labels, its value as text, and its time in epoch seconds. */
export interface Sample {
  readonly labels: Keyed;
  readonly value: string;
  readonly at: number;
  readonly pointer: string;
}

/** Samples of an answer, and whether each series has several. */
export interface Samples {
  readonly kind: 'vector' | 'matrix';
  readonly samples: readonly Sample[];
}

/** There is little room for what was wrong; that it was the query goes without saying. */
const messageOf = (error: unknown): string => String(error ?? '').replace(/^invalid parameter "query": /, '');

/** `data` of an answer. Refuses what Prometheus calls an error; keeps its warnings as notes. */
export function contentOf(payload: unknown, notes: NoteBook): Keyed {
  const root = objectAt(payload, '');
  const status = oneOfAt(root['status'], ['success', 'error'] as const, '/status');
  if (status === 'error') refuse('source-error', '/error', 'status success', said(`${String(root['errorType'] ?? 'error')}: ${messageOf(root['error'])}`));
  for (const key of ['warnings', 'infos']) {
    listAt(root[key] ?? [], `/${key}`).forEach((warning, at) => notes.add('source-warning', textAt(warning, `/${key}/${at}`)));
  }
  return objectAt(root['data'], '/data');
}

function pairAt(value: unknown, labels: Keyed, pointer: string): Sample {
  const pair = listAt(value, pointer);
  if (pair.length !== 2) refuse('malformed', pointer, 'a time and a value', value);
  return { labels, at: numberAt(pair[0], `${pointer}/0`), value: textAt(pair[1], `${pointer}/1`), pointer };
}

/** Reads `vector`, `matrix` and `scalar`. */
export function samplesOf(content: Keyed): Samples {
  const type = oneOfAt(content['resultType'], ['vector', 'matrix', 'scalar'] as const, '/data/resultType');
  const result = listAt(content['result'], '/data/result');
  if (type === 'scalar') return { kind: 'vector', samples: [pairAt(result, {}, '/data/result')] };
  const samples = result.flatMap((each, s): readonly Sample[] => {
    const pointer = `/data/result/${s}`;
    const series = objectAt(each, pointer);
    // Native histograms stand in `histogram`: an expression has to make a number of them.
    if (series['histogram'] !== undefined || series['histograms'] !== undefined) refuse('malformed', pointer, 'numbers, no native histogram', series);
    const labels = objectAt(series['metric'], `${pointer}/metric`);
    if (type === 'vector') return [pairAt(series['value'], labels, `${pointer}/value`)];
    return listAt(series['values'], `${pointer}/values`).map((pair, v) => pairAt(pair, labels, `${pointer}/values/${v}`));
  });
  return { kind: type, samples };
}

/** A sample as a row: `labels/…`, `value`, `at` (epoch seconds). */
export const rowOf = ({ labels, value, at, pointer }: Sample): SourceRow => ({ row: { labels, value, at }, pointer });

/**
 * Samples that share the labels of `key` as one row: `labels/…` of them all, `values/<metric>` of each by its label `pivot`, `value` and
 * `at` of the first. The way several metrics of one machine come in one answer.
 */
export function pivoted(samples: readonly Sample[], pivot: string, keyOf: (source: SourceRow) => string): SourceRow[] {
  const rows = new Map<string, { labels: Record<string, unknown>; values: Record<string, string>; value: string; at: number; pointer: string }>();
  for (const sample of samples) {
    const metric = nameAt(sample.labels[pivot], `${sample.pointer}/metric/${pivot}`);
    const key = keyOf(rowOf(sample));
    const row = rows.get(key) ?? { labels: {}, values: {}, value: sample.value, at: sample.at, pointer: sample.pointer };
    if (Object.hasOwn(row.values, metric)) refuse('contradictory', sample.pointer, 'one value a metric', said(`${metric} of ${key} twice`));
    row.values[metric] = sample.value;
    row.labels = { ...sample.labels, ...row.labels };
    rows.set(key, row);
  }
  return [...rows.values()].map(({ pointer, ...row }) => ({ row, pointer }));
}
