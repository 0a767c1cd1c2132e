import type { CubeRow } from '@/domain/cube/create-cube';
import type { DatasetData } from '@/domain/dataset';
import { namedSamples, type SampleAnswer } from '@/widget-kit/testing/named-samples';
import { sampleCube, sampleProvince } from '@/widget-kit/testing/sample-province';
import { SAMPLE_COMMUNES } from '@/widget-kit/testing/sample-units';
import type { Sample } from '@/widget-kit/widget';
import { datasets } from './datasets';
import type { RegistersOptions } from './options';

const province = sampleProvince();
const MONTH = 'calendar:2026-10';

/** Units × one classification × metrics at one period; `value(unit position, category position, metric)`. */
function cubeOf(time: string, units: readonly string[], classes: readonly (readonly [id: string, codes: readonly string[]])[], metrics: readonly string[], value: (unit: number, at: readonly number[], metric: string) => number | null, status = 'provisional'): DatasetData {
  const ways = classes.reduce<readonly (readonly number[])[]>((made, [, codes]) => made.flatMap((each) => codes.map((_, at) => [...each, at])), [[]]);
  return sampleCube(
    [
      { id: 'time', role: 'time', categories: [time] }, { id: 'unit', role: 'geo', categories: units },
      ...classes.map(([id, codes]) => ({ id, role: 'classification' as const, categories: codes })), { id: 'metric', role: 'metric', categories: metrics },
    ],
    units.flatMap((unit, u) => ways.flatMap((at) => metrics.flatMap((metric): CubeRow[] => {
      const found = value(u, at, metric);
      return [[time, unit, ...at.map((position, d) => classes[d]?.[1][position] ?? ''), metric, found, found === null ? 'not-applicable' : status]];
    }))),
  );
}

const PERSON_SHARES: Readonly<Record<string, number>> = { persons: 1, male: 0.5, female: 0.5, households: 0.25, 'under-6': 0.1, 'age-6-15': 0.2, 'age-16-59': 0.6, 'age-60-up': 0.1, verified: 0.98 };
export const populationCube = (units: readonly string[] = SAMPLE_COMMUNES, scale = 1): DatasetData =>
  cubeOf(MONTH, units, [], Object.keys(PERSON_SHARES), (unit, _, metric) => Math.round((20_000 + 4_000 * unit) * (PERSON_SHARES[metric] ?? 0) * scale));
export const enterprisesCube = (scale = 1): DatasetData =>
  cubeOf(MONTH, SAMPLE_COMMUNES, [['standing', ['hoat_dong', 'tam_ngung', 'cho_giai_the', 'giai_the']]], ['enterprises', 'workers', 'capital'], (unit, [at = 0], metric) => (metric === 'enterprises' ? [72, 14, 5, 9][at] ?? 0 : metric === 'workers' ? 800 : 612.5) * (unit + 1) * scale);
export const officialsCube = (scale = 1): DatasetData =>
  cubeOf(MONTH, ['H41.06', ...SAMPLE_COMMUNES], [['kind', ['can_bo', 'cong_chuc', 'hop_dong']], ['sex', ['nam', 'nu']]], ['officials', 'posts'],
    (unit, [kind = 0, sex = 0], metric) => (metric === 'posts' ? (kind === 0 && sex === 0 ? (60 + unit) * scale : null) : (4 + kind * 6 + sex + unit) * scale));
const landCube = (scale = 1): DatasetData =>
  cubeOf('calendar:2026', SAMPLE_COMMUNES, [['land-group', ['nong_nghiep', 'phi_nong_nghiep']]], ['parcels', 'area', 'certified', 'digitised'], (unit, [at = 0], metric) => (({ parcels: 9_000, area: 812.4, certified: 8_400, digitised: 7_100 })[metric] ?? 0) * (unit + 1 - at * 0.5) * scale, 'official');
const civilCube = (scale = 1): DatasetData =>
  cubeOf(MONTH, SAMPLE_COMMUNES, [['event', ['khai_sinh', 'ket_hon', 'khai_tu']]], ['events', 'online'], (unit, [at = 0], metric) => Math.round(([28, 16, 12][at] ?? 0) * (unit + 1) * (metric === 'online' ? 0.75 : 1) * scale));

/** The province month by month; `classes` as the source gives them. */
function monthsCube(metric: string, classes: readonly (readonly [id: string, codes: readonly string[]])[], value: number, from: number): DatasetData {
  const months = Array.from({ length: 13 - from }, (_, at) => at + from).map((at) => `calendar:${at < 3 ? `2025-${at + 10}` : `2026-${String(at - 2).padStart(2, '0')}`}`);
  const ways = classes.reduce<readonly (readonly string[])[]>((made, [, codes]) => made.flatMap((each) => codes.map((code) => [...each, code])), [[]]);
  return sampleCube(
    [{ id: 'time', role: 'time', categories: months }, ...classes.map(([id, codes]) => ({ id, role: 'classification' as const, categories: codes })), { id: 'metric', role: 'metric', categories: [metric] }],
    months.flatMap((month, at) => ways.map((way): CubeRow => [month, ...way, metric, Math.round(value * (1 + 0.004 * at))])),
  );
}

const answer = (extreme: boolean): SampleAnswer => (slot) => {
  const scale = extreme ? 1_000 : 1;
  switch (slot) {
    case 'population': return populationCube(extreme ? [...SAMPLE_COMMUNES, 'X0001', 'X0002'] : SAMPLE_COMMUNES, scale);
    case 'enterprises': return enterprisesCube(scale);
    case 'land': return landCube(scale);
    case 'civil-status': return civilCube(scale);
    case 'officials': return officialsCube(scale);
    // The source keeps seven months of residents: nothing of last year to compare with.
    case 'population:months': return monthsCube('persons', [], 138_000 * scale, 6);
    case 'enterprises:months': return monthsCube('enterprises', [['sector', ['C', 'G']], ['standing', ['hoat_dong', 'tam_ngung']]], 520 * scale, 0);
    default: return monthsCube('events', [['event', ['khai_sinh', 'ket_hon', 'khai_tu']]], 280 * scale, 0);
  }
};

/** One view in its seven states. */
export const samplesOf = (view: RegistersOptions['view'], change: Partial<RegistersOptions> = {}): readonly Sample<RegistersOptions>[] =>
  namedSamples<RegistersOptions>({ options: { view, register: 'population', limit: 30, ...change }, province, datasets, normal: answer(false), extreme: answer(true) });

export const samples = samplesOf('overview');
