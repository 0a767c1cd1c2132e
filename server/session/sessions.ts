import type { Rights } from '@/access/rights';
import type { SessionView } from '@/access/session-view';
import type { Actor } from '@/domain/access';
import type { CsrfOf, Identify } from '../http/route';
import type { Db } from '../store/store';

export type PersonActor = Extract<Actor, { readonly kind: 'person' }>;

/** Why a session ended; kept with it and told to its open pages. */
export type EndReason = 'signed-out' | 'signed-out-everywhere' | 'ended-by-owner' | 'ended-by-administrator' | 'provider-logout' | 'replaced' | 'idle' | 'too-long' | 'disabled';

/** One of a person's own sessions, as its owner sees it. Times are epoch ms. */
export interface OwnSession {
  readonly id: string;
  readonly agent: string;
  readonly address: string;
  readonly since: number;
  readonly seenAt: number;
  readonly current: boolean;
}

/** Who is signed in, on every gateway. */
export interface Sessions {
  /** The person or display behind a request's cookies; a person wins. Counts as use of the session. */
  readonly identify: Identify;
  /** The person of a session as it is now, past every cache and without counting as use; null once it has ended. For open streams. */
  readonly now: (session: string) => Promise<PersonActor | null>;
  readonly csrfOf: CsrfOf;
  /** What `GET /api/session` answers; `rights` are found where they are not given. */
  readonly viewOf: (actor: Actor, rights?: Rights) => Promise<SessionView>;
  /** Ends all sessions of a person inside the caller's transaction; gives how many. For disabling somebody, or at an administrator's wish. */
  readonly endAllOf: (db: Db, person: string, reason: EndReason, by: Actor) => Promise<number>;
  /**
   * Finds the sign-on, and keeps looking while it is down. Throws where what it says of itself may not be trusted (another issuer, plain
   * `http`): the gateway must not start.
   */
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
}
