import type { Dashboard, Tile } from '@/config/dashboard';
import { readLayered } from '@/config/option-layers';
import type { Json } from '@/domain/dataset';
import type { Scope } from '@/domain/scope';
import type { Instant } from '@/domain/time';
import type { Portal } from '@/widget-kit/context';

/** What of a portal has to be known of a tile before it is drawn. */
export type TilePack = Pick<Portal, 'province' | 'widget' | 'optionLayers'>;

/**
 * Whether a tile may be drawn while there are visitors in the room: every dataset it asks, and the camera it shows, is public. What cannot
 * be made out is not. This only spares guests a row of refusals: the gateway gives such a screen nothing else meanwhile.
 */
export function isPublic(tile: Pick<Tile, 'widget' | 'widgetVersion' | 'options'>, scope: Scope, now: Instant, { province, widget, optionLayers }: TilePack): boolean {
  const definition = widget(tile.widget);
  const read = definition && readLayered(definition, optionLayers(tile.widget), tile);
  if (!definition || !read || !('parsed' in read)) return false;
  try {
    const asked = Object.values(definition.datasets({ options: read.parsed, scope, province, now }));
    return asked.every(({ dataset }) => province.datasets.get(dataset)?.classification === 'public') && isPublicPlace(read.options, province);
  } catch {
    // A widget that fails here is one broken tile later; nobody can tell what it would have shown.
    return false;
  }
}

/** Only what names a place of the pack's media shows one. */
function isPublicPlace({ place }: { readonly [option: string]: Json }, { media }: Portal['province']): boolean {
  const shown = typeof place === 'string' ? media.get(place) : undefined;
  return shown?.from === undefined || shown.from.classification === 'public';
}

/** A dashboard without what visitors may not see: the tiles that are left keep their places. */
export const forVisitors = (dashboard: Dashboard, scope: Scope, now: Instant, pack: TilePack): Dashboard =>
  ({ ...dashboard, tiles: dashboard.tiles.filter((tile) => isPublic(tile, scope, now, pack)) });
