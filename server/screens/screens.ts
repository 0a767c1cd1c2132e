import type { Actor } from '@/domain/access';
import type { Classification, Json } from '@/domain/dataset';
import type { UnitCode } from '@/domain/org-unit/types';

export type ScreenActor = Extract<Actor, { readonly kind: 'screen' }>;
export type PersonActor = Extract<Actor, { readonly kind: 'person' }>;

/** What a paired display says of itself. */
export interface ScreenStanding {
  /** Dashboard or scene in front; null on the pairing page. */
  readonly dashboard: string | null;
  /** Build that is running. */
  readonly build: string;
  /** Worst freshness among what is shown. */
  readonly freshness: string;
  readonly notice?: Json;
}

/** A paired display as operators see it. Times are epoch ms. */
export interface ScreenView {
  readonly id: string;
  readonly name: string;
  readonly unit: UnitCode | null;
  readonly classes: readonly Classification[];
  readonly dashboards: readonly string[];
  readonly pairedBy: string;
  readonly pairedAt: number;
  /** Null where it never came. */
  readonly seenAt: number | null;
  /** How long it has been silent, ms; null where it never came. */
  readonly unseenMs: number | null;
  readonly shows: ScreenStanding | null;
}

/** What a confirmer gives a screen. */
export interface ScreenGift {
  readonly name: string;
  readonly unit: UnitCode | null;
  readonly classes: readonly Classification[];
  readonly dashboards: readonly string[];
}

/** A screen known by its cookie. `replacement`: a new secret to be set as its cookie with the answer at hand. */
export interface KnownScreen {
  readonly actor: ScreenActor;
  readonly replacement: string | null;
}

/** Cookies of displays. The first is only for the time of pairing. */
export const PAIRING_COOKIE = '__Host-pairing';
export const SCREEN_COOKIE = '__Host-screen';

/** Paired displays: each has its own revocable right to read, and is nobody's session. */
export interface Screens {
  /** The screen behind a cookie's secret, or null: unknown or revoked. Known for at most `identityCacheMs` without looking again. */
  readonly identify: (secret: string) => Promise<Actor | null>;
  /** The screen as it is now, past every cache; null once revoked. */
  readonly now: (id: string) => Promise<ScreenActor | null>;
  /** Stops listening for events. */
  readonly stop: () => void;
}
