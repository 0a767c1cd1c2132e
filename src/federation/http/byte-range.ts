import type { Failure } from '../fault';

/** Bytes of a file, both ends included. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** What a part of a file said of the whole. */
export interface PartOf {
  /** Bytes of the whole file; null where the far side did not say. */
  readonly total: number | null;
  readonly lastModified: string | null;
}

/** Headers of a question for a part. Packed on the way, bytes would be counted otherwise than asked. */
export const rangeHeaders = ({ from, to }: ByteRange): { readonly [name: string]: string } => ({ Range: `bytes=${from}-${to}`, 'Accept-Encoding': 'identity' });

/** The range a question's own headers ask for. */
export function askedRange(headers: { readonly [name: string]: string }): ByteRange | null {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers['Range'] ?? '') ?? [];
  return from === undefined || to === undefined ? null : { from: Number(from), to: Number(to) };
}

/** The part that came for the one asked for: it begins where asked, and ends there or with the file. */
export interface GivenPart {
  readonly length: number;
  readonly total: number | null;
}

/**
 * Holds an answer against the range that was asked for (RFC 9110 §14). A whole file in place of a part, and a part of another
 * place, are refused before their body is read.
 */
export function givenPart({ from, to }: ByteRange, status: number, contentRange: string | undefined): GivenPart | Failure {
  if (status !== 206) return { kind: 'rejected', httpStatus: status, expected: 'the part asked for (206)', got: 'the whole file' };
  const [, first, last, whole] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(contentRange ?? '') ?? [];
  const total = whole === undefined || whole === '*' ? null : Number(whole);
  const end = total === null ? to : Math.min(to, total - 1);
  if (Number(first) !== from || Number(last) !== end) return { kind: 'contradictory', httpStatus: status, expected: `bytes ${from}-${to}`, got: (contentRange ?? 'no Content-Range').slice(0, 64) };
  return { length: end - from + 1, total };
}
