import type { Word } from './words';

/** What a run of words of a question was taken for, before anybody knows which indicator is meant. `end` is the word after the last. */
export interface Span<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}

/** Looks at the words from `at` on: how many of them it takes and as what; null where they are nothing to it. */
export type Recogniser<T> = (words: readonly Word[], at: number) => { readonly length: number; readonly value: T } | null;

/** Phrases, as words with blanks between, to what they mean. */
export class PhraseTable<T> {
  readonly #root: Node<T> = { next: new Map(), value: undefined };

  add(phrase: readonly string[], value: T): void {
    let node = this.#root;
    for (const word of phrase) {
      const next: Node<T> = node.next.get(word) ?? { next: new Map(), value: undefined };
      node.next.set(word, next);
      node = next;
    }
    node.value ??= value;
  }

  /** What exactly this phrase means. */
  get(phrase: readonly string[]): T | undefined {
    return phrase.reduce<Node<T> | undefined>((node, word) => node?.next.get(word), this.#root)?.value;
  }

  /** The longest phrase that begins at `at`. */
  readonly longest: Recogniser<T> = (words, at) => {
    let node: Node<T> | undefined = this.#root;
    let found: { readonly length: number; readonly value: T } | null = null;
    for (let index = at; node && index < words.length; index += 1) {
      node = node.next.get(words[index]?.text ?? '');
      if (node?.value !== undefined) found = { length: index - at + 1, value: node.value };
    }
    return found;
  };
}
interface Node<T> {
  readonly next: Map<string, Node<T>>;
  value: T | undefined;
}

/** A table of `meaning: phrase | phrase | …` lines. */
export function tableOf<T>(entries: readonly (readonly [value: T, phrases: string])[]): PhraseTable<T> {
  const table = new PhraseTable<T>();
  for (const [value, phrases] of entries) for (const phrase of phrases.split('|')) table.add(phrase.trim().split(' '), value);
  return table;
}

/** Every span that a recogniser finds, wherever it begins. */
export function spansOf<T>(words: readonly Word[], recogniser: Recogniser<T>): Span<T>[] {
  return words.flatMap((_word, start) => {
    const found = recogniser(words, start);
    return found ? [{ start, end: start + found.length, value: found.value }] : [];
  });
}

/** Of spans that share words the longest stands; of equally long ones the earlier in the list. In the order of the question. */
export function apart<T>(spans: readonly Span<T>[]): Span<T>[] {
  const taken = new Set<number>();
  const kept: Span<T>[] = [];
  for (const span of [...spans].sort((a, b) => b.end - b.start - (a.end - a.start))) {
    const own = Array.from({ length: span.end - span.start }, (_, index) => span.start + index);
    if (own.some((index) => taken.has(index))) continue;
    own.forEach((index) => taken.add(index));
    kept.push(span);
  }
  return kept.sort((a, b) => a.start - b.start);
}
