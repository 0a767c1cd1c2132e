import type { DocumentBlock } from '../../document/document';
import type { Prompt } from '../../register/parse-report';

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

/** The prompt a block is the answer to: the composer names its paragraphs after it, the second and later ones with an ending of their own. */
export function wordsPlaceOf(block: DocumentBlock, prompts: readonly Prompt[]): WordsPlace | null {
  if (block.kind !== 'paragraph' && block.kind !== 'list') return null;
  const places = prompts.flatMap((prompt): WordsPlace[] => {
    if (!block.id.startsWith(prompt.id)) return [];
    const [, unit, rest] = /^(?:@([0-9A-Z]+(?:\.[0-9A-Z]+)*))?(.*)$/su.exec(block.id.slice(prompt.id.length)) ?? [];
    if (rest !== undefined && /^[\p{L}\p{N}_]/u.test(rest)) return [];
    return [{ key: unit === undefined ? prompt.id : `${prompt.id}@${unit}`, prompt, unit: unit ?? null }];
  });
  return places.reduce<WordsPlace | null>((best, one) => (best === null || one.prompt.id.length > best.prompt.id.length ? one : best), null);
}

/** Blocks in their order; the paragraphs of one answer are one place to write in, once. */
export function piecesOf(blocks: readonly DocumentBlock[], prompts: readonly Prompt[]): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const block of blocks) {
    const place = wordsPlaceOf(block, prompts);
    if (!place) pieces.push({ kind: 'block', id: block.id, block });
    else if (!pieces.some((piece) => piece.kind === 'words' && piece.id === place.key)) pieces.push({ kind: 'words', id: place.key, place });
  }
  return pieces;
}

/** Where a block stands on the page: for jumps from the list of checks. */
export const placeOf = (block: string): string => `block-${block}`;
