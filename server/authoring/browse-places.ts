import type { Province } from '@/config/province';
import type { Dataset, Source } from '@/domain/dataset';
import type { Dialect, ListingEntry } from '@/federation/connectors/px-web/listing';

/** A source whose tables can be looked through: how it speaks, and where its folders begin. */
export interface BrowsePlace {
  readonly source: Source;
  readonly dialect: Dialect;
  /** Path below the source; nothing outside it is asked for. */
  readonly root: string;
}

const isDialect = (value: unknown): value is Dialect => value === 'pxweb-1' || value === 'pxweb-2';

/** Where the folders of the office begin, from the path of a table of it. */
function rootOf(dialect: Dialect, path: string): string | null {
  const found = dialect === 'pxweb-1' ? /^(?:.*?api\/v1\/[a-z]{2,3}\/|[^/]+\/)/.exec(path) : /^(?:.*?\/)?tables(?=\/)/.exec(path);
  return found ? found[0] : null;
}

function placeOf(source: Source, datasets: readonly Dataset[]): BrowsePlace | null {
  const { browse } = source.settings;
  if (typeof browse === 'object' && browse !== null && 'dialect' in browse && isDialect(browse.dialect) && typeof browse.path === 'string') {
    return { source, dialect: browse.dialect, root: browse.path };
  }
  for (const { connector, source: of, request: { dialect, path } } of datasets) {
    if (of !== source.id || connector !== 'json-stat' || !isDialect(dialect) || typeof path !== 'string') continue;
    const root = rootOf(dialect, path);
    if (root !== null) return { source, dialect, root };
  }
  return null;
}

/**
 * Sources that can be looked through: those with `settings.browse` (`{dialect, path}`), and those of which a dataset asks a PxWeb table
 * already.
 */
export function browsePlaces({ sources, datasets }: Pick<Province, 'sources' | 'datasets'>): BrowsePlace[] {
  const all = [...datasets.values()];
  return [...sources.values()].flatMap((source) => placeOf(source, all) ?? []);
}

/** Where the tables of an API v2 stand: beside `navigation`. */
const sideOfV2 = (root: string): string => root.replace(/tables\/?$/, '');

/** Whether a path lies in a place: folders and tables alike. */
export const isWithin = ({ dialect, root }: BrowsePlace, path: string): boolean =>
  path === root || path.startsWith(dialect === 'pxweb-1' ? root : `${sideOfV2(root)}tables/`) || (dialect === 'pxweb-2' && path.startsWith(`${sideOfV2(root)}navigation/`));

/** An id as one segment of a path; only what would end the segment is written otherwise. */
const segment = (id: string): string => id.replace(/[%?#/\\]/g, encodeURIComponent);

/** The path of what stands in a folder; null for a heading. */
export function pathOf({ dialect, root }: BrowsePlace, folder: string, { kind, id }: Pick<ListingEntry, 'kind' | 'id'>): string | null {
  if (kind === 'heading') return null;
  if (dialect === 'pxweb-2') return `${sideOfV2(root)}${kind === 'table' ? 'tables' : 'navigation'}/${segment(id)}`;
  return `${folder.endsWith('/') ? folder : `${folder}/`}${segment(id)}${kind === 'folder' ? '/' : ''}`;
}

/** The path of a table's description. */
export const metaPathOf = ({ dialect }: BrowsePlace, table: string): string => (dialect === 'pxweb-2' ? `${table}/metadata` : table);
