import type { UnitCode, UnitLevel } from '@/domain/org-unit/types';
import type { Period } from '@/domain/period/types';
import type { Comparison, Order, Refusal } from './read-words';

export type Breakdown = 'none' | 'units' | 'time' | 'field';
export type Meaning = 'indicator' | 'unit' | 'period' | 'comparison' | 'breakdown';

/** Words of the question, as typed, and what they were taken for. In the order of the question. */
export interface ReadPart {
  readonly text: string;
  readonly meaning: Meaning;
}

/** One indicator a question may mean, and why: the name it was found by, how much of that name was said, how much of what was said the name holds. */
export interface Candidate {
  readonly indicator: string;
  /** 0…1; the two shares together. */
  readonly score: number;
  readonly name: string;
  readonly ofName: number;
  readonly ofQuestion: number;
}

export interface Alternatives {
  /** Likely first. */
  readonly indicators: readonly Candidate[];
  readonly units: readonly UnitCode[];
}

/** What the words of one question were taken for. `unread`: words nothing was made of, as typed; words of courtesy are not among them. */
interface Read {
  readonly parts: readonly ReadPart[];
  readonly unread: readonly string[];
  readonly alternatives: Alternatives;
}

export interface FigureReading extends Read {
  readonly kind: 'figure';
  readonly indicator: string;
  readonly unit: UnitCode;
  readonly period: Period;
  readonly comparison: Comparison;
  readonly breakdown: Breakdown;
  /** Level of the units of a breakdown; null for every level that has the figure. */
  readonly level: UnitLevel | null;
  /** Only so many of them, in which order; null for all. */
  readonly top: { readonly count: number; readonly order: Order } | null;
  readonly score: number;
  /** What the reader should know. `own-period`: the indicator is kept by other periods than was said, and the tile names its own. `former-name`: the unit was called by an earlier name. */
  readonly notes: readonly ('own-period' | 'former-name')[];
}

/**
 * Why there is no figure. `unit-ended`: the unit was not there any more in that period; its successors are among the alternatives.
 * `level`: the indicator is not kept for such units. `several-…`: one question names two.
 */
export type Why = 'empty' | 'too-long' | 'no-indicator' | 'ambiguous' | 'future' | 'period' | 'several-periods' | 'several-units' | 'comparison' | 'unit-ended' | 'unit-unclear' | 'level' | Refusal;

export interface NotUnderstood extends Read {
  readonly kind: 'not-understood';
  readonly why: Why;
  /** The unit that is in the way, where one is. */
  readonly unit: UnitCode | null;
}

export type Reading = FigureReading | NotUnderstood;
