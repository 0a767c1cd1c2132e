import type { Classification, Dataset, DatasetQuery } from '@/domain/dataset';
import { classOf } from './field-class';
import { unitsAsked } from './may-ask';
import { covers, reachIn, type DatasetShare, type Reach } from './rights';

/** A share looking at one answer. */
export interface Sight {
  readonly dataset: Dataset;
  /** Field of a row or feature, or dimension of a cube, that names units. */
  readonly unitField: string | undefined;
  /** Units for which a field is seen. */
  readonly reachOf: (field: string, personal?: boolean) => Reach;
  readonly reachIn: (shown: Classification) => Reach;
  /** Whether a reach holds what names no unit itself: the units asked for, or the whole province where none was. */
  readonly coversUnnamed: (reach: Reach) => boolean;
}

export function sightOf(dataset: Dataset, share: DatasetShare, query: DatasetQuery | undefined): Sight {
  const asked = query && unitsAsked(dataset, query);
  return {
    dataset,
    unitField: dataset.unitScope?.field,
    reachOf: (field, personal) => reachIn(share, classOf(dataset, field, personal)),
    reachIn: (shown) => reachIn(share, shown),
    coversUnnamed: (reach) => reach === 'all' || (asked?.every((unit) => reach.has(unit)) ?? false),
  };
}

/** Whether a reach holds a row whose unit field says `unit`; `undefined` where the answer has no such field. */
export function holdsRow(sight: Sight, reach: Reach, unit: unknown): boolean {
  if (reach === 'all') return true;
  if (sight.unitField === undefined) return sight.coversUnnamed(reach);
  return covers(reach, typeof unit === 'string' ? unit : null);
}
