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

/** Tells each screen to look at its program again, and the operators of each unit that something of their walls changed. The last step of a transaction. */
export async function tellWalls({ events, province }: Pick<Core, 'events' | 'province'>, db: Db, screens: readonly Told[], besides: readonly (UnitCode | null)[] = []): Promise<void> {
  for (const { id, revision } of screens) {
    await events.publish(db, { kind: 'screen-command', audience: { to: 'screen', id }, payload: { command: 'program', argument: String(revision) } });
  }
  for (const unit of new Set([...besides, ...screens.map((each) => each.unit)])) {
    const ids = screens.filter((each) => each.unit === unit).map(({ id }) => id);
    await events.publish(db, { kind: 'wall-changed', audience: { to: 'unit', unit }, payload: { unit: unit ?? province.current().unit, screens: ids } });
  }
}
