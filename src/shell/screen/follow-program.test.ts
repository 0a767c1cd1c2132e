import { describe, expect, it } from 'vitest';
import { err, ok } from '@/domain/result';
import type { Result } from '@/domain/result';
import { toInstant } from '@/domain/time';
import type { GatewayProblem } from '@/federation/gateway/call';
import type { ScreenProgram } from '@/wall/parse-wall';
import { aProgram, aScreenProgram } from '@/wall/wall.fixture';
import { followProgram } from './follow-program';
import type { KeptProgram } from './kept-program';

const START = 1_760_000_000_000;
const gone: GatewayProblem = { code: 'unreachable', status: 0, body: null };
type Reply = Result<unknown, GatewayProblem>;

/** A screen whose clock is `behind` ms behind the gateway's; each ask takes 40 ms. */
function bench(answer: (ask: number) => Reply, { behind = 0, kept = null }: { behind?: number; kept?: KeptProgram | null } = {}) {
  let now = START;
  let timers: { at: number; run: () => void }[] = [];
  let asks = 0;
  const keptNow: KeptProgram[] = [];
  let refusals = 0;
  const later = (ms: number, run: () => void) => {
    const timer = { at: now + ms, run };
    timers.push(timer);
    return () => { timers = timers.filter((one) => one !== timer); };
  };
  const follower = followProgram({
    ask: () => new Promise((resolve) => { asks += 1; const n = asks; later(40, () => resolve(answer(n))); }),
    clock: { now: () => now, later },
    kept,
    keep: (each) => void keptNow.push(each),
    refused: () => { refusals += 1; },
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const turn = async (ms: number): Promise<void> => {
    const end = now + ms;
    await settle();
    for (;;) {
      const due = [...timers].sort((a, b) => a.at - b.at)[0];
      if (!due || due.at > end) break;
      timers = timers.filter((one) => one !== due);
      now = due.at;
      due.run();
      await settle();
    }
    now = end;
  };
  return { follower, turn, server: () => toInstant(now + behind), counts: () => ({ asks, refusals, timers: timers.length }), keptNow };
}
const taken = (revision: number, takeAt: number, serverTime: number): ScreenProgram =>
  aScreenProgram({ program: aProgram({ revision, takeAt: toInstant(takeAt) }), serverTime: toInstant(serverTime) });

describe('a screen that follows its program', () => {
  it('shows what it is told, and asks every half minute', async () => {
    const { follower, turn, counts } = bench(() => ok(taken(1, START, START + 20)));
    await turn(100);
    expect(follower.held.value?.program.revision).toBe(1);
    const first = follower.held.value;
    await turn(60_000);
    expect([counts().asks, follower.held.value === first]).toEqual([2 + 1, true]);
  });

  it.each([[0], [-3_600_000], [86_400_000]])('lets a change count at its moment of the gateway\'s clock, its own being %d ms off', async (behind) => {
    const at = START + behind;
    const { follower, turn } = bench((n) => ok(n === 1 ? taken(1, at - 1, at + 20) : taken(2, at + 2_500, at + 1_020)), { behind });
    await turn(1_000);
    follower.refresh();
    await turn(100);
    expect([follower.held.value?.program.revision, follower.next.value?.program.revision]).toEqual([1, 2]);
    await turn(1_399);
    expect(follower.held.value?.program.revision).toBe(1);
    await turn(2);
    expect([follower.held.value?.program.revision, follower.next.value]).toEqual([2, null]);
  });

  it('begins with what it kept, and goes on with it while nobody answers', async () => {
    const kept = { program: taken(7, START, START), aheadMs: 500 };
    const { follower, turn, counts } = bench(() => err(gone), { kept });
    expect(follower.held.value).toEqual(kept.program);
    expect(follower.serverNow()).toBe(START + 500);
    await turn(3_600_000);
    expect(follower.held.value).toEqual(kept.program);
    expect(counts()).toMatchObject({ refusals: 0, timers: 1 });
    expect(counts().asks).toBeLessThan(730);
  });

  it('asks often for a minute after a silence, for no event may arrive yet', async () => {
    const { turn, counts } = bench((n) => (n <= 2 ? err(gone) : ok(taken(1, START, START))));
    await turn(10_000 + 60_000);
    const asked = counts().asks;
    expect(asked).toBeGreaterThanOrEqual(12);
    await turn(60_000);
    expect(counts().asks - asked).toBeLessThanOrEqual(3);
  });

  it('keeps each change at once, before it counts', async () => {
    const { turn, keptNow } = bench((n) => ok(n === 1 ? taken(1, START, START + 20) : taken(2, START + 90_000, START + 30_000)));
    await turn(35_000);
    expect(keptNow.map(({ program }) => program.program.revision)).toEqual([1, 2]);
  });

  it('tells a refusal from silence', async () => {
    for (const [status, refusals] of [[401, 1], [403, 1], [503, 0], [0, 0]] as const) {
      const { turn, counts } = bench(() => err({ code: 'x', status, body: null }));
      await turn(100);
      expect(counts().refusals).toBe(refusals);
    }
  });

  it('hears a second hint while it is still asking', async () => {
    const { follower, turn, counts } = bench(() => ok(taken(1, START, START + 20)));
    follower.refresh();
    follower.refresh();
    await turn(200);
    expect(counts().asks).toBe(2);
  });

  it('stops with the page', async () => {
    const { follower, turn, counts } = bench(() => ok(taken(1, START, START + 20)));
    await turn(100);
    follower.stop();
    await turn(120_000);
    expect(counts()).toMatchObject({ asks: 1, timers: 0 });
  });
});
