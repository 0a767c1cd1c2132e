import type { Measure } from '../measure';

/** Scores closer than this are equal: what differs is only how they were added up. */
const SAME = 1e-9;

/**
 * Competition rank 1-2-2-4, highest first, in the order given. An entry without a number has no rank, and does not push others down.
 * Only like units may be ranked together: communes with communes, departments with departments.
 */
export function rankDescending<T extends { readonly measure: Measure }>(entries: readonly T[]): (T & { readonly rank: number | null })[] {
  const scores = entries.flatMap(({ measure }) => (measure.kind === 'value' ? [measure.value] : [])).sort((a, b) => b - a);
  return entries.map((entry) => {
    const { measure } = entry;
    const rank = measure.kind === 'value' ? scores.findIndex((score) => score <= measure.value + SAME) + 1 : null;
    return { ...entry, rank };
  });
}
