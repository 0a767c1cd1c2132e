import type { Instant } from '@/domain/time';
import type { CrossFilter, Portal, Reader } from '@/widget-kit/context';
import { layersOf, type KeptBoard } from './kept-view';

/** Who looks, without the way to more than was kept: what was covered stays covered, whatever purpose stands today. */
const withoutPurposes = (reader: Reader): Reader =>
  Object.create(reader, { mayUnmask: { value: () => false }, openUntil: { value: () => null }, askToUnmask: { value: () => undefined }, cover: { value: () => undefined } }) as Reader;

/**
 * The page's portal for tiles of a kept view: its layers and picks are those of that moment and nothing in it leads elsewhere. With `at` the clock stands
 * there and the network is as it was; without, the same tiles read what is told now.
 */
export function boardPortal(page: Portal, board: KeptBoard, at: Instant | null, openFigure: Portal['openFigure']): Portal {
  const picked: readonly CrossFilter[] = board.scope.filters.map((filter) => ({ ...filter, label: filter.value }));
  return Object.create(page, {
    optionLayers: { value: (widget: string) => layersOf(board.layers, widget) },
    filters: { value: picked },
    openFigure: { value: openFigure },
    changeScope: { value: () => undefined },
    toggleFilter: { value: () => undefined },
    nameFilter: { value: () => undefined },
    ...(at === null ? {} : {
      now: { value: at },
      online: { value: true },
      marks: { value: () => [] },
      reader: { get: () => (page.reader ? withoutPurposes(page.reader) : null) },
      reportTile: { value: () => undefined },
    }),
  }) as Portal;
}
