import type { Province } from '@/config/province';
import { addDays } from '@/domain/civil';
import { codeIndex, measureAt, strides } from '@/domain/cube/cube';
import type { Category, Cube, Dimension } from '@/domain/cube/types';
import type { Figure } from '@/domain/figure';
import type { UnitCode } from '@/domain/org-unit/types';
import { parsePeriod } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import type { Scope } from '@/domain/scope';
import { createFormat } from '@/format/create-format';
import type { Label } from '../blocks';
import { GENERIC_SLOT } from './question';

/** Which way a cube is laid out. Dimensions are named by id, or by what they are: `time`, `geo`, `metric`, `classification`. */
export interface GridLayout {
  readonly rows: readonly string[];
  /** Null: one column, the fixed metric. */
  readonly column: string | null;
  /** Category of each dimension that is neither; the scope's own, the newest, or the first where not said. */
  readonly where: { readonly [dimension: string]: string };
  /** Categories of the column dimension shown, in this order; all where empty. */
  readonly keep?: readonly string[];
  /** Categories picked elsewhere, by id of the dimension: nothing else of it is shown. What the cube does not have is passed over. */
  readonly only?: { readonly [dimension: string]: string };
}

export interface GridAxis {
  readonly dimension: Dimension;
  readonly label: Label;
}
export interface GridRow {
  /** Codes of its categories, joined: unique in the grid. */
  readonly id: string;
  readonly codes: readonly string[];
  readonly labels: readonly Label[];
  readonly figures: readonly Figure[];
}
export interface CubeGrid {
  readonly rowAxes: readonly GridAxis[];
  readonly columnAxis: GridAxis | null;
  readonly columns: readonly { readonly code: string; readonly label: Label; readonly figureUnit: Figure['unit'] }[];
  readonly rows: readonly GridRow[];
  /** What every cell has in common: said above the grid, never left to be guessed. */
  readonly fixed: readonly { readonly axis: GridAxis; readonly code: string; readonly label: Label }[];
}
export type GridReading = { readonly grid: CubeGrid } | { readonly fault: Label };

export interface GridInput {
  readonly province: Province;
  readonly scope: Scope;
  readonly dataset: string;
}

/** Most cells a tile works with; a question that gives more is asked too widely. */
export const MAX_GRID_CELLS = 200_000;

const [vi, en] = [createFormat('vi'), createFormat('en')];
const ROLES: ReadonlySet<string> = new Set(['time', 'geo', 'metric', 'classification']);

/** The dimension meant by a name: its id, else the first of that role. */
export const dimensionNamed = (cube: Cube, name: string): Dimension | undefined =>
  cube.dimensions.find(({ id }) => id === name) ?? (ROLES.has(name) ? cube.dimensions.find(({ role }) => role === name) : undefined);

/** Lays a cube out as rows and columns of figures, or says which option does not fit it. Pure. */
export function gridOf(cube: Cube, layout: GridLayout, input: GridInput): GridReading {
  const names = [...layout.rows, ...(layout.column === null ? [] : [layout.column]), ...Object.keys(layout.where)];
  const seen = new Set<string>();
  for (const name of names) {
    const found = dimensionNamed(cube, name);
    if (!found) return { fault: { key: 'generic.noDimension', params: { name, known: cube.dimensions.map(({ id }) => id).join(', ') } } };
    if (seen.has(found.id)) return { fault: { key: 'generic.twice', params: { name: found.id } } };
    seen.add(found.id);
  }
  return laidOut(cube, layout, input);
}

/** Every dimension named is there, and once. */
function laidOut(cube: Cube, layout: GridLayout, input: GridInput): GridReading {
  const named = (name: string): readonly Dimension[] => cube.dimensions.filter((each) => each === dimensionNamed(cube, name));
  const rowDimensions = layout.rows.flatMap(named);
  const [column] = layout.column === null ? [] : named(layout.column);
  const where = new Map(Object.entries(layout.where).flatMap(([name, code]) => named(name).map(({ id }) => [id, code] as const)));
  const rest = cube.dimensions.filter((each) => !rowDimensions.includes(each) && each !== column);
  const only = (each: Dimension): string | undefined => {
    const code = layout.only && Object.hasOwn(layout.only, each.id) ? layout.only[each.id] : undefined;
    return code !== undefined && codeIndex(each).has(code) ? code : undefined;
  };
  const fixed = rest.map((each) => ({ each, code: only(each) ?? where.get(each.id) ?? usual(each, input.scope) }));
  const lost = fixed.find(({ each, code }) => code === undefined || !codeIndex(each).has(code));
  if (lost && lost.each.categories.length > 0) return { fault: { key: 'generic.noCategory', params: { name: lost.each.id, code: lost.code ?? '' } } };
  const kept = column ? keptOf(column, layout.keep ?? []) : [];
  const picked = column && only(column);
  const shown = kept.some(({ code }) => code === picked) ? kept.filter(({ code }) => code === picked) : kept;
  const narrowed = rowDimensions.map(({ categories }, at) => { const code = only(rowDimensions[at] as Dimension); return code === undefined ? categories : categories.filter((one) => one.code === code); });
  const unknown = (layout.keep ?? []).find((code) => column && !codeIndex(column).has(code));
  if (column && unknown !== undefined) return { fault: { key: 'generic.noCategory', params: { name: column.id, code: unknown } } };
  const count = rowDimensions.reduce((product, each) => product * each.categories.length, 1) * Math.max(1, shown.length);
  if (count > MAX_GRID_CELLS) return { fault: { key: 'generic.tooMany', params: { count, limit: MAX_GRID_CELLS } } };

  const steps = new Map(strides(cube.dimensions).map((step, at) => [cube.dimensions[at]?.id ?? '', step]));
  const step = (each: Dimension, code: string): number => (codeIndex(each).get(code) ?? 0) * (steps.get(each.id) ?? 0);
  const origin = fixed.reduce((sum, { each, code }) => sum + step(each, code ?? ''), 0);
  const base: Place = { metric: fixed.find(({ each }) => each.role === 'metric')?.code, unit: input.scope.unit, period: input.scope.period };
  const settled = fixed.reduce((place, { each, code }) => placed(place, each, code ?? ''), base);
  const figures = figuresOf(cube, input);
  const columns: readonly (Category | null)[] = column ? shown : [null];
  const rows = combinations(narrowed).map((codes): GridRow => {
    const at = codes.reduce((sum, code, index) => sum + step(rowDimensions[index] as Dimension, code), origin);
    const place = codes.reduce((found, code, index) => placed(found, rowDimensions[index] as Dimension, code), settled);
    return {
      id: codes.join(' '), codes,
      labels: codes.map((code, index) => categoryLabel(rowDimensions[index] as Dimension, code, input)),
      figures: columns.map((one) => (one && column ? figures(at + step(column, one.code), placed(place, column, one.code)) : figures(at, place))),
    };
  });
  return {
    grid: {
      rowAxes: rowDimensions.map((each) => axisOf(each)),
      columnAxis: column ? axisOf(column) : null,
      columns: columns.map((one) => ({
        code: one?.code ?? '', label: one && column ? categoryLabel(column, one.code, input) : { literal: '' },
        figureUnit: figures(0, one && column ? placed(settled, column, one.code) : settled).unit,
      })),
      rows,
      fixed: fixed.map(({ each, code }) => ({ axis: axisOf(each), code: code ?? '', label: categoryLabel(each, code ?? '', input) })),
    },
  };
}

