import type { Dashboard } from '@/config/dashboard';
import { fold } from '@/domain/fold';
import type { UnitCode } from '@/domain/org-unit/types';
import type { Text } from '@/domain/text';
import type { ListedDocument } from '@/state/history';

/** Whose a dashboard is: `pack` came with the portal and is a template for others. */
export type Holder = 'mine' | 'unit' | 'province' | 'pack';
export const HOLDERS: readonly Holder[] = ['mine', 'unit', 'province', 'pack'];

/** One dashboard that the reader may open. */
export interface LibraryEntry {
  readonly id: string;
  readonly title: Text;
  /** Null of what people made: only the body tells. */
  readonly audience: Text | null;
  readonly holder: Holder;
  /** Unit it belongs to; null where it is a person's, the province's or the pack's. */
  readonly unit: UnitCode | null;
  /** Who changed it last, and when, epoch ms; null of the pack's. */
  readonly changed: { readonly by: string | null; readonly at: number; readonly revision: number } | null;
  readonly mayEdit: boolean;
  readonly isFavourite: boolean;
}

const untitled = (id: string): Text => ({ vi: id, en: id });

/** Everything a reader may open: what people keep first, newest change first, then the pack's in its order. */
export function entriesOf(pack: readonly Pick<Dashboard, 'id' | 'title' | 'audience'>[], documents: readonly ListedDocument[], favourites: readonly string[]): readonly LibraryEntry[] {
  const marked = new Set(favourites);
  const kept = documents.filter(({ deleted }) => !deleted).sort((a, b) => b.at - a.at).map((one): LibraryEntry => ({
    id: one.id, title: one.title ?? untitled(one.id), audience: null,
    holder: one.owner === 'me' ? 'mine' : one.unit === null ? 'province' : 'unit', unit: one.owner === 'me' ? null : one.unit,
    changed: { by: one.author.name, at: one.at, revision: one.revision }, mayEdit: one.mayEdit, isFavourite: marked.has(`dashboard:${one.id}`),
  }));
  const own = new Set(kept.map(({ id }) => id));
  return [...kept, ...pack.filter(({ id }) => !own.has(id)).map(({ id, title, audience }): LibraryEntry => ({
    id, title, audience, holder: 'pack', unit: null, changed: null, mayEdit: false, isFavourite: marked.has(`dashboard:${id}`),
  }))];
}

export interface LibraryGroup {
  readonly holder: Holder | 'favourite';
  readonly entries: readonly LibraryEntry[];
}

/** Entries whose words hold every word of the search, marks and case left aside. */
export function found(entries: readonly LibraryEntry[], search: string): readonly LibraryEntry[] {
  const wanted = fold(search).split(' ').filter((word) => word !== '');
  const wordsOf = ({ id, title, audience, changed }: LibraryEntry): string => fold([id, title.vi, title.en, audience?.vi ?? '', audience?.en ?? '', changed?.by ?? ''].join(' '));
  return entries.filter((entry) => {
    const words = wordsOf(entry);
    return wanted.every((word) => words.includes(word));
  });
}

/** Groups as a page shows them: favourites in the person's order, then by holder; a favourite stands in its own group too. Empty groups are left out. */
export function groupsOf(entries: readonly LibraryEntry[], favourites: readonly string[]): readonly LibraryGroup[] {
  const byId = new Map(entries.map((entry) => [`dashboard:${entry.id}`, entry]));
  const groups: LibraryGroup[] = [
    { holder: 'favourite', entries: favourites.flatMap((each) => byId.get(each) ?? []) },
    ...HOLDERS.map((holder) => ({ holder, entries: entries.filter((entry) => entry.holder === holder) })),
  ];
  return groups.filter((group) => group.entries.length > 0);
}

/** Dashboards the header has room for: what is marked, then what is offered, and always the one that is open. */
export function inHeader<T extends { readonly id: string }>(offered: readonly T[], favourites: readonly string[], current: T | null, most: number): readonly T[] {
  const marked = favourites.flatMap((each) => offered.find(({ id }) => each === `dashboard:${id}`) ?? []);
  const order = [...new Set([...marked, ...offered])];
  const shown = order.slice(0, most);
  if (current === null || shown.some(({ id }) => id === current.id)) return shown;
  return [...order.slice(0, most - 1), current];
}
