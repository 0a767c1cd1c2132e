import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { steadyClock } from './steady-clock';

const HOUR = 3_600_000;

/** A machine whose wall clock can be stepped. */
function machine() {
  let [up, offset] = [5_000, 1_700_000_000_000];
  const clock = steadyClock(() => up + offset, () => up);
  return { clock, pass: (ms: number) => { up += ms; }, step: (ms: number) => { offset += ms; }, wall: () => up + offset };
}

describe('the clock of session ages (G8)', () => {
  it('runs with the wall clock', () => {
    const { clock, pass, wall } = machine();
    for (const ms of [0, 1, 999, HOUR]) {
      pass(ms);
      expect(clock()).toBe(wall());
    }
  });

  it.each([HOUR, -HOUR, 24 * HOUR])('a step of %d ms moves nothing at once, and is made up in time', (step) => {
    const { clock, pass, step: set, wall } = machine();
    const before = clock();
    set(step);
    expect(clock()).toBe(before);
    pass(60_000);
    const after = clock();
    expect(after - before).toBeGreaterThanOrEqual(30_000);
    expect(after - before).toBeLessThanOrEqual(120_000);
    for (let minute = 0; minute < 2.1 * Math.abs(step) / 60_000; minute += 1) {
      pass(60_000);
      clock();
    }
    expect(clock()).toBe(wall());
  });

  it('never goes back, and never runs faster than twice', () => {
    fc.assert(fc.property(fc.array(fc.record({ passed: fc.nat(HOUR), step: fc.integer({ min: -2 * HOUR, max: 2 * HOUR }) }), { maxLength: 40 }), (moments) => {
      const { clock, pass, step: set } = machine();
      let last = clock();
      for (const { passed, step } of moments) {
        set(step);
        pass(passed);
        const now = clock();
        expect(now).toBeGreaterThanOrEqual(last + passed * 0.5 - 1e-3);
        expect(now).toBeLessThanOrEqual(last + passed * 2 + 1e-3);
        last = now;
      }
    }));
  });
});
