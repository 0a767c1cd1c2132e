import type { Core } from '../core';
import type { Admitted, Reader } from './admit';

/** The same reader at the same thing is written down once in this long, ms. */
const ONCE_MS = 15 * 60_000;
const MOST = 5_000;

/** Writes down who saw people's data unmasked, and who was refused. */
export interface Disclosures {
  /** Rejects where it cannot be written down: then nothing may be shown. */
  readonly unmasked: (reader: Reader, question: Admitted) => Promise<void>;
  /** Never rejects: the refusal stands either way. Visitors without an account are counted by the rate limits. */
  readonly denied: (reader: Reader, dataset: string) => Promise<void>;
}

export function createDisclosures({ audit, clock, log }: Pick<Core, 'audit' | 'clock' | 'log'>): Disclosures {
  const written = new Map<string, number>();
  const isNew = (key: string): boolean => {
    const now = clock();
    const last = written.get(key);
    if (last !== undefined && now - last < ONCE_MS) return false;
    written.delete(key);
    written.set(key, now);
    for (const oldest of written.keys()) {
      if (written.size <= MOST) break;
      written.delete(oldest);
    }
    return true;
  };

  return {
    async unmasked({ actor, from }, { dataset, queryKey, share }) {
      const key = `unmask ${whoOf(actor)} ${share.key} ${queryKey}`;
      if (!isNew(key)) return;
      try {
        await audit.write({ action: 'unmask', actor, target: `dataset:${dataset.id}`, outcome: 'done', ...(from ? { from } : {}), detail: { question: queryKey.slice(0, 500) } });
      } catch (fault) {
        written.delete(key);
        throw fault;
      }
    },
    async denied({ actor, from }, dataset) {
      if (actor.kind === 'anonymous' || !isNew(`denied ${whoOf(actor)} ${dataset}`)) return;
      try {
        await audit.write({ action: 'denied', actor, target: `dataset:${dataset}`, outcome: 'refused', ...(from ? { from } : {}) });
      } catch (fault) {
        log.error({ err: fault }, 'a refusal could not be written down');
      }
    },
  };
}

const whoOf = (actor: Reader['actor']): string => (actor.kind === 'person' ? `${actor.id} ${actor.session}` : actor.kind === 'screen' ? actor.id : '');
