import { parsePeriod, periodText } from '@/domain/period/text';
import type { Scope } from '@/domain/scope';
import type { Tile } from '@/config/dashboard';
import type { Snapshot } from '@/query/snapshot';
import type { CrossFilter } from './context';

type Filters = readonly CrossFilter[];

export const filtersOfOthers = (filters: Filters, tile: string): Filters => filters.filter(({ from }) => from !== tile);
export const filtersOwn = (filters: Filters, tile: string): Filters => filters.filter(({ from }) => from === tile);

/** Categories that a tile follows, by dimension; units and periods are not among them, for they are in its scope. */
export const categoriesPicked = (filters: Filters, tile: string): { readonly [dimension: string]: string } =>
  Object.fromEntries(filtersOfOthers(filters, tile).filter(({ dimension }) => dimension !== 'unit' && dimension !== 'period').map(({ dimension, value }) => [dimension, value]));

/**
 * What one tile looks at: the page's scope, then what is picked in other tiles, then what the tile says for itself, which nothing changes. The
 * same scope where nothing does.
 */
export function scopeOfTile(tile: Pick<Tile, 'id' | 'scope'>, scope: Scope, filters: Filters): Scope {
  const others = filtersOfOthers(filters, tile.id);
  const picked = (dimension: string): string | undefined => others.find((one) => one.dimension === dimension)?.value;
  const unit = tile.scope?.unit ?? picked('unit') ?? scope.unit;
  const [own, followed] = [tile.scope?.period, picked('period')].map((text) => (text === undefined ? null : parsePeriod(text)));
  const period = own?.ok ? own.value : followed?.ok ? followed.value : scope.period;
  return unit === scope.unit && period === scope.period ? scope : { ...scope, unit, period };
}

/** What is picked after one press: in place of what was picked of the same dimension; the same once more lets go of it. */
export function toggled(filters: Filters, filter: CrossFilter): Filters {
  const held = filters.find(({ dimension }) => dimension === filter.dimension);
  const isSame = held !== undefined && held.value === filter.value && held.from === filter.from;
  const rest = filters.filter(({ dimension }) => dimension !== filter.dimension);
  return isSame ? rest : [...rest, filter];
}

/** How the answers of a tile call a category picked in it; null where none of them has it, and for units and periods, which have names of their own. */
export function categoryName({ dimension, value }: CrossFilter, snapshots: { readonly [slot: string]: Snapshot }): string | null {
  for (const { data } of Object.values(snapshots)) {
    const found = data?.kind === 'cube' ? data.dimensions.find(({ id }) => id === dimension)?.categories.find(({ code }) => code === value) : undefined;
    if (found) return found.label === '' ? null : found.label;
  }
  return null;
}

/** Which pick a category of a dimension is: units and periods change the scope, the rest goes by the dimension's own id. */
export function pickOf(dimension: { readonly id: string; readonly role: string }, code: string): { readonly dimension: string; readonly value: string } {
  if (dimension.role === 'geo') return { dimension: 'unit', value: code };
  const period = dimension.role === 'time' ? parsePeriod(code) : null;
  return period?.ok ? { dimension: 'period', value: periodText(period.value) } : { dimension: dimension.id, value: code };
}
