import type { Features } from '@/domain/dataset';
import type { Figure } from '@/domain/figure';
import type { Attention } from '@/domain/indicator';
import type { Period } from '@/domain/period/types';
import type { Label, ViewModelBase } from '@/widget-kit';

/** Money of one owner, or of all, from January to the end of a month. Rates are percent of the plan the council assigned. */
export interface Disbursement {
  readonly plan: Figure;
  readonly disbursed: Figure;
  readonly rate: Figure;
  readonly lastYearRate: Figure;
}
export interface OwnerRow extends Disbursement {
  readonly unit: string;
  readonly label: Label;
  readonly attention: Attention;
  /** Missing where the list of projects did not come. */
  readonly behind: Figure;
}
export type ProjectState = 'cham' | 'dang_lam' | 'xong' | 'other';
export interface ProjectRow {
  readonly id: string;
  readonly name: string | null;
  readonly owner: Label | null;
  readonly place: Label | null;
  readonly placeCode: string | null;
  readonly state: ProjectState;
  readonly attention: Attention;
  readonly total: Figure;
  readonly plan: Figure;
  readonly disbursed: Figure;
  readonly rate: Figure;
  /** Last year of the project. */
  readonly until: number | null;
  readonly lon: number | null;
  readonly lat: number | null;
}
export interface MonthPoint {
  /** Month of this year. */
  readonly month: Period;
  readonly rate: Figure;
  readonly disbursed: Figure;
  readonly lastYearRate: Figure;
}

export type InvestmentContent =
  | {
      readonly kind: 'summary';
      readonly all: Disbursement;
      /** Of the plan the Prime Minister assigned; null below the province, which alone is assigned one. */
      readonly fromAbove: { readonly plan: Figure; readonly rate: Figure } | null;
      /** Percent to be disbursed by the end of the year; null where the card names none. */
      readonly target: Figure | null;
      readonly projects: Figure;
      readonly behind: Figure;
      /** Owners furthest below the whole; empty where nobody is. */
      readonly slow: readonly OwnerRow[];
    }
  | { readonly kind: 'owners'; readonly rows: readonly OwnerRow[]; readonly limit: number; readonly total: Disbursement }
  | { readonly kind: 'path'; readonly points: readonly MonthPoint[]; readonly target: Figure | null; readonly newest: MonthPoint | null }
  | { readonly kind: 'projects'; readonly rows: readonly ProjectRow[]; readonly limit: number; readonly projects: Figure; readonly behind: Figure }
  | { readonly kind: 'map'; readonly rows: readonly ProjectRow[]; readonly areas: Features | null; readonly projects: Figure; readonly behind: Figure; readonly unplaced: number; readonly selected: string | null };

export interface InvestmentVm extends ViewModelBase {
  readonly content: InvestmentContent;
}
