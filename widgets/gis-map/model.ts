import { addDays, civilDate } from '@/domain/civil';
import { dimensionByRole, sliceCube } from '@/domain/cube/cube';
import type { Cube } from '@/domain/cube/types';
import type { Features, Geometry } from '@/domain/dataset';
import type { Figure } from '@/domain/figure';
import type { AggregationRule, Indicator } from '@/domain/indicator';
import { missing, valueOf } from '@/domain/measure';
import { observation } from '@/domain/observation';
import { rebaseCube } from '@/domain/org-unit/rebase';
import { epochIndex } from '@/domain/org-unit/series-break';
import type { OrgUnit, UnitCode, UnitTree } from '@/domain/org-unit/types';
import type { Text } from '@/domain/text';
import { judge } from '@/domain/thresholds';
import type { LocalDate } from '@/domain/time';
import { classify } from '@/map/classify';
import type { ModelInput, ViewModelBase } from '@/widget-kit/widget';
import type { GisMapOptions } from './options';

export interface GisMapModel extends ViewModelBase {
  readonly indicator: { readonly name: Text; readonly shortName: Text; readonly unit: Indicator['unit'] } | null;
  readonly missingIndicator: string | null;
  /** `worse`: more is worse, neutral to amber. `better`: more is better, neutral to accent. */
  readonly scheme: 'worse' | 'better';
  /** What needs a person first; units without a figure last. */
  readonly rows: readonly MapRow[];
  /** Of the scope's unit, or the province. */
  readonly total: Figure | null;
  readonly edges: readonly number[];
  readonly edgeDecimals: readonly number[];
  readonly shapes: Shapes;
  /** Units that have no shape of their code. */
  readonly unplaced: number;
  readonly approximate: boolean;
  readonly attribution: string;
  /** The very answer of the source, so that an unchanged layer is recognised. */
  readonly points: Features | null;
  /** The scope's unit where it is on the map. */
  readonly selected: UnitCode | null;
  /** Picture layers drawn at opening. */
  readonly layers: readonly string[];
  readonly needs: { readonly act: number; readonly watch: number };
}

/** `other-map`: shapes are of today's units, the figures of an older map. */
export type Shapes = 'drawn' | 'waiting' | 'failed' | 'other-map';

export interface MapRow {
  readonly code: UnitCode;
  /** "Phường Thành Vinh", as on the day of the map. */
  readonly name: string;
  /** "Thành Vinh": short enough to stand on a map. */
  readonly shortName: string;
  readonly figure: Figure;
  readonly geometry: Geometry | null;
  /** Null where there is no figure. */
  readonly classIndex: number | null;
}

const CLASSES = 5;
const URGENCY = { act: 0, watch: 1, good: 2, unknown: 2 } as const;

type Input = ModelInput<GisMapOptions>;

/** Units of one level on one day's map, each with its figure, its class and its shape, joined by code. */
export function model(input: Input): GisMapModel {
  const { options, province, scope, snapshots, now } = input;
  const indicator = province.indicators.get(options.indicator);
  const figures = snapshots['figures'];
  const points = snapshots['points']?.data;
  const day = mapDay(input);
  const onMap = indicator ? unitsOf(province.units.treeAt(day), input) : [];
  const read = indicator ? reader(indicator, input) : null;
  const shapes = shapesOf(input, epochIndex(province.units, day) === epochIndex(province.units, civilDate(now)));

  const classes = classify(onMap.map((unit) => valueOf(read?.(unit.code).measure)), CLASSES);
  const rows = onMap.flatMap((unit): MapRow[] => {
    const figure = read?.(unit.code);
    if (!figure) return [];
    return [{ code: unit.code, name: unit.fullName, shortName: unit.name, figure, geometry: shapes.byCode.get(unit.code) ?? null, classIndex: classes.indexOf(valueOf(figure.measure)) }];
  });
  const lowerBetter = indicator?.direction === 'lower-better';
  return {
    empty: figures?.state === 'empty' || (figures?.data !== undefined && indicator !== undefined && rows.length === 0),
    attention: 'unknown',
    indicator: indicator ? { name: indicator.name, shortName: indicator.shortName, unit: indicator.unit } : null,
    missingIndicator: indicator ? null : options.indicator,
    scheme: lowerBetter ? 'worse' : 'better',
    rows: worstFirst(rows, lowerBetter),
    total: read?.(scope.unit) ?? null,
    edges: classes.edges,
    edgeDecimals: classes.decimals,
    shapes: shapes.state,
    unplaced: shapes.state === 'drawn' ? rows.filter((row) => !row.geometry).length : 0,
    approximate: shapes.features?.approximate ?? false,
    attribution: shapes.features?.attribution ?? '',
    points: points?.kind === 'features' ? points : null,
    selected: onMap.some((unit) => unit.code === scope.unit) ? scope.unit : null,
    layers: options.layers ?? [],
    needs: { act: rows.filter((row) => row.figure.attention === 'act').length, watch: rows.filter((row) => row.figure.attention === 'watch').length },
  };
}

