import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCube } from '@/domain/cube/create-cube';
import type { Cube } from '@/domain/cube/types';
import { joinedProfile, jumpsOf, profileOf, revisionsOf, type FigureProfile } from './figure-profile';

const UNITS = ['16681', '16690', '16708', '16753', '16780', '16804', '16813', '16822', '16825', '16834'];

/** Two metrics over ten communes. */
function cubeOf(received: readonly number[], share: readonly number[]): Cube {
  const cube = createCube([
    { id: 'geo', label: 'Đơn vị', role: 'geo', categories: UNITS.map((code) => ({ code, label: code })) },
    { id: 'metric', label: 'Chỉ tiêu', role: 'metric', categories: [{ code: 'received', label: 'Tiếp nhận' }, { code: 'share', label: 'Tỷ lệ' }] },
  ], UNITS.flatMap((code, at) => [[code, 'received', received[at]], [code, 'share', share[at]]]));
  if (!cube.ok) throw new Error(cube.error.pointer);
  return cube.value;
}
const RECEIVED = [120, 80, 64, 300, 12, 45, 77, 150, 99, 210];
const SHARE = [97.2, 88.1, 92.4, 99, 76.5, 81, 90.2, 95.5, 93, 87.7];
const KNOWN: FigureProfile = profileOf(cubeOf(RECEIVED, SHARE));
const times = (factor: number, values: readonly number[]): number[] => values.map((value) => value * factor);

describe('figures that are no longer what they were', () => {
  it('are told with what they were, corrected or made final; the others are not', () => {
    const now = cubeOf(RECEIVED.map((value, at) => (at === 2 ? 70 : value)), SHARE);
    now.status[1] = 2;
    expect(revisionsOf(KNOWN, now)).toEqual([
      { metric: 'share', cell: '16681', at: { geo: '16681' }, before: [97.2, 0], after: [97.2, 2] },
      { metric: 'received', cell: '16708', at: { geo: '16708' }, before: [64, 0], after: [70, 0] },
    ]);
    expect(revisionsOf(KNOWN, cubeOf(RECEIVED, SHARE))).toEqual([]);
    expect(revisionsOf({}, now)).toEqual([]);
  });
});

describe('figures against what they were', () => {
  it('are held where all of a metric are a thousand times as large, and the other metric is not', () => {
    expect(jumpsOf(KNOWN, cubeOf(times(1_000, RECEIVED), SHARE))).toEqual([{ metric: 'received', factor: expect.closeTo(1_000), example: { cell: '16681', before: 120, after: 120_000 } }]);
    expect(jumpsOf(KNOWN, cubeOf(times(0.001, RECEIVED), SHARE))).toMatchObject([{ metric: 'received', factor: expect.closeTo(0.001) }]);
  });

  it('are held where a percentage has become a share', () => {
    expect(jumpsOf(KNOWN, cubeOf(RECEIVED, times(0.01, SHARE)))).toMatchObject([{ metric: 'share', factor: expect.closeTo(0.01) }]);
  });

  it('pass where a few of them jump: floods, fairs and corrections do', () => {
    expect(jumpsOf(KNOWN, cubeOf(RECEIVED.map((value, at) => (at < 2 ? value * 1_000 : value)), SHARE))).toEqual([]);
  });

  it('pass where nothing is known of them, where they are missing, and where they were zero', () => {
    expect(jumpsOf({}, cubeOf(times(1_000, RECEIVED), SHARE))).toEqual([]);
    expect(jumpsOf(profileOf(cubeOf(times(0, RECEIVED), SHARE)), cubeOf(times(1_000, RECEIVED), SHARE))).toEqual([]);
  });

  it('pass whatever they do below forty-fold', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0.025, max: 40, noNaN: true }), { minLength: 10, maxLength: 10 }), (factors) => {
      expect(jumpsOf(KNOWN, cubeOf(RECEIVED.map((value, at) => value * (factors[at] ?? 1)), SHARE))).toEqual([]);
    }));
  });

  it('are known by the same cells however many others come beside them', () => {
    const large = (extra: number): FigureProfile => {
      const metrics = Object.fromEntries(Array.from({ length: 600 + extra }, (_, at) => [`c${at}`, [at + 1, 0] as const]));
      return { received: metrics };
    };
    const kept = Object.keys(joinedProfile(large(0), large(0))['received'] ?? {});
    expect(kept).toHaveLength(512);
    const more = new Set(Object.keys(joinedProfile(large(50), large(50))['received'] ?? {}));
    expect(kept.filter((cell) => more.has(cell)).length).toBeGreaterThan(440);
  });
});
