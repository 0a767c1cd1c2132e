/** How a picture stands: `fresh`, `old` with its age, or `dead` where none has come at all. */
export type PictureState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'fresh' }
  | { readonly kind: 'old'; readonly ageMs: number }
  | { readonly kind: 'dead' };

/** A picture is old after missing this many renewals. */
const MISSED = 3;

/** From when the last one came, whether the newest ask failed, and how often it should come. Pure; times in ms. */
export function pictureState(input: { readonly cameAt: number | null; readonly failed: boolean; readonly now: number; readonly everyMs: number }): PictureState {
  const { cameAt, failed, now, everyMs } = input;
  if (cameAt === null) return failed ? { kind: 'dead' } : { kind: 'waiting' };
  const ageMs = Math.max(0, now - cameAt);
  return ageMs > everyMs * MISSED ? { kind: 'old', ageMs } : { kind: 'fresh' };
}

/** The address of one renewal: the same place, never the browser's kept copy of it. */
export const renewed = (url: string, at: number): string => `${url}${url.includes('?') ? '&' : '?'}at=${at}`;
