import { UNITS_OF_MEASURE, type UnitOfMeasure } from '@/domain/unit-of-measure';
import { dateText, dayAt, dayOfMonth, partsOf, startOf } from '../clock';
import { noise } from '../random';
import type { World } from '../world';
import table from './figures.json' with { type: 'json' };

/**
 * How a figure behaves: a `flow` adds up over days and rests on days off, a `stock` stands at the end of a period, a `share` is a
 * percentage that stays within 0 and 100.
 */
export type FigureKind = 'flow' | 'stock' | 'share';

/** One figure that an application of the province tells. */
export interface Figure {
  readonly code: string;
  /** As the system calls it. */
  readonly name: string;
  readonly unit: UnitOfMeasure;
  /** Of a working day at the beginning of 2025, in the figure's unit. */
  readonly level: number;
  /** Deviation from day to day, as a share. */
  readonly variation: number;
  /** Growth a year, as a share. */
  readonly trend: number;
  readonly kind: FigureKind;
}

export interface Application {
  readonly id: string;
  readonly figures: readonly Figure[];
}

const DAY_2025 = 20_089;

function figureOf([code, unit, level, variation, trend, kind, name = code]: readonly unknown[]): Figure {
  const measure = UNITS_OF_MEASURE.find((known) => known === unit);
  if (typeof code !== 'string' || typeof name !== 'string' || !measure || typeof level !== 'number' || typeof variation !== 'number' || typeof trend !== 'number') throw new RangeError(`figures.json: not a figure: ${String(code)} ${String(unit)}`);
  if (kind !== 'flow' && kind !== 'stock' && kind !== 'share') throw new RangeError(`figures.json: ${code}: flow, stock or share, not ${String(kind)}`);
  return { code, name, unit: measure, level, variation, trend, kind };
}

/** Every application in the table, by id. Throws RangeError on a row that is none: the table is ours. */
export const APPLICATIONS: ReadonlyMap<string, Application> = new Map(table.systems.map(({ id, figures }) => [id, { id, figures: figures.map(figureOf) }]));

/** Figures with places after the point; what is counted has none. */
const decimalsOf = ({ unit }: Figure): number => (unit === 'percent' || unit === 'index' || unit === 'ratio' || unit === 'point' ? 1 : 0);
const rounded = (value: number, figure: Figure): number => Number(value.toFixed(decimalsOf(figure)));

/** Of one day, before rounding. A day that runs has what its hours have brought. */
function ofDay(world: World, system: string, figure: Figure, day: number, now: number): number {
  const grown = figure.level * (1 + figure.trend) ** ((day - DAY_2025) / 365);
  const value = grown * (1 + figure.variation * noise(world.seed, 'application', system, figure.code, day));
  if (figure.kind === 'share') return Math.min(100, Math.max(0, value));
  if (figure.kind === 'stock') return Math.max(0, value);
  const rest = world.calendar.isWorking(day) ? 1 : 0.25;
  const elapsed = day === dayAt(now) ? (now - startOf(day)) / 86_400_000 : 1;
  return Math.max(0, value * rest * elapsed);
}

/** A figure over days `[from, to)`; null where none of them has begun or all lie before what the mock knows. */
function over(world: World, system: string, figure: Figure, from: number, to: number, now: number): number | null {
  const last = Math.min(to - 1, dayAt(now));
  if (last < from || last < world.firstDay) return null;
  if (figure.kind !== 'flow') return rounded(ofDay(world, system, figure, last, now), figure);
  let sum = 0;
  for (let day = Math.max(from, world.firstDay); day <= last; day++) sum += Math.round(ofDay(world, system, figure, day, now));
  return sum;
}

/** One row of an answer. */
export interface Measured {
  readonly period: string;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly decimals: number;
  readonly value: number | null;
  /** false while the period runs. */
  readonly final: boolean;
}

/** Figures of a system by day or month, over days `[from, to]`; a month counts whole. */
export function measuresOf(world: World, { id, figures }: Application, from: number, to: number, by: 'day' | 'month', now: number): Measured[] {
  return periodsOf(from, to, by).flatMap(([begin, end]) => figures.map((figure) => ({
    period: by === 'day' ? dateText(begin) : dateText(begin).slice(0, 7), code: figure.code, name: figure.name, unit: figure.unit, decimals: decimalsOf(figure),
    value: over(world, id, figure, begin, end, now), final: end <= dayAt(now),
  })));
}

function periodsOf(from: number, to: number, by: 'day' | 'month'): (readonly [begin: number, end: number])[] {
  if (by === 'day') return Array.from({ length: to - from + 1 }, (_, at) => [from + at, from + at + 1]);
  const { year, month } = partsOf(from);
  const until = partsOf(to);
  const count = (until.year - year) * 12 + until.month - month + 1;
  return Array.from({ length: count }, (_, at) => [dayOfMonth(year, month + at, 1), dayOfMonth(year, month + at + 1, 1)]);
}
