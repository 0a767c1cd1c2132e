import { fold } from '@/domain/fold';

export type EntryKind = 'ask' | 'action' | 'dashboard' | 'indicator' | 'unit' | 'system';

/** One line of the palette. `id` is unique and stays the same: `dashboard:leaders`. */
export interface Entry {
  readonly id: string;
  readonly kind: EntryKind;
  readonly title: string;
  /** Beside the title, smaller. */
  readonly hint: string;
  /** Other words it is found by. */
  readonly also: string;
}

/** Where the words of a search stand in a title: at its beginning, at the beginning of words, or only inside. */
type Rank = 0 | 1 | 2 | 3;

const keys = new WeakMap<Entry, { readonly title: string; readonly all: string }>();
function keyOf(entry: Entry): { readonly title: string; readonly all: string } {
  const known = keys.get(entry);
  if (known) return known;
  const made = { title: fold(entry.title), all: ` ${fold(`${entry.title} ${entry.also} ${entry.hint}`)}` };
  keys.set(entry, made);
  return made;
}

function rankOf(entry: Entry, wanted: string, words: readonly string[]): Rank | null {
  const { title, all } = keyOf(entry);
  if (!words.every((word) => all.includes(word))) return null;
  if (title.startsWith(wanted)) return 0;
  if (` ${title}`.includes(` ${wanted}`)) return 1;
  return words.every((word) => all.includes(` ${word}`)) ? 2 : 3;
}

/**
 * Entries that hold every word typed, without regard to accents or case: beginning of the title, then of a word, then inside; among
 * equals what is marked, then what was used last, then the order given. Without a search what is marked and used comes first.
 */
export function findEntries(entries: readonly Entry[], search: string, favourites: readonly string[], recent: readonly string[], most: number): readonly Entry[] {
  const wanted = fold(search);
  const words = wanted.split(' ').filter((word) => word !== '');
  const place = (list: readonly string[], id: string): number => (list.includes(id) ? list.indexOf(id) : list.length);
  return entries
    .flatMap((entry, order) => {
      const rank = words.length === 0 ? 0 : rankOf(entry, wanted, words);
      return rank === null ? [] : [{ entry, by: [rank, place(favourites, entry.id), place(recent, entry.id), order] }];
    })
    .sort((a, b) => a.by.map((value, at) => value - (b.by[at] ?? 0)).find((difference) => difference !== 0) ?? 0)
    .slice(0, most)
    .map(({ entry }) => entry);
}

/** A text that is a question rather than a name: a mark says so, or nothing is called like that. */
export const isQuestion = (text: string, found: number): boolean => text.trim() !== '' && (text.trim().startsWith('?') || text.trim().endsWith('?') || found === 0);
/** The question without the mark that opened it. */
export const questionIn = (text: string): string => text.trim().replace(/^\?\s*/, '');
