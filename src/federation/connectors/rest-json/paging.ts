import type { AskedPage, HttpQuestion } from '../../connector';
import { below, refuse, said } from '../../fault';
import { configAt, listAt, nameAt, objectAt, oneOfAt, optional, textAt, wholeAt, type Keyed } from '../../shape';

/** How an answer goes on in further pages, and how we know that it was all. Places are JSON pointers into each page. */
export interface Paging {
  readonly kind: 'page' | 'offset' | 'cursor' | 'link';
  /** Query parameter that says which page: its number, how many rows come before it, or the cursor. Empty for a link. */
  readonly parameter: string;
  /** Query parameter that says how many rows a page has; undefined where the source decides. */
  readonly size: string | undefined;
  /** Rows of a full page. */
  readonly each: number;
  /** Number of the first page. */
  readonly first: number;
  /** The list to be joined. */
  readonly rows: string;
  /** How many rows there are in all. */
  readonly total: string | undefined;
  /** Cursor or link of the next page; absent, null or empty on the last. */
  readonly next: string;
  /** true while there are more. */
  readonly more: string | undefined;
}

const KEYS = {
  page: ['kind', 'page', 'size', 'each', 'first', 'rows', 'total', 'more'],
  offset: ['kind', 'offset', 'limit', 'each', 'rows', 'total', 'more'],
  cursor: ['kind', 'cursor', 'size', 'each', 'next', 'rows', 'total'],
  link: ['kind', 'size', 'each', 'next', 'rows', 'total'],
} as const;
const MOST_EACH = 100_000;
const LONGEST = 4_096;

const pointerAt = (value: unknown, pointer: string): string => {
  const text = textAt(value, pointer, 'misconfigured');
  if (text !== '' && !text.startsWith('/')) refuse('misconfigured', pointer, 'a JSON pointer such as /duLieu', text);
  return text;
};

/** Reads `request.paging`; undefined where an answer is one page. */
export function pagingOf(value: unknown): Paging | undefined {
  if (value === undefined) return undefined;
  const at = '/request/paging';
  const name = (key: string, given: unknown): string => nameAt(given, below(at, key), 'misconfigured');
  const kind = oneOfAt(objectAt(value, at, 'misconfigured')['kind'], ['page', 'offset', 'cursor', 'link'] as const, `${at}/kind`, 'misconfigured');
  const parts = configAt(value, at, KEYS[kind]);
  const sizeKey = kind === 'offset' ? 'limit' : 'size';
  const size = optional(parts[sizeKey], (given) => name(sizeKey, given));
  const counted = kind === 'page' || kind === 'offset';
  const each = counted || size !== undefined ? wholeAt(parts['each'], `${at}/each`, 1, MOST_EACH, 'misconfigured') : 0;
  return {
    kind, size, each,
    parameter: kind === 'link' ? '' : name(kind, parts[kind]),
    first: optional(parts['first'], (given) => wholeAt(given, `${at}/first`, 0, 1, 'misconfigured')) ?? 1,
    rows: pointerAt(parts['rows'], `${at}/rows`),
    total: optional(parts['total'], (given) => pointerAt(given, `${at}/total`)),
    next: counted ? '' : pointerAt(parts['next'], `${at}/next`),
    more: optional(parts['more'], (given) => pointerAt(given, `${at}/more`)),
  };
}

type Query = HttpQuestion['query'];
const withEntry = (query: Query, name: string, value: string): Query => [...query.filter(([known]) => known !== name), [name, value]];

/** The first page's question. */
export function firstPage(query: Query, { kind, parameter, size, each, first }: Paging): Query {
  const sized = size === undefined ? query : withEntry(query, size, String(each));
  if (kind === 'page') return withEntry(sized, parameter, String(first));
  return kind === 'offset' ? withEntry(sized, parameter, '0') : sized;
}

/** What stands at a JSON pointer; undefined where there is no such place. */
export function placeIn(payload: unknown, pointer: string): unknown {
  let value = payload;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Keyed)[key];
  }
  return value;
}

export const rowsIn = (payload: unknown, { rows }: Paging): readonly unknown[] => listAt(placeIn(payload, rows), rows);

