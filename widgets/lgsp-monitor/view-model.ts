import type { Figure } from '@/domain/figure';
import type { Attention } from '@/domain/indicator';
import type { Period } from '@/domain/period/types';
import type { Label, ViewModelBase } from '@/widget-kit';

/** One shared service on this day. */
export interface ServiceRow {
  readonly id: string;
  readonly label: Label;
  readonly attention: Attention;
  readonly requests: Figure;
  readonly errors: Figure;
  readonly errorRate: Figure;
  readonly p95: Figure;
  readonly availability: Figure;
}
/** One application and what it asks for; `services` with the most called first. */
export interface CallerRow {
  readonly id: string;
  readonly label: Label;
  readonly attention: Attention;
  readonly requests: Figure;
  readonly errorRate: Figure;
  readonly services: readonly { readonly id: string; readonly label: Label; readonly requests: Figure }[];
}
export interface Day {
  readonly day: Period;
  readonly requests: Figure;
  readonly errors: Figure;
  readonly errorRate: Figure;
  readonly p95: Figure;
  readonly availability: Figure;
}
/** The hours of today that are over, against the same hours a week before. */
export interface SameHours {
  /** Whole hours counted: 8 is up to 08:00. */
  readonly until: number;
  readonly today: Figure;
  readonly before: Figure;
}

export type LgspContent =
  | {
      readonly kind: 'summary';
      readonly requests: Figure;
      readonly errorRate: Figure;
      readonly p95: Figure;
      readonly availability: Figure;
      /** The service level agreed; null where the card has none. */
      readonly level: number | null;
      readonly sameHours: SameHours | null;
      /** Services that need somebody, worst first; null where the list did not come. */
      readonly worst: readonly ServiceRow[] | null;
      readonly services: Figure;
      readonly days: readonly Day[];
    }
  | { readonly kind: 'services'; readonly rows: readonly ServiceRow[]; readonly limit: number; readonly level: number | null }
  | { readonly kind: 'callers'; readonly rows: readonly CallerRow[]; readonly limit: number; readonly total: Figure }
  | { readonly kind: 'trend'; readonly days: readonly Day[]; readonly total: Figure };

export interface LgspVm extends ViewModelBase {
  readonly content: LgspContent;
}
