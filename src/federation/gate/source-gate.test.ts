import { describe, expect, it } from 'vitest';
import type { Failure } from '../fault';
import type { SourceHealth } from '../health';
import { createSourceGate } from './source-gate';

const never = new AbortController().signal;
const START = Date.parse('2026-11-21T01:00:00Z');

function bench() {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  const heard: SourceHealth['state'][] = [];
  const gate = createSourceGate('one-stop', {
    clock: () => START + now,
    monotonic: () => now,
    random: () => 0.5,
    later(ms, run) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => { timers = timers.filter((each) => each !== timer); };
    },
  }, (health) => heard.push(health.state));
  return {
    gate, heard,
    pass(ms: number) {
      now += ms;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { run } of due) run();
    },
    /** Makes one call that ends so; returns the refusal where none was let through. */
    async call(failure: Failure | null, question = 'q'): Promise<Failure | null> {
      const pass = await gate.enter(question, never);
      if (!pass.ok) return pass.error;
      pass.value.done(failure);
      return null;
    },
  };
}
const down: Failure = { kind: 'unavailable', httpStatus: 500 };

describe('the gate of a source', () => {
  it('leaves a failing source alone and says why, until a probe is due', async () => {
    const { gate, call, pass } = bench();
    for (let n = 0; n < 3; n++) await call(down);
    expect(await call(null)).toEqual({ kind: 'circuit-open', got: 'unavailable', httpStatus: 500, retryAfterMs: 30_000 });
    expect(gate.health()).toMatchObject({ state: 'open', consecutiveFailures: 3, lastSuccess: null, lastFailure: START, nextTryAt: START + 30_000 });
    pass(30_000);
    expect(await call(null)).toBeNull();
    expect(gate.health()).toMatchObject({ state: 'closed', consecutiveFailures: 0, lastSuccess: START + 30_000, nextTryAt: null });
  });

  it('tells when it closes itself, when it may be asked again, and when the source is back', async () => {
    const { heard, call, pass } = bench();
    for (let n = 0; n < 3; n++) await call(down);
    pass(30_001);
    await call(null);
    expect(heard).toEqual(['closed', 'closed', 'open', 'half-open', 'closed']);
  });

  it('answers those who waited for a place while the source went down', async () => {
    const { gate } = bench();
    const inside = await Promise.all(Array.from({ length: 6 }, () => gate.enter('q', never)));
    const waits = gate.enter('q', never);
    for (const pass of inside) if (pass.ok) pass.value.done({ kind: 'timed-out' });
    expect(await waits).toMatchObject({ ok: false, error: { kind: 'circuit-open', got: 'timed-out' } });
    expect(gate.health()).toMatchObject({ underWay: 0, waiting: 0 });
  });

  it('lets exactly one question probe, and names a moment to those it refuses meanwhile', async () => {
    const { gate, call, pass } = bench();
    for (let n = 0; n < 3; n++) await call(down);
    pass(30_000);
    const probe = await gate.enter('q', never);
    expect(probe).toMatchObject({ ok: true, value: { probe: true } });
    expect(await call(null)).toMatchObject({ kind: 'circuit-open', retryAfterMs: 1_000 });
  });

  it('holds to Retry-After, and 30 s where a 429 names no time', async () => {
    const { gate, call, pass } = bench();
    await call({ kind: 'limited', httpStatus: 429, retryAfterMs: 120_000 });
    pass(60_000);
    expect(await call(null, 'another')).toEqual({ kind: 'limited', httpStatus: 429, retryAfterMs: 60_000 });
    expect(gate.health()).toMatchObject({ state: 'held', consecutiveFailures: 0 });
    pass(60_000);
    expect(await call({ kind: 'limited', httpStatus: 429 })).toBeNull();
    pass(29_999);
    expect(await call(null)).toMatchObject({ kind: 'limited', retryAfterMs: 1 });
    pass(1);
    expect(await call(null)).toBeNull();
  });

  it('asks nobody for 20 minutes after a 401', async () => {
    const { call, pass } = bench();
    await call({ kind: 'denied', httpStatus: 401 });
    pass(20 * 60_000 - 1);
    expect(await call(null, 'another')).toMatchObject({ kind: 'denied', httpStatus: 401 });
    pass(1);
    expect(await call(null, 'another')).toBeNull();
  });

  it('holds the one question a 403 is about, and the source at the third in a row', async () => {
    const { call } = bench();
    await call({ kind: 'denied', httpStatus: 403 }, 'a');
    expect(await call(null, 'a')).toMatchObject({ kind: 'denied', httpStatus: 403 });
    expect(await call(null, 'b')).toBeNull();
    for (const question of ['c', 'd', 'e']) await call({ kind: 'denied', httpStatus: 403 }, question);
    expect(await call(null, 'f')).toMatchObject({ kind: 'denied' });
  });

  it('is tried at most three times an hour by a question that is denied', async () => {
    const { gate, pass } = bench();
    let tries = 0;
    for (let minute = 0; minute < 60; minute++) {
      const entered = await gate.enter('q', never);
      if (entered.ok) { tries += 1; entered.value.done({ kind: 'denied', httpStatus: 403 }); }
      pass(60_000);
    }
    expect(tries).toBe(3);
  });

  it.each<Failure>([{ kind: 'rejected', httpStatus: 404 }, { kind: 'content-type' }, { kind: 'too-large' }, { kind: 'cancelled' }])('never opens for $kind: the source answers', async (failure) => {
    const { gate, call } = bench();
    for (let n = 0; n < 9; n++) expect(await call(failure)).toBeNull();
    expect(gate.health().state).toBe('closed');
  });

  it('lets a woken source be asked, but not one that asked to be left alone', async () => {
    const { gate, call } = bench();
    for (let n = 0; n < 3; n++) await call(down);
    gate.wake();
    expect(await call({ kind: 'limited', retryAfterMs: 9_000 })).toBeNull();
    gate.wake();
    expect(await call(null)).toMatchObject({ kind: 'limited' });
  });

  it('keeps the latest error of any kind', async () => {
    const { gate, call } = bench();
    gate.noteError({ kind: 'malformed', source: 'one-stop', dataset: 'd' });
    gate.noteError({ kind: 'cancelled', source: 'one-stop', dataset: 'e' });
    await call(null);
    expect(gate.health()).toMatchObject({ lastError: { kind: 'malformed', dataset: 'd' }, failing: true });
  });
});
