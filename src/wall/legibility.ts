import type { Panel } from '@/domain/wall';

/**
 * How large text must be to be read from a distance.
 *
 * A character of height h seen from d subtends the angle θ with h = 2 · d · tan(θ / 2). ISO 9241-303 (5.5, character height; the numbers are
 * those of ISO 9241-3 before it) takes h from a capital letter without marks: 20–22 minutes of arc are preferred for reading, 16 are the
 * least, and less is left to what is incidental to the task, notes and the like, where 10 are the practice. The least text of a wall is such
 * a note, source and time under a tile; what a wall is for, its figures and titles, is to keep to 16.
 *
 * A font size is not the height of a letter: a capital of Be Vietnam Pro is 0.70 of it, its x-height 0.52. The capital counts, as in the
 * standard; a Vietnamese letter with marks stands as high as one.
 */
export const INCIDENTAL_ARC_MINUTES = 10;
export const READING_ARC_MINUTES = 16;
const CAPITAL_OF_FONT = 0.7;
/** Rule of the house whatever the distance: no text below this part of the picture's height. */
const HOUSE_PART = 1 / 54;
const MM_PER_INCH = 25.4;
const RADIANS_PER_MINUTE = Math.PI / (180 * 60);

/** Height of the picture of one display, mm. */
export const pictureHeightMm = ({ diagonalInches, width, height }: Panel): number => (diagonalInches * MM_PER_INCH * height) / Math.hypot(width, height);

/** Font size, CSS px, at which a capital letter subtends so many minutes of arc. */
export function fontOfAngle(panel: Panel, distanceM: number, arcMinutes: number): number {
  const letterMm = 2 * distanceM * 1_000 * Math.tan((arcMinutes * RADIANS_PER_MINUTE) / 2);
  return (letterMm / CAPITAL_OF_FONT) * (panel.height / pictureHeightMm(panel));
}

/**
 * The smallest text allowed on a display, CSS px of font size: what the farthest reader makes out, and never less than a 54th of the
 * picture's height. `arcMinutes` is 10 for any text; 16 for what the wall is for.
 */
export function smallestText(panel: Panel, distanceM: number, arcMinutes: number = INCIDENTAL_ARC_MINUTES): number {
  return Math.max(panel.height * HOUSE_PART, fontOfAngle(panel, distanceM, arcMinutes));
}

/** From how far text of a font size is still made out, metres: what a plan may promise. */
export function readableFromM(panel: Panel, fontPx: number, arcMinutes: number = INCIDENTAL_ARC_MINUTES): number {
  return fontPx / fontOfAngle(panel, 1, arcMinutes);
}

/** Smallest text of the wall theme, in root font sizes (`--size-small` of tokens.css). */
const SMALLEST_REM = 1.25;
/**
 * A dashboard is laid out for a wall so that it bears this much more than the house's size: the least text of a display of 55 inches is then
 * made out from five metres. Beyond it tiles would lose what they say.
 */
const MOST_LARGER = 1.65;

/**
 * Root font size of a screen, CSS px: the house's for its window, and larger for a reader further away, as far as dashboards bear it. Where
 * that is not enough the plan says so; larger displays, or several as one picture, are the remedy and not larger letters.
 */
export function rootFontSize(windowSize: { readonly width: number; readonly height: number }, panel: Panel | null, distanceM: number | null): number {
  const house = Math.max(16, Math.min(windowSize.width / 120, windowSize.height / 67.5));
  const needed = panel && distanceM !== null ? smallestText(panel, distanceM) / SMALLEST_REM : house;
  return Math.min(Math.max(house, needed), house * MOST_LARGER);
}