/** A source that gave no name but its own code: then what the dimension is says more. */
function axisOf(dimension: Dimension): GridAxis {
  const { id, label, role } = dimension;
  const named = label !== '' && label !== id;
  return { dimension, label: named || role === 'classification' ? { literal: named ? label : id } : { key: `generic.role.${role}` } };
}
const keptOf = (column: Dimension, keep: readonly string[]): readonly Category[] =>
  keep.length === 0 ? column.categories : keep.flatMap((code) => column.categories.filter((one) => one.code === code));

/** What stands for a dimension nobody spoke of: the scope's unit, the scope's period or the newest, else the first. */
function usual(dimension: Dimension, scope: Scope): string | undefined {
  const index = codeIndex(dimension);
  if (dimension.role === 'geo' && index.has(scope.unit)) return scope.unit;
  if (dimension.role !== 'time') return dimension.categories[0]?.code;
  const own = `${scope.period.calendar}:${scope.period.code}`;
  return index.has(own) ? own : dimension.categories.at(-1)?.code;
}

interface Place {
  readonly metric: string | undefined;
  readonly unit: UnitCode;
  readonly period: Period;
}
function placed(place: Place, { role }: Dimension, code: string): Place {
  if (role === 'metric') return { ...place, metric: code };
  if (role === 'geo') return { ...place, unit: code };
  const period = role === 'time' ? parsePeriod(code) : null;
  return period?.ok ? { ...place, period: period.value } : place;
}

/** Figures with the unit and precision of their metric, else of the card that describes it. */
function figuresOf(cube: Cube, { province, scope, dataset }: GridInput): (at: number, place: Place) => Figure {
  const metrics = cube.dimensions.find(({ role }) => role === 'metric');
  const cards = [...province.indicators.values()].filter((card) => card.dataset === dataset && card.overUnits.kind !== 'ratio');
  const byGeo = cube.dimensions.some(({ role }) => role === 'geo');
  return (at, { metric, unit, period }) => {
    const own = metric === undefined ? undefined : metrics?.categories[codeIndex(metrics).get(metric) ?? -1];
    const card = cards.find((one) => one.metric === metric);
    return {
      measure: measureAt(cube, at), unit: own?.unit ?? card?.unit ?? 'count', decimals: own?.decimals ?? card?.decimals ?? 0, period, orgUnit: unit,
      boundary: byGeo ? { kind: 'as-reported' } : scope.boundary, indicator: card?.id ?? null, slots: [GENERIC_SLOT], formula: null, attention: 'unknown',
    };
  };
}

/** Every combination of categories, the last dimension fastest. */
const combinations = (dimensions: readonly (readonly Category[])[]): readonly (readonly string[])[] =>
  dimensions.reduce<readonly (readonly string[])[]>((rows, categories) => rows.flatMap((row) => categories.map(({ code }) => [...row, code])), [[]]);

/** How a category is said: a unit by its full name on the period's day, a period in words, the rest as the source names it. */
export function categoryLabel(dimension: Dimension, code: string, { province, scope }: Pick<GridInput, 'province' | 'scope'>): Label {
  const named = dimension.categories[codeIndex(dimension).get(code) ?? -1]?.label;
  const plain: Label = { literal: named === undefined || named === '' ? code : named };
  if (dimension.role === 'geo') {
    const unit = province.units.resolve(code, addDays(scope.period.end, -1));
    return unit ? { literal: unit.fullName } : plain;
  }
  const period = dimension.role === 'time' ? parsePeriod(code) : null;
  if (period?.ok) return { text: { vi: vi.periodShort(period.value), en: en.periodShort(period.value) } };
  const card = dimension.role === 'metric' && named === code ? [...province.indicators.values()].find(({ metric, overUnits }) => metric === code && overUnits.kind !== 'ratio') : undefined;
  return card ? { text: card.shortName } : plain;
}
