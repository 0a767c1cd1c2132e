import type { Population } from '../province/population';
import type { MockUnit, UnitBook } from '../province/units';

/** A table of the province's shared warehouse, as it would be loaded there. */
export interface MockTable {
  readonly name: string;
  readonly comment: string;
  readonly columns: readonly { readonly name: string; readonly type: 'text' | 'integer' | 'numeric' | 'date' | 'timestamptz' | 'double precision' }[];
  readonly key: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** The province the tables are about, and the months they cover. */
export interface Ground {
  readonly seed: number;
  readonly units: UnitBook;
  readonly population: Population;
  /** First days of months, oldest first; the last is the newest whole month. */
  readonly months: readonly Month[];
}
export interface Month {
  readonly year: number;
  readonly month: number;
  /** `2026-10-01`. */
  readonly first: string;
  /** When its figures were written into the warehouse. */
  readonly loadedAt: string;
  /** The newest month is provisional until the next one is there. */
  readonly status: 'provisional' | 'official';
}

type ColumnType = MockTable['columns'][number]['type'];

/** A table from `name type` texts: `['thang date', 'tong integer']`. */
export function tableOf(name: string, comment: string, key: readonly string[], columns: readonly string[], rows: MockTable['rows']): MockTable {
  return { name, comment: `${comment} (số liệu mẫu)`, key, rows, columns: columns.map((each) => ({ name: each.slice(0, each.indexOf(' ')), type: each.slice(each.indexOf(' ') + 1) as ColumnType })) };
}

export const latest = ({ months }: Ground): Month => months[months.length - 1] ?? { year: 2026, month: 1, first: '2026-01-01', loadedAt: '2026-02-01T00:05:00+07:00', status: 'provisional' };

/** Persons of a unit in a month: between the middles of two years as the population goes. */
export function personsIn({ population }: Ground, unit: MockUnit, { year, month }: Month): number {
  const [before, after] = [population.of(unit, year), population.of(unit, year + 1)];
  return Math.round(before + ((after - before) * (month - 6.5)) / 12);
}

/** Whole parts of a total in proportion to weights; they add up to it exactly. */
export function split(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (sum === 0 ? 0 : (total * weight) / sum));
  const parts = exact.map(Math.floor);
  const rest = total - parts.reduce((all, part) => all + part, 0);
  const order = exact.map((value, at) => [value - Math.floor(value), at] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (const [, at] of order.slice(0, rest)) parts[at] = (parts[at] ?? 0) + 1;
  return parts;
}
