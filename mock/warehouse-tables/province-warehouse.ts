import { dateText, dayAt, dayOfMonth, partsOf } from '../clock';
import { DEFAULT_SEED } from '../main';
import { createPopulation } from '../province/population';
import { readUnitBook } from '../province/units';
import { economyTables } from './economy';
import { holdings } from './holdings';
import { peopleTables } from './people';
import { stateTables } from './state';
import type { Ground, MockTable, Month } from './table';

const MONTHS = 13;
/** Raised when the tables change, so that a warehouse that was loaded before is loaded anew. */
const VERSION = 3;

/** The months before the one that `now` lies in; a month is loaded on the first day after it. */
function monthsBefore(now: number): Month[] {
  const { year, month } = partsOf(dayAt(now));
  return Array.from({ length: MONTHS }, (_, at) => {
    const first = partsOf(dayOfMonth(year, month - MONTHS + at, 1));
    return {
      year: first.year, month: first.month,
      first: dateText(dayOfMonth(first.year, first.month, 1)),
      loadedAt: `${dateText(dayOfMonth(first.year, first.month + 1, 1))}T00:05:00+07:00`,
      status: at === MONTHS - 1 ? 'provisional' : 'official',
    };
  });
}

/**
 * What the shared data warehouse of a mock province holds in the month of `now` (epoch ms): the same tables whoever asks, made when they
 * are asked for. `stamp` tells one month's tables from another's.
 */
export function provinceWarehouse(province: string, now: number, seed = DEFAULT_SEED): { readonly stamp: string; readonly tables: () => readonly MockTable[] } {
  const months = monthsBefore(now);
  return {
    stamp: `${VERSION} ${province} ${seed} ${months[MONTHS - 1]?.first ?? ''}`,
    tables() {
      const units = readUnitBook(province);
      const ground: Ground = { seed, units, population: createPopulation(units, seed), months };
      return [...peopleTables(ground), ...economyTables(ground), ...stateTables(ground), holdings(ground)];
    },
  };
}
