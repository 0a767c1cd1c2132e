import { below, refuse, said } from '../../fault';
import { codeAt, labelAt } from '../../normalise/common-parts';
import { listAt, objectAt, oneOfAt, optional, textAt, wholeAt, type Keyed } from '../../shape';
import { readCategories } from './read-categories';
import type { Found, Table, TableDimension } from './table';

const MAX_CELLS = 6_000_000;

/** A response is a dataset (2.0), a collection or bundle of exactly one (2.0, 1.x). */
function datasetOf(payload: unknown): Found {
  const root = objectAt(payload, '');
  if (root['error'] !== undefined && root['error'] !== null) refuse('source-error', '/error', 'an answer without failure', root['error']);
  if (root['class'] === 'dataset' || (root['class'] === undefined && root['dimension'] !== undefined)) return { body: root, pointer: '' };
  if (root['class'] === 'collection') {
    const items = listAt(objectAt(root['link'], '/link')['item'], '/link/item');
    if (items.length !== 1) refuse('malformed', '/link/item', 'one dataset', items);
    return { body: objectAt(items[0], '/link/item/0'), pointer: '/link/item/0' };
  }
  if (root['class'] !== undefined) refuse('malformed', '/class', 'dataset or collection', root['class']);
  const names = Object.keys(root);
  const [name = ''] = names;
  if (names.length !== 1) refuse('malformed', '', 'a bundle of one dataset', said(`${names.length} members`));
  return { body: objectAt(root[name], below('', name)), pointer: below('', name) };
}

/** Ids and sizes: at the top in 2.0, inside `dimension` in 1.x. */
function frame(body: Keyed, pointer: string): { readonly ids: readonly string[]; readonly sizes: readonly number[]; readonly dimension: Keyed; readonly at: string } {
  const dimension = objectAt(body['dimension'], `${pointer}/dimension`);
  const [holder, at] = body['id'] === undefined && Array.isArray(dimension['id']) ? [dimension, `${pointer}/dimension`] : [body, pointer];
  const ids = listAt(holder['id'], `${at}/id`).map((id, d) => codeAt(id, `${at}/id/${d}`));
  const sizes = listAt(holder['size'], `${at}/size`).map((size, d) => wholeAt(size, `${at}/size/${d}`, 0, MAX_CELLS));
  if (sizes.length !== ids.length) refuse('malformed', `${at}/size`, `${ids.length} sizes`, holder['size']);
  const twice = ids.find((id, d) => ids.indexOf(id) !== d);
  if (twice !== undefined) refuse('malformed', `${at}/id`, 'each dimension once', twice);
  return { ids, sizes, dimension, at };
}

/** Roles name known dimensions, and one dimension of time at most. */
function checkRoles(body: Keyed, dimension: Keyed, ids: readonly string[], pointer: string): void {
  const [role, at] = body['role'] === undefined ? [dimension['role'], `${pointer}/dimension/role`] : [body['role'], `${pointer}/role`];
  if (role === undefined) return;
  for (const [name, value] of Object.entries(objectAt(role, at))) {
    const here = below(at, name);
    if (!['time', 'geo', 'metric'].includes(name)) continue;
    const named = listAt(value, here).map((id) => oneOfAt(typeof id === 'string' ? id.normalize('NFC') : id, ids, here));
    if (name === 'time' && named.length > 1) refuse('malformed', here, 'one dimension of time', said(named.join(', ')));
  }
}

/** Values are dense, or an object by position where most cells are empty. */
function valuesOf(body: Keyed, cells: number, pointer: string): Table['value'] {
  const at = `${pointer}/value`;
  const value = body['value'];
  if (!Array.isArray(value)) {
    const sparse = objectAt(value, at);
    for (const key of Object.keys(sparse)) if (!/^(?:0|[1-9]\d*)$/.test(key) || Number(key) >= cells) refuse('malformed', below(at, key), `a position below ${cells}`, key);
    return (cell) => scalarAt(sparse[cell], below(at, cell));
  }
  if (value.length !== cells) refuse('malformed', at, `${cells} values`, value);
  return (cell) => scalarAt(value[cell], below(at, cell));
}

function scalarAt(value: unknown, pointer: string): number | string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? value : refuse('malformed', pointer, 'a finite number or null', value);
}

/** One code for all cells, a list, or an object by position; null and "" say nothing. */
function statusOf(body: Keyed, cells: number, pointer: string): Table['status'] {
  const at = `${pointer}/status`;
  const status = body['status'] ?? undefined;
  if (status === undefined) return () => undefined;
  if (typeof status === 'string') return () => status;
  if (Array.isArray(status) && status.length !== cells && status.length !== 1) refuse('malformed', at, `${cells} standings`, status);
  const only = Array.isArray(status) && status.length === 1 && cells !== 1;
  const byPosition = status as Readonly<Record<number, unknown>>;
  if (typeof status !== 'object') refuse('malformed', at, 'text, a list or an object', status);
  return (cell) => {
    const code = byPosition[only ? 0 : cell];
    return code === undefined || code === null || code === '' ? undefined : textAt(code, below(at, cell));
  };
}

/** Reads JSON-stat 1.x or 2.0. Pointers lead into the payload as it came. */
export function readTable(payload: unknown): Table {
  const { body, pointer } = datasetOf(payload);
  const { ids, sizes, dimension } = frame(body, pointer);
  checkRoles(body, dimension, ids, pointer);
  const cells = sizes.reduce((product, size) => product * size, 1);
  if (cells > MAX_CELLS) refuse('malformed', `${pointer}/size`, `at most ${MAX_CELLS} cells`, cells);
  const byId = new Map(Object.entries(dimension).map(([id, value]) => [id.normalize('NFC'), { id, value }]));
  const dimensions = ids.map((id, d): TableDimension => {
    const found = byId.get(id);
    const at = below(`${pointer}/dimension`, found?.id ?? id);
    const parts = objectAt(found?.value, at);
    const label = optional(parts['label'] ?? undefined, (text) => labelAt(text, `${at}/label`)) ?? id;
    return { id, label, categories: readCategories(parts['category'], sizes[d] as number, `${at}/category`) };
  });
  return {
    label: optional(body['label'] ?? undefined, (text) => labelAt(text, `${pointer}/label`)) ?? '',
    updated: optional(body['updated'] ?? undefined, (text) => textAt(text, `${pointer}/updated`)),
    dimensions,
    value: valuesOf(body, cells, pointer),
    status: statusOf(body, cells, pointer),
    pointer,
  };
}
