import type { UnitCode } from '@/domain/org-unit/types';
import type { Instant } from '@/domain/time';
import type { FrozenAnswers } from '../freeze/frozen';
import type { ReportDocument } from '../document/document';
import type { ReportTemplate } from '../template/template';

/** draft → submitted → issued, or returned to its author; superseded by a later version of itself. */
export const REPORT_STATES = ['draft', 'submitted', 'returned', 'approved', 'issued', 'superseded', 'withdrawn'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** What people do with a report. */
export const REPORT_DEEDS = ['submit', 'return', 'approve', 'issue', 'withdraw'] as const;
export type ReportDeed = (typeof REPORT_DEEDS)[number];

/** The state after a deed; null where it cannot be done from there. */
export function afterDeed(state: ReportState, deed: ReportDeed): ReportState | null {
  const known: Readonly<Partial<Record<ReportState, Readonly<Partial<Record<ReportDeed, ReportState>>>>>> = {
    draft: { submit: 'submitted', withdraw: 'withdrawn' },
    returned: { submit: 'submitted', withdraw: 'withdrawn' },
    submitted: { return: 'returned', approve: 'approved' },
    approved: { return: 'returned', issue: 'issued' },
  };
  return known[state]?.[deed] ?? null;
}
/** Whether its words may still be changed. */
export const isOpen = (state: ReportState): boolean => state === 'draft' || state === 'returned';

/** Who did what when, for the history of a report. */
export interface ReportStep {
  readonly at: Instant;
  readonly by: string;
  readonly deed: ReportDeed | 'create' | 'edit' | 'refresh' | 'supersede';
  readonly reason: string | null;
}

/** A report without its content, as lists show it. */
export interface ReportCard {
  readonly id: string;
  readonly template: string;
  readonly title: string;
  readonly unit: UnitCode;
  /** `periodText`. */
  readonly period: string;
  readonly state: ReportState;
  /** 1, and one more for every correction of an issued report. */
  readonly version: number;
  /** Changes with every save: what an editor must name to save. */
  readonly revision: number;
  readonly author: string;
  readonly createdAt: Instant;
  readonly issuedAt: Instant | null;
  /** "163/BC-UBND"; null until it is issued. */
  readonly number: string | null;
  /** Hash of the document's canonical JSON, hex. */
  readonly contentHash: string;
  readonly supersedes: string | null;
}

/** A report whole. `frozen` is there for who may still change it. */
export interface ReportRecord extends ReportCard {
  readonly templateBody: ReportTemplate;
  /** By block id of the template. */
  readonly commentary: Readonly<Record<string, string>>;
  readonly signer: string;
  readonly document: ReportDocument;
  readonly frozen: FrozenAnswers | null;
  readonly steps: readonly ReportStep[];
  /** What the reader may do with it now. */
  readonly may?: readonly (ReportDeed | 'edit' | 'correct')[];
  /** The reader wrote in it and may approve it, with a reason: the unit has nobody else who may. */
  readonly approvesOwn?: boolean;
}
