import type { Json } from '@/domain/dataset';
import type { UnitLevel } from '@/domain/org-unit/types';
import type { CalendarId, PeriodKind } from '@/domain/period/types';
import type { Text } from '@/domain/text';
import type { WordForm } from './word-form';

/** What reports are made from: a form with places for figures. Texts may hold fields, see {@link import('./fields')}. */
export interface ReportTemplate {
  readonly title: Text;
  readonly description?: Text;
  /** Legal basis of the form: "Thông tư 01/2020/TT-VPCP". */
  readonly basis?: Text;
  /** Kinds of period it may be made for, the usual one first, all of one calendar. */
  readonly periods: { readonly calendar: CalendarId; readonly kinds: readonly PeriodKind[] };
  /** Levels of units it may be made for. */
  readonly levels: readonly UnitLevel[];
  /** Whether units owe it: who, how often and until when. None: made when somebody wants it. */
  readonly regime?: ReportRegime;
  /** Absent for what is no administrative document (a brief, minutes of a shift). */
  readonly head?: TemplateHead;
  readonly orientation: 'portrait' | 'landscape';
  readonly blocks: readonly TemplateBlock[];
  readonly tail?: TemplateTail;
  /** Absent: printed as the portal does. Otherwise the Word file is this one, filled; other formats print the blocks. */
  readonly word?: WordForm;
}

/** A duty: each unit of these levels owes the report of each period. */
export interface ReportRegime {
  readonly levels: readonly UnitLevel[];
  /** Which of the template's kinds of period are owed. */
  readonly kinds: readonly PeriodKind[];
  /** Working days after the last day of the period. */
  readonly dueWorkingDays: number;
}

export interface TemplateHead {
  /** Type of document: "BÁO CÁO"; absent for a letter. */
  readonly kind?: Text;
  /** Short mark in the number: "BC" of "Số: …/BC-UBND". */
  readonly mark: string;
  readonly subject: Text;
}
export interface TemplateTail {
  readonly recipients: readonly Text[];
  /** Absent: by the level of the unit. */
  readonly authority?: Text;
  readonly position?: Text;
}

/** Whether a block is there. `missing`/`present`: whether the indicator has a number. */
export type Condition =
  | { readonly kind: 'level'; readonly levels: readonly UnitLevel[] }
  | { readonly kind: 'period'; readonly kinds: readonly PeriodKind[] }
  | { readonly kind: 'indicator'; readonly indicator: string; readonly is: 'present' | 'missing' | 'attention' };

export type IndicatorColumn = 'value' | 'previous' | 'last-year' | 'change-previous' | 'change-last-year' | 'year-to-date' | 'target' | 'target-share' | 'status';

/** Place and time a block speaks of where it is not the report's own. */
export interface BlockScope {
  /** `.` the report's unit, `province`, or a unit code. */
  readonly unit?: string;
  /** `.` the report's period, `-1` the one before, `last-year`, or a `periodText`. */
  readonly period?: string;
}

interface BlockFrame {
  /** Unique within the template; commentary and issues name it. */
  readonly id: string;
  readonly when?: Condition;
}
export type TemplateBlock = BlockFrame & (
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: Text }
  | { readonly kind: 'paragraph'; readonly text: Text }
  | { readonly kind: 'list'; readonly items: readonly Text[] }
  | { readonly kind: 'note'; readonly text: Text }
  /** Whatever a widget gives to a report, from its own view model. */
  | { readonly kind: 'widget'; readonly widget: string; readonly widgetVersion: number; readonly options: { readonly [option: string]: Json }; readonly scope?: BlockScope; readonly caption?: Text }
  | { readonly kind: 'indicators'; readonly indicators: readonly string[]; readonly columns: readonly IndicatorColumn[]; readonly scope?: BlockScope; readonly caption?: Text }
  | { readonly kind: 'trend'; readonly indicator: string; readonly form: 'line' | 'columns'; readonly periods: number; readonly scope?: BlockScope; readonly caption?: Text }
  | { readonly kind: 'ranking'; readonly indicator: string; readonly level: UnitLevel; readonly form: 'table' | 'bars' | 'map'; readonly limit?: number; readonly caption?: Text }
  /** What a person writes: the prompt stands there until they have. */
  | { readonly kind: 'commentary'; readonly prompt: Text; readonly required: boolean }
  /** Figures that are not there, and why. */
  | { readonly kind: 'missing-list' }
  | { readonly kind: 'sources' }
  | { readonly kind: 'page-break' }
  /** Blocks once, or once for each unit of a level below the report's unit. */
  | { readonly kind: 'section'; readonly repeat?: { readonly level: UnitLevel }; readonly blocks: readonly TemplateBlock[] }
  | { readonly kind: 'appendix'; readonly title: Text; readonly orientation: 'portrait' | 'landscape'; readonly blocks: readonly TemplateBlock[] }
);
