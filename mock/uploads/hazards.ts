import type { MockUnit } from '../province/units';
import { chance, hash32, pick } from '../random';

const KINDS = ['landslide', 'flood', 'other'] as const;
const LEVELS = ['low', 'medium', 'high'] as const;
const SPOTS = ['Cầu tràn', 'Đường vào bản', 'Ven suối', 'Chân đồi', 'Khu dân cư', 'Tỉnh lộ'] as const;
const MOST = 3;
/** Degrees about the centre of a commune: within it or nearly so, and nowhere in particular. */
const AROUND = 0.04;

/** Places of landslides and floods that a commune reports for a month, invented: place, kind, level, day, longitude, latitude. */
export function hazardRows(seed: number, { code, name, centre }: MockUnit, year: number, month: number): (string | number)[][] {
  if (!centre) return [];
  const round = (value: number): number => Math.round(value * 1e5) / 1e5;
  return Array.from({ length: 1 + (hash32(seed, 'hazards', code, year, month) % MOST) }, (_, at) => {
    const key = [seed, 'hazard', code, year, month, at] as const;
    const day = 1 + (hash32('day', ...key) % 28);
    return [
      `${pick(SPOTS, 'spot', ...key)} ${name} – điểm ${at + 1}`, pick(KINDS, 'kind', ...key), pick(LEVELS, 'level', ...key),
      `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
      round(centre[0] + AROUND * (chance('x', ...key) - 0.5)), round(centre[1] + AROUND * (chance('y', ...key) - 0.5)),
    ];
  });
}

/** As a commune's map program exports it: points with their properties. */
export const geoJsonOf = (rows: readonly (readonly (string | number | null)[])[]): string => JSON.stringify({
  type: 'FeatureCollection',
  features: rows.map(([title, kind, severity, reportedAt, lon, lat]) => ({ type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties: { title, kind, severity, reportedAt } })),
});
