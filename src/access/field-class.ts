import type { Classification, Dataset } from '@/domain/dataset';

/** Class of what has no class of its own. The rows of a personal dataset are internal; what is personal in them says so itself. */
export const baseClass = ({ classification }: Dataset): Classification => (classification === 'personal' ? 'internal' : classification);

/** Class of one field of a row, metric of a cube or property of a feature; `personal` as an event field declares itself. */
export function classOf(dataset: Dataset, field: string, personal = false): Classification {
  const { fieldClasses = {} } = dataset;
  const own = Object.hasOwn(fieldClasses, field) ? fieldClasses[field] : undefined;
  return own ?? (personal ? 'personal' : baseClass(dataset));
}

const ORDER: readonly Classification[] = ['public', 'internal', 'personal', 'restricted'];
const matters = new WeakMap<Dataset, readonly Classification[]>();

/**
 * Classes that make a difference in a dataset, in fixed order. `internal` does where small cells are withheld from who sees only the
 * public part; `personal` only where the dataset says that it has personal fields, so that one nobody declared stays masked for all.
 */
export function classesOf(dataset: Dataset): readonly Classification[] {
  let found = matters.get(dataset);
  if (!found) {
    const held = new Set<Classification>([baseClass(dataset), dataset.classification, ...Object.values(dataset.fieldClasses ?? {})]);
    if (dataset.smallCellBelow !== undefined) held.add('internal');
    matters.set(dataset, (found = ORDER.filter((each) => held.has(each))));
  }
  return found;
}
