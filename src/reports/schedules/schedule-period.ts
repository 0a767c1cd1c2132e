import { civilDate } from '@/domain/civil';
import { periodOf, shiftPeriod } from '@/domain/period/period';
import type { CalendarId, Period, PeriodKind } from '@/domain/period/types';
import type { Instant } from '@/domain/time';

/** Which period a schedule makes: −1 the last one that is over, 0 the one that runs. */
export const PERIOD_OFFSETS = [-1, 0] as const;
export type PeriodOffset = (typeof PERIOD_OFFSETS)[number];

/** The period made at a moment. Where none runs (nine months, in the last three of a year), the last one that is over. */
export function periodAt(moment: Instant, { calendar, kind, offset }: { readonly calendar: CalendarId; readonly kind: PeriodKind; readonly offset: PeriodOffset }): Period {
  const today = civilDate(moment);
  const around = periodOf(kind, calendar, today);
  return offset === 0 || around.end <= today ? around : shiftPeriod(around, -1);
}
