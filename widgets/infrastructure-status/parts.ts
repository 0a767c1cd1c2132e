import type { EventRow } from '@/domain/dataset';
import type { Attention } from '@/domain/indicator';
import { measured, missing } from '@/domain/measure';
import { countFigure, instantOf, momentFigure, numberOf, rowsInView, spanFigure, textOf, unitLabelOf } from '@/widget-kit/snapshot-reading';
import type { ModelInput } from '@/widget-kit/widget';
import type { InfrastructureOptions } from './options';
import type { PartCounts, PartRow } from './view-model';

export type Input = ModelInput<InfrastructureOptions>;

/** Of a device the fullest of three is told; of a line there is one. */
const USES = { hosts: [['cpu', 'cpuPercent'], ['memory', 'memoryPercent'], ['storage', 'storagePercent']], links: [['line', 'usePercent']] } as const;
const UNIT = { hosts: 'machine', links: 'count' } as const;

function partRow(input: Input, slot: PartRow['slot'], row: EventRow): PartRow {
  const up = row.values['up'];
  const state = up === true ? 'up' : up === false ? 'down' : 'unknown';
  const uses = USES[slot].flatMap(([of, field]) => {
    const value = numberOf(row, field);
    return value === null ? [] : [{ of, value }];
  });
  const [fullest] = [...uses].sort((a, b) => b.value - a.value);
  const limit = numberOf(row, 'limitPercent');
  const over = fullest !== undefined && limit !== null && fullest.value > limit;
  const attention: Attention = state === 'down' ? 'act' : state === 'unknown' ? 'unknown' : over ? 'watch' : 'good';
  const since = instantOf(row, 'downSince');
  const unit = textOf(row, 'unit');
  return {
    id: row.id, slot, state, attention, limit, label: { literal: textOf(row, 'name') ?? row.id },
    unit: unit === null || unit === input.province.unit ? null : unitLabelOf(input, unit), provider: textOf(row, 'provider'),
    down: spanFigure(input, slot, state !== 'down' || since === null ? null : input.now - since, 'act'),
    use: momentFigure(input, slot, fullest ? measured(fullest.value) : missing('not-available'), 'percent', { attention: over && state === 'up' ? 'watch' : 'unknown' }),
    useOf: fullest?.of ?? null,
  };
}

const RANK: Readonly<Record<Attention, number>> = { act: 0, watch: 1, unknown: 2, good: 3 };
const value = ({ use }: PartRow): number => (use.measure.kind === 'value' ? use.measure.value : -1);

/** Devices or lines of the unit in view: what is down first, the longest of it at the top, then what is fullest. Null where the list did not come. */
export function parts(input: Input, slot: PartRow['slot']): readonly PartRow[] | null {
  const rows = rowsInView(input, slot);
  const since = new Map((rows ?? []).map((row) => [row.id, instantOf(row, 'downSince') ?? Infinity]));
  return rows && rows.map((row) => partRow(input, slot, row))
    .sort((a, b) => RANK[a.attention] - RANK[b.attention] || (a.state === 'down' ? (since.get(a.id) ?? 0) - (since.get(b.id) ?? 0) : 0) || value(b) - value(a));
}

/** Everything that is down, of both lists, the longest first. */
export function downOf(input: Input, ...lists: readonly (readonly PartRow[] | null)[]): readonly PartRow[] | null {
  if (lists.every((list) => list === null)) return null;
  const moments = new Map((['hosts', 'links'] as const).flatMap((slot) => (rowsInView(input, slot) ?? []).map((row) => [`${slot}/${row.id}`, instantOf(row, 'downSince') ?? Infinity] as const)));
  const at = ({ slot, id }: PartRow): number => moments.get(`${slot}/${id}`) ?? Infinity;
  return lists.flatMap((list) => (list ?? []).filter(({ state }) => state === 'down')).sort((a, b) => at(a) - at(b));
}

export function partCounts(input: Input, slot: PartRow['slot'], rows: readonly PartRow[] | null): PartCounts {
  const known = rows?.every(({ state }) => state !== 'unknown') ?? true;
  const of = (which: (row: PartRow) => boolean): readonly PartRow[] | null => rows && rows.filter(which);
  const down = of(({ state }) => state === 'down');
  const over = of(({ attention }) => attention === 'watch');
  return {
    all: countFigure(input, slot, rows, UNIT[slot]),
    up: countFigure(input, slot, of(({ state }) => state === 'up'), UNIT[slot], 'unknown', known),
    down: countFigure(input, slot, down, UNIT[slot], (down?.length ?? 0) > 0 ? 'act' : 'unknown', known),
    over: countFigure(input, slot, over, UNIT[slot], (over?.length ?? 0) > 0 ? 'watch' : 'unknown', known),
  };
}
