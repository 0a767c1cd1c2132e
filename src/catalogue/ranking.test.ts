import { describe, expect, it } from 'vitest';
import type { Indicator } from '@/domain/indicator';
import { sampleCube, SAMPLE_NOW, sampleProvince, sampleScope } from '@/widget-kit/testing/sample-province';
import { hasMap, rankedLevels, ranking, rankingQuery, unitsOfLevel } from './ranking';

const province = sampleProvince();
const scope = sampleScope({ period: 'calendar:2026-10' });
const units = unitsOfLevel(province, 'commune', scope);
const base = province.indicators.get('on-time-rate');
if (!base) throw new Error('no sample card');
const card = (change: Partial<Indicator>): Indicator => ({ ...base, periodKind: 'month', calendar: 'calendar', overUnits: { kind: 'sum' }, dataset: 'procedure-trend', metric: 'settled', ...change });
const codes = units.map(({ code }) => code);
const cube = (values: readonly (number | null)[]) => sampleCube(
  [{ id: 'unit', role: 'geo', categories: codes }, { id: 'time', role: 'time', categories: ['calendar:2026-09', 'calendar:2026-10'] }, { id: 'metric', role: 'metric', categories: ['settled'] }],
  { values: codes.flatMap((_, at) => [0, values[at] ?? NaN]) },
);

describe('units in order of an indicator', () => {
  it('stand best first: high where high is good, low where low is', () => {
    const numbers = codes.map((_, at) => (at * 7) % 5);
    const high = ranking(card({ direction: 'higher-better' }), cube(numbers), units, scope, SAMPLE_NOW);
    const values = (rows: typeof high): (number | null)[] => rows.map(({ figure }) => (figure.measure.kind === 'value' ? figure.measure.value : null));
    expect(values(high)).toEqual([...numbers].sort((a, b) => b - a));
    expect(values(ranking(card({ direction: 'lower-better' }), cube(numbers), units, scope, SAMPLE_NOW))).toEqual([...numbers].sort((a, b) => a - b));
  });

  it('share a place where they are equal, and have none without a figure', () => {
    const rows = ranking(card({ direction: 'higher-better' }), cube([5, 5, 3, null]), units, scope, SAMPLE_NOW);
    expect(rows.slice(0, 3).map(({ place }) => place)).toEqual([1, 1, 3]);
    expect(rows.slice(3).map(({ place }) => place)).toEqual(rows.slice(3).map(() => null));
  });

  it('are asked for in one question, and only where a dataset can answer for all', () => {
    const asked = rankingQuery(card({}), units, scope, province, SAMPLE_NOW);
    expect(asked?.params['units']).toEqual([...codes].sort());
    expect(rankingQuery(card({ dataset: 'procedure-by-field' }), units, scope, province, SAMPLE_NOW)).toBeNull();
    expect(rankingQuery(card({ dataset: 'nowhere' }), units, scope, province, SAMPLE_NOW)).toBeNull();
  });

  it('have a map only where there are areas for them', () => {
    expect(rankedLevels(card({ levels: ['province', 'commune'] }))).toEqual(['commune']);
    expect(hasMap('commune', scope, SAMPLE_NOW)).toBe(true);
    expect(hasMap('department', scope, SAMPLE_NOW)).toBe(false);
  });
});
