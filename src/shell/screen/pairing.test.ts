import { describe, expect, it } from 'vitest';
import { err, ok } from '@/domain/result';
import type { Result } from '@/domain/result';
import { toInstant } from '@/domain/time';
import type { GatewayProblem } from '@/federation/gateway/call';
import { pair } from './pairing';
import type { Pairing } from './pairing';

const START = 1_000_000;
const gone: GatewayProblem = { code: 'unreachable', status: 0, body: null };

function bench(begin: () => Result<unknown, GatewayProblem>, look: (n: number) => Result<unknown, GatewayProblem>) {
  let now = START;
  let timers: { at: number; run: () => void }[] = [];
  let looks = 0;
  let begins = 0;
  const shown: Pairing[] = [];
  const stop = pair({
    begin: () => { begins += 1; return Promise.resolve(begin()); },
    look: () => { looks += 1; return Promise.resolve(look(looks)); },
    clock: {
      now: () => toInstant(now),
      later(ms, run) {
        const timer = { at: now + ms, run };
        timers.push(timer);
        return () => { timers = timers.filter((one) => one !== timer); };
      },
    },
    show: (pairing) => void shown.push(pairing),
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const turn = async (ms: number): Promise<void> => {
    await settle();
    const end = now + ms;
    for (let due = timers[0]; due && due.at <= end; due = timers[0]) {
      timers = timers.slice(1);
      now = due.at;
      due.run();
      await settle();
    }
    now = end;
  };
  return { shown, turn, stop, counts: () => ({ begins, looks, timers: timers.length }) };
}
const waiting = ok({ state: 'waiting' });

describe('pairing', () => {
  it('shows a code until somebody confirms it', async () => {
    const { shown, turn, counts } = bench(() => ok({ code: 'KX4-92B', expiresAt: START + 600_000 }), (n) => (n < 4 ? waiting : ok({ state: 'paired' })));
    await turn(60_000);
    expect(shown).toEqual([{ kind: 'asking' }, { kind: 'waiting', code: 'KX4-92B', until: START + 600_000, formerName: null }, { kind: 'paired' }]);
    expect(counts()).toEqual({ begins: 1, looks: 4, timers: 0 });
  });

  it.each([['when it has run out', () => waiting], ['when the gateway says so', () => ok({ state: 'expired' })]])('renews the code %s', async (_when, look) => {
    let n = 0;
    const { shown, turn } = bench(() => ok({ code: `C${n += 1}`, expiresAt: new Date(START + n * 60_000).toISOString() }), look);
    await turn(70_000);
    expect(shown.filter((one) => one.kind === 'waiting').map(({ code }) => code).slice(0, 2)).toEqual(['C1', 'C2']);
  });

  it('keeps the code through a gateway that is away, and asks for ever', async () => {
    const { shown, turn } = bench(() => ok({ code: 'A', expiresAt: START + 600_000 }), (n) => (n < 20 ? err(gone) : ok({ state: 'paired' })));
    await turn(100_000);
    expect(shown.at(-1)).toEqual({ kind: 'paired' });
    const away = bench(() => err({ ...gone, retryAfterMs: 30_000 }), () => waiting);
    await away.turn(301_000);
    expect(away.counts().begins).toBe(11);
    expect(away.shown.at(-1)).toMatchObject({ kind: 'failed', problem: { code: 'unreachable' } });
  });

  it('shows a code although this device\'s clock is years off', async () => {
    const { shown, turn } = bench(() => ok({ code: 'A', expiresAt: START - 10_000_000_000 }), () => waiting);
    await turn(10_000);
    expect(shown.at(-1)).toMatchObject({ kind: 'waiting', code: 'A', until: START + 600_000 });
  });

  it('of a display that keeps no cookies is no storm', async () => {
    const { turn, counts } = bench(() => ok({ code: 'A', expiresAt: START + 600_000 }), () => ok({ state: 'expired' }));
    await turn(60_000);
    expect(counts().begins).toBeLessThanOrEqual(7);
  });

  it('names the screen that this display was', async () => {
    const { shown, turn } = bench(() => ok({ code: 'A', expiresAt: START + 600_000 }), () => ok({ state: 'waiting', formerName: 'Phòng họp A' }));
    await turn(1);
    expect(shown.at(-1)).toMatchObject({ kind: 'waiting', code: 'A', formerName: 'Phòng họp A' });
  });

  it('an answer of another form is no code', async () => {
    const { shown, turn } = bench(() => ok({ code: '' }), () => waiting);
    await turn(1);
    expect(shown.at(-1)).toMatchObject({ kind: 'failed', problem: { code: 'unexpected' } });
  });

  it('stops when the page goes', async () => {
    const { stop, turn, counts, shown } = bench(() => ok({ code: 'A', expiresAt: START + 600_000 }), () => waiting);
    await turn(5_000);
    stop();
    await turn(60_000);
    expect([counts().timers, shown.length]).toEqual([0, 2]);
  });
});
