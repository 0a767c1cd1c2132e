import { STATUS_INDEX, FIRST_MISSING, strides } from '@/domain/cube/cube';
import { createCube } from '@/domain/cube/create-cube';
import type { Category, Cube, Dimension } from '@/domain/cube/types';
import { parsePeriod, periodText } from '@/domain/period/text';
import type { CalendarId, Period } from '@/domain/period/types';
import type { Params } from '../../connector';
import { below, refuse, said } from '../../fault';
import { checkPlausible } from '../../normalise/limits';
import type { NoteBook } from '../../normalise/note-book';
import type { ClassificationRule, MetricRule, StatMapping } from './mapping';
import type { Table, TableDimension } from './table';
import { periodOfCode, timeCodes } from './time-codes';

/** One dimension of the cube to be, and for each of its categories where to look in the table. */
interface Axis {
  readonly dimension: Dimension;
  /** Dimension of the table; null where the table has none for it. */
  readonly from: TableDimension | null;
  /** Position in the table's dimension, by our category. */
  readonly positions: readonly number[];
}
interface TimeAxis extends Axis {
  readonly calendars: readonly CalendarId[];
}

const at = (table: Table, dimension: TableDimension): string => table.places?.codes(dimension.id) ?? below(`${table.pointer}/dimension`, dimension.id);
/** Where the categories of a dimension stand, or one of them. */
function codePlace(table: Table, dimension: TableDimension, position?: number): string {
  const { places } = table;
  if (places) return position === undefined ? places.codes(dimension.id) : below(places.codes(dimension.id), position);
  const index = `${at(table, dimension)}/category/index`;
  return position === undefined ? index : below(index, dimension.categories[position]?.code ?? position);
}
const valuePlace = (table: Table, cell?: number): string => table.places?.value(cell) ?? (cell === undefined ? `${table.pointer}/value` : below(`${table.pointer}/value`, cell));

function dimensionOf(table: Table, id: string): TableDimension {
  const wanted = id.normalize('NFC');
  return table.dimensions.find((each) => each.id === wanted) ?? refuse('malformed', table.places?.ids ?? `${table.pointer}/id`, `a dimension ${id}`, said(table.dimensions.map((each) => each.id).join(', ')));
}

/** Periods asked for lie between `from` and `to` where the question has both; a table that gives more is cut. */
function withinQuestion(params: Params): (period: Period) => boolean {
  const read = (name: string): Period | undefined => {
    const text = params[name];
    const period = typeof text === 'string' ? parsePeriod(text) : undefined;
    return period?.ok ? period.value : undefined;
  };
  const [from, to] = [read('from'), read('to')];
  return (period) => !from || !to || (period.end >= from.end && period.end <= to.end);
}

/** A time is one category for each calendar in use: the same table holds figures of the month and since January. */
function timeAxis(table: Table, mapping: StatMapping, params: Params): TimeAxis | undefined {
  if (!mapping.time) return undefined;
  const from = dimensionOf(table, mapping.time.dimension);
  const codes = timeCodes(mapping.time.pattern, mapping.time.nineMonths, '/mapping/time/pattern');
  const within = withinQuestion(params);
  const used = [...new Set(mapping.metrics.map(({ calendar }) => calendar))];
  const found = used.flatMap((calendar) =>
    from.categories.flatMap(({ code, label }, position) => {
      const period = periodOfCode(code, codes, calendar, codePlace(table, from, position));
      return within(period) ? [{ category: { code: periodText(period), label }, position, calendar }] : [];
    }),
  );
  return {
    dimension: { id: 'time', label: from.label, role: 'time', categories: found.map(({ category }) => category) },
    from,
    positions: found.map(({ position }) => position),
    calendars: found.map(({ calendar }) => calendar),
  };
}

function classificationAxis(table: Table, rule: ClassificationRule, role: 'geo' | 'classification'): Axis {
  const from = dimensionOf(table, rule.dimension);
  const ours = (code: string): string | undefined => (rule.codes ? rule.codes.get(code) : code);
  const kept = from.categories.flatMap((category, position) => {
    const code = ours(category.code);
    return code === undefined ? [] : [{ category, code, position }];
  });
  const codes = new Set(kept.map(({ code }) => code));
  // Units come and go with the map; a class of a classification does not.
  const absent = role === 'geo' ? undefined : [...(rule.codes ?? [])].find(([theirs]) => !from.categories.some(({ code }) => code === theirs));
  if (absent) refuse('malformed', codePlace(table, from), `a category ${absent[0]}`, said('none'));
  const categories = kept.map(({ category, code }): Category => {
    const parent = category.parent === undefined ? undefined : ours(category.parent);
    return { code, label: category.label, ...(parent !== undefined && codes.has(parent) ? { parent } : {}) };
  });
  return { dimension: { id: rule.id, label: rule.label ?? from.label, role, categories }, from, positions: kept.map(({ position }) => position) };
}

function metricCategory(rule: MetricRule, label: string, decimals: number | undefined): Category {
  const places = rule.decimals ?? (rule.divideBy === 1 ? decimals : undefined);
  return { code: rule.code, label: rule.label ?? label, unit: rule.unit, ...(places === undefined ? {} : { decimals: places }) };
}

