import { addDays } from '@/domain/civil';
import { dimensionByRole } from '@/domain/cube/cube';
import type { Category, Cube } from '@/domain/cube/types';
import type { Figure } from '@/domain/figure';
import type { Attention, Indicator } from '@/domain/indicator';
import { valueOf } from '@/domain/measure';
import type { ObservationStatus } from '@/domain/measure';
import { observation } from '@/domain/observation';
import type { UnitCode, UnitTree } from '@/domain/org-unit/types';
import type { Text } from '@/domain/text';
import { judge } from '@/domain/thresholds';
import type { Label } from '@/widget-kit/blocks';
import type { ModelInput, ViewModelBase } from '@/widget-kit/widget';
import { rowPeriod } from './datasets';
import type { KpiTableOptions } from './options';

export interface KpiTableModel extends ViewModelBase {
  readonly columns: readonly { readonly id: string; readonly name: Text; readonly shortName: Text; readonly unit: Indicator['unit'] }[];
  readonly rows: readonly KpiRow[];
  /** Rows there are beyond those kept by `limit`. */
  readonly left: number;
  readonly unknown: readonly string[];
}

export interface KpiRow {
  readonly id: string;
  readonly label: Label;
  /** For narrow columns: "Sở NN&MT". */
  readonly short: Label;
  /** Unit to drill into; null where a row is not a unit. */
  readonly unit: UnitCode | null;
  readonly attention: Attention;
  readonly figures: readonly Figure[];
}

const WORSE: Readonly<Record<Attention, number>> = { act: 0, watch: 1, good: 2, unknown: 3 };

/** Rows of the dataset against the indicators asked for, sorted so that what needs a look is on top. */
export function model(input: ModelInput<KpiTableOptions>): KpiTableModel {
  const { options, province, snapshots, scope } = input;
  const snapshot = snapshots['rows'];
  const cube = snapshot?.data?.kind === 'cube' ? snapshot.data : null;
  const indicators = options.indicators.flatMap((id) => province.indicators.get(id) ?? []);
  const tree = province.units.treeAt(addDays(scope.period.end, -1));
  const rows = cube ? rowsOf(cube, indicators, tree, input) : [];
  const sorted = sort(rows, indicators, options);
  const standing = commonStanding(sorted);
  return {
    empty: snapshot?.state === 'empty' || (cube !== null && rows.length === 0),
    attention: 'unknown',
    ...(standing ? { standing } : {}),
    columns: indicators.map(({ id, name, shortName, unit }) => ({ id, name, shortName, unit })),
    rows: sorted.slice(0, options.limit),
    left: Math.max(0, sorted.length - options.limit),
    unknown: options.indicators.filter((id) => !province.indicators.has(id)),
  };
}

function rowsOf(cube: Cube, indicators: readonly Indicator[], tree: UnitTree, input: ModelInput<KpiTableOptions>): readonly KpiRow[] {
  const byUnit = input.options.rows === 'unit';
  const dimension = dimensionByRole(cube, byUnit ? 'geo' : 'classification');
  const wanted = byUnit ? dimension?.categories.filter(({ code }) => isWanted(code, tree, input)) : dimension?.categories;
  const period = rowPeriod(input.options, input.scope, input.now);
  return (wanted ?? []).map((category) => {
    const figures = indicators.map<Figure>((indicator) => {
      const at = byUnit ? { unit: category.code, period } : { unit: input.scope.unit, period, ...(dimension ? { [dimension.id]: category.code } : {}) };
      const measure = observation(indicator, cube, at);
      return {
        measure, period, unit: indicator.unit, decimals: indicator.decimals,
        orgUnit: byUnit ? category.code : input.scope.unit,
        // Rows are the units of the period's own day: nothing is carried over to another map.
        boundary: byUnit ? { kind: 'as-reported' } : input.scope.boundary,
        indicator: indicator.id, slots: ['rows'], formula: indicator.overUnits.kind === 'ratio' ? 'ratio' : null,
        attention: judge(indicator, measure, period),
      };
    });
    return { id: category.code, label: labelOf(category, byUnit ? tree : null), short: shortOf(category, byUnit ? tree : null), unit: byUnit ? category.code : null, attention: worst(figures), figures };
  });
}

/** Below the scope's unit, of the level asked for; the scope's own unit is the total and not a row. */
function isWanted(code: string, tree: UnitTree, { options, scope }: ModelInput<KpiTableOptions>): boolean {
  const unit = tree.get(code);
  if (!unit || code === scope.unit) return false;
  if (options.level !== 'all' && unit.level !== options.level) return false;
  if (options.level === 'all' && unit.level === 'province') return false;
  const isRoot = tree.get(scope.unit)?.parent === null;
  return isRoot || unit.parent === scope.unit || tree.peers(scope.unit).some((peer) => peer.code === code);
}

function labelOf(category: Category, tree: UnitTree | null): Label {
  return { literal: tree?.get(category.code)?.fullName ?? (category.label === '' ? category.code : category.label) };
}

/** The standing all figures share; undefined where they differ or there is none. */
function commonStanding(rows: readonly KpiRow[]): ObservationStatus | undefined {
  const found = new Set(rows.flatMap((row) => row.figures.flatMap(({ measure }) => (measure.kind === 'value' ? [measure.status] : []))));
  return found.size === 1 ? [...found][0] : undefined;
}

function shortOf(category: Category, tree: UnitTree | null): Label {
  const unit = tree?.get(category.code);
  return unit?.level === 'department' ? { literal: unit.name } : labelOf(category, tree);
}

const worst = (figures: readonly Figure[]): Attention =>
  figures.reduce<Attention>((found, { attention }) => (WORSE[attention] < WORSE[found] ? attention : found), 'unknown');

function sort(rows: readonly KpiRow[], indicators: readonly Indicator[], options: KpiTableOptions): readonly KpiRow[] {
  const column = Math.max(0, indicators.findIndex((indicator) => indicator.id === options.sortBy));
  const lowerBetter = indicators[column]?.direction === 'lower-better';
  if (options.order === 'name') return rows;
  // Which way the numbers run for the order asked; missing rows always come last.
  const descending = options.order === 'largest-first' || (options.order === 'worst-first') === lowerBetter;
  return [...rows].sort((a, b) => {
    const left = valueOf(a.figures[column]?.measure);
    const right = valueOf(b.figures[column]?.measure);
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return descending ? right - left : left - right;
  });
}