/** Rows the page says there are in all; some systems write the number as text. Undefined where the paging names no place for it. */
export function totalIn(payload: unknown, { total }: Paging): number | undefined {
  if (total === undefined) return undefined;
  const value = placeIn(payload, total);
  return wholeAt(typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value, total, 0, Number.MAX_SAFE_INTEGER);
}

/** Whether pages that are counted have come to their end. What a wrong guess would leave out is told as a partial answer by the total. */
function isLast(payload: unknown, paging: Paging, { question: { query }, page }: AskedPage): boolean {
  const count = rowsIn(payload, paging).length;
  const total = totalIn(payload, paging);
  if (paging.more !== undefined) {
    const more = placeIn(payload, paging.more);
    if (typeof more !== 'boolean') refuse('malformed', paging.more, 'true or false', more);
    return !more;
  }
  if (count === 0) return true;
  if (total === undefined) return count < paging.each;
  const before = paging.kind === 'offset' ? offsetIn(query, paging) : (page - 1) * sizeIn(query, paging);
  return before + count >= total;
}

const entryOf = (query: Query, name: string): number | undefined => {
  const text = query.find(([known]) => known === name)?.[1];
  return text === undefined ? undefined : Number(text);
};
const offsetIn = (query: Query, { parameter }: Paging): number => entryOf(query, parameter) ?? 0;
const sizeIn = (query: Query, { size, each }: Paging): number => (size === undefined ? each : entryOf(query, size) ?? each);

function nextQuery(payload: unknown, paging: Paging, asked: AskedPage): Query | null {
  const { question: { query }, page } = asked;
  if (isLast(payload, paging, asked)) return null;
  const count = rowsIn(payload, paging).length;
  if (paging.kind === 'offset') return withEntry(query, paging.parameter, String(offsetIn(query, paging) + count));
  // A source that gives fewer rows a page than it was asked for counts its pages in its own size: from here on so do we.
  const sized = page === 1 && paging.size !== undefined && count < paging.each ? withEntry(query, paging.size, String(count)) : query;
  return withEntry(sized, paging.parameter, String(paging.first + page));
}

/** A cursor or a link as text; null on the last page. */
function pointedOut(payload: unknown, { next }: Paging): string | null {
  const value = placeIn(payload, next);
  if (value === undefined || value === null || value === '') return null;
  const text = typeof value === 'number' ? String(value) : textAt(value, next);
  return text.length > LONGEST || /\p{Cc}/u.test(text) ? refuse('malformed', next, `at most ${LONGEST} characters on one line`, value) : text;
}

/**
 * A link is taken for what it says about the page and not about the place: it must lead to the path that was asked, on whatever host it
 * names, and is asked for below our own base.
 */
function linked(link: string, { path, query }: HttpQuestion, pointer: string): Query {
  const here = new URL(path, 'https://source.invalid/');
  const url = URL.canParse(link, here) ? new URL(link, here) : null;
  if (!url || !`${url.pathname}/`.endsWith(`${here.pathname}/`)) return refuse('contradictory', pointer, 'a link to the path that was asked', said('a link to another place'));
  const next = [...url.searchParams];
  if (next.length === query.length && next.every(([name, value], at) => query[at]?.[0] === name && query[at]?.[1] === value)) refuse('contradictory', pointer, 'another page', said('the page that was asked'));
  return next;
}

/** The question for the page after this one, or null. Refuses a page whose rows are no list, and one that leads back to itself. */
export function nextPage(payload: unknown, paging: Paging, asked: AskedPage): HttpQuestion | null {
  const { question } = asked;
  rowsIn(payload, paging);
  if (paging.kind === 'page' || paging.kind === 'offset') {
    const query = nextQuery(payload, paging, asked);
    return query && { ...question, query };
  }
  const pointed = pointedOut(payload, paging);
  if (pointed === null) return null;
  if (paging.kind === 'link') return { ...question, query: linked(pointed, question, paging.next) };
  if (question.query.some(([name, value]) => name === paging.parameter && value === pointed)) refuse('contradictory', paging.next, 'the cursor of another page', said('the cursor that was asked with'));
  return { ...question, query: withEntry(question.query, paging.parameter, pointed) };
}
