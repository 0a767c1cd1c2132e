import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Position } from '@/domain/dataset';
import { metresPerPixel, missingArchipelagos, scaleBar } from './ground';
import type { MapArea } from './spec';

const box = (code: string, west: number, south: number, east: number, north: number): MapArea => {
  const ring: Position[] = [[west, south], [east, south], [east, north], [west, north], [west, south]];
  return { code, label: code, classIndex: null, text: '', geometry: { type: 'Polygon', coordinates: [ring] } };
};
const mainland = box('vn', 102, 8.5, 109.5, 23.4);
const hoangSa = box('20333', 111.5, 16.4, 111.7, 16.6);
const truongSa = box('22736', 111.9, 8.6, 112, 8.7);

describe('the scale bar', () => {
  it('reads 111 km per degree at the equator', () => {
    expect(metresPerPixel(0, 0) * 256).toBeCloseTo(360 * 111_319.49, -2);
    expect(metresPerPixel(60, 3)).toBeCloseTo(metresPerPixel(0, 4), 6);
  });

  it('is a round distance that fits', () => {
    expect(scaleBar(100, 120)).toEqual({ metres: 10_000, px: 100 });
    fc.assert(fc.property(fc.double({ min: 0.1, max: 1e5, noNaN: true }), fc.integer({ min: 40, max: 300 }), (metresPerPx, most) => {
      const bar = scaleBar(metresPerPx, most);
      expect(bar.px).toBeLessThanOrEqual(most + 1e-9);
      expect(bar.px).toBeGreaterThan(most / 2.6);
      expect(['1', '2', '5']).toContain(String(Number(bar.metres.toPrecision(3))).replace(/[0.]/g, '').slice(0, 1));
    }));
  });
});

describe('Hoàng Sa and Trường Sa', () => {
  it('are asked for whenever the areas are as wide as the country', () => {
    expect(missingArchipelagos([mainland])).toEqual(['Hoàng Sa', 'Trường Sa']);
    expect(missingArchipelagos([mainland, hoangSa])).toEqual(['Trường Sa']);
    expect(missingArchipelagos([mainland, hoangSa, truongSa])).toEqual([]);
  });

  it('are not asked of a map of one province', () => {
    expect(missingArchipelagos([box('40', 103.9, 18.5, 105.8, 20)])).toEqual([]);
    expect(missingArchipelagos([])).toEqual([]);
  });
});
