import type { UnitCode } from '@/domain/org-unit/types';
import type { Core } from '../core';
import type { Db } from '../store/store';

/** What is told of one screen. */
export interface Told {
  readonly id: string;
  readonly unit: UnitCode | null;
  /** Of its program. */
  readonly revision: number;
}

/**
 * Tells each screen to look at its program again, and the operators of each unit that something of their walls changed. The last step of a
 * transaction. `renewed`: screens whose right changed with it.
 */
export async function tellWalls({ events, province }: Pick<Core, 'events' | 'province'>, db: Db, screens: readonly Told[], { besides = [], renewed = [] }: { readonly besides?: readonly (UnitCode | null)[]; readonly renewed?: readonly string[] } = {}): Promise<void> {
  const units = [...new Set([...besides, ...screens.map(({ unit }) => unit)])];
  await events.publish(
    db,
    ...renewed.map((id) => ({ kind: 'rights-changed' as const, audience: { to: 'screen' as const, id }, payload: {} })),
    ...screens.map(({ id, revision }) => ({ kind: 'screen-command' as const, audience: { to: 'screen' as const, id }, payload: { command: 'program', argument: String(revision) } })),
    ...units.map((unit) => ({
      kind: 'wall-changed' as const, audience: { to: 'unit' as const, unit },
      payload: { unit: unit ?? province.current().unit, screens: screens.filter((each) => each.unit === unit).map(({ id }) => id) },
    })),
  );
}
