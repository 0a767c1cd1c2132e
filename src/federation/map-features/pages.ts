import type { Collection } from './to-features';

/** Pages of one answer between `merge` and `read`: a class, so that no payload can pass for it. */
export class JoinedPages {
  readonly payloads: readonly unknown[];
  constructor(payloads: readonly unknown[]) {
    this.payloads = payloads;
  }
}

/** The payloads of an answer, be it one page or many. */
export const payloadsOf = (payload: unknown): readonly unknown[] => (payload instanceof JoinedPages ? payload.payloads : [payload]);

/** One collection of all pages. What the last page says of the whole counts: it was said last. */
export function joined(pages: readonly Collection[]): Collection {
  const last = pages.at(-1);
  return { features: pages.flatMap(({ features }) => features), total: last?.total ?? null, timeStamp: pages[0]?.timeStamp, ...(last?.written ? { written: true } : {}) };
}

/** A question with one of its parameters set to another value. */
export const withParameters = (query: readonly (readonly [string, string])[], changed: Readonly<Record<string, string>>): (readonly [string, string])[] =>
  [...query.filter(([name]) => !Object.hasOwn(changed, name)), ...Object.entries(changed)];
