import type { DatasetData } from '@/domain/dataset';
import { addDays } from '@/domain/civil';
import { namedSamples } from '@/widget-kit/testing/named-samples';
import { sampleCube, sampleProvince, sampleScope } from '@/widget-kit/testing/sample-province';
import { datasets } from './datasets';
import type { KpiTableOptions } from './options';

const province = sampleProvince();
const units = province.units.treeAt(addDays(sampleScope().period.end, -1)).units;
const METRICS = ['settledInTime', 'settled', 'pendingOverdue'] as const;

/** Every unit of the day; the share in time and the overdue count grow worse down the list. */
function answer(scale: number, gaps: boolean): DatasetData {
  return sampleCube(
    [{ id: 'unit', role: 'geo', categories: units.map((unit) => unit.code) }, { id: 'metric', role: 'metric', categories: METRICS }],
    units.flatMap((unit, index) => METRICS.map((metric) => {
      const settled = 1_000 * scale;
      const value = { settled, settledInTime: settled - index * 9 * scale, pendingOverdue: index * 7 * scale }[metric];
      return [unit.code, metric, gaps && index % 3 === 1 ? null : value];
    })),
  );
}

export const samples = namedSamples<KpiTableOptions>({
  options: { dataset: 'procedure-by-unit', rows: 'unit', level: 'all', indicators: ['on-time-rate', 'overdue-dossiers'], order: 'worst-first', limit: 20, period: 'scope' },
  province,
  datasets,
  normal: () => answer(1, false),
  extreme: () => answer(12_345, true),
});
