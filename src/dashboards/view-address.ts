import type { Dashboard } from '@/config/dashboard';
import type { Province } from '@/config/province';
import type { UnitCode } from '@/domain/org-unit/types';
import { parsePeriod, periodText } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import type { Scope } from '@/domain/scope';
import type { Instant } from '@/domain/time';
import type { CrossFilter } from '@/widget-kit/context';
import { readScope, writeScope, type ScopeDefaults, type ScopeQuery } from './scope-url';
import { readVariables, type VariableValues } from './variables';

/** The query of an address as a router gives it: every part untrusted. */
export type AddressQuery = { readonly [name: string]: string | null | undefined | readonly (string | null)[] };
export type WrittenQuery = { [name: string]: string | string[] };

/** What is picked, as an address tells it: what it is called the data say. */
export type Picked = Omit<CrossFilter, 'label'>;

/** What stands beside the page's own scope. */
export type Comparison = { readonly kind: 'unit'; readonly unit: UnitCode } | { readonly kind: 'period'; readonly period: Period };

/** Everything that decides what a dashboard shows, besides the data and whoever looks. */
export interface Viewed {
  readonly scope: Scope;
  /** Null where the dashboard has no tabs. */
  readonly tab: string | null;
  /** One value for every variable of the dashboard. */
  readonly variables: VariableValues;
  readonly filters: readonly Picked[];
  readonly compare: Comparison | null;
}
export type ViewPart = keyof ScopeQuery | 'tab' | 'variable' | 'filter' | 'compare';
export interface ReadView extends Viewed {
  /** Parts that could not be taken, with what stood there (at most 64 characters): the page says so and goes on without. */
  readonly rejected: readonly { readonly part: ViewPart; readonly got: string }[];
}

export interface ViewContext {
  /** Undefined while it is not here yet: what only it can judge is then neither taken nor rejected. */
  readonly dashboard: Pick<Dashboard, 'id' | 'tabs' | 'variables' | 'tiles'> | undefined;
  readonly defaults: ScopeDefaults;
  readonly province: Province;
  readonly now: Instant;
}

const VARIABLE = 'v.';
const OWN: ReadonlySet<string> = new Set(['unit', 'period', 'map', 'tab', 'f', 'with']);
/** Whether a part of an address is of the view: the rest (language, theme) stays when a view is written. */
export const isOfView = (name: string): boolean => OWN.has(name) || name.startsWith(VARIABLE);

