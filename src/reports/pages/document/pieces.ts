import type { DocumentBlock } from '../../document/document';
import type { Prompt } from '../../register/parse-report';
import type { Words } from '../merge-words';

/** A place to write in: the prompt, and the name its words are kept under, `<prompt>@<unit>` in a section printed once a unit. */
export interface WordsPlace {
  readonly key: string;
  readonly prompt: Prompt;
  /** Unit code; null where the prompt stands once. */
  readonly unit: string | null;
}
/** Part of a section as a page draws it: a block, or the place where a person writes with what stands there now. */
export type Piece =
  | { readonly kind: 'block'; readonly id: string; readonly block: DocumentBlock }
  | { readonly kind: 'words'; readonly id: string; readonly place: WordsPlace };

/**
 * The place whose words a paragraph says, as the composer names them: the prompt itself while nobody wrote, else one paragraph a line,
 * `<key>` where there is one line and `<key>.<line>` where there are more. `written`: the words the document was composed with.
 */
export function wordsPlaceOf(block: DocumentBlock, prompts: readonly Prompt[], written: Words): WordsPlace | null {
  if (block.kind !== 'paragraph' || block.style === 'note' || block.style === 'missing') return null;
  const keys = block.style === 'prompt' ? [block.id] : [block.id, block.id.replace(/\.\d+$/, '')].filter((key) => (written[key] ?? '').trim() !== '');
  return keys.flatMap((key) => prompts.flatMap((prompt): WordsPlace[] => {
    if (key === prompt.id) return [{ key, prompt, unit: null }];
    return key.startsWith(`${prompt.id}@`) ? [{ key, prompt, unit: key.slice(prompt.id.length + 1) }] : [];
  }))[0] ?? null;
}

/** Blocks in their order; the paragraphs of one answer are one place to write in, once. */
export function piecesOf(blocks: readonly DocumentBlock[], prompts: readonly Prompt[], written: Words): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const block of blocks) {
    const place = wordsPlaceOf(block, prompts, written);
    if (!place) pieces.push({ kind: 'block', id: block.id, block });
    else if (!pieces.some((piece) => piece.kind === 'words' && piece.id === place.key)) pieces.push({ kind: 'words', id: place.key, place });
  }
  return pieces;
}

/** Where a block stands on the page: for jumps from the list of checks. */
export const placeOf = (block: string): string => `block-${block}`;
