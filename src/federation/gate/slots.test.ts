import { describe, expect, it } from 'vitest';
import { createSlots } from './slots';

const never = new AbortController().signal;

describe('slots', () => {
  it('lets in no more than the limit, first come first served', async () => {
    const slots = createSlots(2);
    const order: number[] = [];
    const enter = async (n: number) => { const release = await slots.take(never); order.push(n); return release; };
    const [first] = await Promise.all([enter(1), enter(2)]);
    const third = enter(3);
    const fourth = enter(4);
    await Promise.resolve();
    expect([order, slots.taken(), slots.waiting()]).toEqual([[1, 2], 2, 2]);
    first?.();
    (await third)?.();
    await fourth;
    expect([order, slots.waiting()]).toEqual([[1, 2, 3, 4], 0]);
  });

  it('takes a place back once, however often it is given', async () => {
    const slots = createSlots(1);
    const release = await slots.take(never);
    release?.();
    release?.();
    expect(slots.taken()).toBe(0);
  });

  it('forgets who does not wait any more', async () => {
    const slots = createSlots(1);
    const release = await slots.take(never);
    const leaving = new AbortController();
    const gone = slots.take(leaving.signal);
    const waits = slots.take(never);
    leaving.abort();
    expect(await gone).toBeNull();
    release?.();
    expect(await waits).not.toBeNull();
    expect(slots.taken()).toBe(1);
  });
});
