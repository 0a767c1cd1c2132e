import { addDays, civilDate, startOfDay } from '@/domain/civil';
import { toInstant, type Instant } from '@/domain/time';
import { isWorkingDay, type WorkingDays } from '../register/duties';

/** While so many working days are left, the last one included: the shortest regimes give no more than two. */
export const REMIND_WORKING_DAYS = 2;
/** Said when people come to work, not at midnight: 07:00. */
const MORNING_MS = 7 * 3_600_000;

/** When a unit is told that a report is soon due, and that it is late, of the moment until when it is owed. */
export function reminderMoments(due: Instant, announced: WorkingDays): { readonly beforeDue: Instant; readonly late: Instant } {
  // Owed until the end of a working day: `due` is the first moment after it.
  let day = addDays(civilDate(due), -1);
  for (let left = REMIND_WORKING_DAYS - 1; left > 0;) {
    day = addDays(day, -1);
    if (isWorkingDay(day, announced)) left -= 1;
  }
  return { beforeDue: toInstant(startOfDay(day) + MORNING_MS), late: toInstant(startOfDay(civilDate(due)) + MORNING_MS) };
}

/** A reminder as a page shows it: a report of the reader's own unit that is not issued yet. Moments are epoch ms. */
export interface ReminderCard {
  readonly kind: 'before-due' | 'late';
  readonly template: string;
  readonly title: { readonly vi: string; readonly en: string };
  readonly unit: string;
  readonly period: string;
  readonly due: number;
  readonly saidAt: number;
}
