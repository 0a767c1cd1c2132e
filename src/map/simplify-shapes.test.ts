import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Geometry, Position } from '@/domain/dataset';
import { simplifyShapes } from './simplify-shapes';

const polygon = (...ring: readonly Position[]): Geometry => ({ type: 'Polygon', coordinates: [[...ring, ...ring.slice(0, 1)]] });
/** Corners of a shape, without the closing ones. */
const cornersOf = (shape: Geometry | undefined): readonly Position[] => (shape?.type === 'MultiPolygon' ? shape.coordinates.flat().flatMap((ring) => ring.slice(0, -1)) : []);
const key = (corner: Position): string => corner.join(',');

describe('shapes with fewer corners', () => {
  it('lose what lies on the way, and no more', () => {
    const [shape] = simplifyShapes([polygon([0, 0], [5, 0.01], [10, 0], [10, 10], [5, 12], [0, 10])], 0.1, 3);
    expect(cornersOf(shape)).toEqual([[0, 0], [10, 0], [10, 10], [5, 12], [0, 10]]);
  });

  it('keep one border where they had one', () => {
    const border: readonly Position[] = Array.from({ length: 40 }, (_, at) => [10 + Math.sin(at * 1.7) * 0.6, at / 4]);
    const west = polygon([0, 0], ...border, [0, 9.75]);
    const east = polygon([20, 9.75], ...[...border].reverse(), [20, 0]);
    const [one, other] = simplifyShapes([west, east], 0.4, 4);
    const ends = new Set([[0, 0], [0, 9.75], [20, 0], [20, 9.75]].map((corner) => corner.join(',')));
    const inner = (shape: Geometry | undefined): readonly string[] => cornersOf(shape).map(key).filter((corner) => !ends.has(corner)).sort();
    expect(inner(one).length).toBeLessThan(40);
    expect(inner(one)).toEqual(inner(other));
  });

  it('keep a hole and what fills it alike', () => {
    const island: readonly Position[] = Array.from({ length: 60 }, (_, at) => [5 + 2 * Math.cos(at / 9.55), 5 + 2 * Math.sin(at / 9.55)]);
    const around: Geometry = { type: 'Polygon', coordinates: [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]], [...island, ...island.slice(0, 1)].reverse()] };
    const [outer, inner] = simplifyShapes([around, polygon(...island)], 0.1, 4);
    const hole = cornersOf(outer).slice(4);
    expect(hole.map(key).sort()).toEqual(cornersOf(inner).map(key).sort());
    expect(hole.length).toBeLessThan(40);
  });

  it('never vanish, and a point is none', () => {
    const tiny = polygon([0, 0], [0.001, 0], [0.001, 0.001]);
    expect(cornersOf(simplifyShapes([tiny], 1, 4)[0])).toHaveLength(3);
    const point: Geometry = { type: 'Point', coordinates: [105, 19] };
    expect(simplifyShapes([point], 1, 4)).toEqual([point]);
  });

  it('have only corners they had, on the grid, whatever they were, and twice the same', () => {
    const corner = fc.tuple(fc.double({ min: -10, max: 10, noNaN: true }), fc.double({ min: -10, max: 10, noNaN: true }));
    fc.assert(fc.property(fc.array(corner, { minLength: 3, maxLength: 40 }), (ring) => {
      const [shape] = simplifyShapes([polygon(...ring)], 0.5, 2);
      const had = new Set(ring.map(([x, y]) => `${Math.round(x * 100) / 100},${Math.round(y * 100) / 100}`));
      expect(cornersOf(shape).every((each) => had.has(key(each)))).toBe(true);
      expect(simplifyShapes([polygon(...ring)], 0.5, 2)).toEqual([shape]);
    }));
  });
});
