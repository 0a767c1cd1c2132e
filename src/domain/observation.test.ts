import { describe, expect, it } from 'vitest';
import { cubeOf } from './cube/create-cube';
import type { Indicator } from './indicator';
import { measured, missing } from './measure';
import { observation, series } from './observation';
import { period } from './period/text';

const categories = (...codes: string[]) => codes.map((code) => ({ code, label: code }));
const cube = cubeOf(
  [
    { id: 'u', label: '', role: 'geo', categories: categories('40', '16681') },
    { id: 't', label: '', role: 'time', categories: categories('calendar:2026-09', 'calendar:2026-10') },
    { id: 'field', label: '', role: 'classification', categories: categories('land', 'tax') },
    { id: 'm', label: '', role: 'metric', categories: categories('settled', 'inTime') },
  ],
  [
    ['40', 'calendar:2026-10', 'land', 'settled', 8], ['40', 'calendar:2026-10', 'land', 'inTime', 6, 'provisional'],
    ['40', 'calendar:2026-09', 'land', 'settled', 0], ['40', 'calendar:2026-09', 'land', 'inTime', 0],
    ['16681', 'calendar:2026-10', 'land', 'inTime', 6],
  ],
);
const plain: Pick<Indicator, 'metric' | 'overUnits'> = { metric: 'settled', overUnits: { kind: 'sum' } };
const rate: typeof plain = { metric: 'rate-as-sent', overUnits: { kind: 'ratio', numerator: 'inTime', denominator: 'settled', scale: 100 } };
const place = { unit: '40', period: period('calendar:2026-10'), field: 'land' };

describe('observation', () => {
  it('reads the cell of the metric, unit and period by role, others by id', () => {
    expect(observation(plain, cube, place)).toEqual(measured(8));
    expect(observation(plain, cube, { ...place, period: 'calendar:2026-09' })).toEqual(measured(0));
    expect(observation(plain, cube, { ...place, field: 'tax' })).toEqual(missing('not-available'));
    expect(observation({ ...plain, metric: 'nothing' }, cube, place)).toEqual(missing('not-available'));
  });
  it('always recomputes a ratio from its parts', () => {
    expect(observation(rate, cube, place)).toEqual(measured(75, 'provisional'));
    expect(observation(rate, cube, { ...place, period: 'calendar:2026-09' })).toEqual(missing('not-applicable'));
    expect(observation(rate, cube, { ...place, unit: '16681' })).toEqual(missing('not-available'));
  });
  it('does not pick one of several cells when a dimension goes unsaid', () => {
    expect(observation(plain, cube, { unit: '40', period: 'calendar:2026-10' })).toEqual(missing('not-applicable'));
  });
  it('runs along time, gaps and all', () => {
    expect(series(plain, cube, { unit: '40', field: 'land' })).toEqual([measured(0), measured(8)]);
    expect(series(plain, cube, { unit: '40', field: 'land' }, ['calendar:2026-10', 'calendar:2026-11'])).toEqual([measured(8), missing('not-available')]);
  });
});
