import type { HttpQuestion } from '../../connector';
import { refuse, said } from '../../fault';
import { cleanText } from '../../payload/clean-text';
import { listAt, nameAt, objectAt, oneOfAt, textAt, wholeAt, type Keyed } from '../../shape';

export type Dialect = 'pxweb-1' | 'pxweb-2';

/** One line of a folder: another folder, a table, or a heading between them. */
export interface ListingEntry {
  readonly kind: 'folder' | 'table' | 'heading';
  readonly id: string;
  readonly label: string;
  /** When the office last touched it, as it writes that; null where it does not know. */
  readonly updated: string | null;
}
export interface Listing {
  readonly entries: readonly ListingEntry[];
  /** Which page of how many, where the office pages; both from 1. */
  readonly page: { readonly number: number; readonly of: number };
}

const MOST_ENTRIES = 20_000;

/**
 * The question for a folder or a table's description: of API v1 the path of either (`api/v1/vi/ThongKe/KTXH/`), of API v2 `…/tables`,
 * `…/navigation/<folder>` or `…/tables/<id>/metadata`. `page` is v2's alone.
 */
export function browseQuestion(path: string, dialect: Dialect, page = 1): HttpQuestion {
  if (path === '' || path.startsWith('/') || path.split('/').includes('..')) refuse('misconfigured', '/path', 'a path below the source', path);
  const paged = dialect === 'pxweb-2' && page > 1 ? [['pageNumber', String(page)] as const] : [];
  const metadata = dialect === 'pxweb-2' && path.endsWith('/metadata') ? [['outputFormat', 'json-stat2'] as const] : [];
  return { method: 'GET', path, query: [...paged, ...metadata], headers: {}, body: null, idempotent: true };
}

/** Labels as people read them: the spaces that stand for depth belong to no name. */
const labelOf = (value: unknown, pointer: string): string => cleanText(textAt(value, pointer)).trim();

/** Offices fill the date with the end of days where they do not know it. */
export function updatedOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && !value.startsWith('9999-') ? value : null;
}

const V1_KINDS = { l: 'folder', t: 'table', h: 'heading' } as const;
const V2_KINDS = { FolderInformation: 'folder', Table: 'table', Heading: 'heading' } as const;

function entryOfV1(row: Keyed, pointer: string): ListingEntry {
  // The root of v1 lists databases, which have no type.
  if (row['dbid'] !== undefined) return { kind: 'folder', id: nameAt(row['dbid'], `${pointer}/dbid`), label: labelOf(row['text'], `${pointer}/text`), updated: null };
  const type = oneOfAt(row['type'], ['l', 't', 'h'] as const, `${pointer}/type`);
  return { kind: V1_KINDS[type], id: nameAt(row['id'], `${pointer}/id`), label: labelOf(row['text'], `${pointer}/text`), updated: updatedOf(row['updated']) };
}

function entryOfV2(row: Keyed, pointer: string): ListingEntry {
  const type = oneOfAt(row['type'] ?? 'Table', ['FolderInformation', 'Table', 'Heading'] as const, `${pointer}/type`);
  return { kind: V2_KINDS[type], id: nameAt(row['id'], `${pointer}/id`), label: labelOf(row['label'], `${pointer}/label`), updated: updatedOf(row['updated']) };
}

function entriesOf(value: unknown, pointer: string, read: (row: Keyed, pointer: string) => ListingEntry): ListingEntry[] {
  const list = listAt(value, pointer);
  if (list.length > MOST_ENTRIES) refuse('malformed', pointer, `at most ${MOST_ENTRIES} entries`, said(`${list.length}`));
  return list.map((each, at) => read(objectAt(each, `${pointer}/${at}`), `${pointer}/${at}`));
}

/** Reads what a folder holds: the list of v1, `tables` or `folderContents` of v2. Throws `Refusal`. */
export function readListing(payload: unknown): Listing {
  if (Array.isArray(payload)) return { entries: entriesOf(payload, '', entryOfV1), page: { number: 1, of: 1 } };
  const root = objectAt(payload, '');
  if (root['error'] !== undefined) refuse('source-error', '/error', 'an answer without failure', root['error']);
  const key = root['folderContents'] === undefined ? 'tables' : 'folderContents';
  const entries = entriesOf(root[key], `/${key}`, entryOfV2);
  if (root['page'] === undefined) return { entries, page: { number: 1, of: 1 } };
  const page = objectAt(root['page'], '/page');
  return { entries, page: { number: wholeAt(page['pageNumber'], '/page/pageNumber', 1, 1e6), of: wholeAt(page['totalPages'], '/page/totalPages', 0, 1e6) } };
}
