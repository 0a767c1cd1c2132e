import type { Figure } from '@/domain/figure';
import type { Attention } from '@/domain/indicator';
import type { Period } from '@/domain/period/types';
import type { Instant } from '@/domain/time';
import type { Label, ViewModelBase } from '@/widget-kit';

export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];
/** `other`: a severity the centre gave that we do not know. */
export type AlertSeverity = Severity | 'other';

export interface SeverityCount {
  readonly severity: AlertSeverity;
  readonly open: Figure;
}
export interface AlertRow {
  readonly id: string;
  readonly severity: AlertSeverity;
  readonly attention: Attention;
  readonly title: string | null;
  readonly system: string | null;
  readonly unit: Label | null;
  /** Null while nobody has taken it. */
  readonly team: string | null;
  /** Null where the centre does not say. */
  readonly assigned: boolean | null;
  readonly assignedAt: Instant | null;
  /** Since it occurred. */
  readonly waiting: Figure;
}

/** A legal term of one incident. */
export interface Clock {
  readonly kind: 'notify' | 'report';
  readonly state: 'done' | 'done-late' | 'running' | 'overdue' | 'unknown';
  readonly dueAt: Instant | null;
  /** What is left, or how long it is overdue; missing when done or unknown. */
  readonly time: Figure;
  /** Share of the term that has passed, 0–1. */
  readonly passed: number | null;
  readonly attention: Attention;
}
export interface IncidentRow {
  readonly id: string;
  readonly severity: AlertSeverity;
  readonly title: string | null;
  readonly system: string | null;
  readonly unit: Label | null;
  readonly team: string | null;
  readonly state: 'open' | 'contained' | 'closed' | 'other';
  readonly age: Figure;
  readonly clocks: readonly Clock[];
}

export interface DayBar {
  readonly day: Period;
  readonly total: Figure;
  readonly critical: Figure;
}
export interface LevelRow {
  readonly level: string;
  readonly label: Label;
  readonly systems: Figure;
  readonly approved: Figure;
  readonly pending: Figure;
  readonly attention: Attention;
}
export interface CoverageShare {
  readonly id: 'machines' | 'systems';
  readonly share: Figure;
  readonly part: Figure;
  readonly whole: Figure;
}
export interface CoverageCount {
  readonly id: 'vulnerabilitiesCritical' | 'vulnerabilitiesHigh' | 'patchesOverdue';
  readonly count: Figure;
}

export type SecurityContent =
  | {
      readonly kind: 'summary';
      readonly severities: readonly SeverityCount[];
      readonly open: Figure;
      readonly unassigned: Figure;
      /** The clock that runs out first, or has run out longest. */
      readonly urgent: { readonly clock: Clock; readonly incident: string | null } | null;
      readonly incidentsOpen: Figure;
      /** The first few open alerts, for tiles with room. */
      readonly worst: readonly AlertRow[];
      readonly days: readonly DayBar[];
    }
  | { readonly kind: 'alerts'; readonly rows: readonly AlertRow[]; readonly limit: number; readonly open: Figure; readonly unassigned: Figure }
  | { readonly kind: 'incidents'; readonly rows: readonly IncidentRow[]; readonly limit: number; readonly open: Figure; readonly overdue: Figure }
  | { readonly kind: 'systems'; readonly rows: readonly LevelRow[]; readonly total: LevelRow }
  | { readonly kind: 'coverage'; readonly shares: readonly CoverageShare[]; readonly counts: readonly CoverageCount[] };

export interface SecurityVm extends ViewModelBase {
  readonly content: SecurityContent;
}
