import { createCube, type CubeFault, type CubeRow } from '@/domain/cube/create-cube';
import { CELL_STATUS, type Category, type CellStatus, type Cube, type Dimension, type DimensionRole } from '@/domain/cube/types';
import { parsePeriod } from '@/domain/period/text';
import { UNITS_OF_MEASURE, type UnitOfMeasure } from '@/domain/unit-of-measure';
import { below, refuse, said } from '../fault';
import { listAt, objectAt, objectListAt, oneOfAt, wholeAt, type Keyed } from '../shape';
import { codeAt, labelAt } from './common-parts';
import { checkPlausible, type Limits } from './limits';

/** What the source writes where it has no number (`"-"`, `"N/A"`), and what we hold that to mean. */
export type MissingWords = ReadonlyMap<string, CellStatus>;

const ROLES: readonly DimensionRole[] = ['time', 'geo', 'metric', 'classification'];
const PARTS = ['id', 'label', 'role', 'categories'];
const CATEGORY_PARTS = ['code', 'label', 'unit', 'decimals', 'parent'];

/** Keys a mapped object may have; others are a slip of the mapping that would go unseen. */
function knownKeys(value: unknown, pointer: string, keys: readonly string[]): Keyed {
  const object = objectAt(value, pointer);
  const stray = Object.keys(object).find((key) => !keys.includes(key));
  if (stray !== undefined) refuse('malformed', below(pointer, stray), `one of ${keys.join(', ')}`, stray);
  return object;
}

/** Refuses a time code that names no period: `calendar:2026-13`. */
function checkTime(code: string, pointer: string): void {
  if (!parsePeriod(code).ok) refuse('malformed', pointer, 'a period such as calendar:2026-10', code);
}

function categoryAt(value: unknown, pointer: string, role: DimensionRole): Category {
  const parts = knownKeys(value, pointer, CATEGORY_PARTS);
  const code = codeAt(parts['code'], `${pointer}/code`);
  if (role === 'time') checkTime(code, `${pointer}/code`);
  const { label, unit, decimals, parent } = parts;
  return {
    code,
    label: label === undefined || label === null ? code : labelAt(label, `${pointer}/label`),
    ...(role === 'metric' ? { unit: oneOfAt<UnitOfMeasure>(unit, UNITS_OF_MEASURE, `${pointer}/unit`) } : {}),
    ...(decimals === undefined ? {} : { decimals: wholeAt(decimals, `${pointer}/decimals`, 0, 10) }),
    ...(parent === undefined || parent === null ? {} : { parent: codeAt(parent, `${pointer}/parent`) }),
  };
}

/** Every parent known, and no category its own ancestor. */
function checkHierarchy(categories: readonly Category[], pointer: string): void {
  const parents = new Map(categories.map(({ code, parent }) => [code, parent]));
  categories.forEach(({ code, parent }, at) => {
    if (parent === undefined) return;
    if (!parents.has(parent)) refuse('malformed', `${pointer}/${at}/parent`, 'the code of a category', parent);
    const path = [code];
    for (let up: string | undefined = parent; up !== undefined; up = parents.get(up)) {
      if (path.includes(up)) refuse('malformed', `${pointer}/${at}/parent`, 'no circle', said([...path, up].join(' → ')));
      path.push(up);
    }
  });
}

/** Categories left out are those the cells name, in order of appearance; a metric must declare its own, since it has a unit. */
function derivedCategories(cells: readonly unknown[], position: number, role: DimensionRole, pointer: string): Category[] {
  if (role === 'metric') refuse('malformed', `${pointer}/categories`, 'a list', undefined);
  const compose = composer();
  const codes = new Set<string>();
  cells.forEach((cell, at) => {
    const code = compose(Array.isArray(cell) ? cell[position] : undefined, () => `/cells/${at}/${position}`);
    if (role === 'time' && !codes.has(code)) checkTime(code, `/cells/${at}/${position}`);
    codes.add(code);
  });
  return [...codes].map((code) => ({ code, label: code }));
}

function dimensionAt(value: unknown, position: number, cells: readonly unknown[]): Dimension {
  const pointer = `/dimensions/${position}`;
  const parts = knownKeys(value, pointer, PARTS);
  const id = codeAt(parts['id'], `${pointer}/id`);
  const role = oneOfAt(parts['role'], ROLES, `${pointer}/role`);
  const given = parts['categories'];
  const categories = given === undefined
    ? derivedCategories(cells, position, role, pointer)
    : objectListAt(given, `${pointer}/categories`).map((category, at) => categoryAt(category, `${pointer}/categories/${at}`, role));
  checkHierarchy(categories, `${pointer}/categories`);
  return { id, label: parts['label'] === undefined ? id : labelAt(parts['label'], `${pointer}/label`), role, categories };
}

