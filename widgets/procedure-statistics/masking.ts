/*
 * Personal fields on a dashboard are masked before they enter a view model (Luật 91/2025/QH15, Nghị định 356/2025/NĐ-CP):
 * what is not there can neither be drawn, nor exported, nor read from memory.
 */

const STARS = 3;

/**
 * "Nguyễn Văn An" → "Ng*** V** A*": the first two letters of the first word and the first of each other, the rest as at
 * most three stars so that length tells little. A word is never given whole, but for one of a single letter.
 */
export function maskName(name: string): string {
  const words = name.normalize('NFC').trim().split(/\s+/u).filter(Boolean);
  return words
    .map((word, index) => {
      const letters = [...word];
      const kept = Math.max(1, Math.min(index === 0 ? 2 : 1, letters.length - 1));
      return letters.slice(0, kept).join('') + '*'.repeat(Math.min(STARS, letters.length - kept));
    })
    .join(' ');
}

/** "0912345612" → "09******12": first and last two digits. Anything of fewer than eight digits is hidden whole. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/gu, '');
  if (digits.length < 8) return '*'.repeat(6);
  return `${digits.slice(0, 2)}${'*'.repeat(digits.length - 4)}${digits.slice(-2)}`;
}
