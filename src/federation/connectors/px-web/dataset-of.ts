import type { Cadence, Classification, Dataset, Json } from '@/domain/dataset';
import type { CalendarId } from '@/domain/period/types';
import type { Result } from '@/domain/result';
import type { Text } from '@/domain/text';
import type { UnitOfMeasure } from '@/domain/unit-of-measure';
import { refuse, said, settled, type Fault } from '../../fault';
import { timePattern } from '../json-stat/time-codes';
import type { Dialect } from './listing';
import type { MetaDimension, TableMeta } from './table-meta';

/** A metric of ours and the category of the table that holds it; `from` is null where the whole table is one metric. */
export interface ChosenMetric {
  readonly from: string | null;
  readonly code: string;
  readonly unit: UnitOfMeasure;
  readonly decimals?: number;
  readonly divideBy?: number;
  /** Where its periods are others than the table's: figures since January beside figures of the month. */
  readonly calendar?: CalendarId;
}

/** What somebody chose of a table, and what the pack has to know beside it. */
export interface TableChoice {
  readonly id: string;
  readonly source: string;
  readonly dialect: Dialect;
  /** Path of the table below the source: `api/v1/vi/ThongKe/KTXH/KTXH01.px`, `api/v2/tables/KTXH01`. */
  readonly path: string;
  readonly title: Text;
  readonly description: Text;
  readonly owner: Text;
  readonly cadence: Cadence;
  readonly classification: Classification;
  readonly legalBasis?: string;
  /** `latest`: that many of the newest periods; without it the question names `from` and `to`. */
  readonly time?: { readonly dimension: string; readonly calendar: CalendarId; readonly pattern?: string; readonly latest?: number };
  readonly geo?: { readonly dimension: string };
  readonly metricDimension?: string;
  readonly metrics: readonly ChosenMetric[];
  /** Dimensions that stay in the cube; without codes all categories. */
  readonly classifications?: readonly { readonly dimension: string; readonly id: string; readonly codes?: readonly string[] }[];
  /** Dimensions held at one category. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** The office's marks beside figures, where they are others than usual. */
  readonly status?: Readonly<Record<string, string>>;
}

/** How offices of this country and PxWeb itself write times, the commonest first. */
const PATTERNS = [
  '{year}', '{year}M{month:2}', '{year}Q{quarter}', '{year}K{quarter}', '{year}H{half}', '{year}-{month:2}', '{year}-Q{quarter}', '{year}-{month:2}-{day:2}', '{month:2}/{year}', '{month}/{year}',
  'T{month}/{year}', 'Tháng {month}/{year}', 'Tháng {month} năm {year}', 'Quý {quarter}/{year}', 'Q{quarter}/{year}', 'Năm {year}',
];
const MARKS = { e: 'estimated', p: 'provisional', '..': 'not-available', '...': 'not-available', '.': 'not-applicable', ':': 'hidden' } as const;

/** The pattern that every code of a dimension of time fits; undefined where none does. */
export function timePatternOf({ categories }: MetaDimension): string | undefined {
  return PATTERNS.find((pattern) => {
    const { read } = timePattern(pattern, false, '/pattern');
    return categories.length > 0 && categories.every(({ code }) => read(code) !== undefined);
  });
}

function dimensionOf(meta: TableMeta, id: string, pointer: string): MetaDimension {
  return meta.dimensions.find((each) => each.id === id.normalize('NFC')) ?? refuse('misconfigured', pointer, 'a dimension of the table', said(`${id} of ${meta.dimensions.map((each) => each.id).join(', ')}`));
}

function knownCode(dimension: MetaDimension, code: string, pointer: string): string {
  return dimension.categories.some((category) => category.code === code.normalize('NFC')) ? code : refuse('misconfigured', pointer, `a category of ${dimension.id}`, code);
}

/** Every dimension is in the cube, held at one category, may be left out, or has but one category. */
function checkCovered(meta: TableMeta, used: ReadonlySet<string>): void {
  const left = meta.dimensions.find(({ id, categories, eliminable }) => !used.has(id) && !eliminable && categories.length > 1);
  if (left) refuse('misconfigured', '/choice/fixed', 'what becomes of every dimension', said(`${left.id}, ${left.categories.length} categories`));
}

function metricOf(dimension: MetaDimension | undefined, { code, unit, decimals, divideBy, calendar, from }: ChosenMetric): { readonly [key: string]: Json } {
  const named = dimension?.categories.find((category) => category.code === from?.normalize('NFC'));
  return {
    code, unit,
    ...(named ? { label: named.label } : {}),
    ...(decimals === undefined ? {} : { decimals }),
    ...(divideBy === undefined ? {} : { divideBy }),
    ...(calendar === undefined ? {} : { calendar }),
    // A slip of the office's unit is then a refusal and not a figure.
    ...(named?.unit ? { sourceUnit: named.unit } : {}),
  };
}

