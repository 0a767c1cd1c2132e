import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Figure } from '@/domain/figure';
import { measured, missing } from '@/domain/measure';
import type { Measure, MissingReason } from '@/domain/measure';
import { period } from '@/domain/period/text';
import { UNITS_OF_MEASURE } from '@/domain/unit-of-measure';
import { createFormat } from '@/format/create-format';
import { roundHalfAway } from '@/format/rounding';
import { changeOf } from '../fields/comparison';
import { PAPER_WORDS } from './words';
import { printed } from './printed';

const figureOf = (measure: Measure, unit: Figure['unit'], decimals: number): Figure => ({
  measure, unit, decimals, period: period('calendar:2026-10'), orgUnit: '40', boundary: { kind: 'as-reported' }, indicator: 'exports', slots: [], formula: null, attention: 'unknown',
});
const hard = fc.constantFrom(-0.57, 0.005, 1.005, 1e15, 2 ** 53 + 1, -0, 0, -0.004, 1e21, 5e-324, 0.1 + 0.2);
const number = fc.oneof(hard, fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), fc.integer({ min: -10_000_000, max: 10_000_000 }).map((whole) => whole / 1000));
const reason = fc.constantFrom<MissingReason>('not-available', 'not-yet', 'not-applicable', 'hidden', 'denied', 'broken-series', 'incomplete', 'quarantined');
const measure: fc.Arbitrary<Measure> = fc.oneof({ weight: 9, arbitrary: fc.tuple(number, fc.constantFrom('official', 'estimated', 'provisional')).map(([value, status]) => measured(value, status)) }, { weight: 1, arbitrary: reason.map(missing) });
/** Reads a printed number back, as a person would. */
const readBack = (text: string): number => Number(text.replaceAll('.', '').replace(',', '.').replace('−', '-').replace('+', ''));

describe('a figure on paper', () => {
  const formats = [createFormat('vi'), createFormat('en')];

  it('says what the screen says, and its number is the one it shows: 10,000 of any kind', () => {
    fc.assert(fc.property(measure, fc.constantFrom(...UNITS_OF_MEASURE), fc.integer({ min: 0, max: 4 }), fc.constantFrom(...formats), (any, unit, decimals, format) => {
      const figure = figureOf(any, unit, decimals);
      const value = printed(figure, format, ['s1']);
      expect({ text: value.text, unit: value.unit, full: value.full }).toEqual(format.figure(figure));
      if (any.kind === 'missing') {
        expect([value.number, value.missing, /\d/.test(value.text)]).toEqual([null, any.reason, false]);
      } else {
        expect(value.number).toBe(roundHalfAway(any.value, decimals));
        expect(Object.is(value.number, -0)).toBe(false);
        if (format.language === 'vi') expect(readBack(value.text)).toBe(value.number);
      }
      expect(JSON.parse(JSON.stringify(value))).toEqual(value);
    }), { numRuns: 10_000 });
  });

  it('tells a change by the number it shows, and none from a base that allows none', () => {
    const say = { format: createFormat('vi'), words: PAPER_WORDS.vi };
    const unit = fc.constantFrom<Figure['unit']>('million-usd', 'percent', 'index', 'rank', 'dossier');
    fc.assert(fc.property(measure, measure, unit, fc.integer({ min: 0, max: 3 }), (now, base, of, decimals) => {
      const change = changeOf({ unit: of, change: 'relative', decimals }, figureOf(now, of, decimals), figureOf(base, of, decimals), say);
      if (now.kind === 'missing' || base.kind === 'missing' || (of !== 'percent' && of !== 'index' && of !== 'rank' && base.value <= 0)) return void expect(change).toBeNull();
      // A rate so large that no number holds it is told as none.
      if (change === null) return void expect(of === 'million-usd' || of === 'dossier').toBe(true);
      expect(change.value.number).toBe(readBack(change.value.text ?? ''));
      expect(change.value.number).toBeGreaterThanOrEqual(0);
      if (of === 'index') expect(change.value.full).not.toContain('%');
    }), { numRuns: 2_000 });
  });
});
