import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measured, missing, type Measure } from '../measure';
import { rankDescending } from './rank';
import { bandOf, checkIndexTable, scoreComponent, scoreIndex, type ComponentInput } from './score-index';
import type { IndexComponent, IndexTable } from './types';

const text = (vi: string) => ({ vi, en: vi });
const component = (id: string, block: string, group: string, maximum: number | null, threshold: number | null = null, zeroDenominator: IndexComponent['zeroDenominator'] = 'not-applicable'): IndexComponent =>
  ({ id, metricCode: null, name: text(id), block, group, maximum, threshold, zeroDenominator });
const group = (id: string, maximum: number) => ({ id, name: text(id), shortName: text(id), maximum });
/** The shape of the national table, made small: six blocks of which two share a legal group. */
const TABLE: IndexTable = {
  version: 'test', title: text('766'), validFrom: '2022-06-23', validTo: null, legalBasis: '', maximum: 100,
  blocks: [group('CKMB', 18), group('TDGQ', 20), group('CLGQ', 12), group('TTTT', 10), group('MDSH', 22), group('MDHL', 18)],
  groups: [group('1', 18), group('2', 20), group('3', 22), group('4', 22), group('5', 18)],
  components: [
    component('1.1', 'CKMB', '1', 12), component('1.4', 'CKMB', '1', 6, null, 'zero'), component('2.1', 'TDGQ', '2', 20), component('2.2', 'TDGQ', '2', null),
    component('3', 'CLGQ', '3', 12, 0.5), component('3.5', 'TTTT', '3', 10, 0.8), component('4.1', 'MDSH', '4', 18), component('4.2', 'MDSH', '4', 4, 0.8), component('5.4', 'MDHL', '5', 18, 0.9),
  ],
  bands: [{ id: 'xuat-sac', name: text('Xuất sắc'), from: 90 }, { id: 'tot', name: text('Tốt'), from: 80 }, { id: 'kha', name: text('Khá'), from: 70 }, { id: 'trung-binh', name: text('Trung bình'), from: 50 }, { id: 'yeu', name: text('Yếu'), from: 0 }],
};
const part = (numerator: number, denominator: number): ComponentInput => ({ numerator: measured(numerator), denominator: measured(denominator) });
const inputs = (each: (c: IndexComponent) => ComponentInput | undefined): Map<string, ComponentInput> =>
  new Map(TABLE.components.flatMap((c) => { const input = each(c); return input ? [[c.id, input] as const] : []; }));
const of = (id: string): IndexComponent => TABLE.components.find((c) => c.id === id) as IndexComponent;
const score = (c: IndexComponent, input?: ComponentInput): Measure => scoreComponent(c, input).score;

describe('one component', () => {
  it('earns all from the threshold on and in proportion below it', () => {
    const withThreshold = component('x', 'CKMB', '1', 4, 0.8);
    expect([800, 8001 / 10, 810, 1000].map((n) => score(withThreshold, part(n, 1000)))).toEqual(Array.from({ length: 4 }, () => measured(4)));
    expect(score(withThreshold, part(40, 100))).toEqual(measured(2));
    expect(score(withThreshold, part(0, 100))).toEqual(measured(0));
    expect(score(component('y', 'CKMB', '1', 6), part(1, 3))).toEqual(measured(2));
  });
  it('scores the unrounded ratio: 79.996 % has not reached 80 %', () => {
    const it79 = score(component('x', 'CKMB', '1', 4, 0.8), part(79_996, 100_000));
    expect(it79.kind === 'value' && it79.value < 4 && it79.value > 3.99).toBe(true);
  });
  it('follows the table where the denominator is zero, and never gives 100 %', () => {
    expect(scoreComponent(of('1.1'), part(0, 0))).toMatchObject({ ratio: missing('not-applicable'), score: missing('not-applicable') });
    expect(scoreComponent(of('1.4'), part(3, 0))).toMatchObject({ ratio: missing('not-applicable'), score: measured(0) });
  });
  it('is missing without input, and watched ones are never scored', () => {
    expect(score(of('1.1'))).toEqual(missing('not-available'));
    expect(score(of('1.4'), { numerator: measured(1), denominator: missing('not-yet') })).toEqual(missing('not-yet'));
    expect(scoreComponent(of('2.2'), part(1, 4))).toMatchObject({ ratio: measured(25), score: missing('not-applicable') });
  });
  it('stays within nought and its maximum', () => {
    expect(score(of('1.1'), part(5, 4))).toEqual(measured(12));
    expect(score(of('1.1'), part(-2, 4))).toEqual(measured(0));
  });
});