function metricMapping(dimension: MetaDimension | undefined, metrics: readonly ChosenMetric[]): Json {
  const [first] = metrics;
  if (!first) return refuse('misconfigured', '/choice/metrics', 'at least one metric', metrics);
  if (!dimension) return metrics.length === 1 ? { single: metricOf(undefined, first) } : refuse('misconfigured', '/choice/metrics', 'one metric, or a dimension that tells them apart', metrics);
  const rules = metrics.map((metric, at) => [knownCode(dimension, metric.from ?? '', `/choice/metrics/${at}/from`), metricOf(dimension, metric)] as const);
  return { dimension: dimension.id, metrics: Object.fromEntries(rules) };
}

interface Parts {
  readonly select: Readonly<Record<string, Json>>;
  readonly mapping: Readonly<Record<string, Json>>;
}

function partsOf(meta: TableMeta, choice: TableChoice): Parts {
  const { time, geo, classifications = [], fixed = {}, metrics } = choice;
  const timeDimension = time && dimensionOf(meta, time.dimension, '/choice/time/dimension');
  const geoDimension = geo && dimensionOf(meta, geo.dimension, '/choice/geo/dimension');
  const metricDimension = choice.metricDimension === undefined ? undefined : dimensionOf(meta, choice.metricDimension, '/choice/metricDimension');
  const pattern = time?.pattern ?? (timeDimension && timePatternOf(timeDimension));
  if (time && pattern === undefined) refuse('misconfigured', '/choice/time/pattern', 'a pattern such as {year}M{month:2}', timeDimension?.categories[0]?.code);
  const classes = classifications.map(({ dimension, id, codes }, at) => {
    const found = dimensionOf(meta, dimension, `/choice/classifications/${at}/dimension`);
    const kept = codes?.map((code) => knownCode(found, code, `/choice/classifications/${at}/codes`));
    return { found, kept, mapping: { dimension: found.id, id, ...(kept ? { codes: Object.fromEntries(kept.map((code) => [code, code])) } : {}) } };
  });
  const held = Object.entries(fixed).map(([id, code]) => [dimensionOf(meta, id, '/choice/fixed').id, knownCode(dimensionOf(meta, id, '/choice/fixed'), code, `/choice/fixed/${id}`)] as const);
  const select: readonly (readonly [string, Json])[] = [
    ...(metricDimension ? [[metricDimension.id, metrics.map(({ from }) => from ?? '')] as const] : []),
    ...(timeDimension ? [[timeDimension.id, time?.latest === undefined ? '{from}..{to}' : `top:${time.latest}`] as const] : []),
    ...(geoDimension ? [[geoDimension.id, '*'] as const] : []),
    ...classes.map(({ found, kept }) => [found.id, kept ?? '*'] as const),
    ...held.map(([id, code]) => [id, [code]] as const),
  ];
  checkCovered(meta, new Set(select.map(([id]) => id)));
  return {
    select: Object.fromEntries(select),
    mapping: {
      ...(time && timeDimension && pattern !== undefined ? { time: { dimension: timeDimension.id, pattern, calendar: time.calendar } } : {}),
      ...(geoDimension ? { geo: { dimension: geoDimension.id, id: 'unit' } } : {}),
      metric: metricMapping(metricDimension, metrics),
      ...(classes.length > 0 ? { classifications: classes.map(({ mapping }) => mapping) } : {}),
      ...(held.length > 0 ? { fixed: Object.fromEntries(held) } : {}),
      status: choice.status ?? MARKS,
    },
  };
}

/** A choice of a table as a whole dataset entry, asked and read by the connector `json-stat`; a fault names the part of the choice. */
export function datasetOf(meta: TableMeta, choice: TableChoice): Result<Dataset, Fault> {
  return settled((): Dataset => {
    const { select, mapping } = partsOf(meta, choice);
    const { id, source, title, description, owner, cadence, classification, legalBasis, dialect, path, time, geo } = choice;
    return {
      id, source, connector: 'json-stat', title, description, owner, shape: 'cube', cadence, classification,
      ...(geo ? { unitScope: { field: 'unit' } } : {}),
      parameters: time && time.latest === undefined ? [{ name: 'from', required: true }, { name: 'to', required: true }] : [],
      request: { dialect, path: dialect === 'pxweb-2' ? `${path.replace(/\/(?:metadata|data)?$/, '')}/data` : path, select },
      mapping,
      ...(legalBasis === undefined ? {} : { legalBasis }),
    };
  });
}
