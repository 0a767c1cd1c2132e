import { civilDate } from '@/domain/civil';
import { SCREEN_ROLE } from '@/domain/access';
import { toInstant } from '@/domain/time';
import type { Core } from '../core';
import { Problem } from '../http/problems';
import { sharesUnit } from '@/access/shares-unit';
import { datasetsWithin } from './screen-bounds';
import type { Operator, ScreenActor, ScreenGift } from './screens';

type Parts = Pick<Core, 'province' | 'store' | 'clock'>;

/** The same ground and no class or dashboard more. */
export const isNarrower = (gift: ScreenGift, before: ScreenActor): boolean =>
  gift.unit === before.unit && gift.classes.every((each) => before.classes.includes(each)) && gift.dashboards.every((each) => before.dashboards.includes(each));

/**
 * Datasets of which a screen with this gift may show more than the public part; null is every one. Throws where the gift is not the
 * operator's to give: another's unit, a class they do not see there, a dashboard that is not or that they may not open. `taken`: nothing is
 * given that the screen has not already.
 */
export async function boundsOf(core: Parts, by: Operator, gift: ScreenGift, taken: boolean): Promise<readonly string[] | null> {
  const province = core.province.current();
  const now = toInstant(core.clock());
  const isKnown = gift.unit === null || province.units.treeAt(civilDate(now)).get(gift.unit) !== undefined;
  if (!isKnown || !by.rights.may('screen.pair', gift.unit ?? province.unit)) throw new Problem('not-allowed', { at: '/unit', expected: 'a unit of yours' });
  if (taken) return null;
  for (const [index, id] of gift.dashboards.entries()) {
    if (!(await isOpen(core, by, id))) throw new Problem('not-allowed', { at: `/dashboards/${index}`, expected: 'a dashboard that you see' });
  }
  const datasets = datasetsWithin(gift, by.rights, province, now);
  if (gift.classes.includes('internal') && datasets?.length === 0) throw new Problem('not-allowed', { at: '/classes', expected: 'classes that you see for this unit' });
  return datasets;
}

/** One of the pack that the operator and screens may open, or a shared one of a unit of theirs. */
async function isOpen({ province, store, clock }: Parts, { actor, rights }: Operator, id: string): Promise<boolean> {
  const current = province.current();
  const ofScreens = current.access.roles.get(SCREEN_ROLE)?.dashboards ?? [];
  if (ofScreens !== '*' && !ofScreens.includes(id)) return false;
  if (current.dashboards.some((dashboard) => dashboard.id === id)) return rights.dashboards === '*' || rights.dashboards.includes(id);
  const shared = await store.db.selectFrom('document').select('unit').where('kind', '=', 'dashboard').where('id', '=', id).where('owner', 'is', null).where('deleted', '=', false).executeTakeFirst();
  return shared !== undefined && sharesUnit(actor, shared.unit, current, toInstant(clock()));
}
