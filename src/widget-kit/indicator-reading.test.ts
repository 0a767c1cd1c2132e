import { describe, expect, it } from 'vitest';
import { valueOf } from '@/domain/measure';
import { readIndicator } from './indicator-reading';
import { indicatorPeriod, indicatorSlots, indicatorUnit, lastYearSlot, unitsToAsk } from './indicator-slots';
import { indicatorAnswer } from './testing/sample-indicator-answer';
import { SAMPLE_NOW, sampleCube, sampleProvince, sampleScope, snapshotOf } from './testing/sample-province';
import type { SampleProvinceParts } from './testing/sample-province';

const province = sampleProvince();
const card = (id: string, of = province) => {
  const found = of.indicators.get(id);
  if (!found) throw new Error(`no sample card ${id}`);
  return found;
};
const tasks: NonNullable<SampleProvinceParts['indicators']>[number] = {
  ...card('on-time-rate'), id: 'tasks', dataset: 'directive-tasks', overUnits: { kind: 'sum' }, overTime: { kind: 'sum' }, metric: 'overdue',
};

function read(id: string, value: (index: number, count: number) => number | null, scope = sampleScope()) {
  const indicator = card(id);
  const slots = indicatorSlots(indicator, scope, province, SAMPLE_NOW);
  const snapshots = Object.fromEntries(Object.entries(slots).map(([slot, query]) => [slot, snapshotOf(indicatorAnswer(indicator, query, value), { query })]));
  return readIndicator(indicator, { scope, province, now: SAMPLE_NOW, snapshots });
}

describe('the questions of an indicator', () => {
  it('are the same for indicators of one dataset and calendar, so that one request serves both', () => {
    const scope = sampleScope();
    expect(indicatorSlots(card('on-time-rate'), scope, province, SAMPLE_NOW)).toEqual(indicatorSlots(card('overdue-dossiers'), scope, province, SAMPLE_NOW));
  });

  it('stop at today while the scope’s period still runs', () => {
    const ahead = sampleScope({ period: 'calendar:2026' });
    expect(indicatorPeriod(card('exports'), ahead, SAMPLE_NOW).code).toBe('2026-11');
  });

  it('rise to the nearest unit the card covers', () => {
    const commune = province.units.treeAt(sampleScope().period.start).units.find((unit) => unit.level === 'commune');
    expect(indicatorUnit(card('exports'), sampleScope(commune ? { unit: commune.code } : {}), province)).toBe(province.unit);
  });

  it('name the predecessors where the series crosses a change of the map, and only then', () => {
    const merged = province.units.all.find((unit) => unit.validTo === null && unit.predecessors.length > 1);
    if (!merged) throw new Error('the sample map has no merger');
    const scope = sampleScope({ unit: merged.code });
    const across = [...Array(25).keys()].map(() => sampleScope({ period: 'calendar:2024-11' }).period);
    expect(unitsToAsk(merged.code, [...across, scope.period], scope, province).length).toBeGreaterThan(1);
    expect(unitsToAsk(merged.code, [scope.period], scope, province)).toEqual([merged.code]);
    expect(unitsToAsk(merged.code, [...across, scope.period], { ...scope, boundary: { kind: 'as-reported' } }, province)).toEqual([merged.code]);
  });
});

describe('the reading of an indicator', () => {
  it('takes the newest figure there is and compares like with like', () => {
    const reading = read('exports', (index, count) => (index < count - 1 ? index : null));
    expect(reading.latestPeriod?.code).toBe('2026-10');
    expect(reading.previous.period?.code).toBe('2026-09');
    expect(reading.lastYear.period?.code).toBe('2025-10');
    expect(reading.unfinished).toBe(false);
  });

  it('says that a sum over a running period is not whole', () => {
    expect(read('exports', () => 1).unfinished).toBe(true);
  });

  it('recomputes a ratio, never averages it', () => {
    expect(valueOf(read('on-time-rate', () => 97.5).figure.measure)).toBeCloseTo(97.5, 9);
  });

  it('draws no series from an answer that speaks of one period only', () => {
    const own = sampleProvince({ indicators: [tasks] });
    const scope = sampleScope();
    const slots = indicatorSlots(tasks, scope, own, SAMPLE_NOW);
    const cube = (value: number) => sampleCube([{ id: 'unit', role: 'geo', categories: ['40'] }, { id: 'metric', role: 'metric', categories: ['overdue'] }], [['40', 'overdue', value]]);
    const snapshots = Object.fromEntries(Object.entries(slots).map(([slot, query]) => [slot, snapshotOf(cube(slot === lastYearSlot(tasks) ? 9 : 7), { query })]));
    const reading = readIndicator(tasks, { scope, province: own, now: SAMPLE_NOW, snapshots });
    expect(reading.series.flatMap((figure) => valueOf(figure.measure) ?? [])).toEqual([7]);
    expect(valueOf(reading.lastYear.measure)).toBe(9);
    expect(reading.previous.measure.kind).toBe('missing');
  });

  it('reads a past month of a merged unit on today’s map as the sum over its ground, not as the old holder of its code', () => {
    const merged = province.units.all.find((unit) => unit.validTo === null && unit.predecessors.length > 1 && unit.predecessors.every((one) => one.change === 'merge'));
    if (!merged) throw new Error('the sample map has no exact merger');
    const scope = sampleScope({ unit: merged.code, period: 'calendar:2025-03' });
    const dossiers = { ...card('overdue-dossiers'), levels: [merged.level] };
    const slots = indicatorSlots(dossiers, scope, province, SAMPLE_NOW);
    const snapshots = Object.fromEntries(Object.entries(slots).map(([slot, query]) => [slot, snapshotOf(indicatorAnswer(dossiers, query, () => 10), { query })]));
    const reading = readIndicator(dossiers, { scope, province, now: SAMPLE_NOW, snapshots });
    expect(reading.figure.period?.code).toBe('2025-03');
    expect(valueOf(reading.figure.measure)).toBe(10 * province.units.cover(merged, scope.period.start).units.length);
  });
});
