import type { PlaylistItem, Scene, ZoneContent } from '@/config/scene';
import type { Program } from '@/domain/wall';
import { playing } from './playing';
import type { Playing } from './playing';

/** An item is put up, unseen, this long before its turn: its figures are there when it comes, and the wall is never blank. */
export const AHEAD_MS = 10_000;

/** What stands in a zone by itself is a list of one. */
export const itemsOf = (content: ZoneContent): readonly PlaylistItem[] => (content.kind === 'playlist' ? content.items : [{ shows: content, seconds: 3_600 }]);

/** The items of a zone that have to exist at a moment, and which of them is seen. */
export interface ZoneLayers extends Playing {
  /** Indices, in the list's order: the one seen, and those made ready. */
  readonly kept: readonly number[];
}

/** `next`: the program that will count from its own `takeAt`, where one is on its way. */
export function zoneLayers(items: readonly PlaylistItem[], program: Program, next: Program | null, now: number): ZoneLayers {
  const at = playing(items, program, now);
  const ahead = at.leftMs !== null && at.leftMs <= AHEAD_MS ? [(at.index + 1) % items.length] : [];
  const skipTo = next ? [playing(items, next, next.takeAt).index] : [];
  return { ...at, kept: [...new Set([at.index, ...ahead, ...skipTo])].sort((a, b) => a - b) };
}

/** How long until a zone has something to do: put the next item up, or show it; null where nothing is in sight. */
export const untilLayersChange = ({ leftMs }: Playing): number | null => (leftMs === null ? null : leftMs > AHEAD_MS ? leftMs - AHEAD_MS : leftMs);

export const transitionOf = (scene: Pick<Scene, 'transition'> | null, item: PlaylistItem | undefined): Scene['transition'] => item?.transition ?? scene?.transition ?? 'cut';
