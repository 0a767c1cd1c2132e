import type { PlaylistItem, Scene, ScreenZone } from '@/config/scene';
import type { Program, ScreenPlace } from '@/domain/wall';
import { playing } from '../playing';
import { whatShows } from '../what-shows';

/** How far a screen has come in what it shows. */
export interface Progress {
  /** From 1. */
  readonly item: number;
  readonly of: number;
  /** Until the next one, ms; null where the list stands. */
  readonly leftMs: number | null;
}

/** The scene that stands in front: an alert's while it lasts, else the operator's. */
export function sceneInFront({ scene, takeover }: Pick<Program, 'scene' | 'takeover'>, serverNow: number): string | null {
  return takeover && (takeover.until === null || takeover.until > serverNow) ? takeover.scene : scene;
}

/** How far the first list among a screen's zones has come, by the server's clock; null where it shows none. */
export function progressOf(scene: Scene | null, place: ScreenPlace | null, zones: readonly ScreenZone[], program: Program, serverNow: number): Progress | null {
  if (!scene) return null;
  const items = whatShows(scene, place, zones).map(({ content }): readonly PlaylistItem[] => (content?.kind === 'playlist' ? content.items : [])).find((all) => all.length > 1);
  if (!items) return null;
  const counting = program.takeover ? { startedAt: program.takeover.since, heldMs: program.heldMs, skipped: 0 } : program;
  const { index, leftMs } = playing(items, counting, serverNow);
  return { item: index + 1, of: items.length, leftMs };
}

/** How long until something ends by itself, ms, never below zero; null where it does not. */
export const leftUntil = (until: number | null, serverNow: number): number | null => (until === null ? null : Math.max(0, until - serverNow));
