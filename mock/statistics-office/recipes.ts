import { noise } from '../random';
import type { RecipeContent, RecipeTable } from './catalogue-tables';
import type { Issue } from './schedule';
import { observed, type Place } from './series';

/** Shares of a year by month, percent. */
const SHAPES: Readonly<Record<string, readonly number[]>> = {
  E: [8.2, 7.6, 8.3, 8.3, 8.5, 8.4, 8.4, 8.4, 8.4, 8.5, 8.4, 8.6],
  /** Harvest in spring and autumn. */ A: [6, 5.5, 6, 8, 13.5, 11, 6, 6.5, 10.5, 11.5, 8, 7.5],
  /** Storms and floods. */ B: [1, 1, 2, 3, 5, 6, 11, 14, 23, 22, 9, 3],
  /** Paid out late in the year. */ D: [3, 3.5, 5, 5.5, 7, 8, 8, 8.5, 8.5, 11, 12, 20],
  /** Rice. */ H: [0, 0, 0, 2, 38, 16, 1, 2, 22, 14, 4, 1],
  /** Sugar cane. */ M: [20, 19, 20, 16, 6, 0.5, 0, 0, 0, 0.5, 6, 12],
  /** Planting. */ P: [9, 12, 14, 8, 4, 3, 4, 6, 9, 12, 11, 8],
  /** First weeks of the year. */ Q: [20, 8, 8.5, 7, 6.6, 6.4, 6.6, 6.7, 6.7, 7, 7.5, 9],
  R: [9, 8.3, 7.9, 8.1, 8.3, 8.5, 8.5, 8.3, 8.1, 8.2, 8.3, 8.5],
  /** Summer. */ S: [6, 5.6, 6.6, 7.8, 9.8, 11.2, 11.6, 10.8, 9.4, 8.2, 6.8, 6.2],
  T: [7.6, 6.6, 8.2, 8.2, 8.5, 8.6, 8.7, 8.8, 8.5, 8.8, 8.8, 8.7],
  U: [12.2, 6.4, 7.4, 9.1, 7.6, 7.5, 8.8, 7.4, 7.5, 9.2, 7.9, 9],
  V: [5.5, 9, 6, 8.2, 10.5, 15.5, 15, 11, 5.5, 4.8, 4.4, 4.6],
  /** Building weather, and the end of the year. */ X: [6.5, 5, 7.5, 8, 8.4, 8.7, 8.6, 8.5, 8.3, 9, 9.8, 11.7],
};
const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** What the recipes of one table are made with. */
export interface Kitchen {
  readonly table: RecipeTable;
  readonly place: Place;
  /** A figure as another table publishes it. */
  readonly published: (table: string, code: string, issue: Issue) => number;
  /** Persons of the province. */
  readonly people: (year: number) => number;
}

const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Years since the middle of the base year, with the part of the year that has gone by. */
const since = ({ year, index }: Issue, frequency: RecipeTable['frequency']): number => year - 2024 + (frequency === 'year' ? 0 : (index * MONTHS[frequency]) / 12 - 0.5);

const grown = (growth: number, years: number): number => (1 + growth / 100) ** years;

/** Percent of a year's amount that falls on a period. */
export function shareOf(shape: string, frequency: RecipeTable['frequency'], index: number): number {
  const months = MONTHS[frequency];
  return (SHAPES[shape] ?? []).slice((index - 1) * months, index * months).reduce((sum, part) => sum + part, 0);
}

/** The figure a content publishes for a period in its present standing: what is made of other contents is made of theirs as published. */
export function figure(kitchen: Kitchen, content: RecipeContent, issue: Issue): number {
  const value = raw(kitchen, content, issue);
  const made = MADE.has(content.series.kind);
  return observed(value, content.decimals, issue.vintage, made || (content.firm ?? false), kitchen.place.seed, content.code, issue.code);
}
/** Not revised by themselves: their parts are. */
const MADE: ReadonlySet<string> = new Set(['part', 'sum', 'difference', 'percent-of', 'year-to-date', 'published', 'population', 'level', 'wave', 'progress']);

function raw(kitchen: Kitchen, content: RecipeContent, issue: Issue): number {
  const { table, place } = kitchen;
  const { series: recipe, code } = content;
  // Where communes are told apart, noise is how far they differ and the whole has none.
  const draw = (index = issue.index): number => (table.byUnit ? 0 : noise(place.seed, code, issue.year, index));
  const t = since(issue, table.frequency);
  const other = (name: string, at = issue): number => figure(kitchen, contentOf(table, name), at);
  const flow = (index: number, of: { total: number; growth: number; noise: number; shape: string }): number =>
    ((place.scale * of.total * grown(of.growth, issue.year - 2024) * shareOf(of.shape, table.frequency, index)) / 100) * Math.max(0.2, 1 + (of.noise / 100) * draw(index));
  const until = (of: (index: number) => number): number => Array.from({ length: issue.index }, (_, at) => of(at + 1)).reduce((sum, part) => sum + part, 0);
  switch (recipe.kind) {
    case 'flow': return flow(issue.index, recipe);
    case 'to-date': return until((index) => flow(index, recipe));
    case 'stock': return place.scale * recipe.level * grown(recipe.growth, t) * (1 + (recipe.noise / 100) * draw());
    case 'level': return within(recipe.middle + recipe.drift * t + recipe.spread * draw(), recipe.low, recipe.high);
    case 'wave': return within((recipe.middle + recipe.drift * t) * (1 + 0.28 * Math.cos(((issue.index - 11) / 6) * Math.PI)) + recipe.spread * draw(), recipe.low, recipe.high);
    case 'progress': return Math.min(100, ((recipe.middle + recipe.drift * t + recipe.spread * noise(place.seed, code, issue.year)) * until((index) => shareOf(recipe.shape, table.frequency, index))) / 100);
    case 'part': return (other(recipe.of) * within(recipe.percent + recipe.drift * t + recipe.spread * draw(), recipe.low, recipe.high)) / 100;
    case 'sum': return recipe.of.reduce((sum, name) => sum + other(name), 0);
    case 'difference': return recipe.of.slice(1).reduce((rest, name) => rest - other(name), other(recipe.of[0] ?? ''));
    case 'percent-of': return recipe.of.slice(1).reduce((rest, name) => (rest * other(name)) / 100, other(recipe.of[0] ?? ''));
    // Earlier months stand as they are published beside this one.
    case 'year-to-date': return until((index) => other(recipe.of, { ...issue, index, code: issue.code.replace(/\d\d$/, String(index).padStart(2, '0')), vintage: index === issue.index ? issue.vintage : '' }));
    case 'published': return kitchen.published(recipe.table, recipe.code, issue);
    case 'population': return kitchen.people(issue.year);
  }
}

/** Throws RangeError on a name the table has not: the tables are data of ours. */
export function contentOf(table: RecipeTable, code: string): RecipeContent {
  const found = table.contents.find((each) => each.code === code);
  if (!found) throw new RangeError(`${table.id} has no content ${code}`);
  return found;
}

/** How far a commune stands off the province in one matter, as a factor around 1. */
export const localFactor = (seed: number, content: RecipeContent, unit: string): number => {
  const { series: recipe } = content;
  const spread = recipe.kind === 'part' ? recipe.spread / recipe.percent : recipe.kind === 'stock' || recipe.kind === 'flow' ? recipe.noise / 100 : 0;
  return Math.exp(Math.min(0.7, spread) * noise(seed, 'local', content.code, unit));
};
