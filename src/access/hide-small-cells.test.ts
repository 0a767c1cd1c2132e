import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cubeOf } from '@/domain/cube/create-cube';
import { FIRST_MISSING, STATUS_INDEX } from '@/domain/cube/cube';
import type { Cube } from '@/domain/cube/types';
import type { DatasetQuery } from '@/domain/dataset';
import { SAMPLE_NOW, sampleProvince } from '@/widget-kit/testing/sample-province';
import { cutToShare } from './cut-to-share';
import { rightsOf } from './rights-of';
import { deducible } from './sums';
import { datasetOf, person, role, rulesOf } from './testing/random-access';

const internal = (id: string, units: 'own' | 'all') => role(id, [{ datasets: '*', classes: ['internal'], units }]);
const province = sampleProvince({ access: rulesOf([internal('own', 'own'), internal('all', 'all')]) });
const dataset = datasetOf({
  shape: 'cube', classification: 'public', smallCellBelow: 3, unitScope: { parameter: 'unit', field: 'unit' },
  sums: [['settled', 'early', 'late'], ['received', 'settled', 'pending']],
});
const METRICS = ['received', 'settled', 'early', 'late', 'pending'];
const dimension = (id: string, role: 'geo' | 'metric' | 'classification', codes: readonly string[]) => ({ id, label: id, role, categories: codes.map((code) => ({ code, label: code })) });

const seenBy = (cube: Cube, held: Parameters<typeof person>[0], query?: DatasetQuery): Cube => {
  const share = rightsOf(person(held), province, SAMPLE_NOW).share(dataset);
  if (!share) throw new Error('no share');
  const { data } = cutToShare(cube, dataset, share, province, query);
  if (data.kind !== 'cube') throw new Error(data.kind);
  return data;
};
/** Numbers as shown, `hidden` as null. */
const shown = ({ values, status }: Cube): (number | null)[] => Array.from(values, (value, at) => (status[at] === STATUS_INDEX.hidden ? null : value));
const metrics = (...values: number[]): Cube => cubeOf([dimension('metric', 'metric', METRICS)], { values });

describe('small counts', () => {
  it('are hidden from the public, and whatever would give them away with them', () => {
    expect(shown(seenBy(metrics(100, 40, 38, 2, 60), []))).toEqual([100, 40, null, null, 60]);
  });

  it('of zero and from the limit on are shown', () => {
    expect(shown(seenBy(metrics(100, 40, 40, 0, 60), []))).toEqual([100, 40, 40, 0, 60]);
    expect(shown(seenBy(metrics(100, 40, 37, 3, 60), []))).toEqual([100, 40, 37, 3, 60]);
  });

  it('are shown to who sees the internal part: everywhere, or for the units asked for', () => {
    const cube = metrics(100, 40, 38, 2, 60);
    const plain = datasetOf({ ...dataset, unitScope: { parameter: 'unit' } });
    expect(seenBy(cube, [{ role: 'all', unit: null }])).toBe(cube);
    const about = (unit: string) => {
      const share = rightsOf(person([{ role: 'own', unit: '16681' }]), province, SAMPLE_NOW).share(plain);
      const { data } = cutToShare(cube, plain, share ?? (() => { throw new Error('no share'); })(), province, { dataset: 'd', params: { unit } });
      return data.kind === 'cube' ? shown(data) : [];
    };
    expect(about('16681')).toEqual([100, 40, 38, 2, 60]);
    expect(about('16732')).toEqual([100, 40, null, null, 60]);
  });

  it('of a unit cannot be had from the province and its sisters', () => {
    const cube = cubeOf([dimension('unit', 'geo', ['40', '16681', '16732', '17065']), dimension('metric', 'metric', ['early'])], { values: [49, 2, 30, 17] });
    expect(shown(seenBy(cube, []))).toEqual([49, null, 30, null]);
    expect(shown(seenBy(cube, [{ role: 'own', unit: '16681' }]))).toEqual([49, 2, 30, null]);
  });

  it('of a field cannot be had from a total published elsewhere', () => {
    const cube = cubeOf([dimension('field', 'classification', ['land', 'health', 'tax']), dimension('metric', 'metric', ['early'])], { values: [500, 1, 20] });
    expect(shown(seenBy(cube, []))).toEqual([500, null, null]);
  });

  it('are counts: a small rate says nothing of anybody', () => {
    const cube = cubeOf([{ id: 'metric', label: '', role: 'metric', categories: [{ code: 'rate', label: '', unit: 'percent' }] }], { values: [1.5] });
    expect(seenBy(cube, [])).toEqual(cube);
  });
});

