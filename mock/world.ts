import { dayAt, dayOfMonth, partsOf } from './clock';
import { createPopulation, type Population } from './province/population';
import { readUnitBook, type UnitBook } from './province/units';
import { createWorkCalendar, type WorkCalendar } from './province/work-calendar';

/** Months of history before the month of start-up: three years, and one more so that every year-ago comparison is whole. */
const MONTHS_KEPT = 37;
/** Days prepared ahead, so that a mock left running rolls into the next days without stopping to compute. */
const DAYS_AHEAD = 3;

/** What all mock systems of one province have in common. */
export interface World {
  readonly province: string;
  readonly seed: number;
  readonly units: UnitBook;
  readonly population: Population;
  readonly calendar: WorkCalendar;
  /** First civil day with data. */
  readonly firstDay: number;
  /** Last civil day that is prepared; a later one needs a new world. */
  readonly lastDay: number;
}

export function createWorld(options: { readonly province: string; readonly seed: number; readonly now: number; readonly units?: UnitBook }): World {
  const { province, seed, now } = options;
  const units = options.units ?? readUnitBook(province);
  const { year, month } = partsOf(dayAt(now));
  const firstDay = dayOfMonth(year, month - MONTHS_KEPT, 1);
  const lastDay = dayAt(now) + DAYS_AHEAD;
  return {
    province, seed, units, firstDay, lastDay,
    population: createPopulation(units, seed),
    // Terms reach back before the first day.
    calendar: createWorkCalendar(firstDay - 200, lastDay),
  };
}
