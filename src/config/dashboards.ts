import type { UnitRegistry } from '@/domain/org-unit/types';
import { checkedValue } from './checked';
import { pointerOf, quote } from './config-fault';
import type { Report } from './config-fault';
import { MAIN_SECTION, type Dashboard, type Tile, type TilePlace } from './dashboard';
import { contentOf } from './pack-files';
import type { PackFile } from './pack-files';
import { dashboardFrame, tile } from './schema/dashboard';

const overlap = (a: TilePlace, b: TilePlace): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/**
 * Dashboards of a pack by id; the province's own replace inherited ones. A bad tile is reported and left out, and the dashboard stays
 * while any tile is left.
 */
export function readDashboards(opened: readonly PackFile[], units: UnitRegistry, report: Report): Map<string, Dashboard> {
  const dashboards = new Map<string, Dashboard>();
  const own = new Set<string>();
  const files = opened.filter((each) => each.kind === 'dashboard').sort((a, b) => Number(b.inherited) - Number(a.inherited));
  for (const each of files) {
    const dashboard = readDashboard(each, units, report);
    if (!dashboard) continue;
    if (own.has(dashboard.id) || (each.inherited && dashboards.has(dashboard.id))) {
      report({ code: 'duplicate-id', file: each.file, pointer: '/id', expected: 'each dashboard once', got: quote(dashboard.id) });
      continue;
    }
    if (!each.inherited) own.add(dashboard.id);
    dashboards.set(dashboard.id, dashboard);
  }
  return dashboards;
}

function readDashboard(opened: PackFile, units: UnitRegistry, report: Report): Dashboard | undefined {
  const read = dashboardOf(contentOf(opened), opened.file, units, report);
  return read && read.tiles.length > 0 ? read : undefined;
}

/**
 * Content of a dashboard, without its version; a bad tile is reported and left out, so that no tile at all may be left. Undefined where
 * the frame itself is bad. Without `units` any unit code is believed.
 */
export function dashboardOf(content: unknown, file: string, units: UnitRegistry | null, report: Report): Dashboard | undefined {
  const frame = checkedValue(content, dashboardFrame, file, [], report);
  if (!frame) return undefined;
  const knownUnit = (unit: string | undefined, path: readonly PropertyKey[]): boolean => {
    const known = unit === undefined || units === null || units.all.some((each) => each.code === unit);
    if (!known) report({ code: 'unknown-ref', file, pointer: pointerOf(path), expected: 'a unit of the province', got: quote(unit) });
    return known;
  };
  const tiles: Tile[] = [];
  frame.tiles.forEach((raw, index) => {
    const read = checkedValue(raw, tile, file, ['tiles', index], report);
    if (!read || !knownUnit(read.scope?.unit, ['tiles', index, 'scope', 'unit'])) return;
    const clash = placing(read, tiles, frame);
    if (clash) report({ file, pointer: pointerOf(['tiles', index, clash.field]), expected: clash.expected, got: quote(clash.got), code: clash.code });
    else tiles.push(read);
  });
  return knownUnit(frame.scope?.unit, ['scope', 'unit']) ? { ...frame, tiles } : undefined;
}

/** Section a tile stands in. */
export const sectionOf = ({ section }: Pick<Tile, 'section'>): string => section ?? MAIN_SECTION;

function placing(added: Tile, placed: readonly Tile[], frame: Pick<Dashboard, 'rows' | 'sections'>) {
  const { y, h } = added.place;
  const section = sectionOf(added);
  const rows = section === MAIN_SECTION ? frame.rows : frame.sections?.find((each) => each.id === section)?.rows;
  if (placed.some((each) => each.id === added.id)) return { code: 'duplicate-id', field: 'id', expected: 'each tile once', got: added.id } as const;
  if (rows === undefined) return { code: 'unknown-ref', field: 'section', expected: 'a section of the dashboard', got: section } as const;
  if (y + h > rows) return { code: 'range', field: 'place', expected: `y + h ≤ ${rows} rows`, got: y + h } as const;
  const under = placed.find((each) => sectionOf(each) === section && overlap(each.place, added.place));
  return under && ({ code: 'overlap', field: 'place', expected: 'ground of its own', got: `${added.id} over ${under.id}` } as const);
}
