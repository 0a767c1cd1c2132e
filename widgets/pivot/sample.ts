import type { DatasetData } from '@/domain/dataset';
import { addDays } from '@/domain/civil';
import { genericSlots } from '@/widget-kit/generic/question';
import { namedSamples } from '@/widget-kit/testing/named-samples';
import { sampleCube, sampleProvince, sampleScope } from '@/widget-kit/testing/sample-province';
import type { PivotOptions } from './options';

const province = sampleProvince();
const units = province.units.treeAt(addDays(sampleScope().period.end, -1)).units.filter(({ level }) => level === 'commune');
const MONTHS = ['calendar:2026-08', 'calendar:2026-09', 'calendar:2026-10', 'calendar:2026-11'];

/** Overdue dossiers of every commune by month; the newest month is provisional. */
function answer(scale: number, gaps: boolean): DatasetData {
  return sampleCube(
    [
      { id: 'month', role: 'time', categories: MONTHS },
      { id: 'unit', role: 'geo', categories: units.map(({ code }) => code) },
      { id: 'metric', role: 'metric', categories: [{ code: 'pendingOverdue', label: 'Hồ sơ quá hạn', unit: 'dossier' }, { code: 'received', label: 'Hồ sơ tiếp nhận', unit: 'dossier' }] },
    ],
    MONTHS.flatMap((month, at) => units.flatMap(({ code }, index) => ['pendingOverdue', 'received'].map((metric) => {
      const value = gaps && (at + index) % 4 === 1 ? null : scale * (metric === 'received' ? 900 + index * 40 : 3 + ((index * 7 + at * 5) % 23));
      return [month, code, metric, value, value === null ? undefined : at === MONTHS.length - 1 ? 'provisional' : 'official'];
    }))),
  );
}

const options: PivotOptions = { dataset: 'procedure-trend', periods: 4, params: {}, rows: ['geo'], columns: 'time', measure: 'pendingOverdue', where: {}, totals: true, shade: true };

export const samples = namedSamples<PivotOptions>({ options, province, datasets: genericSlots, normal: () => answer(1, false), extreme: () => answer(123_456, true) });
