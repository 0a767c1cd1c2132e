import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import type { UnitCode } from '@/domain/org-unit/types';
import type { Text } from '@/domain/text';
import type { ListedDocument } from '@/state/history';
import type { Workspace } from '@/state/workspace';

/** A dashboard that people share, as far as a scene must know it. `unit` null: the whole province's. */
export interface SharedDashboard {
  readonly id: string;
  readonly title: Text;
  readonly unit: UnitCode | null;
}

/** Pages of the list asked for; a wall's operator looks through no more. */
const MOST_PAGES = 10;

/** What a screen may show of a list of documents: what is shared, the province's first, then by unit and title. A person's own no screen can read. Pure. */
export function sharedOf(listed: readonly ListedDocument[]): readonly SharedDashboard[] {
  const shared = listed.filter(({ owner, deleted }) => owner === 'unit' && !deleted).map(({ id, title, unit }): SharedDashboard => ({ id, title: title ?? { vi: id, en: id }, unit }));
  return shared.sort((a, b) => (a.unit ?? '').localeCompare(b.unit ?? '') || a.title.vi.localeCompare(b.title.vi, 'vi'));
}

/** By owner, in the order given: what a picker shows under one heading. */
export function byUnit(shared: readonly SharedDashboard[]): readonly { readonly unit: UnitCode | null; readonly dashboards: readonly SharedDashboard[] }[] {
  return [...new Set(shared.map(({ unit }) => unit))].map((unit) => ({ unit, dashboards: shared.filter((one) => one.unit === unit) }));
}

/** Shared dashboards that the reader may open, asked for once; none until they are here, or where nobody can be asked. */
export function useSharedDashboards(workspace: Pick<Workspace, 'list'>): Readonly<ShallowRef<readonly SharedDashboard[]>> {
  const shared = shallowRef<readonly SharedDashboard[]>([]);
  let isOver = false;
  onScopeDispose(() => { isOver = true; });
  async function load(): Promise<void> {
    const all: ListedDocument[] = [];
    let after: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const reply = await workspace.list('dashboard', after);
      if (isOver || !reply.ok) return;
      all.push(...reply.value.items);
      shared.value = sharedOf(all);
      if (reply.value.next === null) return;
      after = reply.value.next;
    }
  }
  void load();
  return shared;
}
