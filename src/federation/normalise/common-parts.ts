import { toInstant, type Instant } from '@/domain/time';
import { below, refuse, said } from '../fault';
import { cleanText } from '../payload/clean-text';
import { nameAt, objectAt, optional, textAt, wholeAt, type Keyed } from '../shape';
import { plausibleInstant, readMoment } from './moments';
import type { NoteBook } from './note-book';

const MAX_CODE = 200;
const MAX_LABEL = 500;

function shortText(text: string, pointer: string, limit: number): string {
  if (text.length > limit) refuse('malformed', pointer, `at most ${limit} characters`, said(`${text.length} characters`));
  return cleanText(text);
}

/** A code: text, not empty, NFC. A number is refused: 00123 would have lost its zeros on the way. */
export const codeAt = (value: unknown, pointer: string): string => shortText(nameAt(value, pointer), pointer, MAX_CODE);

/** A label: text, possibly empty, NFC. */
export const labelAt = (value: unknown, pointer: string): string => shortText(textAt(value, pointer), pointer, MAX_LABEL);

/** A moment as text or epoch milliseconds. */
export function momentAt(value: unknown, pointer: string, notes: NoteBook): Instant {
  if (typeof value === 'number') {
    if (!plausibleInstant(value)) refuse('malformed', pointer, 'epoch milliseconds', value);
    return toInstant(value);
  }
  const text = textAt(value, pointer);
  const moment = readMoment(text);
  if (!moment) return refuse('malformed', pointer, 'a time, ISO 8601 or dd/MM/yyyy HH:mm', value);
  if (moment.zoneAssumed) notes.add('zone-assumed', text);
  return moment.at;
}

/** As-of and completeness, which every mapped result may carry. */
export function standingOf(mapped: Keyed, notes: NoteBook): { readonly asOf: Instant | null; readonly partial?: { readonly present: number; readonly expected: number } } {
  const asOf = mapped['asOf'];
  const partial = optional(mapped['partial'] ?? undefined, (value) => {
    const parts = objectAt(value, '/partial');
    const expected = wholeAt(parts['expected'], '/partial/expected', 0, 1e9);
    const present = wholeAt(parts['present'], '/partial/present', 0, 1e9);
    if (present > expected) refuse('contradictory', '/partial/present', `at most ${expected}`, present);
    return { present, expected };
  });
  return {
    asOf: asOf === undefined || asOf === null ? null : momentAt(asOf, '/asOf', notes),
    ...(partial && partial.present < partial.expected ? { partial } : {}),
  };
}

/** The version a payload names for itself. */
export function versionOf(mapped: Keyed): string | null {
  const version = mapped['version'];
  return version === undefined || version === null ? null : labelAt(version, below('', 'version'));
}
