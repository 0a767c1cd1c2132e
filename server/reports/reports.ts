import type { Rights } from '@/access/rights';
import type { Actor } from '@/domain/access';
import type { UnitCode } from '@/domain/org-unit/types';
import type { ReportDifference } from '@/reports/register/changes';
import type { ReportCard, ReportDeed, ReportRecord, ReportState } from '@/reports/register/record';
import type { AuditEntry } from '../audit/trail';
import type { ReportIssue } from './composer';
import type { ReportRow } from './report-rows';

/** Who asks, and from where. */
export interface Writer {
  readonly actor: Extract<Actor, { readonly kind: 'person' }>;
  readonly rights: Rights;
  readonly from?: NonNullable<AuditEntry['from']>;
}

/** A report to be made. `key` is made by whoever asks: the same again is the same report. */
export interface ReportWish {
  readonly template: string;
  readonly unit: UnitCode;
  /** `periodText`. */
  readonly period: string;
  readonly key: string;
}
export interface ReportFilter {
  readonly unit?: UnitCode | undefined;
  readonly period?: string | undefined;
  readonly template?: string | undefined;
  readonly state?: ReportState | undefined;
  /** Words of a title or a number, without marks or case. */
  readonly text?: string | undefined;
}
/** One page of the register. */
export interface ReportPage {
  readonly reports: readonly ReportCard[];
  /** Where the next page begins; null where this is the last. */
  readonly next: string | null;
}
/** Which page: what follows `after`, at most `limit`. */
export interface PageWish {
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}
/** What people write into a report. Commentary is joined to what stands, block by block. */
export interface ReportWords {
  readonly commentary?: Readonly<Record<string, string>> | undefined;
  readonly signer?: string | undefined;
  readonly number?: string | undefined;
}
export interface DoneDeed {
  readonly deed: ReportDeed;
  readonly reason?: string | undefined;
  readonly number?: string | undefined;
}
/** What a change came to; `conflict`: somebody else was first, and this is what stands. */
export type Changed = { readonly report: ReportRecord } | { readonly conflict: ReportRecord } | { readonly issues: readonly ReportIssue[] };

/**
 * Reports of the units one shares, and of figures one may see: the others do not exist. Made by who may write for the unit; handed in, approved
 * and issued by others than wrote them, but where a unit has nobody else who may approve. Faults are `Problem`s.
 */
export interface Reports {
  readonly make: (by: Writer, wish: ReportWish, signal: AbortSignal) => Promise<ReportRecord>;
  readonly list: (by: Writer, filter: ReportFilter, page?: PageWish) => Promise<ReportPage>;
  readonly read: (by: Writer, id: string) => Promise<ReportRecord>;
  /** `revision` is the one that was looked at. */
  readonly edit: (by: Writer, id: string, revision: number, words: ReportWords) => Promise<Changed>;
  /** Asks every source anew; only while its words may be changed. */
  readonly refresh: (by: Writer, id: string, revision: number, signal: AbortSignal) => Promise<Changed>;
  readonly act: (by: Writer, id: string, revision: number, deed: DoneDeed) => Promise<Changed>;
  /** A new version of an issued one, which stands until the new one is issued. Asked again: the version that is there. */
  readonly correct: (by: Writer, id: string, reason: string, signal: AbortSignal) => Promise<ReportRecord>;
  readonly check: (by: Writer, id: string) => Promise<readonly ReportIssue[]>;
  /** What differs from the version before; nothing of a first one. */
  readonly changes: (by: Writer, id: string) => Promise<readonly ReportDifference[]>;
  /** The row behind a report that the reader may see. */
  readonly seen: (by: Writer, id: string) => Promise<ReportRow>;
}
