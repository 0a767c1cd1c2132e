import { describe, expect, it } from 'vitest';
import { toInstant } from '@/domain/time';
import { createServerClock } from './server-clock';

const HOUR = 3_600_000;
const say = (clock: ReturnType<typeof createServerClock>, source: string, offset: number, times = 1) => {
  for (let time = 0; time < times; time += 1) clock.sample(source, toInstant(1e12 + offset), toInstant(1e12));
};

describe('createServerClock', () => {
  it('believes the device until a source has told its time', () => {
    expect(createServerClock().offset()).toBe(0);
  });
  it('takes the median of a source over its latest five replies', () => {
    const clock = createServerClock();
    for (const offset of [10_000, 90_000, 11_000, 12_000, 13_000]) say(clock, 'a', offset);
    expect(clock.offset()).toBe(12_000);
    say(clock, 'a', 50_000, 5);
    expect(clock.offset()).toBe(50_000);
  });
  it('is not moved by one wrong source among several, however often it speaks', () => {
    const clock = createServerClock();
    say(clock, 'wrong', 2 * HOUR, 50);
    say(clock, 'b', -HOUR);
    say(clock, 'c', -HOUR - 1_000);
    expect(clock.offset()).toBe(-HOUR);
  });
  it('of two sources that disagree believes the one that agrees with the device', () => {
    const clock = createServerClock();
    say(clock, 'wrong', 2 * HOUR);
    say(clock, 'right', -500);
    expect(clock.offset()).toBe(0);
  });
  it('keeps its offset through a jump until a source speaks again, then forgets what was before', () => {
    const clock = createServerClock();
    say(clock, 'a', HOUR, 5);
    say(clock, 'b', HOUR, 5);
    clock.jumped();
    expect(clock.offset()).toBe(HOUR);
    say(clock, 'b', 3 * HOUR);
    expect(clock.offset()).toBe(3 * HOUR);
  });
});
