import { addDays, dateParts, parseLocalDate } from '@/domain/civil';
import type { EventRow } from '@/domain/dataset';
import type { Figure } from '@/domain/figure';
import { fold } from '@/domain/fold';
import type { Attention } from '@/domain/indicator';
import { measured, missing, type Measure } from '@/domain/measure';
import type { UnitOfMeasure } from '@/domain/unit-of-measure';
import type { Label } from '@/widget-kit/blocks';
import { countFigure, eventsIn, momentFigure, numberOf, textOf, wordOf } from '@/widget-kit/snapshot-reading';
import type { ModelInput } from '@/widget-kit/widget';
import type { RoadmapOptions } from './options';
import { STATES, type Tally, type TaskRow, type TaskState } from './view-model';

export type Input = ModelInput<RoadmapOptions>;
export const SLOT = 'tasks';

/** The programme is the province's, whatever unit is in view. */
export const programmeFigure = (input: Input, slot: string, measure: Measure, unit: UnitOfMeasure, over: Partial<Figure> = {}): Figure =>
  momentFigure(input, slot, measure, unit, { orgUnit: input.province.unit, boundary: { kind: 'as-reported' }, ...over });

const yearAt = (text: string | null, days: number): number | null => {
  const date = parseLocalDate(text ?? '');
  return date.ok ? dateParts(addDays(date.value, days)).year : null;
};

/** "2017–2018", "2019", "từ năm 2021", "thường xuyên". `until` is exclusive. */
export function yearsLabel(from: number | null, until: number | null): Label {
  if (from === null) return { key: 'years.always' };
  if (until === null) return { key: 'years.from', params: { from: String(from) } };
  return until - 1 === from ? { literal: String(from) } : { key: 'years.span', params: { from: String(from), to: String(until - 1) } };
}

const ATTENTION: Readonly<Record<TaskState, Attention>> = { done: 'good', 'under-way': 'unknown', late: 'watch', 'not-started': 'unknown', other: 'unknown' };

function taskRow(input: Input, row: EventRow): TaskRow {
  const text = (field: string): string | null => textOf(row, field);
  const from = yearAt(text('start'), 0);
  const lastYear = yearAt(text('end'), -1);
  const until = lastYear === null ? null : lastYear + 1;
  const state = wordOf(row, 'state', STATES);
  const number = (field: string, unit: UnitOfMeasure, absent: Measure): Figure => {
    const value = numberOf(row, field);
    return programmeFigure(input, SLOT, value === null ? absent : measured(value), unit);
  };
  return {
    id: row.id, code: text('code'), title: text('title'), document: text('document'), place: text('place'), group: text('group'),
    lead: text('lead'), partners: text('partners'), from, until, years: yearsLabel(from, until), state, attention: ATTENTION[state],
    percent: number('percent', 'percent', missing('not-available')),
    budget: number('budget', 'million-dong', missing('not-applicable')),
    disbursed: number('disbursed', 'million-dong', missing('not-applicable')),
    search: fold(['title', 'code', 'document', 'place', 'group', 'lead', 'partners', 'period'].map((field) => text(field) ?? '').join(' ')),
  };
}

/** Every task once, in the order of the source. Null where the list did not come. */
export function taskRows(input: Input): readonly TaskRow[] | null {
  const events = eventsIn(input, SLOT);
  return events && [...new Map(events.rows.map((row) => [row.id, taskRow(input, row)])).values()];
}

/** Money of the tasks that have some; `not-applicable` where none has. */
function sumOf(input: Input, rows: readonly TaskRow[] | null, field: 'budget' | 'disbursed'): Figure {
  const values = (rows ?? []).flatMap((row) => (row[field].measure.kind === 'value' ? row[field].measure.value : []));
  const whole = values.reduce((sum, value) => sum + value, 0);
  const measure = rows === null ? missing('not-available') : values.length === 0 ? missing('not-applicable') : measured(whole);
  return programmeFigure(input, SLOT, measure, 'million-dong', { formula: 'sum' });
}

export function tally(input: Input, rows: readonly TaskRow[] | null): Tally {
  const own = { ...input, scope: { ...input.scope, unit: input.province.unit } };
  const known = rows?.every((row) => row.state !== 'other') ?? true;
  const of = (state: (typeof STATES)[number]): Figure => {
    const found = rows && rows.filter((row) => row.state === state);
    return countFigure(own, SLOT, found, 'task', state === 'late' && (found?.length ?? 0) > 0 ? 'watch' : 'unknown', known);
  };
  return {
    count: countFigure(own, SLOT, rows, 'task'),
    states: { done: of('done'), 'under-way': of('under-way'), late: of('late'), 'not-started': of('not-started') },
    planned: sumOf(input, rows, 'budget'), disbursed: sumOf(input, rows, 'disbursed'),
  };
}

/** Tasks behind, those whose years ended longest ago first, then the least done. */
export const lateFirst = (rows: readonly TaskRow[]): readonly TaskRow[] => {
  const percent = ({ percent: { measure } }: TaskRow): number => (measure.kind === 'value' ? measure.value : 101);
  return rows.filter((row) => row.state === 'late').sort((a, b) => (a.until ?? Infinity) - (b.until ?? Infinity) || percent(a) - percent(b) || (a.id < b.id ? -1 : 1));
};
