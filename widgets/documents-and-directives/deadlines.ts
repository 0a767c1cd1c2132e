import { civilDate, daysBetween, parseLocalDate } from '@/domain/civil';
import type { EventRow } from '@/domain/dataset';
import type { Attention } from '@/domain/indicator';
import { measured, missing } from '@/domain/measure';
import { countFigure, momentFigure, rowsInView, textOf, unitLabelOf } from '@/widget-kit/snapshot-reading';
import type { Input } from './tasks';
import type { LeaderRow, TaskRow } from './view-model';

const SLOT = 'open';
/** A task due within this many days asks for a look. */
const SOON_DAYS = 3;

function taskRow(input: Input, row: EventRow): TaskRow {
  const date = parseLocalDate(textOf(row, 'dueOn') ?? '');
  const dueOn = date.ok ? date.value : null;
  const left = dueOn === null ? null : daysBetween(civilDate(input.now), dueOn);
  const state = left === null ? 'unknown' : left < 0 ? 'overdue' : left === 0 ? 'today' : 'running';
  const attention: Attention = left === null ? 'unknown' : left < 0 ? 'act' : left <= SOON_DAYS ? 'watch' : 'good';
  const unit = textOf(row, 'unit');
  return {
    id: row.id, code: textOf(row, 'code'), title: textOf(row, 'title'), leader: textOf(row, 'leader'),
    unit: unit === null ? null : unitLabelOf(input, unit), dueOn, state, attention,
    days: momentFigure(input, SLOT, left === null ? missing('not-available') : measured(Math.abs(left)), 'day', {
      ...(unit === null ? {} : { orgUnit: unit }), formula: 'difference', attention: attention === 'good' ? 'unknown' : attention,
    }),
  };
}

/** Open tasks of the unit in view, the longest overdue first, then the nearest date. Null where the list did not come. */
export function openTasks(input: Input): readonly TaskRow[] | null {
  const rows = rowsInView(input, SLOT)?.map((row) => taskRow(input, row));
  return rows?.sort((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999')) ?? null;
}

export interface Urgency {
  readonly overdue: readonly TaskRow[] | null;
  readonly soon: readonly TaskRow[] | null;
  /** Whether every task has its date: else nothing can be counted by date. */
  readonly dated: boolean;
}

export const urgency = (rows: readonly TaskRow[] | null): Urgency => ({
  overdue: rows && rows.filter((row) => row.state === 'overdue'),
  soon: rows && rows.filter((row) => row.attention === 'watch'),
  dated: rows?.every((row) => row.state !== 'unknown') ?? true,
});

/** Open tasks by who gave them, those with most overdue first. */
export function leaderRows(input: Input, rows: readonly TaskRow[] | null): readonly LeaderRow[] {
  const names = [...new Set((rows ?? []).map((row) => row.leader))];
  const of = (name: string | null): LeaderRow => {
    const own = (rows ?? []).filter((row) => row.leader === name);
    const { overdue, soon, dated } = urgency(own);
    const late = (overdue?.length ?? 0) > 0;
    return {
      id: name ?? '', label: name === null ? { key: 'leader.unknown' } : { literal: name }, attention: late ? 'watch' : dated ? 'good' : 'unknown',
      open: countFigure(input, SLOT, own, 'task'),
      overdue: countFigure(input, SLOT, overdue, 'task', late ? 'watch' : 'unknown', dated),
      soon: countFigure(input, SLOT, soon, 'task', 'unknown', dated),
    };
  };
  const late = (name: string | null): number => (rows ?? []).filter((row) => row.leader === name && row.state === 'overdue').length;
  const all = (name: string | null): number => (rows ?? []).filter((row) => row.leader === name).length;
  return names.sort((a, b) => late(b) - late(a) || all(b) - all(a)).map(of);
}
