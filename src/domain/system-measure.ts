import { comparePeriods, periodOf, shiftPeriod } from './period/period';
import { parsePeriod, periodText } from './period/text';
import type { LocalDate } from './time';
import type { Period, PeriodKind } from './period/types';
import { aggregate } from './cube/aggregate';
import { measureAt, strides } from './cube/cube';
import type { Cube, Dimension } from './cube/types';
import type { DatasetData, DatasetQuery } from './dataset';
import { measured, type Measure } from './measure';
import type { UnitCode } from './org-unit/types';
import { err, ok, type Result } from './result';
import type { SystemMeasure } from './system-card';
import type { UnitOfMeasure } from './unit-of-measure';

/** What the figure of a system comes to. */
export interface MeasureReading {
  readonly measure: Measure;
  readonly unit: UnitOfMeasure;
  readonly decimals: number;
  /** Null where the figure has no period: what is there now. */
  readonly period: Period | null;
  /** The same figure over the periods of the same answer, oldest first; empty where there are not two. */
  readonly trend: readonly { readonly period: Period; readonly measure: Measure }[];
}

/** Why an answer holds no such figure: a dimension that is not there or leaves a choice, or a category that is not there. */
export interface MeasureFault {
  readonly dimension: string;
  /** The category that is asked for; null where one had to be named. */
  readonly category: string | null;
}

const RELATIVE = /^\{(day|month|quarter|year)(?:-(\d{1,3}))?\}$/;

/** The question whose answer holds the figure, on a day of the province whose own unit is `province`. */
export function measureQuery({ dataset, params }: SystemMeasure, today: LocalDate, province: UnitCode): DatasetQuery {
  const meant = (value: string): string => {
    if (value === '{province}') return province;
    const [, kind, back = '0'] = RELATIVE.exec(value) ?? [];
    return kind === undefined ? value : periodText(shiftPeriod(periodOf(kind as PeriodKind, 'calendar', today), -Number(back)));
  };
  return { dataset, params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? meant(value) : value.map(meant)])) };
}

/** The figure in an answer, of the province whose own unit is `province`. Values that are missing stay so, with their reason. */
export function readMeasure({ read }: SystemMeasure, data: DatasetData, province: UnitCode): Result<MeasureReading, MeasureFault> {
  if (read.kind === 'cell') return data.kind === 'cube' ? cellOf({ ...read, at: placed(read.at, province) }, data) : err({ dimension: '', category: null });
  const count = data.kind === 'events' ? data.rows.length : data.kind === 'features' ? data.features.length : data.values.length;
  return ok({ measure: measured(count), unit: read.unit ?? 'count', decimals: 0, period: null, trend: [] });
}

const placed = (at: CellRead['at'], province: UnitCode): CellRead['at'] => Object.fromEntries(Object.entries(at).map(([id, code]) => [id, code === '{province}' ? province : code]));

type CellRead = Extract<SystemMeasure['read'], { kind: 'cell' }>;

/** Positions along a dimension that the figure is made of; null for time, of which every period is looked at. */
function placesOf({ at, sum }: CellRead, { id, role, categories }: Dimension): Result<readonly number[] | null, MeasureFault> {
  const named = at[id];
  if (named !== undefined) {
    const place = categories.findIndex(({ code }) => code === named);
    return place < 0 ? err({ dimension: id, category: named }) : ok([place]);
  }
  if (sum?.includes(id)) return ok(categories.map((_, place) => place));
  if (role === 'time') return ok(null);
  return categories.length === 1 ? ok([0]) : err({ dimension: id, category: null });
}

function cellOf(read: CellRead, cube: Cube): Result<MeasureReading, MeasureFault> {
  const wanted = Object.keys(read.at).find((id) => !cube.dimensions.some((each) => each.id === id));
  if (wanted !== undefined) return err({ dimension: wanted, category: read.at[wanted] ?? null });
  const steps = strides(cube.dimensions);
  let cells: readonly number[] = [0];
  let time: { readonly step: number; readonly dimension: Dimension } | null = null;
  for (const [index, dimension] of cube.dimensions.entries()) {
    const places = placesOf(read, dimension);
    const step = steps[index] ?? 1;
    if (!places.ok) return places;
    if (places.value === null) time = { step, dimension };
    else cells = places.value.flatMap((place) => cells.map((cell) => cell + place * step));
  }
  const valueAt = (offset: number): Measure => summed(cells.map((cell) => measureAt(cube, cell + offset)));
  const metric = metricOf(read, cube);
  if (time === null) return ok({ measure: valueAt(0), ...metric, period: null, trend: [] });
  return ok({ ...metric, ...overTime(time.dimension, (place) => valueAt(place * (time?.step ?? 1))) });
}

/** A sum of which the reader may see only a part is not theirs to see: it would pass for the whole. */
function summed(parts: readonly Measure[]): Measure {
  const kept = parts.find((part) => part.kind === 'missing' && part.reason === 'denied');
  return kept ?? aggregate(parts, 'sum', { allowPartial: true });
}

function metricOf({ at }: CellRead, { dimensions }: Cube): Pick<MeasureReading, 'unit' | 'decimals'> {
  const metrics = dimensions.find(({ role }) => role === 'metric');
  const found = metrics?.categories.find(({ code }) => metrics.categories.length === 1 || code === at[metrics.id]);
  return { unit: found?.unit ?? 'count', decimals: found?.decimals ?? 0 };
}

/** The newest period counts that has begun and that the figure is told for: what is missing for another reason stays missing. */
function overTime({ categories }: Dimension, valueAt: (place: number) => Measure): Pick<MeasureReading, 'measure' | 'period' | 'trend'> {
  const points = categories.flatMap(({ code }, place) => {
    const period = parsePeriod(code);
    return period.ok ? [{ period: period.value, measure: valueAt(place) }] : [];
  }).sort((a, b) => comparePeriods(a.period, b.period));
  const begun = points.filter(({ measure }) => measure.kind === 'value' || (measure.reason !== 'not-yet' && measure.reason !== 'not-applicable'));
  const newest = begun.at(-1) ?? points.at(-1);
  return { measure: newest?.measure ?? aggregate([], 'sum'), period: newest?.period ?? null, trend: begun.length > 1 ? begun : [] };
}
