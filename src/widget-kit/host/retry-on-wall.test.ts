import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { effectScope, shallowRef } from 'vue';
import { retryOnWall, WALL_RETRY_MS } from './retry-on-wall';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('a tile of a wall that broke is begun anew a minute later, as often as it breaks, and not once it stands or is gone', () => {
  const broken = shallowRef<object | null>(null);
  let isMended = false;
  const begin = vi.fn(() => {
    broken.value = null;
    if (!isMended) broken.value = {};
  });
  const scope = effectScope();
  scope.run(() => retryOnWall(() => broken.value, begin));
  vi.advanceTimersByTime(10 * WALL_RETRY_MS);
  expect(begin).not.toHaveBeenCalled();
  broken.value = {};
  vi.advanceTimersByTime(WALL_RETRY_MS - 1);
  expect(begin).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(begin).toHaveBeenCalledTimes(1);
  isMended = true;
  vi.advanceTimersByTime(10 * WALL_RETRY_MS);
  expect(begin).toHaveBeenCalledTimes(2);
  broken.value = {};
  scope.stop();
  vi.advanceTimersByTime(WALL_RETRY_MS);
  expect(begin).toHaveBeenCalledTimes(2);
});
