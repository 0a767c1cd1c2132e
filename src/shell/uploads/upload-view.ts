import * as z from 'zod/mini';
import { civilDate } from '@/domain/civil';
import { lastPeriods, periodOf } from '@/domain/period/period';
import type { Period, PeriodKind } from '@/domain/period/types';
import { toInstant } from '@/domain/time';
import { useWords, type Words } from '../use-words';
import { readList } from '../read-list';
import en from './locales/en.json';
import vi from './locales/vi.json';

export const useUploadWords = (): Words => useWords({ vi, en });

/** Largest file that is sent, bytes: the gateway's own limit. */
export const MOST_BYTES = 5 * 1024 * 1024;
const PERIODS_OFFERED = 12;

const text = z.object({ vi: z.string(), en: z.string() });
const column = z.object({ id: z.string(), title: text, type: z.string(), decimals: z.number(), required: z.boolean(), numbers: z.nullable(z.string()) });
export const uploadForm = z.object({
  dataset: z.string(), title: text, description: text, period: z.enum(['month', 'quarter', 'half', 'year']), columns: z.array(column), units: z.array(z.string()),
});
export type UploadForm = z.infer<typeof uploadForm>;
export const readForms = (body: unknown): readonly UploadForm[] => readList(body, 'forms', uploadForm);

const total = z.object({ column: z.string(), sum: z.number(), count: z.number(), missing: z.number() });
export const uploadCard = z.object({
  id: z.string(), unit: z.string(), period: z.string(), version: z.number(), fileName: z.string(), rowCount: z.number(), by: z.nullable(z.string()), at: z.number(),
  withdrawn: z.nullable(z.object({ at: z.number(), reason: z.string() })),
});
export type UploadCard = z.infer<typeof uploadCard>;
export const readUploads = (body: unknown): readonly UploadCard[] => readList(body, 'uploads', uploadCard);

const preview = z.object({
  token: z.nullable(z.string()), sha256: z.string(), form: z.nullable(z.string()), found: z.array(z.string()), mapping: z.record(z.string(), z.nullable(z.number())), rowCount: z.number(),
  sample: z.array(z.object({ row: z.number(), cells: z.array(z.string()) })),
  faults: z.array(z.object({ row: z.nullable(z.number()), column: z.nullable(z.string()), code: z.string(), words: text, place: z.optional(z.string()) })), faultCount: z.number(),
  remarks: z.array(z.object({ code: z.string(), about: z.string() })), totals: z.array(total),
  before: z.nullable(z.object({ version: z.number(), at: z.number(), totals: z.array(total), same: z.boolean() })),
});
export type UploadPreview = z.infer<typeof preview>;
/** Null where the answer is none. */
export const readPreview = (body: unknown): UploadPreview | null => preview.safeParse(body).data ?? null;
export const readCard = (body: unknown): UploadCard | null => uploadCard.safeParse(body).data ?? null;

/** Periods that may be reported, the newest that is over first, then the one that runs. */
export function periodsOffered(kind: PeriodKind, now: number): Period[] {
  const [current, ...over] = lastPeriods(periodOf(kind, 'calendar', civilDate(toInstant(now))), PERIODS_OFFERED + 1).reverse();
  return current ? [...over, current] : over;
}

export interface TotalRow {
  readonly column: string;
  readonly now: number;
  readonly missing: number;
  readonly before: number | null;
  readonly difference: number | null;
}
/** Totals of a file beside those of the version in force; what has no figures at all has no total. */
export function totalRows({ totals, before }: Pick<UploadPreview, 'totals' | 'before'>): TotalRow[] {
  return totals.map(({ column: id, sum, missing, count }) => {
    const old = before?.totals.find((each) => each.column === id);
    const stood = old && old.count > 0 ? old.sum : null;
    const now = count > 0 ? sum : NaN;
    return { column: id, now, missing, before: stood, difference: stood === null || Number.isNaN(now) ? null : now - stood };
  });
}

export interface PreviewChoice {
  readonly dataset: string;
  readonly unit: string;
  readonly period: string;
  readonly name: string;
  readonly numbers: string;
  readonly map: Readonly<Record<string, number>>;
}
export function previewAddress({ numbers, map, ...rest }: PreviewChoice): string {
  const query = new URLSearchParams({ ...rest, name: rest.name.slice(-200) });
  if (numbers !== '') query.set('numbers', numbers);
  const chosen = Object.entries(map).map(([id, place]) => `${id}:${place}`).join(',');
  if (chosen !== '') query.set('map', chosen);
  return `/api/uploads/preview?${query.toString()}`;
}

/** The version in force at each place: the highest that was not withdrawn. */
export function standingIds(cards: readonly UploadCard[]): ReadonlySet<string> {
  const highest = new Map<string, UploadCard>();
  for (const card of cards) {
    const place = `${card.unit} ${card.period}`;
    if (card.withdrawn === null && card.version > (highest.get(place)?.version ?? 0)) highest.set(place, card);
  }
  return new Set([...highest.values()].map(({ id }) => id));
}
