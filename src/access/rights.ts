import type { Classification, Dataset } from '@/domain/dataset';
import type { UnitCode } from '@/domain/org-unit/types';
import type { Action } from '@/domain/access';

/** Units by code: the whole province, or some. */
export type Reach = 'all' | ReadonlySet<UnitCode>;

/** What one actor may see of one dataset, after all grants are joined. */
export interface DatasetShare {
  /** Classes that the actor sees unmasked at this moment (a `personal` one only while a purpose stands). */
  readonly classes: ReadonlySet<Classification>;
  /**
   * Units whose figures may be seen; `all` is the province with everything in it. Public fields are seen for every unit, so that a
   * share of nothing else says `all`.
   */
  readonly units: Reach;
  /** Classes seen for fewer units than `units`: where grants of different reach meet. Read both with {@link reachIn}. */
  readonly narrower?: ReadonlyMap<Classification, Reach>;
  /** The actor could state a purpose and then see personal fields. */
  readonly mayUnmask: boolean;
  /**
   * Canonical text of what is seen, reduced to what can matter for this dataset: two actors with equal keys see the same answer to the
   * same question, and two who see the same have equal keys. Part of every cache and coalescing key.
   */
  readonly key: string;
}

/** An actor's rights on one day. */
export interface Rights {
  /** Whose device cache this is: changes whenever the rights do. A stated purpose does not change it: no device keeps what it shows. */
  readonly identity: string;
  readonly roles: readonly string[];
  /** Null where the actor may see nothing of it, not even that it has rows. */
  readonly share: (dataset: Dataset) => DatasetShare | null;
  /** Whether the actor may do this for `unit`; without a unit: for any unit at all. */
  readonly may: (action: Action, unit?: UnitCode) => boolean;
  /** Actions held for at least one unit. */
  readonly actions: readonly Action[];
  readonly dashboards: '*' | readonly string[];
  readonly landing: string | null;
}

const NOWHERE: ReadonlySet<UnitCode> = new Set();

/** Units for which a share shows a class. */
export const reachIn = (share: DatasetShare, shown: Classification): Reach =>
  !share.classes.has(shown) ? NOWHERE : shown === 'public' ? 'all' : share.narrower?.get(shown) ?? share.units;

export const covers = (reach: Reach, unit: UnitCode | null): boolean => reach === 'all' || (unit !== null && reach.has(unit));
