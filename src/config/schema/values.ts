import * as z from 'zod/mini';
import { parseLocalDate } from '@/domain/civil';
import { parsePeriod } from '@/domain/period/text';
import { UNITS_OF_MEASURE } from '@/domain/unit-of-measure';
import type { Json } from '@/domain/dataset';
import type { UnitLevel } from '@/domain/org-unit/types';
import type { CalendarId, PeriodKind } from '@/domain/period/types';
import type { ConfigFaultCode } from '../config-fault';

// Compiled parsers need `new Function`, which the content security policy refuses.
z.config({ jitless: true });

/** A check whose failure carries one of our own codes; see `faultsOf`. */
export const rule = <T>(holds: (value: T) => boolean, fault: ConfigFaultCode, expected: string, path: PropertyKey[] = []): z.core.$ZodCheck<T> =>
  z.refine<T>(holds, { params: { fault, expected }, path });

export const isRecord = (value: unknown): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const words = (limit: number) => z.string().check(z.minLength(1), z.maxLength(limit));
/** A text in both languages. */
export const text = (limit = 200) => z.strictObject({ vi: words(limit), en: words(limit) });

export const id = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/));
/** Code of a category in a source's own vocabulary: `settledInTime`, `grdp-growth`, `1.4`. */
export const code = z.string().check(z.regex(/^[A-Za-z0-9][\w.-]{0,63}$/));
export const unitCode = z.string().check(z.regex(/^[0-9A-Z.]{1,35}$/));
export const date = z.string().check(rule((value) => parseLocalDate(value).ok, 'date', 'YYYY-MM-DD'));
export const period = z.string().check(rule((value) => parsePeriod(value).ok, 'period', 'calendar:2026-10, statistical:2026-Q3, …'));

/** A finite number; −0 is 0. */
export const number = z.number().check(z.overwrite((value) => value + 0));
export const integer = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));

export const list = <T extends z.ZodMiniType>(of: T, most: number) => z.array(of).check(z.maxLength(most));
export const filled = <T extends z.ZodMiniType>(of: T, most: number) => z.array(of).check(z.minLength(1), z.maxLength(most));

export const calendar = z.enum(['calendar', 'administrative', 'statistical'] satisfies CalendarId[]);
export const periodKind = z.enum(['day', 'week', 'month', 'quarter', 'half', 'nine-months', 'year'] satisfies PeriodKind[]);
export const unitLevel = z.enum(['province', 'department', 'district', 'commune'] satisfies UnitLevel[]);
export const unitOfMeasure = z.enum(UNITS_OF_MEASURE);

/** Settings that a connector checks by itself: any object, but without secrets, since a pack is public. */
export const settings = z.custom<Readonly<Record<string, Json>>>(isRecord, { params: { fault: 'type', expected: 'object' } })
  .check(rule((value) => !holdsSecret(value), 'secret-inline', 'no secret in a pack'));

/** Names under which secrets are written in settings and headers; a field called `nextPageToken` is none. */
const SECRET = /^(?:pass(?:word|wd|phrase)?|(?:client[-_]?|app[-_]?)?secret|(?:access|auth|bearer|refresh|api|id)?[-_]?token|(?:x-)?api[-_]?key|authorization|credentials?)$/i;

function holdsSecret(value: Json): boolean {
  if (Array.isArray(value)) return value.some(holdsSecret);
  if (!isRecord(value)) return false;
  return Object.entries(value).some(([key, child]) => (typeof child === 'string' && SECRET.test(key)) || holdsSecret(child));
}
