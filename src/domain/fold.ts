/*
 * Vietnamese text for matching. Names come in two tone placements (Khánh Hòa, Khánh Hoà), composed or decomposed,
 * and people search without any marks; units are joined by code, so this serves people only.
 */

const squeeze = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** Text without marks, case or `đ`, spaces squeezed: "Đô  LƯƠNG" → "do luong". Equal folds mean a match for search. */
export const fold = (text: string): string =>
  squeeze(text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd'));

/** The five tone marks: grave, acute, tilde, hook above, dot below. */
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/**
 * Text as a Vietnamese reader takes it: marks kept, but the place of the tone within its syllable, case, composition and
 * spacing do not matter. "Hoà" and "HÒA" are equal; "Hoà" and "Hoa" are not.
 */
export const toneKey = (text: string): string =>
  squeeze(text)
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\p{L}\p{M}]+/gu, (syllable) => {
      const tones = syllable.match(TONE);
      return tones ? syllable.replace(TONE, '') + tones.join('') : syllable;
    })
    .normalize('NFC');
