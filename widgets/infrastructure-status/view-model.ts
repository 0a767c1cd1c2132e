import type { Figure } from '@/domain/figure';
import type { Attention } from '@/domain/indicator';
import type { Instant } from '@/domain/time';
import type { Label, ViewModelBase } from '@/widget-kit';

export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number] | 'other';

/** A device or a link. */
export interface PartRow {
  readonly id: string;
  readonly slot: 'hosts' | 'links';
  readonly label: Label;
  readonly unit: Label | null;
  /** Who runs the line, where it is one. */
  readonly provider: string | null;
  readonly state: 'up' | 'down' | 'unknown';
  /** How long it has been down; missing while it is up, or where nobody knows since when. */
  readonly down: Figure;
  /** The measure that is nearest to its limit, percent. */
  readonly use: Figure;
  readonly useOf: 'cpu' | 'memory' | 'storage' | 'line' | null;
  /** Percent; null where there is none. */
  readonly limit: number | null;
  readonly attention: Attention;
}

/** An alert or a problem that stands. */
export interface TroubleRow {
  readonly id: string;
  readonly severity: Severity;
  readonly title: string | null;
  readonly unit: Label | null;
  readonly age: Figure;
  /** Until when nobody is told of it, and why; null where it is not silenced. */
  readonly silence: { readonly until: Instant | null; readonly why: string | null } | null;
  readonly holder: Label;
  /** Nobody has it. */
  readonly lonely: boolean;
  readonly attention: Attention;
}

export interface PartCounts {
  readonly all: Figure;
  readonly up: Figure;
  readonly down: Figure;
  /** Above their limit. */
  readonly over: Figure;
}
export interface SiteRow {
  readonly id: string;
  readonly label: Label;
  readonly metrics: readonly { readonly id: string; readonly label: Label; readonly figure: Figure }[];
}

export type InfrastructureContent =
  | {
      readonly kind: 'summary';
      readonly hosts: PartCounts;
      readonly links: PartCounts;
      readonly alerts: Figure;
      readonly silenced: Figure;
      readonly problems: Figure;
      readonly lonely: Figure;
      /** What is down, the longest first; null where neither list came. */
      readonly down: readonly PartRow[] | null;
    }
  | { readonly kind: 'parts'; readonly of: 'hosts' | 'links'; readonly counts: PartCounts; readonly rows: readonly PartRow[]; readonly limit: number }
  | { readonly kind: 'alerts'; readonly rows: readonly TroubleRow[]; readonly limit: number; readonly open: Figure; readonly silenced: Figure; readonly lonely: Figure }
  | { readonly kind: 'environment'; readonly sites: readonly SiteRow[] };

export interface InfrastructureVm extends ViewModelBase {
  readonly content: InfrastructureContent;
}
