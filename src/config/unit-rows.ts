import { parseLocalDate } from '@/domain/civil';
import type { Json } from '@/domain/dataset';
import { createUnitRegistry } from '@/domain/org-unit/registry';
import type { ChangeKind, OrgUnit, Predecessor, UnitKind, UnitLevel, UnitRegistry } from '@/domain/org-unit/types';
import type { UnitFaultCode } from '@/domain/org-unit/unit-faults';
import type { LocalDate } from '@/domain/time';
import { pointerOf, quote } from './config-fault';
import type { ConfigFaultCode, Report } from './config-fault';

/** Word that makes a full name of a name, and the level, by kind. */
const KINDS: Readonly<Record<UnitKind, readonly [word: string, level: UnitLevel]>> = {
  province: ['Tỉnh', 'province'], 'central-city': ['Thành phố', 'province'],
  department: ['', 'department'],
  district: ['Huyện', 'district'], town: ['Thị xã', 'district'], 'provincial-city': ['Thành phố', 'district'], 'urban-district': ['Quận', 'district'],
  commune: ['Xã', 'commune'], ward: ['Phường', 'commune'], township: ['Thị trấn', 'commune'], 'special-zone': ['Đặc khu', 'commune'],
};
const CHANGES: readonly Json[] = ['merge', 'split', 'rename'] satisfies ChangeKind[];
const CODE = /^[0-9A-Z.]{1,35}$/;
const MAX_UNITS = 20_000;
const MAX_NAME = 120;

/**
 * Rows of `units.json`: `[code, kind, level, name, fullName, parent, validFrom, validTo, [[predecessor, change], …], lon, lat]`.
 * `fullName` is null where it is the kind's word and the name ("Phường Thành Vinh"; a department's own name); empty values at the end
 * of a row are left out. Checked by hand and not by schema: hundreds of rows stand before the first paint.
 * A bad row is reported and left out.
 */
export function readUnitRows(file: string, rows: Json | undefined, report: Report): { readonly units: OrgUnit[]; readonly rowOf: Map<OrgUnit, number> } {
  const rowOf = new Map<OrgUnit, number>();
  if (!Array.isArray(rows) || rows.length > MAX_UNITS) {
    const code: ConfigFaultCode = Array.isArray(rows) ? 'too-many' : (rows ?? null) === null ? 'required' : 'type';
    report({ code, file, pointer: '/units', expected: `a list of at most ${MAX_UNITS} rows`, got: quote(rows) });
    return { units: [], rowOf };
  }
  const units: OrgUnit[] = [];
  rows.forEach((row: Json, index) => {
    const wrong = faultsOfRow(row);
    for (const { column, code, expected, got } of wrong) {
      report({ code, file, pointer: pointerOf(column === null ? ['units', index] : ['units', index, column]), expected, got: quote(got) });
    }
    if (wrong.length > 0) return;
    const unit = unitOf(row as Row);
    units.push(unit);
    rowOf.set(unit, index);
  });
  return { units, rowOf };
}

type Row = readonly [
  code: string, kind: UnitKind, level: UnitLevel, name: string, fullName: string | null | undefined, parent: string | null | undefined, validFrom: LocalDate,
  validTo?: LocalDate | null, predecessors?: readonly (readonly [string, ChangeKind])[], lon?: number | null, lat?: number | null,
];

function unitOf([code, kind, level, name, fullName, parent, validFrom, validTo, predecessors, lon, lat]: Row): OrgUnit {
  const unit = {
    code, kind, level, name,
    fullName: fullName ?? `${KINDS[kind][0]} ${name}`.trim(),
    parent: parent ?? null, validFrom, validTo: validTo ?? null,
    predecessors: predecessors ? predecessors.map(([from, change]): Predecessor => ({ code: from, change })) : NO_PREDECESSORS,
  };
  return typeof lon === 'number' && typeof lat === 'number' ? { ...unit, centre: { lon, lat } } : unit;
}

interface RowFault {
  /** Null for the row as a whole. */
  readonly column: number | null;
  readonly code: ConfigFaultCode;
  readonly expected: string;
  readonly got: Json | undefined;
}

interface Column {
  readonly type: 'string' | 'object' | 'number';
  readonly optional: boolean;
  readonly holds: (value: Json, row: readonly Json[]) => boolean;
  readonly fault: ConfigFaultCode;
  readonly expected: string;
}

const column = (type: Column['type'], optional: boolean, fault: ConfigFaultCode, expected: string, holds: Column['holds']): Column =>
  ({ type, optional, fault, expected, holds });
