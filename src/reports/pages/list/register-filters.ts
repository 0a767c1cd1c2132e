import { parsePeriod } from '@/domain/period/text';
import { REPORT_STATES } from '../../register/record';
import type { ReportState } from '../../register/record';

const MOST_TEXT = 100;

/** What narrows the register down; it stands in the address. Null: every one. */
export interface RegisterFilters {
  readonly unit: string | null;
  readonly period: string | null;
  readonly template: string | null;
  readonly state: ReportState | null;
  /** Words of a title or a number. */
  readonly text: string | null;
}
export const NO_FILTERS: RegisterFilters = { unit: null, period: null, template: null, state: null, text: null };

/** Filters of an address; what cannot be read narrows nothing. Their names are their own, for the scope of dashboards is no filter here. */
export function readFilters(query: Readonly<Record<string, string | undefined>>): RegisterFilters {
  const period = query['in'] ?? null;
  return {
    unit: query['of'] ?? null, template: query['form'] ?? null,
    period: period !== null && parsePeriod(period).ok ? period : null,
    state: REPORT_STATES.find((state) => state === query['state']) ?? null, text: query['q']?.trim().slice(0, MOST_TEXT) || null,
  };
}
/** The same as parts of an address; absent ones take theirs away. */
export const writeFilters = ({ unit, period, template, state, text }: RegisterFilters): Readonly<Record<'of' | 'in' | 'form' | 'state' | 'q', string | undefined>> =>
  ({ of: unit ?? undefined, in: period ?? undefined, form: template ?? undefined, state: state ?? undefined, q: text ?? undefined });

/** What the gateway is asked for: the newest, or what follows `after`. */
export function listPath(filters: RegisterFilters, page: { readonly after: string | null; readonly limit: number } | null = null): string {
  const query = new URLSearchParams();
  for (const name of ['unit', 'period', 'template', 'state', 'text'] as const) {
    const value = filters[name];
    if (value !== null) query.set(name, value);
  }
  if (page && page.after !== null) query.set('after', page.after);
  if (page) query.set('limit', String(page.limit));
  return query.size > 0 ? `/api/reports?${query.toString()}` : '/api/reports';
}
