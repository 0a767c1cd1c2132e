import { civilDate } from '@/domain/civil';
import type { BoundaryReading } from '@/domain/org-unit/types';
import { periodOf } from '@/domain/period/period';
import { parsePeriod, periodText } from '@/domain/period/text';
import type { CalendarId, PeriodKind } from '@/domain/period/types';
import type { Scope } from '@/domain/scope';
import type { Instant } from '@/domain/time';
import { parseLocalDate } from '@/domain/civil';
import type { Province } from '@/config/province';

/** What an address says of the scope; every part optional, every part untrusted. */
export interface ScopeQuery {
  readonly unit?: string;
  /** Period text form; absent means "the current one", which rolls with the clock. */
  readonly period?: string;
  /** `as-reported`, or a date; absent means today's map. */
  readonly map?: string;
}

export interface ScopeDefaults {
  readonly unit: string;
  readonly calendar: CalendarId;
  readonly periodKind: PeriodKind;
}

export interface ReadScope {
  readonly scope: Scope;
  /** Parts that could not be taken, with what stood there: the page says so and goes on with the default. */
  readonly rejected: readonly { readonly part: keyof ScopeQuery; readonly got: string }[];
}

/** The scope an address means at a moment. Never fails: what cannot be read falls back to the default and is named. */
export function readScope(query: ScopeQuery, defaults: ScopeDefaults, province: Province, now: Instant): ReadScope {
  const rejected: { part: keyof ScopeQuery; got: string }[] = [];
  const today = civilDate(now);
  const current = periodOf(defaults.periodKind, defaults.calendar, today);

  const asked = query.period === undefined ? null : parsePeriod(query.period);
  if (asked && !asked.ok) rejected.push({ part: 'period', got: clip(query.period) });
  const period = asked?.ok ? asked.value : current;

  const known = query.unit === undefined || province.units.all.some((unit) => unit.code === query.unit);
  if (!known) rejected.push({ part: 'unit', got: clip(query.unit) });
  const unit = known && query.unit !== undefined ? query.unit : defaults.unit;

  let boundary: BoundaryReading = { kind: 'on-date', date: today };
  if (query.map === 'as-reported') boundary = { kind: 'as-reported' };
  else if (query.map !== undefined) {
    const date = parseLocalDate(query.map);
    if (date.ok) boundary = { kind: 'on-date', date: date.value };
    else rejected.push({ part: 'map', got: clip(query.map) });
  }
  return { scope: { unit, period, boundary }, rejected };
}

/** The shortest address of a scope: defaults are left out so that "now" keeps rolling. */
export function writeScope(scope: Scope, defaults: ScopeDefaults, now: Instant): ScopeQuery {
  const today = civilDate(now);
  const current = periodText(periodOf(defaults.periodKind, defaults.calendar, today));
  const period = periodText(scope.period);
  const { boundary } = scope;
  return {
    ...(scope.unit === defaults.unit ? {} : { unit: scope.unit }),
    ...(period === current ? {} : { period }),
    ...(boundary.kind === 'as-reported' ? { map: 'as-reported' } : boundary.date === today ? {} : { map: boundary.date }),
  };
}

const clip = (text: string | undefined): string => (text ?? '').slice(0, 64);
