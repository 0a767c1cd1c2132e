import type { CubeRow } from '@/domain/cube/create-cube';
import type { DatasetData, DatasetQuery } from '@/domain/dataset';
import { namedSamples } from '@/widget-kit/testing/named-samples';
import { sampleCube, sampleScope } from '@/widget-kit/testing/sample-province';
import { SAMPLE_INDEX_TABLE } from '@/widget-kit/testing/sample-index-table';
import { SAMPLE_COMMUNES, SAMPLE_DEPARTMENTS, SAMPLE_PROVINCE_UNIT } from '@/widget-kit/testing/sample-units';
import type { Sample } from '@/widget-kit/widget';
import { datasets } from './datasets';
import type { IndexOptions } from './options';

const COMPONENTS = SAMPLE_INDEX_TABLE.components.map((component) => component.id);
/** Ratio of each component in the newest period, percent; older periods are a little lower. */
const RATIOS = [97, 96, 100, 93, 98.6, 41, 43.4, 71, 77, 84, 92, 74, 61, 66, 79, 100, 88, 99, 94, 95] as const;

const listOf = (query: DatasetQuery, name: string): readonly string[] => {
  const value = query.params[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
};

/** Numerators and denominators; components named in `absent` have none, `scale` makes them larger. */
export function componentsCube(query: DatasetQuery, scale = 1, absent: readonly string[] = []): DatasetData {
  const periods = listOf(query, 'periods');
  const rows = periods.flatMap((period, at) => COMPONENTS.flatMap((id, index): CubeRow[] => {
    if (absent.includes(id)) return [];
    const denominator = Math.round((400 + index * 137) * scale);
    const ratio = (RATIOS[index] ?? 0) - (periods.length - 1 - at) * 0.4;
    const status = at === periods.length - 1 ? 'provisional' : 'official';
    return [[period, id, 'numerator', Math.round((denominator * ratio) / 100), status], [period, id, 'denominator', denominator, status]];
  }));
  return sampleCube(
    [
      { id: 'time', role: 'time', categories: periods },
      { id: 'component', role: 'classification', categories: COMPONENTS },
      { id: 'metric', role: 'metric', categories: ['numerator', 'denominator'] },
    ],
    rows,
  );
}

/** Points behind the best, commune by commune. */
const BEHIND = [0, 2.1, 2.1, 5.4, 13.8] as const;

/** Totals of all units; two communes share a place. */
export function totalsCube(query: DatasetQuery, best = 94.2): DatasetData {
  const drop = String(query.params['period']).endsWith('-11') ? 0 : 0.7;
  const scores = [
    ...SAMPLE_COMMUNES.map((code, at) => [code, best - (BEHIND[at] ?? 0) - drop] as const),
    ...SAMPLE_DEPARTMENTS.map((code, at) => [code, best - at * 2.6 - drop] as const),
  ];
  return sampleCube(
    [{ id: 'unit', role: 'geo', categories: [SAMPLE_PROVINCE_UNIT, ...SAMPLE_DEPARTMENTS, ...SAMPLE_COMMUNES] }, { id: 'metric', role: 'metric', categories: ['total'] }],
    scores.map(([code, score]) => [code, 'total', score]),
  );
}

/** One view in its seven states: normal, empty, missing, stale, partial, denied, extreme (components without data, huge counts). */
export const samplesOf = (view: IndexOptions['view'], change: Partial<IndexOptions> = {}, scope = sampleScope()): readonly Sample<IndexOptions>[] =>
  namedSamples<IndexOptions>({
    options: { view, level: 'commune', order: 'highest', limit: 20, ...change },
    scope, datasets,
    normal: (slot, query) => (slot === 'components' ? componentsCube(query) : totalsCube(query)),
    extreme: (slot, query) => (slot === 'components' ? componentsCube(query, 98_765, ['3.3', '4.1', '4.4']) : totalsCube(query, 100)),
  });

export const samples = samplesOf('blocks');
