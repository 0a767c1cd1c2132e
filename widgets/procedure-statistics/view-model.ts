import type { Figure } from '@/domain/figure';
import type { Form06Fault } from '@/domain/form-06/form-06';
import type { Attention, Direction } from '@/domain/indicator';
import type { UnitCode, UnitLevel } from '@/domain/org-unit/types';
import type { Period } from '@/domain/period/types';
import type { Label, PersonalValue, ViewModelBase } from '@/widget-kit';

/** One row of a table of results: a unit, a field or a level. */
export interface StatRow {
  readonly id: string;
  /** Where a press leads; null where there is nowhere to go. */
  readonly drill: UnitCode | null;
  readonly label: Label;
  /** For narrow tiles; equal to `label` where there is no shorter name. */
  readonly shortLabel: Label;
  /** The unit in view among its peers. */
  readonly current: boolean;
  readonly attention: Attention;
  readonly received: Figure;
  readonly settled: Figure;
  readonly onTime: Figure;
  readonly overdue: Figure;
}
export interface RowsContent {
  readonly kind: 'rows';
  readonly of: 'unit' | 'field' | 'level';
  /** All rows, in order; the view shows `limit` of them and counts the rest. */
  readonly rows: readonly StatRow[];
  readonly limit: number;
  readonly total: StatRow;
  readonly target: number | null;
}

/** Columns (1)–(11) of form 06, by metric. */
export const FORM_COLUMNS = [
  'received', 'receivedOnline', 'receivedDirect', 'carriedOver',
  'settled', 'settledEarly', 'settledOnTime', 'settledLate',
  'pending', 'pendingInTerm', 'pendingOverdue',
] as const;
export type FormColumn = (typeof FORM_COLUMNS)[number];

export interface FormRow {
  readonly id: string;
  readonly label: Label;
  readonly drill: UnitCode | null;
  /** In the order of {@link FORM_COLUMNS}. */
  readonly cells: readonly Figure[];
  readonly faulty: boolean;
}
export interface FormGroup {
  readonly level: UnitLevel;
  readonly label: Label;
  readonly rows: readonly FormRow[];
  readonly total: FormRow;
}
/** Two sides that ought to be equal: a balance of one row, the carry-over, or units against the province's own total. */
export interface FormFault {
  readonly rule: Form06Fault['rule'] | 'total received' | 'total settled' | 'total pending';
  readonly unit: Label;
  readonly left: Figure;
  readonly right: Figure;
}
export interface FormContent {
  readonly kind: 'form-06';
  readonly groups: readonly FormGroup[];
  readonly total: FormRow;
  readonly limit: number;
  /** What does not balance, the whole before its parts. */
  readonly faults: readonly FormFault[];
}

/** A big number with the two things said beside it. */
export interface BigFigure {
  readonly id: 'received' | 'settled' | 'on-time' | 'overdue';
  readonly label: Label;
  readonly figure: Figure;
  readonly lastYear: Figure;
  readonly change: 'relative' | 'difference';
  readonly direction: Direction;
  readonly target: Figure | null;
  readonly note: { readonly label: Label; readonly figure: Figure } | null;
}
export interface ChannelShare {
  readonly id: 'online' | 'counter' | 'postal';
  readonly label: Label;
  readonly count: Figure;
  readonly share: Figure;
  readonly lastYear: Figure;
}
export interface TotalsContent {
  readonly kind: 'totals';
  readonly figures: readonly BigFigure[];
  readonly channels: readonly ChannelShare[];
}
export interface ChannelsContent {
  readonly kind: 'channels';
  readonly received: Figure;
  readonly channels: readonly ChannelShare[];
  /** Share of online filing over the last periods, ascending. */
  readonly online: readonly Figure[];
}

export interface TrendContent {
  readonly kind: 'trend';
  /** Newest twelve, ascending. */
  readonly months: readonly Period[];
  readonly received: readonly Figure[];
  readonly settled: readonly Figure[];
  /** `received` of the same months a year earlier. */
  readonly receivedLastYear: readonly Figure[];
  /** Positions before which the map changed and figures could not be carried over. */
  readonly breaks: readonly number[];
}

export interface DossierRow {
  readonly id: string;
  readonly code: string | null;
  readonly procedure: string | null;
  readonly unit: Label | null;
  /** A hint at most, or withheld, unless the reader stated a purpose. */
  readonly applicant: PersonalValue;
  readonly phone: PersonalValue;
  readonly channel: Label | null;
  readonly dueOn: string | null;
  readonly late: Figure;
}
export interface DossiersContent {
  readonly kind: 'dossiers';
  /** Persons are shown in full, for a stated purpose. */
  readonly disclosed: boolean;
  readonly rows: readonly DossierRow[];
  readonly limit: number;
  readonly total: Figure;
}

export type ProcedureContent = RowsContent | FormContent | TotalsContent | ChannelsContent | TrendContent | DossiersContent;
export interface ProcedureVm extends ViewModelBase {
  readonly unit: Label;
  readonly period: Period;
  readonly content: ProcedureContent;
}

/** Whether figures are all of one standing: then the foot of the tile says it once, and no cell repeats it. */
export const isEven = (figures: readonly Figure[]): boolean =>
  new Set(figures.flatMap(({ measure }) => (measure.kind === 'value' ? [measure.status] : []))).size <= 1;
