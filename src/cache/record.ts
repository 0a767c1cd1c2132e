import type { DatasetData } from '@/domain/dataset';
import type { Provenance } from '@/domain/provenance';
import type { Instant } from '@/domain/time';

/**
 * What is kept of a source's reply: the same shape as federation's `Answer`, named here in domain words because this
 * room knows no source. Survives structured clone.
 */
export interface StoredAnswer {
  readonly data: DatasetData;
  readonly asOf: Instant | null;
  readonly receivedAt: Instant;
  readonly serverTime: Instant | null;
  readonly partial?: { readonly present: number; readonly expected: number };
  readonly provenance: Provenance;
  /** What a reader should know though the answer stands (`clock-skew`, `repeated-rows`); codes are federation's. */
  readonly notes?: readonly AnswerNote[];
}
export interface AnswerNote {
  readonly code: string;
  readonly count: number;
  readonly example?: string;
}

/** Version of one record's shape. A change of shape is a new number here, an upgrader in `disk.ts` and a new dump in `test/upgrade`. */
export const RECORD_VERSION = 1;

/** One record a question: a record a row costs 45 times as much to write and 5 times as much to read. */
export interface AnswerRecord {
  /** `identity|province|queryKey`, the first two percent-encoded. */
  readonly key: string;
  readonly v: typeof RECORD_VERSION;
  /** Estimated bytes on disk; what the budget counts. */
  readonly size: number;
  /** Device time of the last write, or of the first read of a day: what eviction sorts by. */
  readonly lastUsedAt: number;
  readonly answer: StoredAnswer;
}

/** Prefix of every key of one person; no two identities share one. */
export const identityPrefix = (identity: string): string => `${encodeURIComponent(identity)}|`;
export const keyPrefix = (identity: string, province: string): string =>
  `${identityPrefix(identity)}${encodeURIComponent(province)}|`;
