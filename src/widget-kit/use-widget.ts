import { inject } from 'vue';
import { PORTAL, WIDGET } from './context';
import type { Portal, WidgetContext } from './context';

/** The context of the tile a view stands in. Throws outside a tile: that is a bug, not a state. */
export function useWidget(): WidgetContext {
  const context = inject(WIDGET);
  if (!context) throw new Error('useWidget() needs a WidgetHost above it');
  return context;
}

/** What the shell lends every tile. */
export function usePortal(): Portal {
  const portal = inject(PORTAL);
  if (!portal) throw new Error('usePortal() needs the shell above it');
  return portal;
}