const isKind = (value: Json | undefined): value is UnitKind => typeof value === 'string' && Object.hasOwn(KINDS, value);
const isCode = (value: Json | undefined): boolean => typeof value === 'string' && CODE.test(value);
const isName = (value: Json): boolean => typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME;
const within = (limit: number) => (value: Json): boolean => typeof value === 'number' && Math.abs(value) <= limit;
const arePredecessors = (value: Json): boolean =>
  Array.isArray(value) && value.every((each: Json) => Array.isArray(each) && each.length === 2 && isCode(each[0]) && CHANGES.includes(each[1] as Json));

const NAME = `1–${MAX_NAME} characters`;
const COLUMNS: readonly Column[] = [
  column('string', false, 'pattern', CODE.source, isCode),
  column('string', false, 'choice', Object.keys(KINDS).join(' | '), isKind),
  column('string', false, 'contradiction', 'the level of the kind', (value, row) => !isKind(row[1]) || KINDS[row[1]][1] === value),
  column('string', false, 'too-long', NAME, isName),
  column('string', true, 'too-long', NAME, isName),
  column('string', true, 'pattern', CODE.source, isCode),
  column('string', false, 'date', 'YYYY-MM-DD', isDate),
  column('string', true, 'date', 'YYYY-MM-DD', isDate),
  column('object', true, 'choice', '[[code, merge | split | rename], …]', arePredecessors),
  column('number', true, 'range', '−180…180, with a latitude', (value, row) => within(180)(value) && typeof row[10] === 'number'),
  column('number', true, 'range', '−90…90, with a longitude', (value, row) => within(90)(value) && typeof row[9] === 'number'),
];
const NO_FAULTS: readonly RowFault[] = [];
const NO_PREDECESSORS: readonly Predecessor[] = [];

function faultsOfRow(row: Json): readonly RowFault[] {
  if (!Array.isArray(row)) return [{ column: null, code: 'type', expected: 'a row of values', got: row }];
  const values = row as readonly Json[];
  if (values.length > COLUMNS.length) return [{ column: COLUMNS.length, code: 'unknown-field', expected: `at most ${COLUMNS.length} values`, got: values[COLUMNS.length] }];
  let faults = NO_FAULTS;
  for (let index = 0; index < COLUMNS.length; index += 1) {
    const { type, optional, holds, fault, expected } = COLUMNS[index] as Column;
    const value = values[index];
    if (value === undefined || value === null ? optional : typeof value === type && holds(value, values)) continue;
    const code = value === undefined || value === null ? 'required' : typeof value === type ? fault : 'type';
    faults = [...faults, { column: index, code, expected, got: value }];
  }
  return faults;
}

/** The few dates of a map come hundreds of times. */
const KNOWN_DATES = new Map<Json, boolean>();
function isDate(value: Json): boolean {
  let known = KNOWN_DATES.get(value);
  if (known === undefined) {
    known = typeof value === 'string' && parseLocalDate(value).ok;
    if (known) KNOWN_DATES.set(value, known);
  }
  return known;
}

/**
 * Registry of the units that make a sound history; those that do not are reported and left out, with whatever then has no ground.
 * Undefined where nothing sound remains.
 */
export function soundRegistry(file: string, read: ReturnType<typeof readUnitRows>, report: Report): UnitRegistry | undefined {
  let { units } = read;
  while (units.length > 0) {
    const made = createUnitRegistry(units);
    if (made.ok) return made.value;
    const wrong = new Set<OrgUnit>();
    for (const fault of made.error) {
      const unit = units.find((each) => each.code === fault.unit && each.validFrom === fault.validFrom);
      if (unit && !wrong.has(unit)) {
        const place = `${fault.about}${fault.date === null ? '' : ` ${fault.date}`}`;
        report({ code: 'contradiction', file, pointer: pointerOf(['units', read.rowOf.get(unit) ?? 0]), expected: EXPECTED[fault.code], got: quote(`${unit.code}: ${place}`) });
        wrong.add(unit);
      }
    }
    if (wrong.size === 0) break;
    units = units.filter((unit) => !wrong.has(unit));
  }
  report({ code: 'required', file, pointer: '/units', expected: 'a list with a sound unit', got: 'none' });
  return undefined;
}

const EXPECTED: Readonly<Record<UnitFaultCode, string>> = {
  'no-units': 'units',
  'empty-validity': 'validTo after validFrom',
  overlap: 'one holder of a code on any day',
  'unknown-parent': 'a parent that lives on every day of the unit',
  'unknown-predecessor': 'a predecessor that lived on the day before',
  outlived: 'a predecessor that ended on that day',
  cycle: 'a parent that is not below the unit',
  'no-root': 'a unit without parent on every day',
};
