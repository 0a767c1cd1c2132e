import type { Role } from '@/domain/access';
import type { Classification, Dataset } from '@/domain/dataset';
import { classesOf } from './field-class';
import type { DatasetShare, Reach } from './rights';

/** A role held for some ground. `classes` bounds what is read with it further, as a screen's own classes do. */
export interface Holding {
  readonly role: Role;
  readonly reach: Reach;
  readonly classes?: readonly Classification[];
}

/** What a set of holdings shows of a dataset; `purpose` says whether one stands for it. Null where that is nothing. */
export function shareOf(holdings: readonly Holding[], dataset: Dataset, purpose: boolean): DatasetShare | null {
  const allowed = joined(holdings, dataset);
  const personal = allowed.get('personal');
  if (!purpose) allowed.delete('personal');
  if (allowed.size === 0 && !personal) return null;
  const shown = classesOf(dataset).filter((each) => allowed.has(each));
  const bounded = shown.filter((each) => each !== 'public');
  const units = bounded.length > 0 ? unionOf(bounded.map((each) => allowed.get(each))) : shown.length > 0 ? 'all' : unionOf([personal]);
  const narrower = new Map(bounded.flatMap((each) => {
    const reach = allowed.get(each) ?? NOWHERE;
    return isSame(reach, units) ? [] : [[each, reach] as const];
  }));
  return {
    classes: new Set(shown), units,
    ...(narrower.size > 0 ? { narrower } : {}),
    mayUnmask: personal !== undefined,
    key: shown.map((each) => (each === 'public' ? each : `${each}:${reachText(allowed.get(each) ?? NOWHERE)}`)).join('|') || 'nothing',
  };
}

const NOWHERE: Reach = new Set();

/** Ground on which each class may be seen, personal ones given a purpose. */
function joined(holdings: readonly Holding[], dataset: Dataset): Map<Classification, Reach> {
  const allowed = new Map<Classification, Reach>();
  const matter = classesOf(dataset);
  for (const { role, reach, classes } of holdings) {
    for (const read of role.reads) {
      if (read.datasets !== '*' && !read.datasets.includes(dataset.id)) continue;
      for (const each of read.classes) {
        if (!matter.includes(each) || (classes && !classes.includes(each)) || (each === 'personal' && !role.may.includes('unmask'))) continue;
        const ground = each === 'public' ? 'all' : read.units === 'all' && !classes ? 'all' : reach;
        if (ground === 'all' || ground.size > 0) allowed.set(each, unionOf([allowed.get(each), ground]));
      }
    }
  }
  return allowed;
}

function unionOf(reaches: readonly (Reach | undefined)[]): Reach {
  const units = new Set<string>();
  for (const reach of reaches) {
    if (reach === 'all') return 'all';
    for (const unit of reach ?? []) units.add(unit);
  }
  return units;
}

const isSame = (a: Reach, b: Reach): boolean => a === b || (a !== 'all' && b !== 'all' && a.size === b.size && [...a].every((unit) => b.has(unit)));

/** Codes hold no comma or bar. */
const reachText = (reach: Reach): string => (reach === 'all' ? '*' : [...reach].sort().join(','));
