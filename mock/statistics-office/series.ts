import { between, chance, noise } from '../random';
import type { Vintage } from './schedule';

/** What a series is drawn from. `scale` is the size of the province against Nghệ An; `shift` makes provinces differ in rates. */
export interface Place {
  readonly seed: number;
  readonly scale: number;
  readonly shift: number;
  /** Communes of the province by year, for counts of communes. */
  readonly communes: (year: number) => number;
}

/** Final figure of a period. Estimates stand off it a little, see {@link observed}. */
export type Series = (place: Place, year: number, index: number) => number;

/** Month shares of a year, in percent. */
const REVENUE_SHAPE = [12.2, 6.4, 7.4, 9.1, 7.6, 7.5, 8.8, 7.4, 7.5, 9.2, 7.9, 9];
const TRADE_SHAPE = [7.6, 6.6, 8.2, 8.2, 8.5, 8.6, 8.7, 8.8, 8.5, 8.8, 8.8, 8.7];
const RETAIL_SHAPE = [9, 8.3, 7.9, 8.1, 8.3, 8.5, 8.5, 8.3, 8.1, 8.2, 8.3, 8.5];
const VISITOR_SHAPE = [5.5, 9, 6, 8.2, 10.5, 15.5, 15, 11, 5.5, 4.8, 4.4, 4.6];
/** Share of the plan disbursed by the end of each month, percent. */
const DISBURSED = [3, 6.5, 11.5, 17, 24, 32, 40, 48.5, 57, 68, 80, 96];

const yearly = (base: number, growth: number) => (year: number): number => base * (1 + growth) ** (year - 2024);

/** A flow by month: a year's total by growth, cut by shape, with some noise. */
const flow = (key: string, base: number, growth: number, shape: readonly number[], spread: number): Series =>
  (place, year, month) => (place.scale * yearly(base, growth)(year) * (shape[month - 1] ?? 0)) / 100 * (1 + spread * noise(place.seed, key, year, month));

/** The same from January to the month. */
const toDate = (series: Series): Series => (place, year, month) => {
  let sum = 0;
  for (let at = 1; at <= month; at++) sum += series(place, year, at);
  return sum;
};

/** An index number around a level. */
const level = (key: string, middle: number, spread: number, drift = 0): Series =>
  (place, year, month) => middle + place.shift + drift * (year - 2024) + spread * noise(place.seed, key, year, month);

/** Mean of the index from January to the month. */
const meanToDate = (series: Series): Series => (place, year, month) => toDate(series)(place, year, month) / month;

const revenue = flow('revenue', 25_100, 0.062, REVENUE_SHAPE, 0.06);
/** Estimate of the year by the provincial council: set below what is expected. */
export const revenuePlan = (place: Place, year: number): number => Math.round((place.scale * yearly(21_300, 0.052)(year)) / 100) * 100;

const industry = level('industry', 108.6, 1.9, 0.4);
const prices: Series = (place, year, month) => 103.3 + 0.2 * place.shift + 0.35 * noise(place.seed, 'prices', year, month) - 0.25 * (year - 2024) + 0.4 * Math.sin((year * 12 + month) / 5);
const retail = flow('retail', 133_000, 0.108, RETAIL_SHAPE, 0.015);
const exported = flow('exports', 3_150, 0.13, TRADE_SHAPE, 0.05);
const imported = flow('imports', 1_950, 0.1, TRADE_SHAPE, 0.07);
const visitors = flow('visitors', 9_450_000, 0.07, VISITOR_SHAPE, 0.04);
/** Foreign investment comes in a few large projects. */
const investment: Series = (place, year, month) => {
  const large = chance(place.seed, 'fdi', year, month) < 0.3 ? between(90, 420, place.seed, 'fdi size', year, month) : 0;
  return place.scale * (between(4, 60, place.seed, 'fdi small', year, month) + large);
};
const founded = flow('founded', 2_150, 0.09, [7, 6.2, 8.6, 8.7, 8.6, 8.9, 9, 8.6, 8.5, 8.7, 8.6, 8.6], 0.06);
const suspended = flow('suspended', 1_480, 0.05, [26, 7.5, 7.4, 6.4, 6, 6.1, 6.2, 6.3, 6.2, 6.6, 7, 8.3], 0.07);
const disbursed: Series = (place, year, month) => {
  // Some years run ahead of the usual course, some behind; the gap closes by December.
  const pace = 1 + 0.05 * place.shift + 0.12 * noise(place.seed, 'pace', year) * (1 - month / 13);
  return Math.min(99.5, (DISBURSED[month - 1] ?? 0) * pace);
};

const GROWTH: Readonly<Record<number, readonly number[]>> = {
  2022: [5.1, 8.1, 9.3, 9.1], 2023: [7.6, 5.8, 6.7, 7.1], 2024: [5.7, 6, 7.5, 9], 2025: [7.8, 8.2, 8.3, 8.4], 2026: [8.6, 9, 9.2, 9.4],
};
const growth: Series = (place, year, quarter) =>
  (GROWTH[year]?.[quarter - 1] ?? 8.5) + place.shift + 0.12 * noise(place.seed, 'growth', year, quarter);
const unemployment: Series = (place, year, quarter) => 2.75 - 0.12 * (year - 2024) + 0.18 * noise(place.seed, 'unemployed', year, quarter) - 0.1 * place.shift;

const perPerson: Series = (place, year) => yearly(64.2, 0.105)(year) * (1 + 0.04 * place.shift);
const poverty: Series = (place, year) => Math.max(0.5, 4.5 * 0.8 ** (year - 2024) - 0.4 * place.shift);
const insured: Series = (place, year) => Math.min(98.5, 93.4 + 0.75 * (year - 2024) + 0.3 * place.shift);
const newRural: Series = (place, year) => Math.round(place.communes(year) * Math.min(0.97, 0.745 + 0.03 * (year - 2024)));
const rank = (key: string, start: number, gain: number): Series =>
  (place, year) => Math.max(1, Math.round(start - gain * (year - 2022) - 2 * place.shift + 1.6 * noise(place.seed, key, year)));

export const SERIES = {
  revenueToDate: toDate(revenue),
  revenueShare: ((place, year, month) => (100 * toDate(revenue)(place, year, month)) / revenuePlan(place, year)) as Series,
  disbursed,
  industry, industryToDate: meanToDate(industry), prices, pricesToDate: meanToDate(prices),
  retail, retailToDate: toDate(retail), exported, exportedToDate: toDate(exported), imported, importedToDate: toDate(imported),
  investment, investmentToDate: toDate(investment), founded, foundedToDate: toDate(founded), suspended, suspendedToDate: toDate(suspended),
  visitors, visitorsToDate: toDate(visitors),
  growth, unemployment, perPerson, poverty, insured, newRural,
  parRank: rank('par', 21, 3), pciRank: rank('pci', 26, 3.5), dtiRank: rank('dti', 22, 2.5),
} as const;

/** How far estimates and provisional figures may stand off the final one, as a share of it. */
const OFF: Readonly<Record<Vintage, number>> = { e: 0.006, p: 0.0015, '': 0 };

/** The figure as published in its present standing, rounded to its decimals. `firm` figures (ranks, prices) are not revised. */
export function observed(value: number, decimals: number, vintage: Vintage, firm: boolean, ...key: readonly (string | number)[]): number {
  const shown = firm ? value : value * (1 + OFF[vintage] * (2 * chance('revision', vintage, ...key) - 1));
  return Number(shown.toFixed(decimals));
}
