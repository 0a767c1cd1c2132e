import * as z from 'zod/mini';
import { fold } from '@/domain/fold';
import { UNITS_OF_MEASURE } from '@/domain/unit-of-measure';
import { useWords, type Words } from '../use-words';
import { readList } from '../read-list';
import en from './locales/en.json';
import vi from './locales/vi.json';

export const useAuthoringWords = (): Words => useWords({ vi, en });

const text = z.object({ vi: z.string(), en: z.string() });
const place = z.object({ id: z.string(), name: text, owner: text, dialect: z.string(), root: z.string(), sampleData: z.boolean() });
export type Place = z.infer<typeof place>;
export const readPlaces = (body: unknown): readonly Place[] => readList(body, 'sources', place);

const entry = z.object({ kind: z.enum(['folder', 'table', 'heading']), id: z.string(), label: z.string(), updated: z.nullable(z.string()), path: z.nullable(z.string()) });
export type Entry = z.infer<typeof entry>;
const folder = z.object({ path: z.string(), page: z.object({ number: z.number(), of: z.number() }), entries: z.array(entry) });
export type Folder = z.infer<typeof folder>;
export const readFolder = (body: unknown): Folder | null => folder.safeParse(body).data ?? null;

/** Entries whose words hold what was typed, without marks or case; headings only where nothing was typed. */
export function found(entries: readonly Entry[], typed: string): readonly Entry[] {
  const wanted = fold(typed);
  return wanted === '' ? entries : entries.filter(({ kind, id, label }) => kind !== 'heading' && fold(`${label} ${id}`).includes(wanted));
}

const calendar = z.enum(['calendar', 'administrative', 'statistical']);
const metric = z.object({ from: z.nullable(z.string()), code: z.string(), unit: z.nullable(z.enum(UNITS_OF_MEASURE)), decimals: z.optional(z.number()), divideBy: z.optional(z.number()), calendar: z.optional(calendar) });
const choice = z.object({
  id: z.string(), source: z.string(), dialect: z.string(), path: z.string(), title: text, description: text, owner: text,
  cadence: z.union([z.object({ kind: z.literal('interval'), seconds: z.number() }), z.object({ kind: z.literal('periodic'), period: z.enum(['month', 'quarter', 'year']), publishedAfterDays: z.number(), checkSeconds: z.number() })]),
  classification: z.enum(['public', 'internal', 'restricted']), legalBasis: z.optional(z.string()),
  time: z.optional(z.object({ dimension: z.string(), calendar, pattern: z.optional(z.string()), latest: z.optional(z.number()) })),
  geo: z.optional(z.object({ dimension: z.string() })), metricDimension: z.optional(z.string()), metrics: z.array(metric),
  classifications: z.optional(z.array(z.object({ dimension: z.string(), id: z.string(), codes: z.optional(z.array(z.string())) }))),
  fixed: z.optional(z.record(z.string(), z.string())), status: z.optional(z.record(z.string(), z.string())),
});
/** A choice as the gateway proposes or keeps it: the unit of a metric may still be open. */
export type Choice = z.infer<typeof choice>;

const dimension = z.object({
  id: z.string(), label: z.string(), role: z.string(), eliminable: z.boolean(),
  categories: z.array(z.object({ code: z.string(), label: z.string(), depth: z.number(), unit: z.nullable(z.string()) })),
});
export type Dimension = z.infer<typeof dimension>;
const table = z.object({ title: z.string(), updated: z.nullable(z.string()), dimensions: z.array(dimension), proposal: choice });
export type Table = z.infer<typeof table>;
export const readTable = (body: unknown): Table | null => table.safeParse(body).data ?? null;

const fault = z.object({ in: z.enum(['choice', 'dataset', 'pack', 'source']), place: z.string(), expected: z.string(), got: z.string() });
export type Fault = z.infer<typeof fault>;
/** Faults in an answer, or in the problem of a refused change. */
export const readFaults = (body: unknown): readonly Fault[] => (typeof body === 'object' && body !== null && 'faults' in body ? readList(body, 'faults', fault) : []);

const cell = z.object({ labels: z.array(z.string()), unit: z.nullable(z.enum(UNITS_OF_MEASURE)), decimals: z.nullable(z.number()), value: z.nullable(z.number()), status: z.string() });
const tried = z.object({
  dimensions: z.array(z.object({ id: z.string(), label: z.string(), role: z.string(), size: z.number() })), cells: z.array(cell), cellCount: z.number(), asOf: z.nullable(z.number()),
  notes: z.array(z.object({ code: z.string(), count: z.number(), example: z.nullable(z.string()) })),
});
export type Tried = z.infer<typeof tried>;
const triedAnswer = z.object({ tried: z.nullable(tried) });
export const readTried = (body: unknown): Tried | null => triedAnswer.safeParse(body).data?.tried ?? null;

const card = z.object({
  id: z.string(), revision: z.number(), deleted: z.boolean(), title: z.nullable(text), source: z.nullable(z.string()), inForce: z.boolean(),
  author: z.object({ id: z.string(), name: z.nullable(z.string()) }), at: z.number(), reason: z.string(),
});
export type SavedCard = z.infer<typeof card>;
export const readCards = (body: unknown, name: 'datasets' | 'revisions'): readonly SavedCard[] => readList(body, name, card);
const saved = z.extend(card, { choice });
export const readSaved = (body: unknown): { readonly revision: number; readonly choice: Choice } | null => saved.safeParse(body).data ?? null;

/** Fields of the form at which faults are told. */
export const FIELDS = ['id', 'title', 'description', 'owner', 'legalBasis', 'cadence', 'classification', 'time', 'dimensions', 'metrics', 'table'] as const;
export type Field = (typeof FIELDS)[number];

const PLACES: readonly (readonly [place: RegExp, field: Field])[] = [
  [/^\/id/, 'id'], [/^\/title/, 'title'], [/^\/description/, 'description'], [/^\/owner/, 'owner'], [/^\/legalBasis/, 'legalBasis'], [/^\/cadence/, 'cadence'], [/^\/classification$/, 'classification'],
  [/^\/(mapping\/)?time/, 'time'], [/^\/(mapping\/)?metric/, 'metrics'], [/^\/(geo|fixed|classifications|mapping|request)/, 'dimensions'],
];
/** The field a fault is told at: what the source said or other files of the pack, at the table as a whole. */
export const fieldOf = ({ in: where, place: at }: Fault): Field => (where === 'pack' || where === 'source' ? 'table' : PLACES.find(([pattern]) => pattern.test(at))?.[1] ?? 'table');
