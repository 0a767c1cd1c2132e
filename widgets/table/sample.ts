import type { DatasetData } from '@/domain/dataset';
import { addDays } from '@/domain/civil';
import { genericSlots } from '@/widget-kit/generic/question';
import { namedSamples } from '@/widget-kit/testing/named-samples';
import { sampleCube, sampleProvince, sampleScope } from '@/widget-kit/testing/sample-province';
import type { TableOptions } from './options';

const province = sampleProvince();
const units = province.units.treeAt(addDays(sampleScope().period.end, -1)).units.filter(({ level }) => level === 'commune').map(({ code }) => code);
const METRICS = [{ code: 'received', label: 'Tiếp nhận', unit: 'dossier' as const }, { code: 'settled', label: 'Đã giải quyết', unit: 'dossier' as const }, { code: 'pendingOverdue', label: 'Quá hạn', unit: 'dossier' as const }];

/** Three counts of every unit; some are not there where `gaps`. */
function answer(codes: readonly string[], scale: number, gaps: boolean): DatasetData {
  return sampleCube(
    [{ id: 'unit', role: 'geo', categories: codes }, { id: 'metric', role: 'metric', categories: METRICS }],
    codes.flatMap((code, at) => METRICS.map((metric, of) => [code, metric.code, gaps && (at + of) % 7 === 3 ? null : scale * ((at * 37 + of * 11) % 97) + of])),
  );
}

const options: TableOptions = { dataset: 'procedure-trend', periods: 1, params: {}, rows: [], columns: [], labels: {}, where: {}, sortBy: 'pendingOverdue', order: 'descending', totals: true, filter: true };

/** Twenty thousand rows: only those in view are drawn. */
const MANY = Array.from({ length: 20_000 }, (_, at) => `X${at}`);

export const samples = namedSamples<TableOptions>({
  options, province, datasets: genericSlots, normal: () => answer(units, 1, false), extreme: () => answer(MANY, 12_345, true),
});
