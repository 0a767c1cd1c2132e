import { addDays, civilDate, dateParts, dayOfMonth, startOfDay, weekday } from '@/domain/civil';
import { lastDay, periodOf, shiftPeriod } from '@/domain/period/period';
import { toInstant, type Instant, type LocalDate } from '@/domain/time';
import { isWorkingDay, workingDayAfter, type WorkingDays } from '../register/duties';
import { cronOf, type FiringPlan, type FiringRule } from './firing-rule';

/** The first moment of a rule at or after one; null where there is none. */
type From = (moment: Instant) => Instant | null;

const MINUTE_MS = 60_000;
/** Days off in a row are never so many: a rule that finds nothing in them finds nothing. */
const MOST_TURNS = 400;
/** Periods that are looked back to: what ended then has long had its working days. */
const BACK = 5;

/**
 * When a plan fires next: the first moment strictly after `after`, on a working day where the plan wants one. Null where it never does. Days
 * off are those announced; of a year that nobody announced, Saturdays and Sundays.
 */
export function nextMoment({ rule, dayRule }: FiringPlan, after: Instant, announced: WorkingDays): Instant | null {
  const from = fromOf(rule, announced);
  return dayRule === 'any' ? from(toInstant(after + 1)) : nextWorking(from, after, announced);
}

/** The next moments, ascending; fewer where there are no more. */
export function nextMoments(plan: FiringPlan, after: Instant, announced: WorkingDays, count: number): readonly Instant[] {
  const found: Instant[] = [];
  for (let last = after; found.length < count;) {
    const next = nextMoment(plan, last, announced);
    if (next === null) break;
    found.push((last = next));
  }
  return found;
}

/** What falls on days off comes on the working day that ends them, at its own time of day: each working day is looked at with those before it. */
function nextWorking(from: From, after: Instant, announced: WorkingDays): Instant | null {
  let day = civilDate(after);
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const first = from(startOfDay(restBefore(day, announced)));
    if (first === null) return null;
    day = workingFrom(civilDate(first), announced);
    const moved = movedTo(from, day, announced).filter((moment) => moment > after);
    if (moved.length > 0) return toInstant(Math.min(...moved));
    day = addDays(day, 1);
  }
  return null;
}

/** Every moment of a working day and of the days off just before it, as moments of that day. */
function movedTo(from: From, day: LocalDate, announced: WorkingDays): readonly Instant[] {
  const end = startOfDay(addDays(day, 1));
  const moved: Instant[] = [];
  for (let moment = from(startOfDay(restBefore(day, announced))); moment !== null && moment < end; moment = from(toInstant(moment + 1))) {
    moved.push(toInstant(startOfDay(day) + moment - startOfDay(civilDate(moment))));
  }
  return moved;
}

function workingFrom(day: LocalDate, announced: WorkingDays): LocalDate {
  let at = day;
  while (!isWorkingDay(at, announced)) at = addDays(at, 1);
  return at;
}
/** The first of the days off that end just before a day; the day itself where there are none. */
function restBefore(day: LocalDate, announced: WorkingDays): LocalDate {
  let at = day;
  while (!isWorkingDay(addDays(at, -1), announced)) at = addDays(at, -1);
  return at;
}

function fromOf(rule: FiringRule, announced: WorkingDays): From {
  switch (rule.every) {
    case 'day': return timed(rule.at, (day) => day);
    case 'week': return timed(rule.at, (day) => Array.from({ length: 7 }, (_, on) => addDays(day, on)).find((one) => rule.on.includes(weekday(one))) ?? day);
    case 'month': return timed(rule.at, (day) => dayInMonth(day, rule.day));
    case 'period': return timed(rule.at, (day) => {
      for (let period = shiftPeriod(periodOf(rule.kind, rule.calendar, day), -BACK); ; period = shiftPeriod(period, 1)) {
        const due = workingDayAfter(lastDay(period), rule.workingDays, announced);
        if (due >= day) return due;
      }
    });
    case 'cron': {
      const cron = cronOf(rule.text);
      return (moment) => {
        const next = cron?.nextRun(new Date(moment - 1)) ?? null;
        return next && toInstant(next.getTime());
      };
    }
  }
}

/** Of a rule that fires once on its days: `dayFrom` is the first of them at or after a day. */
function timed(at: string, dayFrom: (day: LocalDate) => LocalDate): From {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const momentOn = (day: LocalDate): Instant => toInstant(startOfDay(day) + (hours * 60 + minutes) * MINUTE_MS);
  return (moment) => {
    const today = civilDate(moment);
    const first = momentOn(dayFrom(today));
    return first >= moment ? first : momentOn(dayFrom(addDays(today, 1)));
  };
}

/** The n-th of this month or the next, the last day where the month is shorter. */
function dayInMonth(day: LocalDate, n: number): LocalDate {
  const { year, month } = dateParts(day);
  const inMonth = (at: number): LocalDate => {
    const last = addDays(dayOfMonth(year, at + 1, 1), -1);
    const wanted = dayOfMonth(year, at, n);
    return wanted < last ? wanted : last;
  };
  const here = inMonth(month);
  return here >= day ? here : inMonth(month + 1);
}
