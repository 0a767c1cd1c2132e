import { ratioOf } from '@/domain/cube/aggregate';
import type { EventRow } from '@/domain/dataset';
import type { Attention } from '@/domain/indicator';
import { measured, missing, valueOf, type Measure } from '@/domain/measure';
import { instantOf, momentFigure, numberOf, rowsInView, textOf, unitLabelOf } from '@/widget-kit/snapshot-reading';
import { fieldLabel, isOpen, SLOT, type Input } from './petitions';
import type { FeedbackFigures, GroupRow } from './view-model';

/** Counts of the daily table by the same names, so that both ways to them meet. */
export interface Counts {
  readonly received: Measure;
  readonly answered: Measure;
  readonly answeredInTime: Measure;
  readonly overdue: Measure;
  readonly rated: Measure;
  readonly satisfied: Measure;
}

const SATISFIED = 4;

/** Counted one by one; a count that hangs on what some row does not say is incomplete. */
export function countsOf(rows: readonly EventRow[], now: number): Counts {
  const stated = rows.every((row) => isOpen(row) !== null);
  const answered = rows.filter((row) => isOpen(row) === false);
  const timed = stated && rows.every((row) => instantOf(row, 'dueAt') !== null) && answered.every((row) => instantOf(row, 'answeredAt') !== null);
  const late = (row: EventRow): boolean => (isOpen(row) ? now : (instantOf(row, 'answeredAt') ?? 0)) > (instantOf(row, 'dueAt') ?? Infinity);
  const count = (of: readonly EventRow[], known = true): Measure => (known ? measured(of.length) : missing('incomplete'));
  const rated = rows.filter((row) => numberOf(row, 'satisfaction') !== null);
  return {
    received: count(rows), answered: count(answered, stated), answeredInTime: count(answered.filter((row) => !late(row)), timed),
    overdue: count(rows.filter((row) => isOpen(row) === true && late(row)), timed),
    rated: count(rated), satisfied: count(rated.filter((row) => (numberOf(row, 'satisfaction') ?? 0) >= SATISFIED)),
  };
}

export function figuresOf(input: Input, slot: string, counts: Counts, orgUnit = input.scope.unit): FeedbackFigures {
  const figure = (measure: Measure, over: Partial<FeedbackFigures['received']> = {}) => momentFigure(input, slot, measure, 'case', { orgUnit, formula: 'sum', ...over });
  const rate = (part: Measure, whole: Measure) => figure(ratioOf(part, whole, 100), { unit: 'percent', decimals: 1, formula: 'ratio' });
  return {
    received: figure(counts.received), answered: figure(counts.answered),
    overdue: figure(counts.overdue, { attention: (valueOf(counts.overdue) ?? 0) > 0 ? 'act' : 'unknown' }),
    inTimeRate: rate(counts.answeredInTime, counts.answered), satisfaction: rate(counts.satisfied, counts.rated),
  };
}

/** Petitions by field or by the unit that answers, those with most overdue first. Null where the list did not come. */
export function groups(input: Input, by: 'fields' | 'units'): readonly GroupRow[] | null {
  const rows = rowsInView(input, SLOT);
  if (!rows) return null;
  const byCode = new Map<string, EventRow[]>();
  for (const row of rows) {
    const code = textOf(row, by === 'fields' ? 'field' : 'unit') ?? '';
    byCode.set(code, [...(byCode.get(code) ?? []), row]);
  }
  const groupRow = ([code, own]: readonly [string, readonly EventRow[]]): GroupRow => {
    const unit = by === 'units' && code !== '' ? code : null;
    const figures = figuresOf(input, SLOT, countsOf(own, input.now), unit ?? input.scope.unit);
    const late = valueOf(figures.overdue.measure);
    const attention: Attention = late === null ? 'unknown' : late > 0 ? 'watch' : 'good';
    const stated = own.every((row) => isOpen(row) !== null);
    return {
      id: code, unit, attention, ...figures,
      label: by === 'fields' ? fieldLabel(code === '' ? null : code) : unit === null ? { key: 'unit.unknown' } : unitLabelOf(input, unit),
      open: momentFigure(input, SLOT, stated ? measured(own.filter((row) => isOpen(row) === true).length) : missing('incomplete'), 'case', { orgUnit: unit ?? input.scope.unit, formula: 'sum' }),
    };
  };
  const size = (figure: { readonly measure: Measure }): number => valueOf(figure.measure) ?? -1;
  return [...byCode].map(groupRow).sort((a, b) => size(b.overdue) - size(a.overdue) || size(b.open) - size(a.open) || size(b.received) - size(a.received));
}
