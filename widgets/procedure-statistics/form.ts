import { aggregate } from '@/domain/cube/aggregate';
import type { Figure } from '@/domain/figure';
import { checkCarryOver, checkForm06, type Form06Fault } from '@/domain/form-06/form-06';
import type { Form06Counts } from '@/domain/form-06/types';
import { measured, missing, valueOf, type Measure } from '@/domain/measure';
import { previousPeriod } from '@/domain/period/period';
import type { Label } from '@/widget-kit';
import { seriesPeriods } from './datasets';
import { readSlot, unitAt, unitLabel, type Input, type Place, type Reading } from './reading';
import { LEVEL_ORDER, levelLabel, settlingUnits } from './rows';
import { FORM_COLUMNS, type FormColumn, type FormContent, type FormFault, type FormGroup, type FormRow } from './view-model';

const TOTAL: Label = { key: 'total.all' };

/** A row whose columns stand in the cube as they are. */
const rowAt = (reading: Reading, place: Place, label: Label, drill: string | null): FormRow =>
  checked({ id: place.unit, label, drill, cells: FORM_COLUMNS.map((metric) => reading.count(metric, place)), faulty: false });

/** A row that adds up others, column by column; a missing part leaves its column without a sum. */
const sumOf = (reading: Reading, place: Place, rows: readonly FormRow[], id: string, label: Label): FormRow => ({
  id, label, drill: null, faulty: false,
  cells: FORM_COLUMNS.map((_, column) => {
    const parts = rows.map((row): Measure => row.cells[column]?.measure ?? missing('not-available'));
    return reading.computed(aggregate(parts, 'sum'), place, 'sum');
  }),
});

/** The eleven columns as numbers; null where any is missing, for then nothing can be said about balance. */
function countsOf(row: FormRow): Form06Counts | null {
  const values = row.cells.map((cell) => valueOf(cell.measure));
  if (values.includes(null)) return null;
  const at = (column: FormColumn): number => values[FORM_COLUMNS.indexOf(column)] ?? 0;
  return {
    received: at('received'), receivedOnline: at('receivedOnline'), receivedDirect: at('receivedDirect'), carriedOver: at('carriedOver'),
    settled: at('settled'), settledEarly: at('settledEarly'), settledOnTime: at('settledOnTime'), settledLate: at('settledLate'),
    pending: at('pending'), pendingInTerm: at('pendingInTerm'), pendingOverdue: at('pendingOverdue'),
  };
}

function balanceOf(row: FormRow): readonly Form06Fault[] {
  const counts = countsOf(row);
  return counts ? checkForm06(counts) : [];
}
const checked = (row: FormRow): FormRow => ({ ...row, faulty: balanceOf(row).length > 0 });

/** A fault with its two sides as figures like the row's own. */
function faultOf(row: FormRow, rule: FormFault['rule'], left: number, right: number): readonly FormFault[] {
  const like = row.cells[0];
  const side = (value: number): Figure[] => (like ? [{ ...like, measure: measured(value), formula: 'sum', indicator: null }] : []);
  return side(left).flatMap((first) => side(right).map((second) => ({ rule, unit: row.label, left: first, right: second })));
}

/** The sum of the units against what the source itself reports for the province, on received, settled and pending. */
function againstReported(total: FormRow, reported: FormRow): readonly FormFault[] {
  return (['received', 'settled', 'pending'] as const).flatMap((metric) => {
    const column = FORM_COLUMNS.indexOf(metric);
    const [sum, given] = [valueOf(total.cells[column]?.measure), valueOf(reported.cells[column]?.measure)];
    return sum === null || given === null || sum === given ? [] : faultOf(total, `total ${metric}`, sum, given);
  });
}

/** (4) of the period against (9) of the one before, as the source reports both for the unit in view. */
function carryOver(input: Input): readonly FormFault[] {
  const { scope } = input;
  const series = readSlot(input, 'series', seriesPeriods(scope));
  const label = unitLabel(unitAt(input, scope.unit), scope.unit);
  const now = rowAt(series, { unit: scope.unit, period: scope.period }, label, null);
  const before = rowAt(series, { unit: scope.unit, period: previousPeriod(scope.period) }, label, null);
  const [next, previous] = [countsOf(now), countsOf(before)];
  return next && previous ? checkCarryOver(previous, next).flatMap((fault) => faultOf(now, fault.rule, fault.left, fault.right)) : [];
}

/** The whole form: units by level, a total for each level and for all, and what does not balance. */
export function form06(input: Input): FormContent {
  const { scope, province, options } = input;
  const reading = readSlot(input, 'units', [scope.period]);
  const here = { unit: scope.unit, period: scope.period };
  const settling = settlingUnits(input, reading);
  const groups = LEVEL_ORDER.flatMap((level): FormGroup[] => {
    const rows = settling
      .filter(({ unit }) => unit.level === level)
      .sort((a, b) => (a.unit.code < b.unit.code ? -1 : 1))
      .map(({ unit, reading: own, place, former }) => rowAt(own, place, unitLabel(unit, unit.code), former || unit.code === scope.unit ? null : unit.code));
    const label = levelLabel(level);
    return rows.length === 0 ? [] : [{ level, label, rows, total: sumOf(reading, here, rows, level, label) }];
  });
  const everyRow = groups.flatMap((group) => group.rows);
  const total = sumOf(reading, here, everyRow, 'total', TOTAL);
  const whole = options.level === 'all' && scope.unit === province.unit && groups.length > 0;
  return {
    kind: 'form-06', groups, total, limit: options.limit,
    faults: [
      ...(whole ? againstReported(total, rowAt(reading, here, TOTAL, null)) : []),
      ...carryOver(input),
      ...everyRow.flatMap((row) => (row.faulty ? balanceOf(row).flatMap((fault) => faultOf(row, fault.rule, fault.left, fault.right)) : [])),
    ],
  };
}
