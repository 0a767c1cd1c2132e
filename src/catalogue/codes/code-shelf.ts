import type { CodeEntry, CodeList } from '@/domain/code-list';
import { fold } from '@/domain/fold';

/** One shared list with all its versions, newest first. */
export interface ShelfList {
  readonly id: string;
  /** The version in force on the day; where none is, the newest. */
  readonly current: CodeList;
  readonly inForce: boolean;
  readonly versions: readonly CodeList[];
}

const inForceOn = ({ validFrom, validTo }: CodeList, day: string): boolean => validFrom <= day && (validTo === null || day < validTo);

/** Lists by id, in the order of the configuration. `day` is `YYYY-MM-DD`. */
export function shelfOf(lists: readonly CodeList[], day: string): readonly ShelfList[] {
  const ids = [...new Set(lists.map(({ id }) => id))];
  return ids.flatMap((id) => {
    const versions = lists.filter((list) => list.id === id).sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
    const current = versions.find((version) => inForceOn(version, day)) ?? versions[0];
    return current ? [{ id, current, inForce: inForceOn(current, day), versions }] : [];
  });
}

/** Codes that a search leaves: by code or by name in either language, without accents. */
export function codesMatching({ codes }: CodeList, text: string): readonly CodeEntry[] {
  const wanted = fold(text);
  return wanted === '' ? codes : codes.filter(({ code, label }) => fold(`${code} ${label.vi} ${label.en}`).includes(wanted));
}
