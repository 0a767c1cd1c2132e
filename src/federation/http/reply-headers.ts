import { toInstant, type Instant } from '@/domain/time';
import type { BodyForm } from '../connector';

/** Longest time a source may ask not to be called: 1 hour (RFC 9110 §10.2.3 sets none). */
export const RETRY_AFTER_CAP_MS = 3_600_000;

const httpDate = (text: string): number => (/^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : NaN);

/** The far side's clock from a `Date` header; null where it is absent or no date. */
export function serverTime(date: string | undefined): Instant | null {
  const at = httpDate(date ?? '');
  return Number.isFinite(at) ? toInstant(at) : null;
}

/** `Retry-After` in ms from now, capped; seconds or an HTTP date counted from the server's own clock. Undefined where absent or senseless. */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : httpDate(text) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), RETRY_AFTER_CAP_MS) : undefined;
}

const typeOf = (contentType: string | undefined): string => (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/** Whether a media type can hold the form asked for. Markup for people never does: it is a login page or an error page. */
export function suits(form: BodyForm, contentType: string | undefined, alsoAllowed: readonly string[]): boolean {
  const type = typeOf(contentType);
  if (form === 'json') return isJsonType(contentType, alsoAllowed);
  if (/^(?:text\/html|application\/xhtml\+xml)$/.test(type)) return false;
  if (form === 'bytes' || type === '' || alsoAllowed.includes(type)) return true;
  return /^text\/|^application\/(?:[\w.+-]+\+)?(?:xml|json)$|^application\/(?:csv|octet-stream|vnd\.ogc\.[\w.+-]+)$/.test(type);
}

/** Whether a media type is JSON or one the source is known to use for it. A source that names none is judged by its body. */
export function isJsonType(contentType: string | undefined, alsoAllowed: readonly string[]): boolean {
  const type = typeOf(contentType);
  return type === '' || /^(?:application|text)\/(?:[\w.+-]+\+)?json$/.test(type) || alsoAllowed.includes(type);
}
