import type { Admitted } from './admit';

/** A question is renewed ahead for this long after somebody last asked it, ms. */
const FOLLOWED_MS = 3 * 60_000;
const MOST = 5_000;

/** Questions that somebody asked a short while ago. */
export interface Followed {
  readonly touch: (question: Admitted, now: number) => void;
  /** Those still followed; the others are forgotten. */
  readonly all: (now: number) => readonly Admitted[];
  readonly clear: () => void;
}

export function createFollowed(): Followed {
  const asked = new Map<string, { readonly question: Admitted; readonly at: number }>();
  return {
    touch(question, at) {
      // Renewing what unmasks people without anybody asking would be looking for no purpose.
      if (question.unmasks) return;
      asked.delete(question.key);
      asked.set(question.key, { question, at });
      for (const oldest of asked.keys()) {
        if (asked.size <= MOST) break;
        asked.delete(oldest);
      }
    },
    all(now) {
      for (const [key, { at }] of asked) {
        if (now - at <= FOLLOWED_MS) break;
        asked.delete(key);
      }
      return [...asked.values()].map(({ question }) => question);
    },
    clear: () => asked.clear(),
  };
}
