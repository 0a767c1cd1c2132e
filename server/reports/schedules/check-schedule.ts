import { civilDate } from '@/domain/civil';
import { toInstant } from '@/domain/time';
import type { Core } from '../../core';
import { Problem } from '../../http/problems';
import type { Templates } from '../report-templates';
import type { Writer } from '../reports';
import type { DeliveryPort, ScheduleWish, ViewPort } from './schedules';

export interface CheckParts {
  readonly templates: Pick<Templates, 'find'>;
  readonly deliveries: Pick<DeliveryPort, 'destinations'>;
  /** Null where views cannot be kept. */
  readonly views: Pick<ViewPort, 'has'> | null;
}
const refuse = (at: string, expected: string, got?: string): never => {
  throw new Problem('bad-request', { at, expected, ...(got === undefined ? {} : { got }) });
};

/** Holds a schedule against what its owner may and what is there now. Throws `not-allowed`, or `bad-request` by place. */
export async function checkSchedule(core: Pick<Core, 'province' | 'clock'>, { templates, deliveries, views }: CheckParts, by: Writer, wish: ScheduleWish): Promise<void> {
  if (!by.rights.may('report.write', wish.unit)) throw new Problem('not-allowed', { at: '/unit', expected: 'a unit of yours' });
  const unit = core.province.current().units.resolve(wish.unit, civilDate(toInstant(core.clock())));
  if (!unit) return refuse('/unit', 'a unit of the province', wish.unit);
  if (wish.kind === 'view') {
    if (!views || !(await views.has(by, wish.subject))) return refuse('/subject', 'a dashboard', wish.subject);
    if (wish.periodKind !== null) return refuse('/periodKind', 'null: a view shows what the dashboard shows');
    if (wish.formats.length + wish.destinations.length > 0) return refuse('/formats', 'none: a view is kept in the portal');
    return;
  }
  const found = await templates.find(by, wish.subject);
  if (!found) return refuse('/subject', 'a report template', wish.subject);
  const { levels, periods } = found.body;
  if (!levels.includes(unit.level)) return refuse('/unit', levels.join(', '), unit.level);
  if (wish.periodKind === null || !periods.kinds.includes(wish.periodKind)) return refuse('/periodKind', periods.kinds.join(', '), wish.periodKind ?? 'null');
  // Cut-offs are those of the form: another calendar would fire before its period is over.
  if (wish.rule.every === 'period' && wish.rule.calendar !== periods.calendar) return refuse('/rule/calendar', periods.calendar, wish.rule.calendar);
  if ((wish.formats.length === 0) !== (wish.destinations.length === 0)) return refuse('/formats', 'formats and destinations, or neither');
  if (wish.formats.length > 0 && !by.rights.may('export', wish.unit)) throw new Problem('not-allowed', { at: '/formats', expected: 'who may take figures out of the portal' });
  const known = deliveries.destinations(wish.unit);
  const place = wish.destinations.findIndex((id) => !known.includes(id));
  if (place >= 0) return refuse(`/destinations/${place}`, 'a destination that takes reports of this unit', wish.destinations[place]);
}
