import type { Geometry, Position } from '@/domain/dataset';
import type { MapArea } from './spec';

/** Metres a CSS px covers in Web Mercator at a latitude and (fractional) zoom of 256 px tiles. */
export const metresPerPixel = (latitude: number, zoom: number): number =>
  (40_075_016.686 * Math.cos((latitude * Math.PI) / 180)) / (256 * 2 ** zoom);

/** The longest of 1, 2, 5 × 10ⁿ metres that is not wider than `most` px, and its width. */
export function scaleBar(metresPerPx: number, most: number): { readonly metres: number; readonly px: number } {
  const reach = metresPerPx * most;
  const power = 10 ** Math.floor(Math.log10(reach));
  const metres = ([5, 2, 1].find((factor) => factor * power <= reach) ?? 1) * power;
  return { metres, px: metres / metresPerPx };
}

const rings = (geometry: Geometry): readonly (readonly Position[])[] =>
  geometry.type === 'Point' ? [[geometry.coordinates]] : geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();

/** Degrees of latitude beyond which areas are no province any more but the country (Khánh Hòa with Trường Sa spans 6). */
const COUNTRY_SPAN = 9;
/** Where the two archipelagos lie: [west, south, east, north]. */
const ARCHIPELAGOS = {
  'Hoàng Sa': [110.9, 15.4, 113, 17.4],
  'Trường Sa': [111, 6.4, 117.6, 12.1],
} as const;

/**
 * Whenever the country is shown, Hoàng Sa and Trường Sa are shown: the archipelagos that areas as wide as the country
 * leave out. Empty for a province. A map with a name in this list is not drawn.
 */
export function missingArchipelagos(areas: readonly MapArea[]): readonly string[] {
  let south = Infinity;
  let north = -Infinity;
  const missing = new Map<string, readonly [number, number, number, number]>(Object.entries(ARCHIPELAGOS));
  for (const area of areas) {
    for (const [lon, lat] of rings(area.geometry).flat()) {
      south = Math.min(south, lat);
      north = Math.max(north, lat);
      for (const [name, [west, low, east, high]] of missing) {
        if (lon >= west && lon <= east && lat >= low && lat <= high) missing.delete(name);
      }
    }
  }
  return north - south > COUNTRY_SPAN ? [...missing.keys()] : [];
}
