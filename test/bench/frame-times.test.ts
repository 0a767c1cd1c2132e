import { describe, expect, it } from 'vitest';
import { frameTimes, quantile } from './frame-times';

describe('frame times', () => {
  it('is quiet where every frame came', () => {
    expect(frameTimes(Array.from({ length: 90 }, () => 1_000 / 60))).toEqual({ frames: 90, median: 16.7, p95: 16.7, max: 16.7, dropped: 0 });
  });
  it('counts whole frames that never came, and none for one that came a little late', () => {
    expect(frameTimes([16.7, 24, 33.4, 100]).dropped).toBe(0 + 0 + 1 + 5);
  });
  it('names the rare long one by its own figures', () => {
    const seen = frameTimes([...Array.from({ length: 99 }, () => 16), 400]);
    expect(seen).toMatchObject({ median: 16, p95: 16, max: 400, dropped: 23 });
  });
  it('knows nothing of no frames', () => {
    expect(() => frameTimes([])).toThrow();
  });
});

describe('quantile', () => {
  it('is the value at the nearest rank, whatever the order', () => {
    const values = [5, 1, 4, 2, 3];
    expect([0.2, 0.5, 0.95, 1].map((share) => quantile(values, share))).toEqual([1, 3, 5, 5]);
    expect(values).toEqual([5, 1, 4, 2, 3]);
    expect(() => quantile([], 0.5)).toThrow();
  });
});
