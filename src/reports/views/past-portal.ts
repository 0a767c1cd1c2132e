import type { Instant } from '@/domain/time';
import type { CrossFilter, Portal, Reader } from '@/widget-kit/context';
import { layersOf, type KeptBoard } from './kept-view';

/** Who looks, without the way to more than was kept: what was covered stays covered, whatever purpose stands today. */
const withoutPurposes = (reader: Reader): Reader =>
  Object.create(reader, { mayUnmask: { value: () => false }, openUntil: { value: () => null }, askToUnmask: { value: () => undefined }, cover: { value: () => undefined } }) as Reader;

/** What the host says to readers of live tiles and is not so of a kept one: nobody asks again, nothing can be turned to. */
const SAID_OF_NOW: ReadonlySet<string> = new Set(['error.retrying', 'error.misconfigured', 'host.emptyHint']);

/**
 * The page's portal for tiles of a kept view: its layers and picks are those of that moment and nothing in it leads elsewhere. With `at` the clock stands
 * there and the network is as it was; without, the same tiles read what is told now.
 */
export function boardPortal(page: Portal, board: KeptBoard, at: Instant | null, openFigure: Portal['openFigure'], say: Portal['t']): Portal {
  const picked: readonly CrossFilter[] = board.scope.filters.map((filter) => ({ ...filter, label: filter.value }));
  return Object.create(page, {
    optionLayers: { value: (widget: string) => layersOf(board.layers, widget) },
    filters: { value: picked },
    openFigure: { value: openFigure },
    changeScope: { value: () => undefined },
    toggleFilter: { value: () => undefined },
    nameFilter: { value: () => undefined },
    ...(at === null ? {} : {
      t: { value: ((key, params) => (SAID_OF_NOW.has(key) ? say(`past.${key}`) : page.t(key, params))) satisfies Portal['t'] },
      now: { value: at },
      online: { value: true },
      marks: { value: () => [] },
      reader: { get: () => (page.reader ? withoutPurposes(page.reader) : null) },
      reportTile: { value: () => undefined },
    }),
  }) as Portal;
}
