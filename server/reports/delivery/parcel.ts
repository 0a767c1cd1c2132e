import { lastDay } from '@/domain/period/period';
import { parsePeriod } from '@/domain/period/text';
import { civilDate } from '@/domain/civil';
import { toInstant } from '@/domain/time';
import type { Province } from '@/config/province';
import { createFormat } from '@/format/create-format';
import { MEDIA_TYPES, type ReportFormat } from '../formats';
import { hashOf } from '../report-files';
import type { ReportRow } from '../report-rows';
import { documentOf } from '../report-views';
import type { Parcel } from './sending';

const format = createFormat('vi');
/** Most file systems end at 255 bytes of a name; a Vietnamese letter is up to three, and a temporary name is longer. */
const MOST_NAME_BYTES = 180;
/** Marks a file by its content: the same bytes are the same name. */
const MARK = 12;

/** A printed report as it goes out: the same at every attempt, on every gateway. */
export function parcelOf(id: string, row: ReportRow, wanted: ReportFormat, bytes: Uint8Array, { units }: Pick<Province, 'units'>): Parcel {
  const parsed = parsePeriod(row.period);
  const asOf = toInstant(documentOf(row).properties.createdAt);
  const day = parsed.ok ? lastDay(parsed.value) : civilDate(asOf);
  const unit = units.resolve(row.unit, day)?.fullName ?? row.unit;
  const hash = hashOf(bytes);
  const mark = hash.slice(0, MARK);
  const title = lineOf(row.title);
  return {
    id, report: row.id, template: row.template, version: row.version, state: row.state, title, number: row.number,
    unit: { code: row.unit, name: unit }, period: { code: row.period, name: parsed.ok ? format.period(parsed.value) : row.period },
    asOf, dated: toInstant((row.issued_at ?? row.created_at).getTime()), format: wanted, type: MEDIA_TYPES[wanted], bytes, hash,
    fileName: fileNameOf([title, unit], `${mark}.${wanted}`),
    plainName: `${row.template}-${row.unit}-${row.period.replace(/\W+/g, '-')}-${mark}.${wanted}`,
  };
}

/** One line of text, without what ends lines, hides or reorders. */
export const lineOf = (text: string): string => text.normalize('NFC').replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}]+/gu, '').replace(/\s+/g, ' ').trim();

/** A name that every file system takes and that leads nowhere: the words, cut to fit, then the ending. */
export function fileNameOf(words: readonly string[], ending: string): string {
  const plain = words.map((word) => lineOf(word).replace(/[\\/:*?"<>|%#]+/g, ' ').replace(/\s+/g, ' ').replace(/^[\s.~-]+|[\s.]+$/g, '')).filter((word) => word !== '').join(' - ') || 'bao-cao';
  return `${cut(plain, MOST_NAME_BYTES - Buffer.byteLength(ending) - 3).trimEnd()} - ${ending}`;
}

/** Whole letters within so many bytes. */
function cut(text: string, most: number): string {
  let bytes = 0;
  let kept = '';
  for (const letter of text) {
    bytes += Buffer.byteLength(letter);
    if (bytes > most) return kept;
    kept += letter;
  }
  return kept;
}
