import type { Dataset, DatasetQuery } from '@/domain/dataset';
import type { UnitCode } from '@/domain/org-unit/types';
import { covers, type DatasetShare } from './rights';

/** Units a question names, or undefined where it names none: then it speaks of all that the source has. */
export function unitsAsked(dataset: Dataset, query: DatasetQuery): readonly UnitCode[] | undefined {
  const parameter = dataset.unitScope?.parameter;
  const given = parameter !== undefined && Object.hasOwn(query.params, parameter) ? query.params[parameter] : undefined;
  if (given === undefined) return undefined;
  const units = typeof given === 'string' ? [given] : given;
  return units.length > 0 ? units : undefined;
}

/**
 * Whether the source may be asked this at all. `denied` where nothing of the answer could be shown: a unit outside the share, or an
 * answer that names no unit while the share has only some. What has a public part may always be asked; the rest of it is cut.
 */
export function mayAsk(share: DatasetShare, dataset: Dataset, query: DatasetQuery): 'yes' | 'denied' {
  const { classes, units } = share;
  if (classes.size === 0) return 'denied';
  if (classes.has('public') || units === 'all') return 'yes';
  const asked = unitsAsked(dataset, query);
  if (asked) return asked.every((unit) => covers(units, unit)) ? 'yes' : 'denied';
  return dataset.unitScope?.field === undefined ? 'denied' : 'yes';
}
