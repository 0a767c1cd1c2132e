import { parseLocalDate } from '@/domain/civil';
import { TIME_ZONE_OFFSET_MS, toInstant, type Instant, type LocalDate } from '@/domain/time';

/** A moment read from text, and whether its zone had to be assumed. */
export interface ReadMoment {
  readonly at: Instant;
  readonly zoneAssumed: boolean;
}

const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?$/i;
const VIETNAMESE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ T](\d{1,2}):(\d\d)(?::(\d\d))?)?$/;
const pad = (part: string): string => part.padStart(2, '0');

/** `Z`, `+07:00`, `-0330` as ms east of UTC; undefined where it is none. */
function offsetMs(zone: string): number | undefined {
  if (/^z$/i.test(zone)) return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  return hours <= 14 && minutes < 60 ? (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000 : undefined;
}

function assemble(date: string, hour: string, minute: string, second: string, fraction: string, zone: string | undefined): ReadMoment | undefined {
  if (!parseLocalDate(date).ok || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = zone === undefined ? TIME_ZONE_OFFSET_MS : offsetMs(zone);
  if (offset === undefined) return undefined;
  const ms = Math.floor(Number(`0.${fraction}`) * 1000);
  const utc = Date.parse(date) + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + ms;
  return { at: toInstant(utc - offset), zoneAssumed: zone === undefined };
}

/**
 * A moment as systems here write it: ISO 8601, or `dd/MM/yyyy HH:mm[:ss]`; a date alone is its first moment. Without an offset the
 * civil time of Vietnam is meant, and said so. Undefined for anything else, 30 February and 25:61 included.
 */
export function readMoment(text: string): ReadMoment | undefined {
  const iso = ISO.exec(text.trim());
  if (iso) return assemble(iso[1] ?? '', iso[2] ?? '0', iso[3] ?? '0', iso[4] ?? '0', iso[5] ?? '0', iso[6]);
  const vi = VIETNAMESE.exec(text.trim());
  return vi ? assemble(`${vi[3]}-${pad(vi[2] ?? '')}-${pad(vi[1] ?? '')}`, vi[4] ?? '0', vi[5] ?? '0', vi[6] ?? '0', '0', undefined) : undefined;
}

/** A civil date: `YYYY-MM-DD` or `dd/MM/yyyy`; undefined for anything else. */
export function readDate(text: string): LocalDate | undefined {
  const vi = VIETNAMESE.exec(text);
  const parsed = parseLocalDate(vi && vi[4] === undefined ? `${vi[3]}-${pad(vi[2] ?? '')}-${pad(vi[1] ?? '')}` : text);
  return parsed.ok ? parsed.value : undefined;
}

const EARLIEST = Date.UTC(1900, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);
/** Whether a number can be epoch milliseconds of our age; seconds fall out, they would all lie in January 1970. */
export const plausibleInstant = (ms: number): boolean => Number.isFinite(ms) && ms >= EARLIEST && ms < LATEST && (ms < 0 || ms >= 86_400_000 * 366);
