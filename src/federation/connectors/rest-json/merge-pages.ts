import type { Keyed } from '../../shape';
import { rowsIn, totalIn, type Paging } from './paging';

/** Pages behind a joined payload: each may report a failure of its own. */
const joinedFrom = new WeakMap<object, readonly unknown[]>();

/** The pages a payload was joined from; the payload itself where it is one. */
export const pagesOf = (payload: unknown): readonly unknown[] => (typeof payload === 'object' && payload !== null ? joinedFrom.get(payload) : undefined) ?? [payload];

/** The value with a list put in a place that is there. */
function withList(value: unknown, steps: readonly string[], list: readonly unknown[]): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return list;
  const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
  if (Array.isArray(value)) return value.map((each: unknown, at) => (String(at) === key ? withList(each, rest, list) : each));
  const object = value as Keyed;
  return { ...object, [key]: withList(object[key], rest, list) };
}

/** The first page with the rows of all in it. */
export function mergePages(pages: readonly unknown[], paging: Paging): unknown {
  const joined = withList(pages[0], paging.rows.split('/').slice(1), pages.flatMap((page) => rowsIn(page, paging)));
  if (typeof joined === 'object' && joined !== null) joinedFrom.set(joined, pages);
  return joined;
}

/**
 * Rows that came, of those there are, where some are missing. Rows move between pages when the source changes while it is read: one
 * given on two pages is counted once, and of totals that differ the largest holds, so that a row which slipped through is missed.
 */
export function shortfall(payload: unknown, paging: Paging): { readonly present: number; readonly expected: number } | undefined {
  const pages = pagesOf(payload);
  const totals = pages.flatMap((page) => totalIn(page, paging) ?? []);
  if (totals.length === 0) return undefined;
  const expected = totals.reduce((most, each) => Math.max(most, each), 0);
  const present = pages.length === 1 ? rowsIn(payload, paging).length : differentRows(pages, paging);
  return present < expected ? { present, expected } : undefined;
}

function differentRows(pages: readonly unknown[], paging: Paging): number {
  const seen = new Set<string>();
  let count = 0;
  for (const page of pages) {
    const texts = rowsIn(page, paging).map((row) => JSON.stringify(row));
    // Two equal rows of one page are the source's own doing.
    count += texts.filter((text) => !seen.has(text)).length;
    texts.forEach((text) => seen.add(text));
  }
  return count;
}
