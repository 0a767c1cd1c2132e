import { describe, expect, it } from 'vitest';
import { readOptions } from './options';
import { faultsOf, slopeOf, steadySlopeOf, verdictOf, type Sample } from './slope';
import { sampleEvery } from './soak';

const NONE = { charts: 0, maps: 0 };
const samples = (heap: (at: number) => number, change: (at: number) => Partial<Sample> = () => ({})): Sample[] =>
  Array.from({ length: 50 }, (_, at) => ({ cycle: 2_000 + at * 1_000, heapBytes: heap(at), nodes: 3_000, listeners: 200, documents: 1, ...change(at) }));

describe('the slope of a run', () => {
  it('is that of the line through its samples', () => {
    expect(slopeOf([{ x: 0, y: 7 }, { x: 10, y: 27 }, { x: 20, y: 47 }])).toBe(2);
    expect(slopeOf([{ x: 0, y: 5 }, { x: 1, y: 6 }, { x: 2, y: 5 }])).toBe(0);
    expect(slopeOf([{ x: 3, y: 9 }])).toBe(0);
  });

  it('of a short one is what rises all the time, not what jumped once', () => {
    const at = (heap: readonly number[]) => heap.map((y, x) => ({ x, y }));
    expect(steadySlopeOf(at([0, 260, 260, 260, 260]))).toBe(0);
    expect(slopeOf(at([0, 260, 260, 260, 260]))).toBe(52);
    expect(steadySlopeOf(at([0, 10, 280, 290, 300]))).toBe(10);
    expect(steadySlopeOf(at([5]))).toBe(0);
  });

  it('finds what is kept of every refresh, and forgives what comes and goes', () => {
    const level = verdictOf(51_840, samples((at) => 20e6 + (at % 2) * 50_000), NONE);
    expect(faultsOf(level)).toEqual([]);
    const rising = verdictOf(51_840, samples((at) => 20e6 + at * 100_000), NONE);
    expect(rising).toMatchObject({ slopeBytesPerCycle: 100, growthPct: 23.38 });
    expect(faultsOf(rising)).toHaveLength(2);
  });

  it.each([
    ['nodes that stay', samples(() => 20e6, (at) => ({ nodes: 3_000 + at * 2 })), NONE],
    ['listeners that stay', samples(() => 20e6, (at) => ({ listeners: 200 + at })), NONE],
    ['a chart that stays', samples(() => 20e6), { charts: 1, maps: 0 }],
    ['a map that stays', samples(() => 20e6), { charts: 0, maps: 1 }],
  ])('finds %s', (_name, seen, left) => expect(faultsOf(verdictOf(51_840, seen, left))).toHaveLength(1));
});

describe('what may be asked of the soak', () => {
  it('is three days unless said otherwise, the first 2,000 cycles not counted', () => {
    expect(readOptions([])).toEqual({ cycles: 51_840, warmUp: 2_000, rotates: 100, only: null, plainCode: true, leaky: null, json: false });
    expect(readOptions(['--cycles', '2400', '--leaky', 'showing', '--only', 'chart,table', '--engine-code', '--json']))
      .toEqual({ cycles: 2_400, warmUp: 2_000, rotates: 100, only: 'chart,table', plainCode: false, leaky: 'showing', json: true });
  });
  it.each([[['--cycles', '2100']], [['--cycles', 'many']], [['--leaky', 'much']], [['--bogus']], [['extra']]])('nothing else: %j', (args) => {
    expect(() => readOptions(args)).toThrow();
  });
  it('takes samples at whole rotations and whole rounds of answers, some 200 of a long run', () => {
    expect(sampleEvery({ cycles: 300, warmUp: 40, rotates: 20 })).toBe(20);
    expect(sampleEvery({ cycles: 100, warmUp: 20, rotates: 5 })).toBe(20);
    expect(sampleEvery({ cycles: 300, warmUp: 0, rotates: 30 })).toBe(60);
    expect(sampleEvery({ cycles: 51_840, warmUp: 2_000, rotates: 100 })).toBe(300);
  });
});
