import type { ScheduleDeed } from '@/reports/schedules/schedule';
import type { Writer } from '../reports';
import type { ScheduleRow } from './schedule-rows';

/** Without somebody with whose rights it is made, anybody who may write the unit's reports may go on with it. */
const ORPHANED: readonly (string | null)[] = ['owner-gone', 'owner-disabled', 'no-right'];

/**
 * What a reader may do with a schedule. What it makes holds its owner's figures: nobody else chooses what that is and where it goes, without
 * putting their own rights in place of the owner's.
 */
export function deedsOf({ actor, rights }: Writer, { owner, unit, paused_because: paused }: Pick<ScheduleRow, 'owner' | 'unit' | 'paused_because'>): readonly ScheduleDeed[] {
  const isOwner = actor.id === owner;
  const [writes, administers] = [rights.may('report.write', unit), rights.may('people.grant', unit)];
  return [
    ...(isOwner && writes ? ['change' as const] : []),
    ...(isOwner || administers ? ['stop' as const] : []),
    ...(!isOwner && writes && (administers || ORPHANED.includes(paused)) ? ['take-over' as const] : []),
  ];
}