const MOST_FILTERS = 8;
const LONGEST_CODE = 128;
const clip = (text: string): string => text.slice(0, 64);
const all = (value: AddressQuery[string]): readonly string[] => (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
const first = (query: AddressQuery, name: string): string | undefined => (Object.hasOwn(query, name) ? all(query[name])[0] : undefined);

/** What an address means at a moment. Never fails: what cannot be taken is left out and named. */
export function readView(query: AddressQuery, context: ViewContext): ReadView {
  const { dashboard, defaults, province, now } = context;
  const [unit, period, map] = [first(query, 'unit'), first(query, 'period'), first(query, 'map')];
  const asked: ScopeQuery = { ...(unit === undefined ? {} : { unit }), ...(period === undefined ? {} : { period }), ...(map === undefined ? {} : { map }) };
  const { scope, rejected } = readScope(asked, defaults, province, now);
  const wrong: { part: ViewPart; got: string }[] = [...rejected];
  const named = new Map(Object.keys(query).filter((name) => name.startsWith(VARIABLE)).map((name) => [name.slice(VARIABLE.length), first(query, name) ?? '']));
  const variables = readVariables(dashboard?.variables, dashboard ? named : new Map());
  wrong.push(...variables.rejected.map((got) => ({ part: 'variable' as const, got: clip(got) })));

  const asksTab = first(query, 'tab');
  const tabs = dashboard?.tabs ?? [];
  const tab = tabs.find(({ id }) => id === asksTab) ?? tabs[0];
  if (dashboard && asksTab !== undefined && tab?.id !== asksTab) wrong.push({ part: 'tab', got: clip(asksTab) });

  const filters: Picked[] = [];
  for (const text of dashboard && Object.hasOwn(query, 'f') ? all(query['f']) : []) {
    const filter = filterOf(text, context);
    if (filter && filters.length < MOST_FILTERS && !filters.some(({ dimension }) => dimension === filter.dimension)) filters.push(filter);
    else wrong.push({ part: 'filter', got: clip(text) });
  }
  const asksCompare = first(query, 'with');
  const compare = asksCompare === undefined ? null : comparisonOf(asksCompare, province);
  if (asksCompare !== undefined && !compare) wrong.push({ part: 'compare', got: clip(asksCompare) });
  return { scope, tab: tab?.id ?? null, variables: variables.values, filters, compare, rejected: wrong };
}

/**
 * The query of a view. `pinned` false: what is as it would be without being said is left out, so that "now" keeps rolling. True: all is
 * said, and the address shows the same next month.
 */
export function writeView(viewed: Viewed, { dashboard, defaults, now }: Pick<ViewContext, 'dashboard' | 'defaults' | 'now'>, pinned = false): WrittenQuery {
  const { scope, tab, variables, filters, compare } = viewed;
  const told = pinned
    ? { unit: scope.unit, period: periodText(scope.period), map: scope.boundary.kind === 'as-reported' ? 'as-reported' : scope.boundary.date }
    : writeScope(scope, defaults, now);
  const query: WrittenQuery = { ...told };
  if (tab !== null && (pinned || tab !== dashboard?.tabs?.[0]?.id)) query['tab'] = tab;
  for (const { id, initial } of dashboard?.variables ?? []) {
    const value = variables[id];
    if (value !== undefined && (pinned || value !== initial)) query[VARIABLE + id] = value;
  }
  if (filters.length > 0) query['f'] = filters.map(filterText);
  if (compare) query['with'] = compare.kind === 'unit' ? `unit:${compare.unit}` : `period:${periodText(compare.period)}`;
  return query;
}

/** The whole link that shows exactly this, also next month, on the page that `origin` serves. */
export function linkTo(origin: string, viewed: Viewed, context: Pick<ViewContext, 'defaults' | 'now'> & { readonly dashboard: NonNullable<ViewContext['dashboard']> }): string {
  const url = new URL(`/dashboards/${encodeURIComponent(context.dashboard.id)}`, origin);
  for (const [name, value] of Object.entries(writeView(viewed, context, true))) {
    for (const one of typeof value === 'string' ? [value] : value) url.searchParams.append(name, one);
  }
  return url.toString();
}

const SPLIT = '~';
const guarded = (text: string): string => text.replaceAll('%', '%25').replaceAll(SPLIT, '%7E');
const unguarded = (text: string): string => text.replaceAll('%7E', SPLIT).replaceAll('%25', '%');
const filterText = ({ from, dimension, value }: Picked): string => [from, guarded(dimension), guarded(value)].join(SPLIT);

function filterOf(text: string, { dashboard, province }: ViewContext): Picked | null {
  const [from = '', dimension = '', value = '', ...more] = text.split(SPLIT);
  const filter = { from, dimension: unguarded(dimension), value: unguarded(value) };
  const fits = more.length === 0 && filter.dimension !== '' && filter.value !== '' && filter.dimension.length <= LONGEST_CODE && filter.value.length <= LONGEST_CODE;
  if (!fits || !dashboard?.tiles.some(({ id }) => id === from)) return null;
  if (filter.dimension === 'unit' && !isUnit(filter.value, province)) return null;
  return filter.dimension === 'period' && !parsePeriod(filter.value).ok ? null : filter;
}

function comparisonOf(text: string, province: Province): Comparison | null {
  const [kind, rest] = [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1)];
  if (kind === 'unit') return isUnit(rest, province) ? { kind, unit: rest } : null;
  const period = kind === 'period' ? parsePeriod(rest) : null;
  return period?.ok ? { kind: 'period', period: period.value } : null;
}

const isUnit = (code: string, province: Province): boolean => province.units.all.some((unit) => unit.code === code);