/** A value and its standing: a number, null, or a word the mapping explains. */
function cellAt(value: unknown, standing: unknown, words: MissingWords, pointer: () => string): readonly [number | null, string | undefined] {
  if (typeof value === 'string') {
    const meaning = words.get(value);
    if (!meaning) refuse('malformed', pointer(), 'a number or null', value);
    return [null, meaning];
  }
  if (value !== null && (typeof value !== 'number' || !Number.isFinite(value))) refuse('malformed', pointer(), 'a finite number or null', value);
  if (standing === undefined || standing === null) return [value, undefined];
  return [value, oneOfAt<CellStatus>(standing, CELL_STATUS, pointer())];
}

/** Codes are few and stand in many cells: each is composed once. */
function composer(): (code: unknown, pointer: () => string) => string {
  const known = new Map<unknown, string>();
  return (code, pointer) => {
    const found = known.get(code);
    if (found !== undefined) return found;
    const composed = codeAt(code, pointer());
    known.set(code, composed);
    return composed;
  };
}

function rowsOf(cells: readonly unknown[], count: number, words: MissingWords): CubeRow[] {
  const compose = composer();
  return cells.map((cell, at) => {
    if (!Array.isArray(cell) || cell.length < count + 1 || cell.length > count + 2) {
      return refuse('malformed', `/cells/${at}`, `${count} codes, a value and perhaps a status`, cell);
    }
    const row: (string | number | null | undefined)[] = [];
    for (let d = 0; d < count; d++) row.push(compose(cell[d], () => `/cells/${at}/${d}`));
    const [value, standing] = cellAt(cell[count], cell[count + 1], words, () => `/cells/${at}/${count}`);
    row.push(value, standing);
    return row;
  });
}

/** JSONata flattens lists of lists; dense values may come either way. */
function denseOf(mapped: Keyed, words: MissingWords): { values: (number | null)[]; status: (string | undefined)[] } {
  const standings = mapped['status'] === undefined ? undefined : listAt(mapped['status'], '/status').flat(8);
  const cells = listAt(mapped['values'], '/values').flat(8).map((value, at) => cellAt(value, standings?.[at], words, () => `/values/${at}`));
  if (standings && standings.length !== cells.length) refuse('malformed', '/status', `${cells.length} standings`, standings);
  return { values: cells.map(([value]) => value), status: cells.map(([, standing]) => standing) };
}

function refuseCube(found: CubeFault): never {
  const kind = found.code === 'duplicate-cell' || found.code === 'contradiction' ? 'contradictory' : 'malformed';
  return refuse(kind, found.pointer, found.expected, said(found.got));
}

/** Cells however JSONata has nested them: it unwraps a list that holds one list, and keeps apart the lists that each row made. */
function flatCells(cells: readonly unknown[], into: unknown[] = []): unknown[] {
  if (cells.length > 0 && !Array.isArray(cells[0]) && !cells.some(Array.isArray)) into.push(cells);
  else for (const cell of cells) if (Array.isArray(cell) && Array.isArray(cell[0])) flatCells(cell, into);
  else into.push(cell);
  return into;
}

/**
 * The cube of a mapped result `{dimensions, cells}` or `{dimensions, values, status?}`: strict, nothing coerced, every pointer into
 * that result. `limits` quarantines what cannot be true; `words` explains text that stands where a number should.
 */
export function cubeOfMapped(mapped: Keyed, limits: Limits, words: MissingWords): Cube {
  const dense = mapped['values'] !== undefined;
  const cells = dense ? [] : flatCells(listAt(mapped['cells'], '/cells'));
  const dimensions = objectListAt(mapped['dimensions'], '/dimensions').map((each, at) => dimensionAt(each, at, cells));
  if (dimensions.length === 0) refuse('malformed', '/dimensions', 'at least one dimension', mapped['dimensions']);
  const rows = rowsOf(cells, dimensions.length, words);
  const made = createCube(dimensions, dense ? denseOf(mapped, words) : rows);
  if (!made.ok) return refuseCube(made.error);
  checkPlausible(made.value, limits, (codes) => {
    const at = rows.findIndex((row) => codes.every((code, d) => row[d] === code));
    return at < 0 ? '/values' : `/cells/${at}/${dimensions.length}`;
  });
  return made.value;
}

/** Reads `{"-": "not-available"}` of a mapping. */
export function missingWordsAt(value: unknown, pointer: string): MissingWords {
  const reasons = CELL_STATUS.slice(CELL_STATUS.indexOf('not-available'));
  const words = Object.entries(objectAt(value ?? {}, pointer, 'misconfigured'));
  return new Map(words.map(([word, meaning]) => [word, oneOfAt<CellStatus>(meaning, reasons, below(pointer, word), 'misconfigured')]));
}

