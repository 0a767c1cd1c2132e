import type { UnitCode } from './org-unit/types';

/** What a remark is about: figures of a dataset, of one indicator of it, of a unit, of a period or a day. */
export interface AnnotationTarget {
  readonly dataset: string;
  /** Null: the dataset as a whole. */
  readonly indicator: string | null;
  readonly unit: UnitCode;
  /** Text form of a period; null where the remark is about a day, or about all there is. */
  readonly period: string | null;
  /** `YYYY-MM-DD`; null where it is about a period, or about all there is. */
  readonly day: string | null;
}

export interface AnnotationAuthor {
  readonly id: string;
  /** Null where the person is no longer known. */
  readonly name: string | null;
}

export interface AnnotationReply {
  readonly id: string;
  readonly text: string;
  readonly author: AnnotationAuthor;
  /** Epoch ms. */
  readonly at: number;
  readonly mine: boolean;
}

/** A remark on a figure and what was answered, oldest answer first. */
export interface Annotation {
  readonly id: string;
  readonly target: AnnotationTarget;
  readonly text: string;
  readonly author: AnnotationAuthor;
  readonly at: number;
  /** Null where it stands as it was written. */
  readonly editedAt: number | null;
  readonly resolved: { readonly by: AnnotationAuthor; readonly at: number } | null;
  readonly replies: readonly AnnotationReply[];
  /** Written by the reader, who alone may change its words or take it away. */
  readonly mine: boolean;
  /** The reader may call it settled, or open it again. */
  readonly mayResolve: boolean;
}

/** Longest remark or answer, characters. */
export const ANNOTATION_TEXT = 2_000;

/** A place on a time axis somebody remarked on. */
export interface AxisMark {
  /** Text form of the period, or the day as `YYYY-MM-DD`. */
  readonly at: string;
  /** Open remarks there. */
  readonly count: number;
  /** The newest of them. */
  readonly text: string;
}
