import { describe, expect, it } from 'vitest';
import { queryKey } from '@/domain/dataset';
import { err } from '@/domain/result';
import { afterMs, datasetOf, errorOf, pageOf, queryOf } from './page.fixture';

const DAY = { kind: 'interval', seconds: 86_400 } as const;
const A = datasetOf('a', 'one-stop', DAY);
const B = datasetOf('b', 'one-stop', DAY);
const units = Array.from({ length: 20 }, (_, n) => queryOf('a', { unit: String(n) }));
const nothing = (): void => undefined;

describe('word of a change', () => {
  it('has every follower of that dataset ask once more within 2 s, few at a time', async () => {
    const page = pageOf([A, B]);
    for (const query of [...units, queryOf('b')]) page.client.observe(query, nothing);
    await page.clock.advance(1_000);
    expect(page.calls).toHaveLength(21);
    const from = page.clock.now();
    page.client.invalidate('a');
    await page.clock.advance(3_000);
    const again = page.calls.slice(21);
    expect(again.map(({ query }) => query.dataset)).toEqual(Array.from({ length: 20 }, () => 'a'));
    expect(new Set(again.map(({ query }) => queryKey(query))).size).toBe(20);
    expect(Math.max(...again.map(({ at }) => at - from))).toBeLessThanOrEqual(2_500);
    expect(new Set(again.map(({ at }) => at)).size).toBeGreaterThan(5);
  });

  it('can be of one question only', async () => {
    const page = pageOf([A]);
    for (const query of units) page.client.observe(query, nothing);
    await page.clock.advance(1_000);
    page.client.invalidate('a', queryKey(queryOf('a', { unit: '7' })));
    await page.clock.advance(3_000);
    expect(page.calls.slice(20).map(({ query }) => query.params)).toEqual([{ unit: '7' }]);
  });

  it('waits for a follower where there is none, and for a page that nobody looks at', async () => {
    const page = pageOf([A, B]);
    const leave = page.client.observe(queryOf('a'), nothing);
    page.client.observe(queryOf('b'), nothing);
    await page.clock.advance(1_000);
    leave();
    page.visible.set(false);
    page.client.invalidate('a');
    page.client.invalidate('b');
    await page.clock.advance(5_000);
    expect(page.calls).toHaveLength(2);
    page.client.observe(queryOf('a'), nothing);
    page.visible.set(true);
    await page.clock.advance(2_500);
    expect(page.calls.slice(2).map(({ query }) => query.dataset).sort()).toEqual(['a', 'b']);
  });

  it('is not lost when it comes while the question is under way', async () => {
    const page = pageOf([A]);
    page.client.observe(queryOf('a'), nothing);
    await page.clock.advance(20);
    page.client.invalidate('a');
    page.client.invalidate('a');
    await page.clock.advance(5_000);
    expect(page.calls).toHaveLength(2);
    await page.clock.advance(60_000);
    expect(page.calls).toHaveLength(2);
  });

  it('does not shorten a pause the source asked for, nor make a failing source work harder', async () => {
    const page = pageOf([A]);
    page.reply(afterMs(page.clock, 5, () => err(errorOf('unavailable', { retryAfterMs: 60_000 }))));
    page.client.observe(queryOf('a'), nothing);
    await page.clock.advance(100);
    page.client.invalidate('a');
    await page.clock.advance(10_000);
    expect(page.calls).toHaveLength(1);
    const failing = pageOf([A]);
    failing.reply(afterMs(failing.clock, 5, () => err(errorOf('unavailable'))));
    failing.client.observe(queryOf('a'), nothing);
    for (let n = 0; n < 200; n += 1) {
      await failing.clock.advance(3_000);
      failing.client.invalidate('a');
    }
    expect(failing.calls.length).toBeLessThanOrEqual(25);
  });

  it('leaves a refusal alone, until everything is looked at anew', async () => {
    const page = pageOf([A, B]);
    page.reply(afterMs(page.clock, 5, ({ dataset }) => err(errorOf(dataset === 'a' ? 'denied' : 'unreachable'))));
    page.client.observe(queryOf('a'), nothing);
    await page.clock.advance(100);
    page.client.invalidate('a');
    await page.clock.advance(3_000);
    expect(page.calls).toHaveLength(1);
    page.client.resync();
    await page.clock.advance(3_000);
    expect(page.calls).toHaveLength(2);
  });

  it('of anything asks everything that is followed, once', async () => {
    const page = pageOf([A, B]);
    for (const query of [...units, queryOf('b')]) page.client.observe(query, nothing);
    await page.clock.advance(1_000);
    page.client.resync();
    await page.clock.advance(3_000);
    expect(page.calls).toHaveLength(42);
  });
});
