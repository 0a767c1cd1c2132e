import * as z from 'zod';
import type { ScreenReport } from '@/domain/wall';
import { canonical } from '@/state/json-limits';
import { plainText } from '../http/plain-text';
import type { ScreenStanding } from './screens';

/** How far `seen_at` may lag behind, ms: a screen that comes oftener writes no oftener. */
export const SEEN_EVERY_MS = 14_000;
/** A report in which nothing but its measurements changed is written this often, ms. */
export const REPORT_EVERY_MS = 60_000;

const MOST_TILES = 60;
const MOST_SHOWN = 24;
/** Sent with no harm and cut here: a page may be newer than the gateway. */
const line = (most: number) => z.string().max(2_000).transform((text) => plainText(text, most));
const thousandths = z.number().min(0).max(1_000).transform(Math.round);
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const pixels = z.number().int().min(0).max(100_000);
const amount = z.number().min(0).max(Number.MAX_SAFE_INTEGER);

const tile = z.object({ x: thousandths, y: thousandths, w: thousandths, h: thousandths, title: line(120), state: line(40), widget: line(64) });
const spoken = { dashboard: z.string().max(200).nullable(), build: z.string().max(100), freshness: z.string().max(40) };
const lists = { showing: z.array(line(120)).max(200).transform((all) => all.slice(0, MOST_SHOWN)), mirror: z.array(tile).max(500).transform((all) => all.slice(0, MOST_TILES)) };
const unsure = { scene: line(64).nullable(), oldestMs: amount.nullable(), heapBytes: amount.nullable(), frameRate: z.number().min(0).max(1_000).nullable() };
const counted = { programRevision: count, upMs: amount, restarts: count, width: pixels, height: pixels };

/** What a display sends of itself. An older page says less, a newer one may say more, which is passed over. */
export const standingSchema = z.object({ ...spoken, ...z.object({ ...lists, ...unsure, ...counted }).partial().shape }) satisfies z.ZodType<ScreenStanding>;

/** What every page has always said. */
export const shortStanding = z.object(spoken);

const whole = z.object({
  ...spoken, ...counted,
  showing: lists.showing.default([]), mirror: lists.mirror.default([]),
  scene: unsure.scene.default(null), oldestMs: unsure.oldestMs.default(null), heapBytes: unsure.heapBytes.default(null), frameRate: unsure.frameRate.default(null),
});

/** A kept report; null where there is none, or its page does not say what one must. */
export function reportOf(shows: unknown): ScreenReport | null {
  const kept = whole.safeParse(shows);
  return kept.success ? kept.data : null;
}

/** Measurements: they are never twice the same, and alone are not worth a write. */
const steady = z.record(z.string(), z.unknown()).transform(({ heapBytes: _heap, frameRate: _rate, upMs: _up, oldestMs: _oldest, ...rest }) => canonical(rest));
const steadyText = (shows: unknown): string => steady.safeParse(shows).data ?? '';

/** Which columns a heartbeat writes; neither where nothing would be told by it. */
export function writesDue(row: { readonly seen_at: Date | null; readonly reported_at: Date | null; readonly shows: unknown }, shows: ScreenStanding, now: number): { readonly seen: boolean; readonly report: boolean } {
  const isOlder = (at: Date | null, ms: number): boolean => at === null || Math.abs(now - at.getTime()) >= ms;
  return { seen: isOlder(row.seen_at, SEEN_EVERY_MS), report: isOlder(row.reported_at, REPORT_EVERY_MS) || steadyText(row.shows) !== steadyText(shows) };
}
