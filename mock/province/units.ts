import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ChangeKind, UnitKind, UnitLevel } from '@/domain/org-unit/types';
import { dayOf } from '../clock';

/** A unit of the province as the mock systems know it, over one span of validity; days are civil day numbers. */
export interface MockUnit {
  /** Position in {@link UnitBook.all}. */
  readonly index: number;
  readonly code: string;
  readonly kind: UnitKind;
  readonly level: UnitLevel;
  readonly name: string;
  readonly fullName: string;
  readonly parent: string | null;
  readonly from: number;
  /** First day on which it is no longer valid; Infinity while it lives. */
  readonly to: number;
  readonly predecessors: readonly { readonly code: string; readonly change: ChangeKind }[];
  readonly centre: readonly [lon: number, lat: number] | null;
}

/** A span of days without any change of the map, `[from, to)`. */
export interface Era {
  readonly index: number;
  readonly from: number;
  readonly to: number;
  readonly units: readonly MockUnit[];
  readonly byCode: ReadonlyMap<string, MockUnit>;
}

export interface UnitBook {
  readonly all: readonly MockUnit[];
  /** Ascending and without gaps. */
  readonly eras: readonly Era[];
  /** The province of today. */
  readonly root: MockUnit;
  /** Communes of today, which a map has areas for. */
  readonly communes: readonly MockUnit[];
  readonly departments: readonly MockUnit[];
  eraAt(day: number): Era;
  /** Units of a later era that the ground or the work of `unit` went to; itself where it lives on. */
  successors(unit: MockUnit, era: Era): readonly MockUnit[];
}

/** One row of a pack's `units.json`; trailing empty values are left out there. */
type Row = readonly [
  code: string, kind: UnitKind, level: UnitLevel, name: string, fullName: string | null, parent: string | null, validFrom: string,
  validTo?: string | null, predecessors?: readonly (readonly [string, ChangeKind])[] | null, lon?: number | null, lat?: number | null,
];

const KIND_WORDS: Readonly<Record<UnitKind, string>> = {
  province: 'Tỉnh', 'central-city': 'Thành phố', department: '', district: 'Huyện', town: 'Thị xã', 'provincial-city': 'Thành phố',
  'urban-district': 'Quận', commune: 'Xã', ward: 'Phường', township: 'Thị trấn', 'special-zone': 'Đặc khu',
};

function unitOf(row: Row, index: number): MockUnit {
  const [code, kind, level, name, fullName, parent, validFrom, validTo, predecessors, lon, lat] = row;
  return {
    index, code, kind, level, name, parent,
    fullName: fullName ?? `${KIND_WORDS[kind]} ${name}`.trim(),
    from: dayOf(validFrom),
    to: validTo ? dayOf(validTo) : Number.POSITIVE_INFINITY,
    predecessors: (predecessors ?? []).map(([predecessor, change]) => ({ code: predecessor, change })),
    centre: typeof lon === 'number' && typeof lat === 'number' ? [lon, lat] : null,
  };
}

function erasOf(all: readonly MockUnit[]): Era[] {
  const starts = [...new Set(all.flatMap((unit) => [unit.from, unit.to]))].filter(Number.isFinite).sort((a, b) => a - b);
  return starts.map((from, index) => {
    const units = all.filter((unit) => unit.from <= from && from < unit.to);
    return { index, from, to: starts[index + 1] ?? Number.POSITIVE_INFINITY, units, byCode: new Map(units.map((unit) => [unit.code, unit])) };
  });
}

/** Where a unit's work went when the map changed from `before` to `after`: named successors, else those of the communes inside it. */
function stepForward(unit: MockUnit, before: Era, after: Era): readonly MockUnit[] {
  if (after.units.includes(unit)) return [unit];
  const heirs = after.units.filter((later) => later.from === after.from && later.predecessors.some((each) => each.code === unit.code));
  if (heirs.length > 0) return heirs;
  const inside = before.units.filter((each) => each.parent === unit.code && each !== unit);
  return [...new Set(inside.flatMap((each) => stepForward(each, before, after)))];
}

/** Reads the rows of a pack's unit file. Throws where the file names no living province. */
export function createUnitBook(rows: readonly Row[]): UnitBook {
  const all = rows.map(unitOf);
  const eras = erasOf(all);
  const last = eras.at(-1);
  const root = last?.units.find((unit) => unit.level === 'province');
  if (!last || !root) throw new Error('units.json: no living unit of level "province"');
  const known = new Map<string, readonly MockUnit[]>();
  return {
    all, eras, root,
    communes: last.units.filter((unit) => unit.level === 'commune'),
    departments: last.units.filter((unit) => unit.level === 'department'),
    eraAt: (day) => eras.findLast((era) => era.from <= day) ?? last,
    successors: (unit, era) => {
      const key = `${unit.index}>${era.index}`;
      let found = known.get(key);
      if (!found) {
        let holders: readonly MockUnit[] = [unit];
        for (const [position, before] of eras.entries()) {
          const after = eras[position + 1];
          if (!after || after.index > era.index || unit.to <= before.from) continue;
          holders = [...new Set(holders.flatMap((holder) => (holder.from < after.from ? stepForward(holder, before, after) : [holder])))];
        }
        known.set(key, (found = holders));
      }
      return found;
    },
  };
}

/** The unit book of a province pack in `public/provinces/`. Throws with the file's name where it cannot be read. */
export function readUnitBook(province: string): UnitBook {
  const file = fileURLToPath(new URL(`../../public/provinces/${province}/units.json`, import.meta.url));
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const rows = typeof parsed === 'object' && parsed !== null && 'units' in parsed ? parsed.units : undefined;
  if (!Array.isArray(rows)) throw new Error(`${file}: expected {"units": [...]}`);
  return createUnitBook(rows as Row[]);
}
