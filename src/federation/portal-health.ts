import type { Dataset, Source } from '@/domain/dataset';
import { err, ok } from '@/domain/result';
import { toInstant } from '@/domain/time';
import type { SourceHealth } from './health';
import type { Transport } from './http/connection';

/** `settings.held` of the source whose answer is how the other sources fare. */
export const HELD_HEALTH = 'health';

export interface HealthGround {
  /** Of the pack in force. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly health: () => readonly SourceHealth[];
  /** Epoch ms. */
  readonly clock: () => number;
  /** Figures of each source that wait for a person; null where nobody counts them. */
  readonly held?: () => Promise<ReadonlyMap<string, number> | null>;
}

type Word = 'working' | 'failing' | 'resting' | 'trying' | 'held' | 'unasked';

function wordOf({ state, failing, lastRead, lastSuccess, lastError }: SourceHealth): Word {
  if (state === 'open') return 'resting';
  if (state === 'half-open') return 'trying';
  if (state === 'held') return 'held';
  if (failing) return 'failing';
  return (lastRead ?? lastSuccess) === null && lastError === null ? 'unasked' : 'working';
}

/** How every other source fares, as its own payload: words and moments, no address and no value. */
export function healthPayload(ground: Pick<HealthGround, 'sources' | 'datasets' | 'clock'>, health: readonly SourceHealth[], held: ReadonlyMap<string, number> | null): object {
  const known = new Map(health.map((each) => [each.source, each]));
  const datasets = new Map<string, number>();
  for (const { source } of ground.datasets.values()) datasets.set(source, (datasets.get(source) ?? 0) + 1);
  const sources = [...ground.sources.values()].filter(({ settings }) => settings['held'] !== HELD_HEALTH).map(({ id, name, shortName }) => {
    const one = known.get(id);
    const error = one?.failing ? one.lastError : null;
    return {
      id, name: shortName.vi, nameEn: shortName.en, fullName: name.vi, state: one ? wordOf(one) : 'unasked',
      lastSuccess: (one?.lastRead === undefined ? one?.lastSuccess : one.lastRead) ?? null, latencyMs: one?.latencyMs ?? null, failures: one?.consecutiveFailures ?? 0, nextTryAt: one?.nextTryAt ?? null,
      kind: error?.kind ?? null, dataset: error?.dataset ?? null, pointer: error?.pointer ?? null, absent: error?.absent ?? null, httpStatus: error?.httpStatus ?? null, since: error?.since ?? null,
      datasets: datasets.get(id) ?? 0, held: held ? held.get(id) ?? 0 : null,
    };
  });
  return { at: ground.clock(), sources };
}

/** The way to the portal's own health: answered here, and read like any other answer. */
export function healthTransport(ground: HealthGround): Transport {
  return async () => {
    try {
      const payload = healthPayload(ground, ground.health(), (await ground.held?.()) ?? null);
      return ok({ body: new TextEncoder().encode(JSON.stringify(payload)), serverTime: toInstant(ground.clock()), etag: null });
    } catch {
      // Only the count of held figures is asked elsewhere; a store that is away is said like any source that is.
      return err({ kind: 'unavailable' });
    }
  };
}
