import type { DatasetData, DatasetQuery } from '@/domain/dataset';
import type { Indicator } from '@/domain/indicator';
import { namedSamples, type SampleAnswer } from '@/widget-kit/testing/named-samples';
import { sampleCube, sampleProvince } from '@/widget-kit/testing/sample-province';
import { SAMPLE_COMMUNES, SAMPLE_PROVINCE_UNIT } from '@/widget-kit/testing/sample-units';
import { indicatorAnswer } from '@/widget-kit/testing/sample-indicator-answer';
import type { Sample } from '@/widget-kit/widget';
import { datasets } from './datasets';
import type { SectorOptions } from './options';

type Facts = Pick<Indicator, 'id' | 'unit' | 'metric'> & Partial<Indicator> & { readonly vi: string };
const card = ({ vi, ...facts }: Facts): Indicator => ({
  name: { vi, en: vi }, shortName: { vi, en: vi }, definition: { vi, en: vi }, owner: { vi: 'Sở Y tế', en: 'Department of Health' }, decimals: 1, direction: 'higher-better',
  calendar: 'calendar', periodKind: 'month', dataset: 'socio-economic-monthly', levels: ['province'], overUnits: { kind: 'none' }, overTime: { kind: 'none' }, targets: [],
  validFrom: '2020-01-01', change: 'difference', ...facts,
});
const aim = (value: number): Pick<Indicator, 'targets' | 'thresholds'> => ({ targets: [{ period: 'calendar:2026', value }], thresholds: { basis: 'ratio-to-target', watch: 1, act: 0.9 } });

/** Cards of a health sector: on target, below it, far below it, outside its limits, and one by commune. */
export const CARDS: readonly Indicator[] = [
  card({ id: 'health-insurance-coverage', vi: 'Bao phủ BHYT', unit: 'percent', metric: 'insured', periodKind: 'year', dataset: 'socio-economic-annual', ...aim(95) }),
  card({ id: 'immunisation', vi: 'Tiêm chủng đầy đủ', unit: 'percent', metric: 'immunisation', ...aim(95) }),
  card({ id: 'health-records', vi: 'Hồ sơ sức khỏe số', unit: 'percent', metric: 'records', ...aim(90) }),
  card({ id: 'hospital-visits', vi: 'Lượt khám bệnh', unit: 'turn', metric: 'visits', decimals: 0, direction: 'neutral', change: 'relative' }),
  card({ id: 'dengue-cases', vi: 'Sốt xuất huyết', unit: 'case-of-disease', metric: 'dengue', decimals: 0, direction: 'lower-better', change: 'relative', thresholds: { basis: 'value', watch: 40, act: 100 } }),
  card({ id: 'bed-occupancy', vi: 'Công suất giường bệnh', unit: 'percent', metric: 'beds', direction: 'target-band', thresholds: { basis: 'band', low: 80, high: 95, actLow: 60, actHigh: 110 } }),
  card({ id: 'commune-insured-rate', vi: 'Dân số tham gia BHYT theo xã, phường', unit: 'percent', metric: 'insured-rate', periodKind: 'year', dataset: 'commune-indicators', levels: ['province', 'commune'], ...aim(95) }),
];
const province = sampleProvince({ indicators: CARDS });

/** Newest value of each card; earlier periods lie below it. */
export type Newest = Readonly<Record<string, number | null>>;
const NEWEST: Newest = { 'health-insurance-coverage': 95.4, immunisation: 93.1, 'health-records': 71.5, 'hospital-visits': 184_210, 'dengue-cases': 64, 'bed-occupancy': 88.2 };

/** Of the sample's communes the first is on target and the last has no figure. */
export const COMMUNE_RATES: readonly (number | null)[] = [96.2, 91.4, 84.8, 93.9, null];
export function communeCube(rates: readonly (number | null)[] = COMMUNE_RATES): DatasetData {
  const years = ['2023', '2024', '2025', '2026'].map((year) => `calendar:${year}`);
  return sampleCube(
    [{ id: 'unit', role: 'geo', categories: [SAMPLE_PROVINCE_UNIT, ...SAMPLE_COMMUNES] }, { id: 'time', role: 'time', categories: years }, { id: 'metric', role: 'metric', categories: ['insured-rate'] }],
    [SAMPLE_PROVINCE_UNIT, ...SAMPLE_COMMUNES].flatMap((unit, at) => years.map((year, back) => [unit, year, 'insured-rate', at === 0 ? 92.5 : back < 2 ? null : rates[at - 1] ?? null])),
  );
}

/** All cards that share the question, in one cube. */
function answerOf(slot: string, query: DatasetQuery, newest: Newest): DatasetData | undefined {
  const cards = CARDS.filter((each) => slot.startsWith(`${each.dataset}:`));
  const cubes = cards.map((each) => ({ each, cube: indicatorAnswer(each, query, (index, count) => {
    const value = newest[each.id];
    return value === null || value === undefined ? null : Math.round(value * (0.9 + (0.1 * (index + 1)) / count) * 100) / 100;
  }) }));
  const time = cubes[0]?.cube.dimensions[1];
  if (!time) return undefined;
  return sampleCube(
    [{ id: 'unit', role: 'geo', categories: [SAMPLE_PROVINCE_UNIT] }, { id: 'period', role: 'time', categories: time.categories }, { id: 'metric', role: 'metric', categories: cards.map(({ metric }) => metric) }],
    cubes.flatMap(({ each, cube }) => time.categories.map(({ code }, at) => [SAMPLE_PROVINCE_UNIT, code, each.metric, Number.isNaN(cube.values[at]) ? null : cube.values[at] ?? null])),
  );
}

const HUGE: Newest = Object.fromEntries(CARDS.map(({ id }, at) => [id, at % 3 === 1 ? null : 123_456_789.5 * (at + 1)]));
const answer = (newest: Newest, rates: readonly (number | null)[]): SampleAnswer => (slot, query) => (slot.startsWith('commune-indicators') ? communeCube(rates) : answerOf(slot, query, newest));

/** One board in its seven states. */
export const samplesOf = (change: Partial<SectorOptions> = {}, newest: Newest = NEWEST): readonly Sample<SectorOptions>[] => {
  const options: SectorOptions = { sector: 'health', indicators: CARDS.map(({ id }) => id), headlines: 3, ...change };
  return namedSamples<SectorOptions>({ options, province, datasets: (input) => datasets({ ...input, options }), normal: answer(newest, COMMUNE_RATES), extreme: answer(HUGE, [1_234_567.8, 2_345_678.9, 9_876_543.2, 0, 5]) });
};

export const samples = samplesOf();
