import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBreaker } from './circuit-breaker';

function bench(random = 0.5) {
  let now = 0;
  const breaker = createBreaker(() => now, () => random);
  return { breaker, pass: (ms: number) => { now += ms; }, now: () => now };
}

/** Fails as many calls as are let through now. */
function fail({ breaker }: ReturnType<typeof bench>, times: number): void {
  for (let call = 0; call < times; call++) {
    const leave = breaker.permit();
    if (leave) breaker.failed(leave.probe);
  }
}

describe('a circuit', () => {
  it('opens at the third failure in a row, not before', () => {
    const it3 = bench();
    fail(it3, 2);
    expect(it3.breaker.state()).toBe('closed');
    fail(it3, 1);
    expect([it3.breaker.state(), it3.breaker.permit(), it3.breaker.probeAt()]).toEqual(['open', null, 30_000]);
  });

  it('counts failures in a row: a success between starts anew', () => {
    const b = bench();
    fail(b, 2);
    b.breaker.succeeded();
    fail(b, 2);
    expect(b.breaker.state()).toBe('closed');
  });

  it('lets one probe through after the pause and closes when it succeeds', () => {
    const b = bench();
    fail(b, 3);
    b.pass(30_000);
    expect(b.breaker.state()).toBe('half-open');
    expect([b.breaker.permit(), b.breaker.permit()]).toEqual([{ probe: true }, null]);
    b.breaker.succeeded();
    expect([b.breaker.state(), b.breaker.failures(), b.breaker.permit()]).toEqual(['closed', 0, { probe: false }]);
  });

  it('lets another probe through where nobody waited for the first', () => {
    const b = bench();
    fail(b, 3);
    b.pass(30_000);
    b.breaker.permit();
    b.breaker.undecided(true);
    expect(b.breaker.permit()).toEqual({ probe: true });
  });

  it('is not postponed by calls sent before it opened', () => {
    const b = bench();
    for (let call = 0; call < 6; call++) b.breaker.permit();
    for (let call = 0; call < 6; call++) { b.breaker.failed(false); b.pass(1_000); }
    expect(b.breaker.probeAt()).toBe(32_000);
  });

  it('is probed at once when woken', () => {
    const b = bench();
    fail(b, 3);
    b.breaker.wake();
    expect(b.breaker.permit()).toEqual({ probe: true });
  });

  it('sees a recovery within 53 s however long the source was away, and makes at most 25 calls in ten minutes', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), { minLength: 1, maxLength: 9 }), (chances) => {
      let now = 0;
      let draw = 0;
      const breaker = createBreaker(() => now, () => chances[draw++ % chances.length] ?? 0);
      let calls = 0;
      let longest = 0;
      for (let ask = 0; ask < 3; ask++) { breaker.permit(); breaker.failed(false); calls += 3; }
      while (now < 600_000) {
        const pause = (breaker.probeAt() ?? now) - now;
        longest = Math.max(longest, pause);
        now += pause;
        const leave = breaker.permit();
        expect(leave).toEqual({ probe: true });
        breaker.failed(true);
        calls += 1;
      }
      expect(longest).toBeLessThanOrEqual(53_000);
      expect(longest).toBeGreaterThan(40_000);
      expect(calls).toBeLessThanOrEqual(25);
    }));
  });
});
