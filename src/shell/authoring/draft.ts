import type { UnitOfMeasure } from '@/domain/unit-of-measure';
import type { Choice, Dimension, Fault, Table } from './authoring-view';

/** What becomes of a dimension of the table. */
export const DIMENSION_PARTS = ['time', 'geo', 'metric', 'classification', 'fixed', 'left'] as const;
export type DimensionPart = (typeof DIMENSION_PARTS)[number];

export interface DraftDimension {
  readonly of: Dimension;
  part: DimensionPart;
  /** Of a classification: its id in the cube, and the codes kept; none is all. */
  classId: string;
  codes: string[];
  /** The one category it is held at. */
  held: string;
}
export interface DraftMetric {
  readonly from: string | null;
  readonly label: string;
  /** As the office writes it. */
  readonly sourceUnit: string | null;
  kept: boolean;
  code: string;
  unit: UnitOfMeasure | '';
  decimals: number | '';
  divideBy: number | '';
  calendar: 'calendar' | 'administrative' | 'statistical' | '';
}
/** A choice while a person is at it: every field is there, and may still be open. */
export interface Draft extends Pick<Choice, 'id' | 'source' | 'dialect' | 'path' | 'classification'> {
  title: { vi: string; en: string };
  description: { vi: string; en: string };
  owner: { vi: string; en: string };
  legalBasis: string;
  period: 'month' | 'quarter' | 'year';
  publishedAfterDays: number;
  checkSeconds: number;
  calendar: 'calendar' | 'administrative' | 'statistical';
  pattern: string;
  /** Newest periods alone; open: the question names from and to. */
  latest: number | '';
  dimensions: DraftDimension[];
  metrics: DraftMetric[];
  readonly status: Choice['status'];
}

function partOf(choice: Choice, { id, categories }: Dimension): DimensionPart {
  if (choice.time?.dimension === id) return 'time';
  if (choice.geo?.dimension === id) return 'geo';
  if (choice.metricDimension === id) return 'metric';
  if (choice.fixed?.[id] !== undefined) return 'fixed';
  if (choice.classifications?.some((each) => each.dimension === id)) return 'classification';
  return categories.length > 0 ? 'left' : 'fixed';
}

/** Metrics of the dimension that tells them apart; one of the whole table where none does. What was chosen of them stays. */
export function metricsOf(dimension: Dimension | undefined, title: string, chosen: Choice['metrics'], proposed: Choice['metrics']): DraftMetric[] {
  const categories = dimension?.categories.map(({ code, label, unit }) => ({ from: code, label, unit })) ?? [{ from: null, label: title, unit: null }];
  return categories.map(({ from, label, unit }, at): DraftMetric => {
    const kept = chosen.find((each) => each.from === from);
    const rule = kept ?? proposed.find((each) => each.from === from);
    return {
      from, label, sourceUnit: unit, kept: kept !== undefined, code: rule?.code ?? (from === null ? 'value' : `metric-${at + 1}`), unit: rule?.unit ?? '',
      decimals: rule?.decimals ?? '', divideBy: rule?.divideBy ?? '', calendar: rule?.calendar ?? '',
    };
  });
}

/** A draft of a proposal, or of what was saved, on the table as it is now. */
export function draftOf(table: Table, choice: Choice): Draft {
  const { id, source, dialect, path, classification, cadence, time, legalBasis = '', status } = choice;
  const periodic = cadence.kind === 'periodic' ? cadence : { period: 'month' as const, publishedAfterDays: 7, checkSeconds: cadence.seconds };
  return {
    id, source, dialect, path, classification, legalBasis, status,
    title: { ...choice.title }, description: { ...choice.description }, owner: { ...choice.owner },
    period: periodic.period, publishedAfterDays: periodic.publishedAfterDays, checkSeconds: periodic.checkSeconds,
    calendar: time?.calendar ?? 'calendar', pattern: time?.pattern ?? '', latest: time?.latest ?? '',
    dimensions: table.dimensions.map((of) => {
      const kept = choice.classifications?.find((each) => each.dimension === of.id);
      const offered = table.proposal.classifications?.find((each) => each.dimension === of.id);
      return { of, part: partOf(choice, of), classId: kept?.id ?? offered?.id ?? '', codes: [...(kept?.codes ?? [])], held: choice.fixed?.[of.id] ?? of.categories[0]?.code ?? '' };
    }),
    metrics: metricsOf(table.dimensions.find((each) => each.id === choice.metricDimension), table.title, choice.metrics, table.proposal.metrics),
  };
}

const given = <T>(name: string, value: T | '' | undefined): object => (value === '' || value === undefined || Number.isNaN(value) ? {} : { [name]: value });

/** The choice a draft comes to, and what is still open in it. */
export function choiceOf(draft: Draft): { readonly choice: object; readonly faults: readonly Fault[] } {
  const { id, source, dialect, path, title, description, owner, classification, dimensions, status } = draft;
  const of = (part: DimensionPart): DraftDimension[] => dimensions.filter((each) => each.part === part);
  const [time] = of('time');
  const [geo] = of('geo');
  const [metric] = of('metric');
  const kept = draft.metrics.filter((each) => each.kept);
  const twice = (['time', 'geo', 'metric'] as const).find((part) => of(part).length > 1);
  const open = kept.filter(({ unit }) => unit === '');
  return {
    choice: {
      id: id.trim(), source, dialect, path, title, description, owner, classification, ...given('legalBasis', draft.legalBasis.trim()),
      cadence: { kind: 'periodic', period: draft.period, publishedAfterDays: draft.publishedAfterDays, checkSeconds: draft.checkSeconds },
      ...(time ? { time: { dimension: time.of.id, calendar: draft.calendar, ...given('pattern', draft.pattern.trim()), ...given('latest', draft.latest) } } : {}),
      ...(geo ? { geo: { dimension: geo.of.id } } : {}),
      ...(metric ? { metricDimension: metric.of.id } : {}),
      metrics: kept.map(({ from, code, unit, decimals, divideBy, calendar }) => ({ from, code: code.trim(), unit, ...given('decimals', decimals), ...given('divideBy', divideBy), ...given('calendar', calendar) })),
      classifications: of('classification').map(({ of: { id: dimension }, classId, codes }) => ({ dimension, id: classId.trim(), ...(codes.length > 0 ? { codes } : {}) })),
      fixed: Object.fromEntries(of('fixed').map(({ of: { id: dimension }, held }) => [dimension, held])),
      ...given('status', status),
    },
    faults: [
      ...(twice ? [{ in: 'choice' as const, place: '/geo', expected: twice, got: of(twice).map((each) => each.of.label).join(', ') }] : []),
      ...(kept.length === 0 ? [{ in: 'choice' as const, place: '/metrics', expected: '≥ 1', got: '0' }] : []),
      ...(open.length > 0 ? [{ in: 'choice' as const, place: '/metrics', expected: '', got: open.map(({ label }) => label).join(', ').slice(0, 200) }] : []),
    ],
  };
}
