import { civilDate } from '@/domain/civil';
import type { Instant } from '@/domain/time';
import type { Format } from '@/format/format';
import { translate, type Messages } from '@/i18n/translator';
import en from './sentences/en.json';
import vi from './sentences/vi.json';

/** What is known of a source's failure: its kind, and where and since when where that is known. */
export interface SourceFailure {
  /** A kind of the closed list of source errors; any other word gives the sentence of an unknown reason. */
  readonly kind: string;
  /** JSON pointer into the payload. */
  readonly pointer: string | null;
  /** There was nothing at that place. */
  readonly absent: boolean;
  readonly httpStatus: number | null;
  readonly since: Instant | null;
}

const SENTENCES: Readonly<Record<Format['language'], Messages>> = { vi, en };
const FIELD = /^[\p{L}\p{N}_-]{1,64}$/u;

/** The name of the field a pointer leads to, without places in lists; null where none can be told. */
export function fieldOf(pointer: string | null): string | null {
  const parts = (pointer ?? '').split('/').filter((part) => part !== '' && part !== '*' && !/^\d+$/.test(part));
  const last = parts.at(-1)?.replaceAll('~1', '/').replaceAll('~0', '~').normalize('NFC') ?? '';
  // Whatever does not look like a field's name is not repeated: it is the far side's text.
  return FIELD.test(last) ? last : null;
}

/** "14:02", and its day where that is not today. */
const moment = (since: Instant, now: Instant, format: Format): string =>
  civilDate(since) === civilDate(now) ? format.time(since) : `${format.time(since)} ${format.dayMonth(since)}`;

/**
 * A source's failure in one full sentence of the reader's language: "API Sở Y tế trả thiếu trường `tong_so` từ 14:02." Names the source
 * as it is called in tiles, never a host, a path or a value.
 */
export function sourceSentence(source: string, failure: SourceFailure, now: Instant, format: Format): string {
  const messages = SENTENCES[format.language];
  const field = fieldOf(failure.pointer);
  const kind = failure.kind in messages && failure.kind !== 'since' && failure.kind !== 'status' ? failure.kind : 'unknown';
  const forms = field === null ? [kind] : [...(failure.absent ? [`${kind}.absent`] : []), `${kind}.field`, kind];
  const since = failure.since === null ? '' : translate([messages], 'since', { time: moment(failure.since, now, format) });
  const status = failure.httpStatus === null ? '' : translate([messages], 'status', { status: failure.httpStatus });
  return translate([messages], forms.find((form) => form in messages) ?? kind, { source, field: field ?? '', since, status });
}
