import { rightsOf } from '@/access/rights-of';
import { toInstant } from '@/domain/time';
import { err, ok, type Result } from '@/domain/result';
import type { PauseReason } from '@/reports/schedules/schedule';
import type { Core } from '../../core';
import type { Writer } from '../reports';
import type { PeoplePort } from './schedules';

/** Named where a session stands: nobody is signed in while a schedule fires. */
const NO_SESSION = 'schedule';

/**
 * A person with their rights as they stand now, without any purpose they stated: as whom a schedule makes its report. Why not, where they are
 * gone, disabled, or may no longer write reports of the unit, or take figures out of the portal where that is wanted.
 */
export async function ownerNow(core: Pick<Core, 'store' | 'province' | 'clock'>, people: PeoplePort, person: string, { unit, formats }: { readonly unit: string; readonly formats: readonly unknown[] }): Promise<Result<Writer, PauseReason>> {
  const { db } = core.store;
  const known = await db.selectFrom('person').select(['id', 'name', 'title', 'unit']).where('id', '=', person).executeTakeFirst();
  if (!known) return err('owner-gone');
  if ((await people.statusOf(person, db)) !== 'active') return err('owner-disabled');
  const actor: Writer['actor'] = { kind: 'person', ...known, session: NO_SESSION, grants: await people.grantsOf(person, db), purposes: [] };
  const rights = rightsOf(actor, core.province.current(), toInstant(core.clock()));
  return rights.may('report.write', unit) && (formats.length === 0 || rights.may('export', unit)) ? ok({ actor, rights }) : err('no-right');
}
