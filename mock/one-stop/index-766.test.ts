import { describe, expect, it } from 'vitest';
import { scoreIndex, type ComponentInput } from '@/domain/index-766/score-index';
import type { IndexTable } from '@/domain/index-766/types';
import { measured } from '@/domain/measure';
import indexTables from '../../public/provinces/base/index-766.json' with { type: 'json' };
import { dayOf } from '../clock';
import { NOW, smallWorld } from '../small-province.fixture';
import { addTallies, COMPONENTS, componentPairs, tallyUnits, totalScore } from './index-766';
import { createOneStopStore } from './store';

const table = indexTables.tables[0] as unknown as IndexTable;
const store = createOneStopStore(smallWorld());
const span = { from: dayOf('2026-10-01'), to: dayOf('2026-11-01') };
const era = store.eraOf(span);
const workers = store.workers(era);
const tallies = tallyUnits(store, workers, era, span, store.cutOf(span, NOW));
const pairsOf = (index: number): number[] => componentPairs(addTallies([tallies.get(index) ?? []].flat()), 7, String(index), span, false);

describe('index 766 of the one-stop system', () => {
  it('weighs as the table of the pack does', () => {
    expect(COMPONENTS.map(({ id, full, reachedAt }) => [id, full, reachedAt])).toEqual(table.components.map(({ id, maximum, threshold }) => [id, maximum, threshold]));
  });

  it('scores every unit as the portal does from the same numerators and denominators', () => {
    for (const unit of workers) {
      const pairs = pairsOf(unit.index);
      const inputs = new Map<string, ComponentInput>(COMPONENTS.map(({ id }, at) => [id, { numerator: measured(pairs[2 * at] ?? 0), denominator: measured(pairs[2 * at + 1] ?? 0) }]));
      const { total } = scoreIndex(table, inputs);
      const own = totalScore(pairs);
      if (own === null) expect(total.kind).toBe('missing');
      else expect(total).toMatchObject({ kind: 'value', value: expect.closeTo(own, 3) as number });
    }
  });

  it('counts no numerator above its denominator, but for the sum of days', () => {
    for (const unit of workers) {
      const pairs = pairsOf(unit.index);
      COMPONENTS.forEach(({ id }, at) => {
        if (id !== '2.2') expect(pairs[2 * at] ?? 0, id).toBeLessThanOrEqual(pairs[2 * at + 1] ?? 0);
      });
    }
  });

  it('gives a unit without dossiers no score', () => {
    const idle = workers.find(({ name }) => name === 'Thống kê tỉnh');
    expect(totalScore(pairsOf(idle?.index ?? -1))).toBeNull();
  });

  it('counts the province as the sum of its units', () => {
    const whole = addTallies(tallies.values());
    expect(whole.received).toBeGreaterThan(100);
    expect(whole.handled).toBeGreaterThanOrEqual(whole.received);
    expect(whole.inTime).toBeLessThan(whole.handled);
  });
});
