import type { Rights } from '@/access/rights';
import type { Actor } from '@/domain/access';
import type { Classification } from '@/domain/dataset';
import type { UnitCode } from '@/domain/org-unit/types';
import type { ScreenReport } from '@/domain/wall';
import type { AuditEntry } from '../audit/trail';

export type ScreenActor = Extract<Actor, { readonly kind: 'screen' }>;
export type PersonActor = Extract<Actor, { readonly kind: 'person' }>;

/** What every page of a paired display says of itself. */
export type ShortStanding = Pick<ScreenReport, 'dashboard' | 'build' | 'freshness'>;
/** What a display says of itself; an older page says less. */
export type ScreenStanding = ShortStanding & { readonly [Field in Exclude<keyof ScreenReport, keyof ShortStanding>]?: ScreenReport[Field] | undefined };

/** A paired display as operators see it. Times are epoch ms. */
export interface ScreenView {
  readonly id: string;
  readonly name: string;
  readonly unit: UnitCode | null;
  readonly classes: readonly Classification[];
  readonly dashboards: readonly string[];
  /** Name of who confirmed it. */
  readonly pairedBy: string;
  readonly pairedAt: number;
  /** Null where it never came. */
  readonly seenAt: number | null;
  /** How long it has been silent, ms; null where it never came. */
  readonly unseenMs: number | null;
  readonly shows: ShortStanding | null;
}

/** What a confirmer gives a screen. */
export interface ScreenGift {
  readonly name: string;
  readonly unit: UnitCode | null;
  readonly classes: readonly Classification[];
  readonly dashboards: readonly string[];
}

/** Who confirms or changes, from where. */
export interface Operator {
  readonly actor: Actor;
  readonly rights: Rights;
  readonly from: NonNullable<AuditEntry['from']>;
}

/** What a device is told while it pairs. `formerName`: it was this screen until somebody revoked it. */
export type PairingState =
  | { readonly state: 'waiting'; readonly code: string; readonly expiresAt: number; readonly formerName: string | null }
  | { readonly state: 'paired'; readonly screen: string; readonly name: string; readonly secret: string }
  | { readonly state: 'expired'; readonly formerName: string | null };

export const SCREEN_COMMANDS = ['reload', 'identify', 'show'] as const;
export type ScreenCommand = (typeof SCREEN_COMMANDS)[number];

/** Paired displays: each has its own revocable right to read, and is nobody's session. Faults are `Problem`s. */
export interface Screens {
  /** The screen behind a cookie's secret, or null: unknown or revoked. Known for at most `identityCacheMs` without looking again. */
  readonly identify: (secret: string) => Promise<Actor | null>;
  /** The screen as it is now, past every cache; null once revoked. */
  readonly now: (id: string) => Promise<ScreenActor | null>;
  /** A new code for a device; what it was given before is void. */
  readonly begin: (device: string | null, address: string) => Promise<{ readonly code: string; readonly expiresAt: number; readonly device: string }>;
  /** How the pairing of a device stands; `former` is the secret of a screen it once was. Hands out the screen's secret when it is confirmed. */
  readonly mine: (device: string | null, former: string | null) => Promise<PairingState>;
  /** A code that waits, as its confirmer typed it; counts as a guess. */
  readonly lookUp: (by: Operator, code: string) => Promise<{ readonly code: string; readonly expiresAt: number }>;
  readonly confirm: (by: Operator, code: string, gift: ScreenGift) => Promise<ScreenView>;
  readonly list: (by: Pick<Operator, 'rights'>) => Promise<readonly ScreenView[]>;
  readonly change: (by: Operator, id: string, change: Partial<ScreenGift>) => Promise<ScreenView>;
  readonly revoke: (by: Operator, id: string) => Promise<void>;
  /** Tells when the screen was last seen, so that nobody waits for one that is off. */
  readonly command: (by: Operator, id: string, command: ScreenCommand, argument: string | null) => Promise<{ readonly seenAt: number | null }>;
  /** Whatever is remembered of a screen's right is looked up anew: what it is given changed outside of here. */
  readonly forget: (id: string) => void;
  /** Writes down what a screen says of itself, as far as it is news; a new secret for its cookie when it is time for one, else null. */
  readonly stand: (screen: ScreenActor, secret: string | null, shows: ScreenStanding) => Promise<string | null>;
  /** Stops listening for events. */
  readonly stop: () => void;
}
