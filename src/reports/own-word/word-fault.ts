/** Why a person's own Word file is not taken as a template. */
export const WORD_FAULT_CODES = [
  'not-an-archive', 'too-large', 'bad-entry', 'bad-path', 'duplicate', 'nested', 'bad-xml', 'missing-part', 'part-not-allowed', 'macros', 'embedded', 'outside', 'element-not-allowed',
  'field-not-allowed', 'bad-picture', 'bad-placeholder', 'bad-loop', 'unknown-placeholder', 'too-many-rows',
] as const;
export type WordFaultCode = (typeof WORD_FAULT_CODES)[number];

/** One fault: the part of the file, what was expected there, and what stands there. */
export interface WordFault {
  readonly code: WordFaultCode;
  /** Path inside the file; empty for the file as a whole. */
  readonly part: string;
  readonly expected: string;
  /** At most 80 characters, nothing unprintable. */
  readonly got: string;
}

const LONGEST = 80;
export const fault = (code: WordFaultCode, part: string, expected: string, got: string): WordFault => ({ code, part: shown(part), expected, got: shown(got) });
const shown = (text: string): string => text.replace(/\p{C}|[\u2028\u2029]/gu, '·').slice(0, LONGEST);
