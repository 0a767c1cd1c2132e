import type { Figure } from '@/domain/figure';
import type { Period } from '@/domain/period/types';
import type { Text } from '@/domain/text';
import type { Label, ViewModelBase } from '@/widget-kit';
import type { RegisterId } from './options';

export interface PartFigure {
  readonly id: string;
  readonly figure: Figure;
}
/** One register for the unit in view. */
export interface RegisterVm {
  readonly id: RegisterId;
  readonly name: Label;
  readonly headline: Figure;
  /** What the headline is compared with, and which of the two it is; null below the province and where the source keeps no months. */
  readonly change: { readonly current: Figure; readonly base: Figure; readonly against: 'last-year' | 'previous' } | null;
  readonly rateId: string;
  readonly rate: Figure;
  readonly parts: readonly PartFigure[];
  /** Communes with figures, and all there are; null below the province. */
  readonly coverage: { readonly present: Figure; readonly expected: Figure } | null;
  readonly period: Period | null;
  readonly owner: Text | null;
  /** Message that lists the basic fields it keeps of each entry. */
  readonly fields: Label;
  /** Headline month by month, ascending; null is a gap. */
  readonly trend: readonly (number | null)[];
}
export interface UnitRow {
  readonly unit: string;
  readonly label: Label;
  readonly headline: Figure;
  readonly rate: Figure;
}

export type RegistersContent =
  | { readonly kind: 'overview'; readonly registers: readonly RegisterVm[] }
  | { readonly kind: 'register'; readonly register: RegisterVm }
  | { readonly kind: 'units'; readonly register: RegisterId; readonly name: Label; readonly rateId: string; readonly rows: readonly UnitRow[]; readonly limit: number; readonly total: Figure; readonly rate: Figure; readonly period: Period | null };

export interface RegistersVm extends ViewModelBase {
  readonly content: RegistersContent;
}
