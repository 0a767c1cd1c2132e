import { toInstant } from '@/domain/time';
import { rightsOf } from '@/access/rights-of';
import type { Actor } from '@/domain/access';
import type { Core } from '../core';
import { createAttempts, type Attempts } from './attempts';
import { endSessions } from './end-sessions';
import { createWhoAsks, type WhoAsks } from './identify';
import { createLogoutTokens, type ReadLogoutToken } from './logout-token';
import type { PeoplePort } from './people-port';
import { createIdentityProvider, type IdentityProvider } from './provider';
import type { ScreensPort } from './screens-port';
import { sessionView } from './session-view';
import type { Sessions } from './sessions';
import { createSignIn, type SignIn } from './sign-in';
import { steadyClock } from './steady-clock';
import { sweepUntil } from './sweep';

export interface SessionParts {
  /** Paired displays; absent where there are none. */
  readonly screens?: ScreensPort;
  /** Runs evenly whatever happens to the wall clock, ms. For tests. */
  readonly monotonic?: () => number;
}

/** What the routes of this concern use beyond what others may. */
export interface SessionsInside extends Sessions {
  readonly people: PeoplePort;
  readonly who: WhoAsks;
  readonly provider: IdentityProvider;
  readonly signIn: SignIn;
  readonly attempts: Attempts;
  readonly readLogoutToken: ReadLogoutToken;
  /** The clock of session ages, see {@link steadyClock}. */
  readonly steady: () => number;
}

/** People signed in, on this and every other gateway. Nothing runs until `start`. */
export function createSessions(core: Core, people: PeoplePort, { screens, monotonic = () => performance.now() }: SessionParts = {}): SessionsInside {
  const steady = steadyClock(core.clock, monotonic);
  const who = createWhoAsks(core, people, screens ?? null, steady);
  const provider = createIdentityProvider(core.settings.identity, core.log, core.clock);
  let stopSweeping: (() => Promise<void>) | null = null;

  const standing = async (actor: Actor): Promise<{ csrf: string; expiresAt: number } | null> => {
    if (actor.kind !== 'person') return null;
    const known = who.sessionOf(actor) ?? (await who.now(actor.session));
    return known && { csrf: known.row.csrf, expiresAt: known.row.expiresAt };
  };
  return {
    people, who, provider, steady,
    signIn: createSignIn(core, provider),
    attempts: createAttempts(core),
    readLogoutToken: createLogoutTokens(),
    identify: who.identify,
    now: async (session) => (await who.now(session))?.actor ?? null,
    csrfOf: async (actor) => (await standing(actor))?.csrf ?? null,
    viewOf: async (actor, rights) => {
      const now = core.clock();
      const session = await standing(actor);
      return sessionView(actor, rights ?? rightsOf(actor, core.province.current(), toInstant(now)), {
        province: core.province.current(), csrf: session?.csrf ?? null, expiresAt: session?.expiresAt ?? null, now, signIn: provider.standing(),
      });
    },
    endAllOf: async (db, person, reason, by) => (await endSessions(core, db, { person }, reason, { actor: by }, steady())).length,
    start: async () => {
      await provider.start();
      stopSweeping ??= core.store.elect('session-sweep', (signal) => sweepUntil(core, steady, signal));
    },
    close: async () => {
      who.close();
      provider.close();
      await stopSweeping?.();
    },
  };
}
