import { refuse, said } from '../fault';

/** Which of two coordinates comes first. */
export type Axes = 'lon-lat' | 'lat-lon';

/** Systems of VN-2000, in metres (zones of the provinces, and the two of UTM) or degrees: served by Vietnamese systems, and not WGS84. */
const VN_2000: ReadonlySet<number> = new Set([4756, 3405, 3406, 5896, 5897, 5898, 5899, ...Array.from({ length: 14 }, (_, at) => 9205 + at)]);

const codeOf = (name: string): number | null => {
  const [, digits] = /(?:EPSG|epsg\.xml)[:/#](?:[\d.]*[:/])?(\d{4,6})$/i.exec(name) ?? [];
  return digits === undefined ? null : Number(digits);
};

/**
 * The order of axes a reference system's name stands for: `EPSG:4326` and CRS84 put longitude first, the URN and the address of
 * EPSG 4326 latitude. Refuses every system but WGS84 in degrees, VN-2000 by its name.
 */
export function axesOf(name: string, pointer: string): Axes {
  if (/\bCRS:?84$/i.test(name)) return 'lon-lat';
  const code = codeOf(name);
  if (code === 4326) return /^(?:urn:|https?:\/\/(?:www\.)?opengis\.net\/def\/)/i.test(name) ? 'lat-lon' : 'lon-lat';
  const got = code !== null && VN_2000.has(code) ? `EPSG:${code} (VN-2000)` : name;
  return refuse('malformed', pointer, 'WGS84: EPSG:4326 or CRS84; ask the server to reproject', said(got));
}
