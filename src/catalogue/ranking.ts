import type { Province } from '@/config/province';
import { addDays, civilDate } from '@/domain/civil';
import { dimensionByRole } from '@/domain/cube/cube';
import type { Cube } from '@/domain/cube/types';
import type { DatasetQuery } from '@/domain/dataset';
import type { Figure } from '@/domain/figure';
import type { Indicator } from '@/domain/indicator';
import { valueOf } from '@/domain/measure';
import { observation } from '@/domain/observation';
import type { OrgUnit, UnitLevel } from '@/domain/org-unit/types';
import { periodText } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import type { Scope } from '@/domain/scope';
import { judge } from '@/domain/thresholds';
import type { Instant } from '@/domain/time';
import { indicatorPeriods } from '@/widget-kit/indicator-slots';

export interface RankedUnit {
  readonly unit: OrgUnit;
  readonly figure: Figure;
  /** Best first by the card's direction, equal figures one place; null without a figure. */
  readonly place: number | null;
}

/** Levels below the province that a card is kept at. */
export const rankedLevels = (card: Indicator): readonly UnitLevel[] => card.levels.filter((level) => level !== 'province');

/** Units of a level on the map the scope reads figures on. */
export function unitsOfLevel(province: Province, level: UnitLevel, scope: Scope): readonly OrgUnit[] {
  const date = scope.boundary.kind === 'on-date' ? scope.boundary.date : addDays(scope.period.end, -1);
  return province.units.treeAt(date).units.filter((unit) => unit.level === level);
}

/** One question for all units of a level; null where the dataset cannot be asked so. */
export function rankingQuery(card: Indicator, units: readonly OrgUnit[], scope: Scope, province: Province, now: Instant): DatasetQuery | null {
  const dataset = province.datasets.get(card.dataset);
  const periods = indicatorPeriods(card, scope, now);
  const [first, last] = [periods[0], periods.at(-1)];
  if (!dataset || !first || !last || units.length === 0) return null;
  const takes = new Set(dataset.parameters.map(({ name }) => name));
  if (takes.has('unit')) return null;
  return {
    dataset: dataset.id,
    params: {
      ...(takes.has('units') ? { units: units.map(({ code }) => code).sort() } : {}),
      ...(takes.has('periods') ? { periods: [periodText(last)] } : {}),
      ...(takes.has('from') ? { from: periodText(first), to: periodText(last) } : {}),
      ...(takes.has('period') ? { period: periodText(last) } : {}),
    },
  };
}

/** The newest period in which any of the units has a figure; the one asked for where none has. */
function newestPeriod(card: Indicator, cube: Cube, units: readonly OrgUnit[], periods: readonly Period[]): Period | undefined {
  const asked = periods.at(-1);
  if (!dimensionByRole(cube, 'time')) return asked;
  return [...periods].reverse().find((period) => units.some(({ code }) => valueOf(observation(card, cube, { unit: code, period })) !== null)) ?? asked;
}

/** Units by their figure, best first; without a direction the largest first. Units without a figure stand last and have no place. */
export function ranking(card: Indicator, cube: Cube, units: readonly OrgUnit[], scope: Scope, now: Instant): readonly RankedUnit[] {
  const period = newestPeriod(card, cube, units, indicatorPeriods(card, scope, now));
  if (!period) return [];
  const rows = units.map((unit): { unit: OrgUnit; figure: Figure; value: number | null } => {
    const measure = observation(card, cube, { unit: unit.code, period });
    const figure: Figure = {
      measure, period, slots: ['ranking'], unit: card.unit, decimals: card.decimals, orgUnit: unit.code, boundary: scope.boundary, indicator: card.id,
      formula: card.overUnits.kind === 'ratio' ? 'ratio' : null, attention: judge(card, measure, period),
    };
    return { unit, figure, value: valueOf(measure) };
  });
  const lowFirst = card.direction === 'lower-better' ? 1 : -1;
  const order = new Intl.Collator('vi');
  const sorted = [...rows].sort((a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null) || order.compare(a.unit.name, b.unit.name);
    return lowFirst * (a.value - b.value) || order.compare(a.unit.name, b.unit.name);
  });
  return sorted.map(({ unit, figure, value }) => ({ unit, figure, place: value === null ? null : 1 + sorted.findIndex((other) => other.value === value) }));
}

/** Today's map has areas; an earlier one, or another level, has a list only. */
export const hasMap = (level: UnitLevel, scope: Scope, now: Instant): boolean =>
  level === 'commune' && (scope.boundary.kind === 'as-reported' ? scope.period.end > civilDate(now) : scope.boundary.date >= '2025-07-01');
