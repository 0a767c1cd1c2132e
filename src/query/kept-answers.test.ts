import { describe, expect, it } from 'vitest';
import { queryKey } from '@/domain/dataset';
import { ok } from '@/domain/result';
import { toInstant } from '@/domain/time';
import { afterMs, answerOf, datasetOf, errorOf, pageOf, queryOf, rowsOf } from './page.fixture';
import type { Snapshot } from './snapshot';

const A = datasetOf('a', 'one-stop', { kind: 'interval', seconds: 60 });
const q = queryOf('a');

function follow(page: ReturnType<typeof pageOf>) {
  const seen: Snapshot[] = [];
  page.client.observe(q, (snapshot) => seen.push(snapshot));
  return () => seen.at(-1);
}

describe('an answer that a gateway kept', () => {
  it('names its cause, keeps its value, and is tried again like a failure until the cause is gone', async () => {
    const page = pageOf([A]);
    const cause = errorOf('unavailable', { httpStatus: 503 });
    page.reply(afterMs(page.clock, 50, () => ok({ ...answerOf(rowsOf(1), toInstant(page.clock.now() - 120_000)), cause })));
    const last = follow(page);
    await page.clock.advance(100);
    expect(last()).toMatchObject({ state: 'ready', data: rowsOf(1), cause });
    page.reply(afterMs(page.clock, 50, () => ok(answerOf(rowsOf(1), page.clock.now()))));
    await page.clock.advance(45_000);
    expect(last()).toMatchObject({ state: 'ready' });
    expect(last()).not.toHaveProperty('cause');
  });

  it('goes to the device without its cause', async () => {
    const page = pageOf([A]);
    page.reply(afterMs(page.clock, 50, () => ok({ ...answerOf(rowsOf(1), page.clock.now()), cause: errorOf('timed-out') })));
    follow(page);
    await page.clock.advance(1_000);
    expect(page.cache.kept.get(queryKey(q))).toMatchObject({ data: rowsOf(1) });
    expect(page.cache.kept.get(queryKey(q))).not.toHaveProperty('cause');
  });

  it('is asked for again just after the gateway asks its source: the label of a value that stands never grows old', async () => {
    const page = pageOf([A]);
    // A gateway that renews at the full minute and keeps its answer between.
    const renewed = (): number => Math.floor(page.clock.now() / 60_000) * 60_000 + 1_000;
    page.reply(afterMs(page.clock, 50, () => ok(answerOf(rowsOf(1), toInstant(Math.min(renewed(), page.clock.now()))))));
    const last = follow(page);
    await page.clock.advance(200_000);
    let oldest = 0;
    for (let second = 0; second < 300; second += 1) {
      await page.clock.advance(1_000);
      oldest = Math.max(oldest, page.clock.now() - (last()?.receivedAt ?? 0));
    }
    expect(oldest).toBeLessThanOrEqual(70_000);
    expect(page.calls.length).toBeLessThan(25);
  });
});
