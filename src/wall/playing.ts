import type { Program } from '@/domain/wall';

/** What of a program playlists follow. */
export type Counting = Pick<Program, 'startedAt' | 'heldMs' | 'skipped'>;

/** Where a playlist has come to. */
export interface Playing {
  readonly index: number;
  /** How long the item has stood, ms. */
  readonly sinceMs: number;
  /** How long until the next one, ms; null where the list stands: one item, paused, frozen. */
  readonly leftMs: number | null;
}

/**
 * The item of a playlist at a moment of the server's clock. Follows from its arguments alone, so that screens which never speak to each
 * other agree, a page that has just begun among them, and no day of running adds up to a drift: the time since the start is folded into one
 * round of the list, never counted item by item. Each item stands for its seconds, in order, round and round; each skip moves the list on by
 * one from where it is, and the rhythm of the round stays. Before the start the list stands at its beginning. `items` must not be empty.
 */
export function playing(items: readonly { readonly seconds: number }[], { startedAt, heldMs, skipped }: Counting, serverNow: number): Playing {
  const lengths = items.map(({ seconds }) => seconds * 1_000);
  const round = lengths.reduce((sum, ms) => sum + ms, 0);
  const come = heldMs ?? serverNow - startedAt;
  const elapsed = Math.max(0, come) % round;
  let at = 0;
  let begun = 0;
  for (const ms of lengths) {
    if (elapsed < begun + ms) break;
    begun += ms;
    at += 1;
  }
  const sinceMs = elapsed - begun;
  const stands = heldMs !== null || items.length < 2;
  return { index: (at + skipped) % items.length, sinceMs, leftMs: stands ? null : (lengths[at] ?? 0) - sinceMs + Math.max(0, -come) };
}
