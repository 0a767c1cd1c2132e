import { covers, reachIn, type Reach, type Rights } from '@/access/rights';
import { rightsOf } from '@/access/rights-of';
import type { Province } from '@/config/province';
import type { Dataset } from '@/domain/dataset';
import type { Instant } from '@/domain/time';
import type { ScreenActor, ScreenGift } from './screens';

/**
 * Datasets of which a screen with this gift may show more than the public part: those of which its giver sees as much, for every unit the
 * screen would show. Null where that is every one. So nobody sees by a screen what they do not see themselves.
 */
export function datasetsWithin(gift: ScreenGift, giver: Rights, province: Province, now: Instant): readonly string[] | null {
  const screen: ScreenActor = { kind: 'screen', id: '', ...gift };
  const shown = rightsOf(screen, province, now);
  const inner = [...province.datasets.values()].filter((dataset) => innerClasses(dataset, shown).length > 0);
  const within = inner.filter((dataset) => innerClasses(dataset, shown).every((each) => isWithin(reachOf(dataset, shown, each), reachOf(dataset, giver, each))));
  return within.length === inner.length ? null : within.map(({ id }) => id);
}

type Class = Dataset['classification'];

const innerClasses = (dataset: Dataset, rights: Rights): Class[] => [...(rights.share(dataset)?.classes ?? [])].filter((each) => each !== 'public');

function reachOf(dataset: Dataset, rights: Rights, shown: Class): Reach {
  const share = rights.share(dataset);
  return share ? reachIn(share, shown) : new Set();
}

const isWithin = (inner: Reach, outer: Reach): boolean => outer === 'all' || (inner !== 'all' && [...inner].every((unit) => covers(outer, unit)));
