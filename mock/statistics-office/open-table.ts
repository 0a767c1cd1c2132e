import { chance, hash32 } from '../random';
import { dayAt, dayOf, dayOfMonth, partsOf } from '../clock';
import type { MockUnit } from '../province/units';
import type { World } from '../world';
import { RECIPE_TABLES, type RecipeTable } from './catalogue-tables';
import { communeFigures } from './commune-figures';
import { figure, type Kitchen } from './recipes';
import { issuesAt, updatedAt, type Frequency, type Issue } from './schedule';
import { observed, type Place } from './series';
import { CONTENT_DIMENSION, TABLES, type StatTable } from './tables';
import type { OpenTable } from './table-source';

/** What an office writes where it does not know the day. */
const END_OF_DAYS = '9999-12-31T23:59:59Z';
const REFERENCE_PERSONS = 3_831_694;
const POPULATION_TABLE = { id: 'DS01', title: 'Dân số trung bình phân theo đơn vị hành chính' };

export const TABLE_IDS: readonly { readonly id: string; readonly title: string }[] = [...TABLES.map(({ id, title }) => ({ id, title })), POPULATION_TABLE, ...RECIPE_TABLES.map(({ id, title }) => ({ id, title }))];

const isoSeconds = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** Nghệ An is the measure; other provinces differ by their people and by a lot that is always the same. */
export function placeOf(world: World): Place {
  const { units, population } = world;
  const communesAt = (year: number): number => units.eraAt(dayOf(`${year}-12-31`)).units.filter((unit) => unit.kind === 'commune').length;
  return {
    seed: hash32(world.seed, units.root.code),
    scale: population.of(units.root, 2025) / REFERENCE_PERSONS,
    shift: units.root.code === '40' ? 0 : 2 * chance('shift', units.root.code) - 1,
    communes: communesAt,
  };
}

function openSeries(table: StatTable, place: Place, now: number): OpenTable {
  const issues = issuesAt(table.frequency, now);
  const byCode = new Map(issues.map((issue) => [issue.code, issue]));
  const contents = new Map(table.contents.map((content) => [content.code, content]));
  const today = dayAt(now);
  return {
    id: table.id, title: table.title, trailingNul: table.trailingNul ?? false,
    updated: table.undated ? END_OF_DAYS : isoSeconds(updatedAt(issues)),
    variables: [
      { code: CONTENT_DIMENSION[0], text: CONTENT_DIMENSION[1], role: 'metric', values: table.contents.map(({ code, label, unit, decimals }) => ({ code, label, unit: { base: unit, decimals } })) },
      { code: table.time[0], text: table.time[1], role: 'time', values: issues.map(({ code, label }) => ({ code, label })) },
    ],
    cell: ([contentCode = '', timeCode = '']) => {
      const content = contents.get(contentCode);
      const issue = byCode.get(timeCode);
      if (!content || !issue) return { value: null, status: '' };
      if (content.monthsLater && dayOfMonth(issue.year + 1, 1 + content.monthsLater, 6) > today) return { value: null, status: '..' };
      const vintage = content.firm ? '' : issue.vintage;
      return { value: observed(content.series(place, issue.year, issue.index), content.decimals, vintage, content.firm ?? false, place.seed, content.code, issue.code), status: vintage };
    },
  };
}

/** Years of the population table: the present one is an estimate from its beginning. */
function populationYears(now: number): Issue[] {
  const published = issuesAt('year', now);
  const last = published.at(-1)?.year ?? partsOf(dayAt(now)).year - 1;
  const present: Issue = { code: String(last + 1), label: `Năm ${last + 1}`, year: last + 1, index: 1, vintage: 'e', publishedDay: dayOfMonth(last + 1, 1, 6) };
  return [...published.map((issue, at): Issue => ({ ...issue, vintage: at === published.length - 1 ? 'p' : '' })), present];
}

/** Codes that the table lists, each once, under the units they belong to. A code that two units held over time is one line. */
function unitLines(world: World): { readonly code: string; readonly label: string }[] {
  const seen = new Set<string>();
  const lines: { code: string; label: string }[] = [];
  const add = (unit: MockUnit, depth: number): boolean => {
    if (seen.has(unit.code)) return false;
    seen.add(unit.code);
    lines.push({ code: unit.code, label: `${'  '.repeat(depth)}${unit.fullName}` });
    return true;
  };
  for (const era of [...world.units.eras].reverse()) {
    const below = (parent: string, depth: number): void => {
      for (const unit of era.units) {
        if (unit.parent !== parent || unit.level === 'department') continue;
        if (add(unit, depth) || unit.level === 'district') below(unit.code, depth + 1);
      }
    };
    for (const unit of era.units) {
      if (unit.level !== 'province') continue;
      add(unit, 0);
      below(unit.code, 1);
    }
  }
  return lines;
}

