import { computed, onScopeDispose, shallowRef, type ComputedRef } from 'vue';
import type { Dashboard } from '@/config/dashboard';
import type { Surface } from '@/widget-kit/widget';
import type { LayoutSurface } from './layout/places';

/** From these widths on, CSS px: the desk's twelve columns, and a tablet's six. */
const DESK_FROM = 1_200;
const TABLET_FROM = 768;

/** The layout for a width. A wall that stands upright or is narrow has a tablet's, unless somebody laid the wall out by hand. */
export function layoutFor(surface: Surface, width: number, dashboard: Pick<Dashboard, 'layouts'>): LayoutSurface {
  if (surface === 'wall' && (width >= DESK_FROM || dashboard.layouts?.wall)) return 'wall';
  if (width >= DESK_FROM) return 'desk';
  return width >= TABLET_FROM ? 'tablet' : 'phone';
}

/** Follows the width of the window. */
export function useLayoutSurface(surface: () => Surface, dashboard: () => Pick<Dashboard, 'layouts'>): ComputedRef<LayoutSurface> {
  const width = shallowRef(DESK_FROM);
  const follow = (query: MediaQueryList): void => {
    const measure = (): void => { width.value = document.documentElement.clientWidth; };
    measure();
    query.addEventListener('change', measure);
    onScopeDispose(() => query.removeEventListener('change', measure));
  };
  if (typeof matchMedia === 'function') [DESK_FROM, TABLET_FROM].forEach((from) => follow(matchMedia(`(min-width: ${from}px)`)));
  return computed(() => layoutFor(surface(), width.value, dashboard()));
}