function metricAxis(table: Table, mapping: StatMapping): Axis & { readonly rules: readonly MetricRule[] } {
  const dimension = (categories: readonly Category[]): Dimension => ({ id: 'metric', label: 'metric', role: 'metric', categories });
  const from = mapping.metricDimension === undefined ? null : dimensionOf(table, mapping.metricDimension);
  if (!from) return { dimension: dimension(mapping.metrics.map((rule) => metricCategory(rule, table.label, undefined))), from, positions: [0], rules: mapping.metrics };
  const found = mapping.metrics.flatMap((rule) => {
    const position = from.categories.findIndex(({ code }) => code === rule.from);
    const category = from.categories[position];
    if (!category) return rule.optional ? [] : refuse('malformed', codePlace(table, from), `a category ${rule.from ?? ''}`, said('none'));
    if (rule.sourceUnit !== undefined && category.unit?.base !== rule.sourceUnit.normalize('NFC')) {
      refuse('contradictory', table.places ? codePlace(table, from, position) : below(`${at(table, from)}/category/unit`, category.code), `the unit ${rule.sourceUnit}`, category.unit?.base);
    }
    return [{ rule, position, category: metricCategory(rule, category.label, category.unit?.decimals) }];
  });
  return { dimension: dimension(found.map(({ category }) => category)), from, positions: found.map(({ position }) => position), rules: found.map(({ rule }) => rule) };
}

/** Position of the one category a dimension outside the cube is held at. */
function heldAt(table: Table, dimension: TableDimension, fixed: ReadonlyMap<string, string>): number {
  const code = [...fixed].find(([id]) => id.normalize('NFC') === dimension.id)?.[1];
  if (code === undefined) {
    if (dimension.categories.length === 1) return 0;
    return refuse('malformed', at(table, dimension), 'a dimension the mapping knows', said(`${dimension.id}, ${dimension.categories.length} categories`));
  }
  const position = dimension.categories.findIndex((category) => category.code === code);
  return position >= 0 ? position : refuse('malformed', codePlace(table, dimension), `a category ${code}`, said('none'));
}

/** Steps of the table's cells along each of its dimensions. */
function stepsOf(table: Table): Map<string, number> {
  const steps = new Map<string, number>();
  let step = 1;
  for (const dimension of [...table.dimensions].reverse()) {
    steps.set(dimension.id, step);
    step *= dimension.categories.length;
  }
  return steps;
}

interface Standing {
  readonly mapping: StatMapping;
  readonly table: Table;
  readonly notes: NoteBook;
}

/** What a cell of the table says, as value and index of standing. */
function cellOf({ mapping, table, notes }: Standing, cell: number, divideBy: number): readonly [number, number] {
  const given = table.value(cell);
  const mark = table.status(cell) ?? (typeof given === 'string' ? given : undefined);
  const known = mark === undefined ? undefined : mapping.status.get(mark);
  if (typeof given === 'string' && known === undefined) refuse('malformed', valuePlace(table, cell), 'a number or null', given);
  const standing = known ?? (mark === undefined ? 'official' : 'provisional');
  if (mark !== undefined && known === undefined) notes.add('unknown-status', mark);
  const index = STATUS_INDEX[standing];
  if (typeof given !== 'number') return [NaN, Math.max(index, FIRST_MISSING)];
  // A number beside "not available" is a leftover of the office's own table: the mark decides.
  return index >= FIRST_MISSING ? [NaN, index] : [given / divideBy + 0, index];
}

/** The cube a mapping makes of a table: metric first, then geo, classifications and time, as far as the mapping has them. */
export function cubeOfTable(table: Table, mapping: StatMapping, params: Params, notes: NoteBook): Cube {
  const metric = metricAxis(table, mapping);
  const time = timeAxis(table, mapping, params);
  const geo = mapping.geo ? [classificationAxis(table, mapping.geo, 'geo')] : [];
  const axes: readonly Axis[] = [metric, ...geo, ...mapping.classifications.map((rule) => classificationAxis(table, rule, 'classification')), ...(time ? [time] : [])];
  const steps = stepsOf(table);
  const used = new Set(axes.map(({ from }) => from?.id));
  const origin = table.dimensions.reduce((sum, each) => (used.has(each.id) ? sum : sum + heldAt(table, each, mapping.fixed) * (steps.get(each.id) ?? 0)), 0);

  const made = createCube(axes.map(({ dimension }) => dimension), []);
  if (!made.ok) return refuse('malformed', made.error.pointer, made.error.expected, said(made.error.got));
  const cube = made.value;
  const targetSteps = strides(cube.dimensions);
  for (let cell = 0; cell < cube.values.length; cell++) {
    const places = axes.map(({ positions }, a) => Math.floor(cell / (targetSteps[a] ?? 1)) % positions.length);
    const rule = metric.rules[places[0] ?? 0] as MetricRule;
    const calendar = time?.calendars[places[axes.length - 1] ?? 0];
    if (calendar !== undefined && calendar !== rule.calendar) {
      cube.status[cell] = STATUS_INDEX['not-applicable'];
      continue;
    }
    const from = axes.reduce((sum, axis, a) => sum + (axis.from ? (axis.positions[places[a] ?? 0] ?? 0) * (steps.get(axis.from.id) ?? 0) : 0), origin);
    const [value, status] = cellOf({ mapping, table, notes }, from, rule.divideBy);
    cube.values[cell] = value;
    cube.status[cell] = status;
  }
  checkPlausible(cube, mapping.limits, () => valuePlace(table));
  return cube;
}