const counts = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 40 }));
const UNITS = ['16681', '16732', '17065'];
/** Rows `early, late, pending` of three units in two fields, and the sums they make. */
const forms = fc.array(fc.tuple(counts, counts, counts), { minLength: 6, maxLength: 6 }).map((rows) => {
  const whole = [0, 1].map((field) => [0, 1, 2].map((part) => UNITS.reduce((sum, _, unit) => sum + (rows[unit * 2 + field]?.[part] ?? 0), 0)));
  const values = [...whole, ...rows].flatMap(([early = 0, late = 0, pending = 0]) => [early + late + pending, early + late, early, late, pending]);
  return cubeOf([dimension('unit', 'geo', ['40', ...UNITS]), dimension('field', 'classification', ['land', 'health']), dimension('metric', 'metric', METRICS)], { values });
});
const holders = fc.subarray(UNITS).map((units) => units.map((unit) => ({ role: 'own', unit })));

describe('any form with small counts', () => {
  it('shows the public none of them, and nothing they could be reckoned from line by line', () => {
    fc.assert(fc.property(forms, (cube) => {
      const public_ = shown(seenBy(cube, []));
      public_.forEach((value, at) => {
        const was = cube.values[at] ?? 0;
        if (value === null) return;
        expect(value).toBe(was);
        expect(was > 0 && was < 3).toBe(false);
      });
      for (let line = 0; line < public_.length; line += METRICS.length) {
        const unknown = METRICS.flatMap((_, at) => (public_[line + at] === null && [1, 2].includes(cube.values[line + at] ?? 0) ? [at] : []));
        // Two equations over five metrics: trying every count that fits must leave more than one answer for each small one.
        const fits = candidates(public_.slice(line, line + METRICS.length));
        for (const at of unknown) expect(new Set(fits.map((form) => form[at])).size, JSON.stringify(public_.slice(line, line + METRICS.length))).not.toBe(1);
      }
    }), { numRuns: 300 });
  });

  it('cut again is the same, and nobody sees less for seeing more units inside', () => {
    fc.assert(fc.property(forms, holders, (cube, held) => {
      const once = seenBy(cube, held);
      expect(seenBy(once, held)).toEqual(once);
      const [few, more] = [seenBy(cube, held.slice(1)), once];
      few.status.forEach((standing, at) => { if (standing < FIRST_MISSING) expect(more.values[at]).toBe(few.values[at]); });
      const own = new Set(held.map(({ unit }) => unit));
      const width = 2 * METRICS.length;
      UNITS.forEach((unit, at) => { 
        if (!own.has(unit)) return;
        const [was, is] = [cube.values, shown(more)].map((each) => Array.from(each).slice((at + 1) * width, (at + 2) * width));
        was?.forEach((value, cell) => { if (value !== null && value > 0 && value < 3) expect(is?.[cell]).toBe(value); });
      });
    }), { numRuns: 500 });
  });
});

/** Every form of counts that agrees with what is shown; where nothing bounds a number, up to fifteen. */
function candidates([received = null, settled = null, early = null, late = null, pending = null]: readonly (number | null)[]): number[][] {
  const upTo = (most: number): number[] => Array.from({ length: most + 1 }, (_, at) => at);
  const found: number[][] = [];
  for (const e of early !== null ? [early] : upTo(settled ?? received ?? 15)) {
    for (const l of late !== null ? [late] : settled !== null ? [settled - e] : upTo(received === null ? 15 : Math.max(0, received - e))) {
      for (const p of pending !== null ? [pending] : received !== null ? [received - e - l] : upTo(3)) {
        const fits = l >= 0 && p >= 0 && (settled === null || e + l === settled) && (received === null || e + l + p === received);
        if (fits) found.push([e + l + p, e + l, e, l, p]);
      }
    }
  }
  return found;
}

describe('what follows from sums', () => {
  it('is found through several of them', () => {
    const sums = [{ total: 0, parts: [1, 2] }, { total: 3, parts: [1, 4] }];
    expect(deducible(sums, new Set([1]))).toBe(1);
    expect(deducible(sums, new Set([0, 1]))).toBeDefined();
    expect(deducible(sums.slice(0, 1), new Set([1, 2]))).toBe(undefined);
    expect(deducible(sums, new Set([1, 2, 4]))).toBe(undefined);
    expect(deducible([...sums, { total: 5, parts: [2, 4] }], new Set([1, 2, 4]))).toBeDefined();
  });
});
