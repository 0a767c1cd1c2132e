import { addDays } from '@/domain/civil';
import type { Indicator } from '@/domain/indicator';
import { valueOf } from '@/domain/measure';
import { observation } from '@/domain/observation';
import { judge } from '@/domain/thresholds';
import { cubeIn, momentFigure } from '@/widget-kit/snapshot-reading';
import type { ModelInput } from '@/widget-kit/widget';
import { readIndicator } from '@/widget-kit/indicator-reading';
import { indicatorSlot } from '@/widget-kit/indicator-slots';
import type { SectorOptions } from './options';
import type { RankedUnit, Ranking } from './view-model';

/**
 * Communes of the period's own map by one indicator: where less is better the highest first, else the lowest, for those are the ones to
 * look at. Communes without a figure are left out of a ranking. Null where no commune has one.
 */
export function rankingOf(input: ModelInput<SectorOptions>, indicator: Indicator): Ranking | null {
  const slot = indicatorSlot(indicator);
  const cube = cubeIn(input, slot);
  const { figure, latestPeriod } = readIndicator(indicator, { ...input, scope: { ...input.scope, unit: input.province.unit } });
  if (!cube || !latestPeriod) return null;
  const communes = input.province.units.treeAt(addDays(latestPeriod.end, -1)).units.filter(({ level }) => level === 'commune');
  const units = communes.flatMap((unit): RankedUnit[] => {
    const measure = observation(indicator, cube, { unit: unit.code, period: latestPeriod });
    if (measure.kind === 'missing') return [];
    return [{
      unit: unit.code, name: unit.name,
      figure: momentFigure(input, slot, measure, indicator.unit, {
        decimals: indicator.decimals, period: latestPeriod, orgUnit: unit.code, boundary: { kind: 'as-reported' }, indicator: indicator.id,
        formula: indicator.overUnits.kind === 'ratio' ? 'ratio' : null, attention: judge(indicator, measure, latestPeriod),
      }),
    }];
  });
  const sign = indicator.direction === 'lower-better' ? -1 : 1;
  const value = (one: RankedUnit): number => valueOf(one.figure.measure) ?? 0;
  units.sort((a, b) => sign * (value(a) - value(b)) || (a.unit < b.unit ? -1 : 1));
  return units.length === 0 ? null : { name: indicator.name, figure, units };
}
