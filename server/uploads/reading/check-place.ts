import type { FileColumn, FileForm } from '@/federation/tables/file-form';
import type { HeldValue } from '@/federation/tables/held-table';
import type { RowFaultCode } from './row-fault';

export interface Misplaced {
  readonly column: FileColumn;
  readonly code: Extract<RowFaultCode, 'swapped' | 'metres' | 'bounds' | 'geometry'>;
  readonly expected: string;
  readonly got: string;
}

/** More degrees than there are: metres of a national grid. */
const DEGREES = 180;

/** Holds the place of a row against the bounds of its form. Null where it lies within, or where a part of it could not be read, which has been told. */
export function checkPlaceOf(values: ReadonlyMap<string, HeldValue>, { columns, bounds }: FileForm): Misplaced | null {
  const [lon, lat] = (['lon', 'lat'] as const).map((type) => columns.find((column) => column.type === type));
  if (!lon || !lat) return null;
  const [x, y] = [values.get(lon.id), values.get(lat.id)];
  if (x === undefined || y === undefined || (x === null && y === null && !lon.required)) return null;
  // Half a place is none.
  if (x === null || y === null) return { column: x === null ? lon : lat, code: 'geometry', expected: 'Point', got: '' };
  if (typeof x !== 'number' || typeof y !== 'number') return null;
  const [west, south, east, north] = bounds;
  const inside = (a: number, b: number): boolean => a >= west && a <= east && b >= south && b <= north;
  if (inside(x, y)) return null;
  const code = Math.abs(x) > DEGREES || Math.abs(y) > DEGREES ? 'metres' : inside(y, x) ? 'swapped' : 'bounds';
  return { column: lon, code, expected: bounds.join(', '), got: lon.personal || lat.personal ? '' : `${x}, ${y}` };
}
