import { toInstant } from '@/domain/time';
import { periodText } from '@/domain/period/text';
import type { PeriodKind } from '@/domain/period/types';
import type { PauseReason } from '@/reports/schedules/schedule';
import { periodAt, type PeriodOffset } from '@/reports/schedules/schedule-period';
import type { Core } from '../../core';
import { Problem } from '../../http/problems';
import type { Templates } from '../report-templates';
import type { Reports, Writer } from '../reports';
import { ownerNow } from './owner';
import type { FiringRow, ScheduleRow } from './schedule-rows';
import type { PeoplePort, ViewPort } from './schedules';

export interface MakingParts {
  readonly people: PeoplePort;
  readonly reports: Pick<Reports, 'make'>;
  readonly templates: Pick<Templates, 'find'>;
  readonly views: ViewPort | null;
}
/** What a firing came to: what was made, or why its schedule cannot go on. */
export type Made = { readonly report: string | null; readonly view: string | null } | { readonly pause: PauseReason };

/** Of a schedule and a moment: made twice, it is made once. */
const keyOf = ({ schedule, moment }: Pick<FiringRow, 'schedule' | 'moment'>): string => `schedule-${schedule}-${moment.getTime()}`;

/** Makes what a schedule makes at a moment, with its owner's rights as they stand now. Throws the `Problem` of whatever else stands in the way. */
export async function makeFiring(core: Pick<Core, 'store' | 'province' | 'clock'>, parts: MakingParts, row: ScheduleRow, firing: FiringRow, signal: AbortSignal): Promise<Made> {
  const owner = await ownerNow(core, parts.people, row.owner, row);
  if (!owner.ok) return { pause: owner.error };
  try {
    return row.kind === 'view' ? await makeView(parts, owner.value, row, firing, signal) : await makeReport(parts, owner.value, row, firing, signal);
  } catch (fault) {
    const pause = fault instanceof Problem ? pauseOf(fault) : null;
    if (pause === null) throw fault;
    return { pause };
  }
}

async function makeReport({ reports, templates }: MakingParts, by: Writer, row: ScheduleRow, firing: FiringRow, signal: AbortSignal): Promise<Made> {
  const found = await templates.find(by, row.subject);
  if (!found) return { pause: 'subject-gone' };
  const { calendar, kinds } = found.body.periods;
  const kind = row.period_kind as PeriodKind | null;
  if (kind === null || !kinds.includes(kind)) return { pause: 'period-gone' };
  const period = periodAt(toInstant(firing.moment.getTime()), { calendar, kind, offset: row.period_offset as PeriodOffset });
  const { id } = await reports.make(by, { template: row.subject, unit: row.unit, period: periodText(period), key: keyOf(firing) }, signal);
  return { report: id, view: null };
}

async function makeView({ views }: MakingParts, by: Writer, row: ScheduleRow, firing: FiringRow, signal: AbortSignal): Promise<Made> {
  if (!views || !(await views.has(by, row.subject))) return { pause: 'subject-gone' };
  const { id } = await views.keep(by, { dashboard: row.subject, scope: { unit: row.unit }, cause: `schedule:${row.id}`, key: keyOf(firing) }, signal);
  return { report: null, view: id };
}

const PAUSED_AT: Readonly<Record<string, PauseReason>> = { '/unit': 'unit-gone', '/scope/unit': 'unit-gone', '/period': 'period-gone', '/template': 'subject-gone', '/dashboard': 'subject-gone' };
/** Faults that stay until somebody changes the schedule. */
function pauseOf({ code, place }: Problem): PauseReason | null {
  if (code === 'not-allowed') return 'no-right';
  if (code !== 'bad-request') return null;
  return PAUSED_AT[place.at ?? ''] ?? null;
}
