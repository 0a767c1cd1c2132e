import type { StoredAnswer } from '@/cache/record';
import type { DatasetQuery } from '@/domain/dataset';
import type { BoundaryReading } from '@/domain/org-unit/types';
import type { Instant } from '@/domain/time';
import type { SourceError } from '@/federation/source-error';

/** Everything a report is computed from, taken at one moment: figures of one document cannot disagree. */
export interface FrozenAnswers {
  readonly version: 1;
  /** The one clock of the report, server time. */
  readonly at: Instant;
  readonly province: string;
  readonly unit: string;
  readonly period: string;
  readonly boundary: BoundaryReading;
  readonly answers: readonly FrozenAnswer[];
}
/** One question and what was answered; `answer` null where nothing was, and `cause` then says why. */
export interface FrozenAnswer {
  readonly question: DatasetQuery;
  readonly answer: StoredAnswer | null;
  readonly cause: SourceError | null;
}
