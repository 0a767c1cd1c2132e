import type { Province } from '@/config/province';
import type { Cadence } from '@/domain/dataset';
import { fold } from '@/domain/fold';
import type { UnitOfMeasure } from '@/domain/unit-of-measure';
import { timePatternOf, type TableChoice } from '@/federation/connectors/px-web/dataset-of';
import type { MetaDimension, TableMeta } from '@/federation/connectors/px-web/table-meta';
import type { BrowsePlace } from './browse-places';

/** A metric as proposed: what it counts is null where the office's words do not tell. */
export type ProposedMetric = Omit<TableChoice['metrics'][number], 'unit'> & { readonly unit: UnitOfMeasure | null };
export type ProposedChoice = Omit<TableChoice, 'metrics'> & { readonly metrics: readonly ProposedMetric[] };

/** How offices write what they count, without marks or case; by what a number is divided to be in the unit. */
const UNITS: readonly (readonly [words: RegExp, unit: UnitOfMeasure, divideBy?: number])[] = [
  [/^%$|^phan tram$/, 'percent'], [/^‰$|^phan nghin$/, 'per-thousand'], [/^(nghin )?ty dong$/, 'billion-dong'], [/^trieu dong/, 'million-dong'], [/^nghin dong/, 'thousand-dong'], [/^dong/, 'dong'],
  [/^trieu (usd|do la my)/, 'million-usd'], [/^nghin nguoi$/, 'person', 0.001], [/^nguoi$/, 'person'], [/^nghin ha$/, 'hectare', 0.001], [/^ha$|^hec ?ta$/, 'hectare'],
  [/^nghin tan$/, 'thousand-tonne'], [/^tan$/, 'tonne'], [/^ta\/ha$/, 'quintal-per-hectare'], [/^ho( gia dinh)?$/, 'household'], [/^con$/, 'head'], [/^km$/, 'kilometre'], [/^m3$|^met khoi$/, 'cubic-metre'],
  [/^trieu kwh$/, 'million-kwh'], [/^trieu lit$/, 'million-litre'], [/^doanh nghiep$/, 'enterprise'], [/^du an$/, 'project'], [/^hang$|^thu hang$/, 'rank'], [/^luot (nguoi|khach)$/, 'visit'],
  [/^diem$/, 'point'], [/^truong$/, 'school'], [/^xa$|^don vi$/, 'unit'], [/^hop tac xa$/, 'cooperative'], [/^vu$/, 'case'], [/^phong$/, 'room'], [/^san pham$/, 'product'],
];

/** What an office's word for a unit means to us; null where it is none we know. A count in thousands of billions is not guessed at. */
export function unitOf(word: string | null): { readonly unit: UnitOfMeasure; readonly divideBy?: number } | null {
  const folded = fold(word ?? '');
  if (folded === 'nghin ty dong') return { unit: 'billion-dong', divideBy: 0.001 };
  const found = UNITS.find(([words]) => words.test(folded));
  return found ? { unit: found[1], ...(found[2] === undefined ? {} : { divideBy: found[2] }) } : null;
}

/** Words as an id: `Dân số trung bình` → `dan-so-trung-binh`. */
export const slug = (text: string): string => fold(text).replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60).replace(/-+$/, '') || 'x';

/** The unit in the last brackets of a label: `Diện tích (Nghìn ha)`. */
const inBrackets = (label: string): string | null => /\(([^()]{1,40})\)\s*$/.exec(label)?.[1] ?? null;
const sinceJanuary = (label: string): boolean => /luy ke|cong don|tu dau nam/.test(fold(label));

const CADENCES: readonly (readonly [pattern: RegExp, cadence: Cadence])[] = [
  [/\{month/, { kind: 'periodic', period: 'month', publishedAfterDays: 7, checkSeconds: 3_600 }],
  [/\{quarter/, { kind: 'periodic', period: 'quarter', publishedAfterDays: 10, checkSeconds: 3_600 }],
];
const YEARLY: Cadence = { kind: 'periodic', period: 'year', publishedAfterDays: 180, checkSeconds: 86_400 };

/** Each id once, by a number behind it. */
function distinct(): (id: string) => string {
  const taken = new Set<string>();
  return (id) => {
    let name = id;
    for (let at = 2; taken.has(name); at += 1) name = `${id}-${at}`;
    taken.add(name);
    return name;
  };
}

function metricsOf(meta: TableMeta, dimension: MetaDimension | undefined): ProposedMetric[] {
  const only = { code: 'x', label: meta.title, unit: null };
  const once = distinct();
  return (dimension?.categories ?? [only]).map(({ code, label, unit }) => ({
    from: dimension ? code : null, code: once(slug(dimension && /^[A-Za-z][\w.-]{2,}$/.test(code) ? code : label)),
    unit: null, ...unitOf(unit ?? inBrackets(label) ?? inBrackets(meta.title)),
    ...(sinceJanuary(label) ? { calendar: 'statistical' as const } : {}),
  }));
}

/** What a table most likely is, to be looked over by a person: nothing is saved of it as it is. */
export function proposedChoice({ source, dialect }: BrowsePlace, path: string, meta: TableMeta, province: Pick<Province, 'units' | 'datasets'>): ProposedChoice {
  const { dimensions } = meta;
  const units = new Set(province.units.all.map(({ code }) => code));
  const time = dimensions.find(({ role }) => role === 'time') ?? dimensions.find((each) => timePatternOf(each) !== undefined);
  const isPlaces = ({ categories }: MetaDimension): boolean => categories.filter(({ code }) => units.has(code)).length * 2 > categories.length;
  const geo = dimensions.find((each) => each !== time && (each.role === 'geo' || isPlaces(each)));
  const metric = dimensions.find((each) => each !== time && each !== geo && (each.role === 'metric' || each.categories.some(({ unit }) => unit !== null)));
  const rest = dimensions.filter((each) => each !== time && each !== geo && each !== metric);
  const pattern = time && timePatternOf(time);
  const once = distinct();
  const base = slug(meta.title);
  const id = [base, ...Array.from({ length: 99 }, (_, at) => `${base}-${at + 2}`)].find((each) => !province.datasets.has(each)) ?? base;
  const title = meta.title.slice(0, 200);
  return {
    id, source: source.id, dialect, path,
    title: { vi: title, en: title }, description: { vi: meta.title, en: meta.title }, owner: source.owner,
    cadence: CADENCES.find(([token]) => token.test(pattern ?? ''))?.[1] ?? YEARLY,
    classification: 'public',
    ...(source.legalBasis === undefined ? {} : { legalBasis: source.legalBasis }),
    ...(time ? { time: { dimension: time.id, calendar: 'calendar', ...(pattern === undefined ? {} : { pattern }) } } : {}),
    ...(geo ? { geo: { dimension: geo.id } } : {}),
    ...(metric ? { metricDimension: metric.id } : {}),
    metrics: metricsOf(meta, metric),
    classifications: rest.filter(({ categories, eliminable }) => categories.length > 1 && !eliminable).map((each) => ({ dimension: each.id, id: once(slug(each.label)) })),
    fixed: {},
  };
}
