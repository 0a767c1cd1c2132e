import type { Text } from './text';

/** One version of a shared code list (danh mục dùng chung): what its codes mean from a day on. */
export interface CodeList {
  readonly id: string;
  readonly version: string;
  readonly name: Text;
  readonly owner: Text;
  readonly legalBasis?: string;
  /** `YYYY-MM-DD`; `validTo` is exclusive, null while in force. */
  readonly validFrom: string;
  readonly validTo: string | null;
  /** How codes are written before they are looked up: agency codes come in two styles (`000.00.00.H41` and `H41`). */
  readonly normalise: 'none' | 'agency';
  readonly codes: readonly CodeEntry[];
}
export interface CodeEntry {
  readonly code: string;
  readonly label: Text;
  readonly parent?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
}

/** Level 1 first, as Quyết định 20/2020/QĐ-TTg writes it: `H41`, `H41.06`, `H41.06.15`, `H41.06.15.003`. */
const AGENCY = /^[A-Z]\d{2}(?:\.\d{2,3}){0,3}$/;
/** Level 1 last and always four parts, as QCVN 102:2016/BTTTT wrote it: `000.00.06.H41`. */
const AGENCY_BEFORE = /^(\d{3})\.(\d{2})\.(\d{2})\.([A-Z]\d{2})$/;

/** An agency's electronic code in today's writing, whichever of the two it came in; null where it is neither. */
export function agencyCode(text: string): string | null {
  const code = text.trim().toUpperCase();
  const before = AGENCY_BEFORE.exec(code);
  const turned = before ? [before[4], before[3], before[2], before[1]].join('.') : code;
  if (!AGENCY.test(turned)) return null;
  // Levels of nothing but zeros are levels that are not there.
  return turned.replace(/(?:\.0+)+$/, '');
}

/** How a list writes a code; null where it cannot be one of the list's kind. */
export const writtenCode = ({ normalise }: Pick<CodeList, 'normalise'>, text: string): string | null => (normalise === 'agency' ? agencyCode(text) : text.trim() === '' ? null : text.trim());

const covers = ({ validFrom, validTo }: { readonly validFrom?: string | undefined; readonly validTo?: string | null | undefined }, day: string): boolean =>
  (validFrom ?? '') <= day && (validTo === undefined || validTo === null || day < validTo);

/** The version of a list that is in force on a day (`YYYY-MM-DD`); of two that overlap the one that began later. */
export const listOn = (lists: readonly CodeList[], id: string, day: string): CodeList | undefined =>
  lists.filter((list) => list.id === id && covers(list, day)).sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];

/** What a code of a list means on a day. */
export function entryOn(list: CodeList, text: string, day: string): CodeEntry | undefined {
  const code = writtenCode(list, text);
  return code === null ? undefined : entriesOf(list).get(code)?.find((entry) => covers(entry, day));
}

const indexes = new WeakMap<CodeList, ReadonlyMap<string, readonly CodeEntry[]>>();
/** Entries of a list by code; one code may mean different things at different times. */
function entriesOf(list: CodeList): ReadonlyMap<string, readonly CodeEntry[]> {
  const found = indexes.get(list);
  if (found) return found;
  const index = new Map<string, CodeEntry[]>();
  for (const entry of list.codes) {
    const same = index.get(entry.code) ?? [];
    index.set(entry.code, same);
    same.push(entry);
  }
  indexes.set(list, index);
  return index;
}
