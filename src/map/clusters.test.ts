import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clustersIn, columnsOf, indexPoints } from './clusters';
import type { View } from './clusters';
import type { MapPoint, PointTone } from './spec';

const WORLD: View = [-180, -85, 180, 85];
const point = (id: string, lon: number, lat: number, tone: PointTone = 'quiet'): MapPoint => ({ id, lon, lat, tone, kind: '', label: id, text: '' });
const index = (points: readonly MapPoint[]) => indexPoints(columnsOf(points, 40));

describe('clusters', () => {
  it('joins near points, counts them and keeps the most serious tone', () => {
    const points = [point('a', 105.6, 18.67), point('b', 105.601, 18.671, 'act'), point('d', 105.602, 18.67, 'watch'), point('c', 104.1, 19.5, 'watch')];
    const drawn = clustersIn(index(points), WORLD, 8);
    expect(drawn.map(({ count, tone, act, watch, id }) => ({ count, tone, act, watch, id }))).toEqual([
      { count: 1, tone: 'watch', act: 0, watch: 1, id: 'c' }, { count: 3, tone: 'act', act: 1, watch: 1, id: null },
    ]);
  });

  it('lets every point stand alone when near enough', () => {
    const drawn = clustersIn(index([point('a', 105.6, 18.67), point('b', 105.6, 18.67)]), WORLD, 16);
    expect(drawn.map((entry) => entry.id).sort()).toEqual(['a', 'b']);
  });

  it('shows only what is in view', () => {
    expect(clustersIn(index([point('a', 105, 18)]), [100, 10, 104, 17], 10)).toEqual([]);
  });

  it('loses no point at any zoom', () => {
    const points = fc.array(fc.tuple(fc.double({ min: 103, max: 106, noNaN: true }), fc.double({ min: 18, max: 20, noNaN: true })), { maxLength: 60 });
    fc.assert(fc.property(points, fc.integer({ min: 0, max: 17 }), (all, zoom) => {
      const drawn = clustersIn(index(all.map(([lon, lat], at) => point(String(at), lon, lat, at % 3 === 0 ? 'act' : 'quiet'))), WORLD, zoom);
      expect(drawn.reduce((sum, entry) => sum + entry.count, 0)).toBe(all.length);
      expect(drawn.reduce((sum, entry) => sum + entry.act, 0)).toBe(Math.ceil(all.length / 3));
    }));
  });
});
