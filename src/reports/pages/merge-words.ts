/** What people wrote, by id of the prompt it answers. */
export type Words = Readonly<Record<string, string>>;

/** One prompt that two people answered differently since the same text. */
export interface WordsClash {
  readonly id: string;
  readonly mine: string;
  readonly theirs: string;
}
export interface MergedWords {
  readonly words: Words;
  readonly clashes: readonly WordsClash[];
}

/**
 * Brings together what two people wrote since `base`: where only one changed a text it is taken; where both did and not alike, theirs stands
 * and the clash holds both. No text is lost.
 */
export function mergeWords(base: Words, mine: Words, theirs: Words): MergedWords {
  const words: Record<string, string> = {};
  const clashes: WordsClash[] = [];
  for (const id of new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])) {
    const [was, here, there] = [base[id] ?? '', mine[id] ?? '', theirs[id] ?? ''];
    words[id] = there === was ? here : there;
    if (here !== was && there !== was && here !== there) clashes.push({ id, mine: here, theirs: there });
  }
  return { words, clashes };
}

/** Both texts under each other, mine last. */
export const bothWords = ({ mine, theirs }: WordsClash): string => `${theirs.trimEnd()}\n\n${mine}`;
/** Whether two say the same; a prompt nobody answered is an empty answer. */
export const sameWords = (a: Words, b: Words): boolean => [...Object.keys(a), ...Object.keys(b)].every((id) => (a[id] ?? '') === (b[id] ?? ''));
