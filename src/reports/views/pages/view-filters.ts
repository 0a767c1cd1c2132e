import { parseLocalDate } from '@/domain/civil';

/** What narrows the list of kept views down; it stands in the address. Null: every one. */
export interface ViewFilters {
  readonly dashboard: string | null;
  /** `YYYY-MM-DD`, the day on which it was kept. */
  readonly day: string | null;
  readonly unit: string | null;
}
export const NO_VIEW_FILTERS: ViewFilters = { dashboard: null, day: null, unit: null };

/** Filters of an address; what cannot be read narrows nothing. Their names are their own, for the scope of dashboards is no filter here. */
export function readViewFilters(query: Readonly<Record<string, string | undefined>>): ViewFilters {
  const day = query['on'] ?? null;
  return { dashboard: query['of'] ?? null, unit: query['at'] ?? null, day: day !== null && parseLocalDate(day).ok ? day : null };
}
/** The same as parts of an address; absent ones take theirs away. */
export const writeViewFilters = ({ dashboard, day, unit }: ViewFilters): Readonly<Record<'of' | 'on' | 'at', string | undefined>> => ({ of: dashboard ?? undefined, on: day ?? undefined, at: unit ?? undefined });

/** What the gateway is asked for. */
export function viewsPath(filters: ViewFilters): string {
  const query = new URLSearchParams();
  for (const name of ['dashboard', 'day', 'unit'] as const) {
    const value = filters[name];
    if (value !== null) query.set(name, value);
  }
  return query.size > 0 ? `/api/kept-views?${query.toString()}` : '/api/kept-views';
}
export const viewPath = (id: string): string => `/api/kept-views/${encodeURIComponent(id)}`;