function openPopulation(world: World, now: number): OpenTable {
  const years = populationYears(now);
  return {
    ...POPULATION_TABLE, trailingNul: false, updated: isoSeconds(updatedAt(years)),
    variables: [
      { code: 'DonVi', text: 'Đơn vị hành chính', role: 'geo', values: unitLines(world) },
      { code: 'ChiTieu', text: 'Chỉ tiêu', role: 'metric', values: [{ code: 'DAN_SO', label: 'Dân số trung bình', unit: { base: 'Người', decimals: 0 } }] },
      { code: 'Nam', text: 'Năm', role: 'time', values: years.map(({ code, label }) => ({ code, label })) },
    ],
    cell: ([unitCode = '', , yearCode = '']) => {
      const year = years.find(({ code }) => code === yearCode);
      const unit = year && world.units.eraAt(dayOf(`${year.year}-12-31`)).byCode.get(unitCode);
      return year && unit ? { value: world.population.of(unit, year.year), status: year.vintage } : { value: null, status: '' };
    },
  };
}

const TIMES: Readonly<Record<Frequency, readonly [code: string, label: string]>> = { month: ['Thang', 'Tháng'], quarter: ['Quy', 'Quý'], year: ['Nam', 'Năm'] };

/** What a table of the sectors is made with: the province, its people, and what the office's main tables say. */
function kitchenOf(world: World, table: RecipeTable, now: number): Kitchen {
  const place = placeOf(world);
  const opened = new Map<string, OpenTable>();
  return {
    table, place,
    published: (id, code, issue) => {
      const main = TABLES.find((each) => each.id === id);
      const open = opened.get(id) ?? (main && openSeries(main, place, now));
      if (!open) throw new RangeError(`no table ${id}`);
      opened.set(id, open);
      return open.cell([code, issue.code]).value ?? 0;
    },
    people: (year) => world.population.of(world.units.root, year),
  };
}

function openRecipes(table: RecipeTable, world: World, now: number): OpenTable {
  const issues = issuesAt(table.frequency, now);
  const byCode = new Map(issues.map((issue) => [issue.code, issue]));
  const contents = new Map(table.contents.map((content) => [content.code, content]));
  const kitchen = kitchenOf(world, table, now);
  const ofUnit = communeFigures(world, kitchen);
  const [timeCode, timeLabel] = TIMES[table.frequency];
  return {
    id: table.id, title: table.title, trailingNul: false, updated: isoSeconds(updatedAt(issues)),
    variables: [
      ...(table.byUnit ? [{ code: 'DonVi', text: 'Đơn vị hành chính', role: 'geo' as const, values: unitLines(world) }] : []),
      { code: CONTENT_DIMENSION[0], text: CONTENT_DIMENSION[1], role: 'metric', values: table.contents.map(({ code, label, unit, decimals }) => ({ code, label, unit: { base: unit, decimals } })) },
      { code: timeCode, text: timeLabel, role: 'time', values: issues.map(({ code, label }) => ({ code, label })) },
    ],
    cell: (codes) => {
      const [unit = '', contentCode = '', issueCode = ''] = table.byUnit ? codes : ['', ...codes];
      const content = contents.get(contentCode);
      const issue = byCode.get(issueCode);
      if (!content || !issue) return { value: null, status: '' };
      if (content.monthsLater && dayOfMonth(issue.year + 1, 1 + content.monthsLater, 6) > dayAt(now)) return { value: null, status: '..' };
      const value = table.byUnit ? ofUnit(content, issue, unit) : figure(kitchen, content, issue);
      return { value, status: value === null || content.firm ? '' : issue.vintage };
    },
  };
}

/** A table as it stands at a moment; undefined where there is none of that name. */
export function openTable(world: World, id: string, now: number): OpenTable | undefined {
  if (id === POPULATION_TABLE.id) return openPopulation(world, now);
  const table = TABLES.find((each) => each.id === id);
  if (table) return openSeries(table, placeOf(world), now);
  const recipes = RECIPE_TABLES.find((each) => each.id === id);
  return recipes && openRecipes(recipes, world, now);
}
