import administration from './catalogue/administration-reform.json' with { type: 'json' };
import agriculture from './catalogue/agriculture.json' with { type: 'json' };
import budget from './catalogue/budget-investment.json' with { type: 'json' };
import digital from './catalogue/digital-transformation.json' with { type: 'json' };
import economy from './catalogue/economy.json' with { type: 'json' };
import education from './catalogue/education.json' with { type: 'json' };
import enterprises from './catalogue/enterprises.json' with { type: 'json' };
import environment from './catalogue/environment.json' with { type: 'json' };
import health from './catalogue/health.json' with { type: 'json' };
import industry from './catalogue/industry-trade.json' with { type: 'json' };
import labour from './catalogue/labour-welfare.json' with { type: 'json' };
import security from './catalogue/security.json' with { type: 'json' };
import tourism from './catalogue/tourism.json' with { type: 'json' };
import transport from './catalogue/transport-safety.json' with { type: 'json' };
import type { Frequency } from './schedule';

/**
 * How a content's figures come about, as data. Amounts are those of 2024, growth and noise in percent; `drift` a year and `spread` in the content's
 * own unit. `shape` says how a year's amount falls on its months. `of` names contents of the same table.
 */
export type Recipe =
  | { readonly kind: 'flow' | 'to-date'; readonly total: number; readonly growth: number; readonly noise: number; readonly shape: string }
  | { readonly kind: 'stock'; readonly level: number; readonly growth: number; readonly noise: number }
  | { readonly kind: 'level' | 'wave'; readonly middle: number; readonly drift: number; readonly spread: number; readonly low: number; readonly high: number }
  | { readonly kind: 'progress'; readonly middle: number; readonly drift: number; readonly spread: number; readonly shape: string }
  | { readonly kind: 'part'; readonly of: string; readonly percent: number; readonly drift: number; readonly spread: number; readonly low: number; readonly high: number }
  | { readonly kind: 'sum' | 'difference' | 'percent-of'; readonly of: readonly string[] }
  | { readonly kind: 'year-to-date'; readonly of: string }
  | { readonly kind: 'published'; readonly table: string; readonly code: string }
  | { readonly kind: 'population' };

export interface RecipeContent {
  readonly code: string;
  readonly label: string;
  readonly unit: string;
  readonly decimals: number;
  readonly series: Recipe;
  readonly firm?: boolean;
  readonly monthsLater?: number;
}

export interface RecipeTable {
  readonly id: string;
  readonly title: string;
  readonly frequency: Frequency;
  /** Told for every unit of administration; the units above are the sum of their communes. */
  readonly byUnit?: boolean;
  readonly contents: readonly RecipeContent[];
}

const FILES: readonly (readonly object[])[] = [economy, budget, enterprises, agriculture, industry, tourism, health, education, labour, environment, transport, administration, digital, security];

/** Tables of the sectors, one a field and frequency. What the files hold is checked by the tests, content by content. */
export const RECIPE_TABLES: readonly RecipeTable[] = FILES.flat() as RecipeTable[];
