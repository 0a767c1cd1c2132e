import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from '@/domain/civil';
import { histories, PROVINCE, unit } from '@/domain/testing/random-history';
import { sampleProvince } from '@/widget-kit/testing/sample-province';
import { reachOf } from './reach';
import { covers } from './rights';

const TODAY = localDate('2026-11-21');

describe('the ground of a unit', () => {
  it('never holds a code under which somebody else stands today, and always its own', () => {
    fc.assert(fc.property(histories, (placed) => {
      const province = { ...sampleProvince({ units: [PROVINCE, ...placed.map((each) => each.unit)] }), unit: 'P' };
      const living = placed.filter((each) => each.unit.validTo === null);
      for (const one of living) {
        const reach = reachOf(province, one.unit.code, TODAY);
        expect(covers(reach, one.unit.code)).toBe(true);
        expect(living.filter((other) => other !== one && covers(reach, other.unit.code))).toEqual([]);
        // Whoever ever held a code in reach became this unit, or a part of it did.
        for (const holder of placed.filter((each) => each.unit.code !== one.unit.code && covers(reach, each.unit.code))) {
          expect(province.units.cover(holder.unit, TODAY).units, holder.unit.code).toContain(one.unit);
        }
      }
    }), { numRuns: 500 });
  });

  it('that was one whole unit before is found under that unit’s code', () => {
    fc.assert(fc.property(histories, (placed) => {
      const province = { ...sampleProvince({ units: [PROVINCE, ...placed.map((each) => each.unit)] }), unit: 'P' };
      for (const one of placed.filter((each) => each.unit.validTo === null)) {
        const former = placed.filter((each) => each !== one && each.ground.every((piece) => one.ground.includes(piece)));
        // A code that always stood on this ground.
        for (const each of former.filter(({ unit: { code } }) => placed.every((other) => other.unit.code !== code || other.ground.every((piece) => one.ground.includes(piece))))) {
          expect(covers(reachOf(province, one.unit.code, TODAY), each.unit.code), each.unit.code).toBe(true);
        }
      }
    }), { numRuns: 500 });
  });

  it('holds what is below it, also what was below what it came from', () => {
    const units = [
      PROVINCE,
      unit('D', { level: 'district', to: '2001-07-01' }), unit('a', { parent: 'D', to: '2001-07-01' }), unit('b', { parent: 'D', to: '2001-07-01' }),
      unit('N', { level: 'district', from: '2001-07-01', was: [['D', 'rename']] }), unit('c', { parent: 'N', from: '2001-07-01', was: [['a', 'merge']] }),
    ];
    const province = { ...sampleProvince({ units }), unit: 'P' };
    expect(reachOf(province, 'N', TODAY)).toEqual(new Set(['N', 'c', 'D', 'a', 'b']));
    expect(reachOf(province, 'c', TODAY)).toEqual(new Set(['c', 'a']));
    expect(reachOf(province, 'D', TODAY)).toEqual(new Set());
    expect([reachOf(province, 'P', TODAY), reachOf(province, null, TODAY)]).toEqual(['all', 'all']);
  });
});
