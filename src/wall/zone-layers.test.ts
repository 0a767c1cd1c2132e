import { describe, expect, it } from 'vitest';
import type { PlaylistItem } from '@/config/scene';
import { toInstant } from '@/domain/time';
import { aProgram, NOW } from './wall.fixture';
import { itemsOf, transitionOf, untilLayersChange, zoneLayers } from './zone-layers';

const item = (dashboard: string, seconds: number): PlaylistItem => ({ shows: { kind: 'dashboard', dashboard }, seconds });
const items = [item('a', 60), item('b', 30), item('c', 30)];
const at = (ms: number, next: Parameters<typeof zoneLayers>[2] = null) => zoneLayers(items, aProgram(), next, NOW + ms);

describe('what a zone keeps up', () => {
  it('is what is seen, and shortly before its turn what comes', () => {
    expect([at(0).kept, at(49_999).kept, at(50_000).kept, at(60_000).kept, at(115_000).kept]).toEqual([[0], [0], [0, 1], [1], [0, 2]]);
  });

  it('is woken for both', () => {
    expect([at(0), at(50_000), at(59_999)].map(untilLayersChange)).toEqual([50_000, 10_000, 1]);
    expect(untilLayersChange(zoneLayers([item('a', 5)], aProgram(), null, NOW))).toBeNull();
  });

  it('is what an operator skips to, before it is time', () => {
    expect(at(5_000, aProgram({ skipped: 2, takeAt: toInstant(NOW + 6_500) })).kept).toEqual([0, 2]);
  });

  it('of one thing is that', () => {
    expect(zoneLayers(itemsOf({ kind: 'media', media: 'm' }), aProgram(), null, NOW + 5e9)).toEqual({ index: 0, sinceMs: 5e9 % 3.6e6, leftMs: null, kept: [0] });
  });
});

it('an item changes as it says, else as the scene says', () => {
  expect([transitionOf({ transition: 'fade' }, { ...item('a', 5), transition: 'cut' }), transitionOf({ transition: 'fade' }, item('a', 5)), transitionOf(null, undefined)]).toEqual(['cut', 'fade', 'cut']);
});
