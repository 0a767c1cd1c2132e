import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  readonly until: number;
}

/** Things kept at most; the oldest go first. */
const MOST_KEPT = 5_000;

/**
 * Sessions, codes and tokens of the mock sign-on: gone when it stops. One for each provider. Like the provider itself it goes by the
 * clock of the machine, not by the one of the mock systems: tokens are for the portal, which checks them.
 */
export function ssoMemory(now: () => number = Date.now): (model: string) => Adapter {
  const kept = new Map<string, Kept>();
  const find = (key: string): AdapterPayload | undefined => {
    const found = kept.get(key);
    if (found && found.until > now()) return found.payload;
    kept.delete(key);
    return undefined;
  };
  const findBy = (model: string, field: 'uid' | 'userCode', wanted: string): AdapterPayload | undefined => {
    for (const [key, { payload }] of kept) if (key.startsWith(`${model}:`) && payload[field] === wanted) return find(key);
    return undefined;
  };
  return (model) => ({
    upsert: (id, payload, expiresIn) => {
      kept.set(`${model}:${id}`, { payload, until: expiresIn === undefined ? Infinity : now() + expiresIn * 1000 });
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
      return Promise.resolve();
    },
    find: (id) => Promise.resolve(find(`${model}:${id}`)),
    findByUid: (uid) => Promise.resolve(findBy(model, 'uid', uid)),
    findByUserCode: (code) => Promise.resolve(findBy(model, 'userCode', code)),
    consume: (id) => {
      const found = find(`${model}:${id}`);
      if (found) found.consumed = Math.floor(now() / 1000);
      return Promise.resolve();
    },
    destroy: (id) => Promise.resolve(void kept.delete(`${model}:${id}`)),
    revokeByGrantId: (grant) => {
      for (const [key, { payload }] of kept) if (key.startsWith(`${model}:`) && payload.grantId === grant) kept.delete(key);
      return Promise.resolve();
    },
  });
}