/** Whose map is drawn: the chosen day's, or as reported the one of the period's last day. */
const mapDay = ({ scope }: Input): LocalDate => (scope.boundary.kind === 'on-date' ? scope.boundary.date : addDays(scope.period.end, -1));

/** Units of the level below the scope's unit; all of them where the scope's unit has none below. */
function unitsOf(tree: UnitTree, { options, scope }: Input): readonly OrgUnit[] {
  const below = tree.get(scope.unit) ? tree.descendants(scope.unit).filter((unit) => unit.level === options.level) : [];
  return below.length > 0 ? below : tree.units.filter((unit) => unit.level === options.level);
}

/** How each metric crosses a change of the map, by the card: parts of a ratio are sums. */
const ruleFor = (indicator: Indicator) => (metric: string): AggregationRule => {
  const rule = indicator.overUnits;
  if (rule.kind === 'ratio') return metric === rule.numerator || metric === rule.denominator ? { kind: 'sum' } : { kind: 'none' };
  return metric === indicator.metric ? rule : { kind: 'none' };
};

/** The indicator's own metrics, on the map of the day that is read. */
function cubeFor(indicator: Indicator, { scope, province, snapshots }: Input): Cube | null {
  const data = snapshots['figures']?.data;
  if (data?.kind !== 'cube') return null;
  const metric = dimensionByRole(data, 'metric');
  const rule = indicator.overUnits;
  const wanted = rule.kind === 'ratio' ? [rule.numerator, rule.denominator] : [indicator.metric];
  const slice = metric ? sliceCube(data, { [metric.id]: wanted }) : data;
  return rebaseCube(slice, province.units, scope.boundary, ruleFor(indicator), scope.period).cube;
}

function reader(indicator: Indicator, input: Input): (unit: UnitCode) => Figure {
  const { scope } = input;
  const cube = cubeFor(indicator, input);
  return (unit) => {
    const measure = cube ? observation(indicator, cube, { unit, period: scope.period }) : missing('not-available');
    return {
      measure, period: scope.period, unit: indicator.unit, decimals: indicator.decimals, orgUnit: unit, boundary: scope.boundary,
      indicator: indicator.id, slots: ['figures'], formula: indicator.overUnits.kind === 'ratio' ? 'ratio' : null,
      attention: judge(indicator, measure, scope.period),
    };
  };
}

interface FoundShapes {
  readonly state: Shapes;
  readonly features: Features | null;
  readonly byCode: ReadonlyMap<UnitCode, Geometry>;
}
/** Codes were given anew in 2025: today's shape of a code is not the shape of the unit that held the code before. */
function shapesOf({ snapshots }: Input, sameMap: boolean): FoundShapes {
  const snapshot = snapshots['areas'];
  const features = snapshot?.data?.kind === 'features' ? snapshot.data : null;
  const none = { features: null, byCode: new Map<UnitCode, Geometry>() };
  if (!sameMap) return { state: 'other-map', ...none };
  if (!features) return { state: snapshot?.state === 'loading' ? 'waiting' : 'failed', ...none };
  return {
    state: 'drawn', features,
    byCode: new Map(features.features.map((feature) => [String(feature.properties['code'] ?? feature.id), feature.geometry])),
  };
}

function worstFirst(rows: readonly MapRow[], lowerBetter: boolean): readonly MapRow[] {
  return [...rows].sort((a, b) => {
    const [left, right] = [valueOf(a.figure.measure), valueOf(b.figure.measure)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return URGENCY[a.figure.attention] - URGENCY[b.figure.attention] || (lowerBetter ? right - left : left - right) || (a.code < b.code ? -1 : 1);
  });
}
