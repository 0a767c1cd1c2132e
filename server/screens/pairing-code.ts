import { randomInt } from 'node:crypto';

/** Letters and digits that nobody takes for one another across a room: no 0 O, 1 I L, 2 Z, 5 S, 8 B. */
const SYMBOLS = 'ACDEFGHJKMNPQRTUVWXY34679';
const LENGTH = 8;

/** A code as stored: eight symbols, none likelier than another. */
export const newCode = (): string => Array.from({ length: LENGTH }, () => SYMBOLS[randomInt(SYMBOLS.length)]).join('');

/** As it is shown and read out: `ACDE-3479`. */
export const shownCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** What somebody typed as a code, or null where it can be none. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '');
  return code.length === LENGTH && [...code].every((symbol) => SYMBOLS.includes(symbol)) ? code : null;
}
