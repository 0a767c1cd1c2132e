/** Lengths and sizes of an administrative document: Nghị định 30/2020/NĐ-CP, Phụ lục I. Word counts in twips and half points. */
export const twips = (mm: number): number => Math.round((mm * 1440) / 25.4);
export const points = (size: number): number => size * 2;
/** CSS px of a drawing's side, 96 to the inch. */
export const pixels = (mm: number): number => Math.round((mm * 96) / 25.4);

export type Orientation = 'portrait' | 'landscape';

/** A4 with the margins of both orientations, mm. */
export const PAGE = { short: 210, long: 297, top: 20, bottom: 20, left: 30, right: 15, header: 10, footer: 8 } as const;

/** Width between the margins, mm. */
export const textWidth = (orientation: Orientation): number => (orientation === 'portrait' ? PAGE.short : PAGE.long) - PAGE.left - PAGE.right;

/** Sizes of letters, pt. */
export const SIZE = {
  body: 14, nation: 13, motto: 14, bodyAbove: 13, issuer: 13, number: 13, place: 13, kind: 14, letterSubject: 12,
  table: 12, wideTable: 11, note: 12, caption: 13, recipientsHead: 12, recipients: 11, pageNumber: 14, footer: 9,
} as const;

/** First line of a paragraph, mm: one of the two that are allowed. */
export const INDENT = 12.7;

/** How long a text is when set in the bold face, mm: near enough for the rule below it. */
export function boldWidth(text: string, size: number): number {
  const em = [...text].reduce((sum, letter) => sum + (letter === ' ' ? 0.25 : letter === '-' ? 0.333 : isCapital(letter) ? 0.72 : 0.5), 0);
  return (em * size * 25.4) / 72;
}
const isCapital = (letter: string): boolean => letter !== letter.toLowerCase();
