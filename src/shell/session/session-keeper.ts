import type { SessionView } from '@/access/session-view';
import type { GatewayProblem } from '@/federation/gateway/call';
import { toInstant } from '@/domain/time';
import type { Instant } from '@/domain/time';
import type { SessionCalls, StatedReason } from './session-calls';
import { ENDING_MS, isSameReader } from './session-model';

/** Why the page of a reader comes to its end. */
export type Leaving = 'rights' | 'ended' | 'signed-out' | 'screen-revoked';

/** What tabs of one browser tell each other. */
export type TabMessage = 'signed-out' | 'changed';

export interface KeeperParts {
  readonly calls: SessionCalls;
  readonly clock: { now(): Instant; later(ms: number, run: () => void): () => void };
  readonly view: () => SessionView;
  /** A new view of the same reader. */
  readonly adopt: (view: SessionView, receivedAt: Instant) => void;
  /** Server time moved on while something counts down. */
  readonly tick: () => void;
  /** Nothing of this reader may stay on the page. `to` is where to go instead of beginning anew at this address. */
  readonly leave: (why: Leaving, to: string | null) => void;
  /** Personal fields may now be asked for, or no longer be shown. */
  readonly purposesChanged: (dataset: string) => void;
  readonly tell: (message: TabMessage) => void;
  /** Server time minus device time, ms. */
  readonly aheadMs: () => number;
  /** Nobody can see the page: then it does not ask by itself, for asking counts as use of the session. */
  readonly isHidden: () => boolean;
}

export interface SessionKeeper {
  /** Asks who looks; one ask at a time. */
  refresh(): Promise<void>;
  /** The same, at most every few seconds: for hints that come in crowds. */
  refreshSoon(): void;
  /** What another tab said. */
  heard(message: TabMessage): void;
  /** Null where it worked: then the page is already on its way out, to `to` where it is given and to the provider's own way out else. */
  signOut(everywhere: boolean, to?: string): Promise<GatewayProblem | null>;
  statePurpose(stated: StatedReason): Promise<GatewayProblem | null>;
  withdrawPurpose(dataset: string): Promise<GatewayProblem | null>;
  stop(): void;
}

/** Rights withdrawn elsewhere are noticed within this, also where no event arrives. */
const LOOK_EVERY_MS = 45_000;
const HINT_EVERY_MS = 5_000;
const SECOND_MS = 1_000;

/** Keeps what the page knows of its reader true, and ends the page where it no longer is. */
export function createSessionKeeper(parts: KeeperParts): SessionKeeper {
  const { calls, clock } = parts;
  let asking: Promise<void> | null = null;
  // The page begins with a view that has just come.
  let askedAt: number = clock.now();
  let hinted = false;
  let left = false;
  let callOff: (() => void) | null = null;

  /** Covered by the reader although the gateway did not hear of it: they stay covered until opened anew. */
  const covered = new Set<string>();

  const serverNow = (): Instant => toInstant(clock.now() + parts.aheadMs());

  function leave(why: Leaving, to: string | null = null): void {
    if (left) return;
    left = true;
    callOff?.();
    parts.leave(why, to);
  }

  const adopt = (view: SessionView): void =>
    parts.adopt({ ...view, purposes: view.purposes.filter((one) => !covered.has(one.dataset)) }, clock.now());

  function take(next: SessionView): void {
    const before = parts.view();
    if (isSameReader(before, next)) return adopt(next);
    if (before.actor.kind === 'screen') return leave('screen-revoked', '/screen');
    leave(before.actor.kind === 'person' && next.actor.kind !== 'person' ? 'ended' : 'rights');
  }

  async function ask(): Promise<void> {
    askedAt = clock.now();
    const result = await calls.read();
    asking = null;
    if (left) return;
    if (result.ok) take(result.value);
    wait();
  }
  const refresh = (): Promise<void> => (left ? Promise.resolve() : (asking ??= ask()));

  /** Wakes at the next whole second while something counts down, else for the next look. */
  function wait(): void {
    callOff?.();
    if (left) return;
    callOff = clock.later(waitMs(parts.view(), serverNow(), clock.now() - askedAt), () => {
      const { expiresAt } = parts.view();
      parts.tick();
      // Without a network nobody can say that it goes on: what was shown under this session goes.
      if (expiresAt !== null && expiresAt <= serverNow()) return leave('ended');
      if (clock.now() - askedAt >= LOOK_EVERY_MS && !parts.isHidden()) void refresh();
      wait();
    });
  }
  wait();

  return {
    refresh,
    refreshSoon() {
      if (hinted || left) return;
      hinted = true;
      clock.later(Math.max(0, askedAt + HINT_EVERY_MS - clock.now()), () => {
        hinted = false;
        void refresh();
      });
    },
    heard(message) {
      if (message === 'signed-out' && parts.view().actor.kind === 'person') leave('signed-out');
      else void refresh();
    },
    async signOut(everywhere, to) {
      const result = await calls.signOut(parts.view().csrf, everywhere);
      // A session that is already over is signed out.
      if (!result.ok && result.error.status !== 401) return result.error;
      parts.tell('signed-out');
      leave('signed-out', to ?? (result.ok ? result.value.providerLogout : null) ?? '/');
      return null;
    },
    async statePurpose(stated) {
      const result = await calls.statePurpose(parts.view().csrf, stated);
      if (!result.ok) return result.error;
      covered.delete(stated.dataset);
      adopt(result.value);
      parts.purposesChanged(stated.dataset);
      wait();
      return null;
    },
    async withdrawPurpose(dataset) {
      // Covered at once, whatever the gateway says: the reader asked for it.
      const view = parts.view();
      covered.add(dataset);
      adopt({ ...view, serverTime: serverNow() });
      const result = await calls.withdrawPurpose(view.csrf, dataset);
      parts.purposesChanged(dataset);
      return result.ok ? null : result.error;
    },
    stop() {
      left = true;
      callOff?.();
    },
  };
}

/** How long until something has to be done or shown, ms. */
function waitMs(view: SessionView, now: Instant, sinceAskedMs: number): number {
  const counting = view.purposes.some((one) => one.until > now) || (view.expiresAt !== null && view.expiresAt - now <= ENDING_MS);
  if (counting) return SECOND_MS;
  const untilEnding = view.expiresAt === null ? Infinity : view.expiresAt - ENDING_MS - now;
  return Math.max(SECOND_MS, Math.min(untilEnding, LOOK_EVERY_MS - sinceAskedMs));
}