describe('the index', () => {
  it('is full where every ratio is', () => {
    const full = scoreIndex(TABLE, inputs(() => part(7, 7)));
    expect([full.total, full.maximumScored, full.band?.id]).toEqual([measured(100), 100, 'xuat-sac']);
    expect(full.blocks.map((b) => b.score)).toEqual([18, 20, 12, 10, 22, 18].map((n) => measured(n)));
    expect(full.groups.map((g) => g.score)).toEqual([18, 20, 22, 22, 18].map((n) => measured(n)));
  });
  it('agrees with an independent sum, in both views', () => {
    const counts = fc.array(fc.tuple(fc.nat(500), fc.integer({ min: 1, max: 500 })), { minLength: 9, maxLength: 9 });
    fc.assert(fc.property(counts, (pairs) => {
      const given = new Map(TABLE.components.map((c, i) => [c.id, part(Math.min(...(pairs[i] as [number, number])), (pairs[i] as [number, number])[1])]));
      const result = scoreIndex(TABLE, given);
      let sum = 0;
      TABLE.components.forEach((c, i) => {
        if (c.maximum === null) return;
        const [n, d] = pairs[i] as [number, number];
        const r = Math.min(n, d) / d;
        sum += c.threshold !== null ? Math.min(1, r / c.threshold) * c.maximum : r * c.maximum;
      });
      const value = (m: Measure): number => (m.kind === 'value' ? m.value : NaN);
      expect(value(result.total)).toBeCloseTo(sum, 9);
      expect(result.blocks.reduce((s, b) => s + value(b.score), 0)).toBeCloseTo(sum, 9);
      expect(result.groups.reduce((s, g) => s + value(g.score), 0)).toBeCloseTo(sum, 9);
    }));
  });
  it('marks what is missing instead of scoring it zero', () => {
    const result = scoreIndex(TABLE, inputs((c) => (c.id === '5.4' ? undefined : part(1, 1))));
    expect(result.total).toEqual({ kind: 'value', value: 82, status: 'official', coverage: { present: 7, expected: 8 } });
    expect([result.maximumScored, result.band]).toEqual([82, null]);
    expect(result.blocks.at(-1)).toMatchObject({ score: missing('not-available'), maximumScored: 0 });
    expect(scoreIndex(TABLE, new Map()).total).toEqual(missing('not-available'));
  });
  it('leaves out what does not apply, from the score and from what could be reached', () => {
    const result = scoreIndex(TABLE, inputs((c) => (c.id === '3' ? part(0, 0) : part(1, 1))));
    expect([result.total, result.maximumScored, result.band?.id]).toEqual([measured(88), 88, 'xuat-sac']);
    expect(result.blocks[2]).toMatchObject({ score: missing('not-applicable'), maximumScored: 0 });
  });
  it('names bands from their lower end', () => {
    expect([100, 90, 89.99, 80, 70, 50, 49.9, 0].map((s) => bandOf(TABLE, s)?.id)).toEqual(['xuat-sac', 'xuat-sac', 'tot', 'tot', 'kha', 'trung-binh', 'yeu', 'yeu']);
    expect(bandOf(TABLE, -1)).toBeNull();
  });
});

describe('checkIndexTable', () => {
  it('accepts a table that adds up and finds each sum that does not', () => {
    expect(checkIndexTable(TABLE)).toEqual([]);
    const heavier = { ...TABLE, components: TABLE.components.map((c) => (c.id === '1.1' ? { ...c, maximum: 13 } : c)) };
    expect(checkIndexTable(heavier)).toEqual([{ view: 'blocks', id: 'CKMB', expected: 18, got: 19 }, { view: 'groups', id: '1', expected: 18, got: 19 }]);
    expect(checkIndexTable({ ...TABLE, maximum: 99 }).map((f) => f.view)).toEqual(['blocks', 'groups']);
    expect(checkIndexTable({ ...TABLE, components: [...TABLE.components, component('9', 'XX', '5', null)] })).toEqual([{ view: 'components', id: '9', expected: 'one of blocks', got: 'XX' }]);
    expect(checkIndexTable({ ...TABLE, bands: [...TABLE.bands].reverse() })).toHaveLength(4);
  });
});

describe('ranking', () => {
  const ranks = (scores: (number | null)[]): (number | null)[] => rankDescending(scores.map((s) => ({ measure: s === null ? missing('not-yet') : measured(s) }))).map((e) => e.rank);
  it('is 1-2-2-4, missing entries unranked and out of the way', () => {
    expect(ranks([90, 85, 85, 80])).toEqual([1, 2, 2, 4]);
    expect(ranks([80, null, 85, 90, 85])).toEqual([4, null, 2, 1, 2]);
    expect(ranks([0.1 + 0.2, 0.3])).toEqual([1, 1]);
    expect(ranks([])).toEqual([]);
  });
  it('is one more than the number of better scores', () => {
    fc.assert(fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 20 }))), (scores) => {
      expect(ranks(scores)).toEqual(scores.map((s) => (s === null ? null : 1 + scores.filter((other) => other !== null && other > s).length)));
    }));
  });
});
