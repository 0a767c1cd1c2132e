import type { Action, StatedPurpose } from '@/domain/access';
import type { UnitCode } from '@/domain/org-unit/types';
import type { Text } from '@/domain/text';
import type { Instant } from '@/domain/time';

/** What the page is told of whoever looks at it: the answer of `GET /api/session`. Rights are only hints here; the gateway holds them. */
export interface SessionView {
  readonly actor:
    | { readonly kind: 'anonymous' }
    | {
        readonly kind: 'person';
        readonly id: string;
        readonly name: string;
        readonly title: string;
        readonly unit: UnitCode | null;
        readonly session: string;
        readonly roles: readonly { readonly role: string; readonly name: Text; readonly unit: UnitCode | null }[];
      }
    | { readonly kind: 'screen'; readonly id: string; readonly name: string; readonly unit: UnitCode | null };
  /** Scope of the device cache; another one means other rights. */
  readonly identity: string;
  readonly actions: readonly Action[];
  readonly dashboards: '*' | readonly string[];
  readonly landing: string | null;
  readonly purposes: readonly StatedPurpose[];
  /** Datasets of which personal fields may be asked for by stating a purpose. */
  readonly unmaskable: readonly string[];
  /** Map layers that this reader may open; no other is offered. */
  readonly mapLayers: readonly string[];
  /** To be sent as `X-CSRF-Token` with every change; null where nobody is signed in. */
  readonly csrf: string | null;
  /** When the session ends however busy it is; null for readers without one. */
  readonly expiresAt: Instant | null;
  readonly serverTime: Instant;
  /** Whether there is anywhere to sign in, and whether it answers. */
  readonly signIn: 'ready' | 'unavailable' | 'none';
}
