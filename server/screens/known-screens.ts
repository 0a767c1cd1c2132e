import type { Core } from '../core';
import { hashOf, isSecret } from '../session/secrets';
import { actorOfRow, screenOfSecret } from './screen-rows';
import type { ScreenActor } from './screens';

/** Far more than a province has; junk in cookies cannot fill the memory. */
const MOST_KNOWN = 5_000;

export interface KnownScreens {
  readonly identify: (secret: string) => Promise<ScreenActor | null>;
  readonly drop: (screen: string) => void;
  readonly stop: () => void;
}

/**
 * Screens by the secret of their cookie, remembered for `identityCacheMs` and forgotten at once when an event tells of a change. The first
 * use of a new secret ends the one before it.
 */
export function knownScreens(core: Pick<Core, 'store' | 'events' | 'clock' | 'settings'>): KnownScreens {
  const { store, clock } = core;
  const known = new Map<string, { readonly actor: ScreenActor; readonly until: number }>();
  const drop = (screen: string): void => {
    for (const [key, { actor }] of known) if (actor.id === screen) known.delete(key);
  };
  const stop = core.events.subscribe(({ kind, audience }) => {
    if (kind !== 'session-ended' && kind !== 'rights-changed') return;
    if (audience.to === 'screen') drop(audience.id);
    else if (audience.to === 'everyone') known.clear();
  });
  return {
    identify: async (secret) => {
      if (!isSecret(secret)) return null;
      const hash = hashOf(secret);
      const cached = known.get(hash);
      const now = clock();
      if (cached && now < cached.until) return cached.actor;
      known.delete(hash);
      const row = await screenOfSecret(store.db, hash);
      if (!row || row.revoked_at) return null;
      if (row.secret === hash && row.previous_secret !== null) {
        await store.db.updateTable('screen').set({ previous_secret: null }).where('id', '=', row.id).where('secret', '=', hash).execute();
        drop(row.id);
      }
      if (known.size >= MOST_KNOWN) known.clear();
      const actor = actorOfRow(row);
      known.set(hash, { actor, until: now + core.settings.times.identityCacheMs });
      return actor;
    },
    drop,
    stop,
  };
}
