import { onScopeDispose } from 'vue';
import type { Portal, TileStanding } from '@/widget-kit/context';
import { makePortal } from '@/widget-kit/make-portal';
import { createReadiness } from '@/widget-kit/readiness';

/**
 * The portal of one thing on a wall: everything of the page's, with standings of its own, for dashboards that are up side by side may name
 * their tiles alike, and a list of its own of what is under way, so that one change does not make the others unready. Nothing on a wall is
 * pressed: nothing is picked, opened or narrowed.
 */
export function zonePortal(page: Portal, name: string, standings: Map<string, TileStanding>): Portal {
  const settled = page.readiness.start(`wall ${name}`);
  onScopeDispose(settled);
  const readiness = createReadiness((ready) => ready && settled(), (callback) => requestAnimationFrame(() => requestAnimationFrame(callback)));
  return makePortal({
    province: () => page.province,
    language: () => page.language,
    format: () => page.format,
    surface: () => 'wall',
    now: () => page.now,
    online: () => page.online,
    reader: () => page.reader,
    t: page.t,
    widget: page.widget,
    readiness,
    changeScope: () => undefined,
    openFigure: () => undefined,
    // Those of the pack every portal adds by itself.
    ownLayers: (widget) => page.optionLayers(widget).filter(({ layer }) => layer === 'unit' || layer === 'person'),
    standings,
  });
}
