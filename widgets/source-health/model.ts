import { aggregate } from '@/domain/cube/aggregate';
import type { EventRow } from '@/domain/dataset';
import type { Attention } from '@/domain/indicator';
import { measured, missing, valueOf, type Measure } from '@/domain/measure';
import { countFigure, eventsIn, instantOf, momentFigure, numberOf, spanFigure, textOf, wordOf } from '@/widget-kit/snapshot-reading';
import type { SourceFailure } from '@/widget-kit/source-sentence';
import type { ModelInput } from '@/widget-kit/widget';
import type { SourceHealthOptions } from './options';
import { STATES, type SourceHealthVm, type SourceRow, type State } from './view-model';

type Input = ModelInput<SourceHealthOptions>;

const SLOT = 'sources';

/** A source left alone or refusing us needs a person; one that fails or is being tried again needs a look; `other` is a word we do not know. */
const ATTENTION: Readonly<Record<State, Attention>> = { working: 'good', unasked: 'unknown', failing: 'act', resting: 'act', trying: 'watch', held: 'watch', other: 'unknown' };
const RANK: Readonly<Record<Attention, number>> = { act: 0, watch: 1, good: 2, unknown: 3 };

const measureOf = (row: EventRow, field: string): Measure => {
  const value = numberOf(row, field);
  return value === null ? missing('not-available') : measured(value);
};

function failureOf(row: EventRow, state: State): SourceFailure | null {
  const kind = textOf(row, 'kind');
  if (kind === null && (state === 'working' || state === 'unasked')) return null;
  if (kind === null && state === 'other') return null;
  // Left alone without a failure on record: the pause itself is what is known.
  return {
    kind: kind ?? 'circuit-open', pointer: textOf(row, 'pointer'), absent: row.values['absent'] === true,
    httpStatus: numberOf(row, 'httpStatus'), since: instantOf(row, 'since'),
  };
}

function sourceRow(input: Input, row: EventRow): SourceRow {
  const { province, now } = input;
  const id = textOf(row, 'source') ?? row.id;
  const state = wordOf(row, 'state', STATES);
  const known = province.sources.get(id);
  const name = textOf(row, 'name');
  const lastSuccess = instantOf(row, 'lastSuccess');
  const held = measureOf(row, 'held');
  const dataset = province.datasets.get(textOf(row, 'dataset') ?? '');
  return {
    id, state, name: known?.shortName ?? { vi: name ?? id, en: textOf(row, 'nameEn') ?? name ?? id },
    attention: state === 'working' && (valueOf(held) ?? 0) > 0 ? 'watch' : ATTENTION[state],
    failure: failureOf(row, state),
    dataset: dataset ? { text: dataset.title } : null,
    owner: known?.contact?.unit ?? known?.owner ?? null, phone: known?.contact?.phone ?? null,
    lastSuccess, nextTryAt: instantOf(row, 'nextTryAt'),
    quiet: spanFigure(input, SLOT, lastSuccess === null ? null : now - lastSuccess, ATTENTION[state] === 'act' ? 'act' : 'unknown'),
    latency: momentFigure(input, SLOT, measureOf(row, 'latencyMs'), 'millisecond'),
    datasets: momentFigure(input, SLOT, measureOf(row, 'datasets'), 'count'),
    held: momentFigure(input, SLOT, held, 'count', { attention: (valueOf(held) ?? 0) > 0 ? 'watch' : 'unknown' }),
  };
}

const isTroubled = ({ attention }: SourceRow): boolean => attention === 'act' || attention === 'watch';
/** Worst first, then the longest without a good answer. */
const order = (a: SourceRow, b: SourceRow): number => RANK[a.attention] - RANK[b.attention] || (a.lastSuccess ?? 0) - (b.lastSuccess ?? 0) || a.id.localeCompare(b.id);

/** How every source fares at `now`, the worst first. Pure; a source nobody asked yet is not counted among those that work. */
export function model(input: Input): SourceHealthVm {
  const events = eventsIn(input, SLOT);
  const all = events && [...new Map(events.rows.map((row) => [row.id, row])).values()].map((row) => sourceRow(input, row)).sort(order);
  const troubled = all && all.filter(isTroubled);
  const snapshot = input.snapshots[SLOT];
  const worst = troubled?.[0]?.attention;
  return {
    empty: snapshot?.state === 'empty' && (all?.length ?? 0) === 0,
    attention: all === null ? 'unknown' : worst ?? 'good',
    view: input.options.view, limit: input.options.limit, now: input.now,
    rows: input.options.view === 'all' ? all : troubled,
    working: countFigure(input, SLOT, all && all.filter(({ state }) => state === 'working'), 'count', 'unknown', all?.every(({ state }) => state !== 'other') ?? true),
    troubled: countFigure(input, SLOT, troubled, 'count', worst ?? 'unknown', all?.every(({ state }) => state !== 'other') ?? true),
    all: countFigure(input, SLOT, all, 'count'),
    held: momentFigure(input, SLOT, aggregate((all ?? []).map(({ held }) => held.measure), 'sum'), 'count', { formula: 'sum' }),
  };
}
