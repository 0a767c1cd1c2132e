import { TIME_ZONE_OFFSET_MS, DAY_MS } from '@/domain/time';
import type { Program, Takeover, WallMessage } from '@/domain/wall';

const HOUR_MS = 3_600_000;
/** Night on a wall, hours of Vietnam: fewer eyes, and they are used to the dark. */
const NIGHT_FROM = 22;
const NIGHT_TO = 6;
/** The picture wanders within so many px, one px a step. */
const SHIFT_PX = 8;
const SHIFT_EVERY_MS = 60_000;

/** The alert that has the screen at a moment of server time; null where none has. */
export const takeoverAt = ({ takeover }: Pick<Program, 'takeover'>, now: number): Takeover | null =>
  takeover && now >= takeover.since && (takeover.until === null || now < takeover.until) ? takeover : null;

/** The line of the operator's at a moment. */
export const messageAt = ({ message }: Pick<Program, 'message'>, now: number): WallMessage | null => (message && (message.until === null || now < message.until) ? message : null);

/** How long until something of a program comes or goes by itself, ms; null where nothing will. */
export function untilChange({ takeover, message }: Pick<Program, 'takeover' | 'message'>, now: number): number | null {
  const moments = [takeover?.since, takeover?.until, message?.until].filter((at): at is NonNullable<typeof at> => at != null && at > now);
  return moments.length > 0 ? Math.min(...moments) - now : null;
}

/** Whether it is night in Vietnam. */
export function isNight(now: number): boolean {
  const hour = Math.floor(((now + TIME_ZONE_OFFSET_MS) % DAY_MS) / HOUR_MS);
  return hour >= NIGHT_FROM || hour < NIGHT_TO;
}

/**
 * Where the picture stands against burning in: a square walk within 8 px, one px a minute, so slow that nobody sees it move. The page keeps
 * that much room at its right and lower edge, so that nothing is ever cut.
 */
export function pixelShift(now: number): { readonly x: number; readonly y: number } {
  const step = Math.floor(now / SHIFT_EVERY_MS);
  // Two triangular waves whose periods have no common divisor: every spot is visited, none is kept.
  return { x: wave(step, SHIFT_PX), y: wave(step, SHIFT_PX - 1) };
}
const wave = (step: number, reach: number): number => reach - Math.abs((step % (2 * reach)) - reach);
