import { createHash } from 'node:crypto';
import { err, ok, type Result } from '@/domain/result';
import { toInstant } from '@/domain/time';
import type { Answer } from '@/federation/answer';
import { readWire } from '@/federation/gateway/read-wire';
import { toWire, type WireAnswer } from '@/federation/gateway/wire';

/**
 * An answer as one permission set sees it, kept as the bytes it is sent in: parsing and printing it for every reader would cost more
 * than everything else. The moment of receipt stands apart, since it moves while the figures stay.
 */
export interface Kept {
  /** Equal for equal figures of one permission set. */
  readonly tag: string;
  /** Of the source's body. */
  readonly digest: string;
  readonly receivedAt: number;
  /** JSON of the data. */
  readonly data: Buffer;
  readonly rest: Omit<WireAnswer, 'data' | 'receivedAt' | 'cause'>;
  /** Holds nothing unmasked that is personal, so that it may be written to the store. */
  readonly durable: boolean;
}

export const sizeOf = ({ data }: Kept): number => data.length + 1_024;

export function keptOf(answer: Answer, shareKey: string, durable: boolean): Kept {
  const { data: shape, receivedAt, cause: _, ...rest } = toWire(answer);
  const data = Buffer.from(JSON.stringify(shape));
  const lasting = { ...rest, serverTime: null, provenance: { ...rest.provenance, receivedAt: 0 } };
  const tag = createHash('sha256').update(shareKey).update('\0').update(JSON.stringify(lasting)).update('\0').update(data).digest('base64url').slice(0, 22);
  return { tag, digest: answer.provenance.digest, receivedAt, data, rest, durable };
}

/** Word that a kept answer was confirmed: the same bytes, a later moment. */
export const confirmed = (kept: Kept, { receivedAt, rest }: Kept): Kept => ({ ...kept, receivedAt, rest });

/** The answer's JSON, in pieces to be sent one after the other. */
export function wirePieces({ data, rest, receivedAt }: Kept): readonly (string | Buffer)[] {
  const told = { ...rest, receivedAt, provenance: { ...rest.provenance, receivedAt } };
  return ['{"data":', data, `,${JSON.stringify(told).slice(1)}`];
}
export const wireText = (kept: Kept): string => wirePieces(kept).map(String).join('');

export function answerOf(kept: Kept): Answer {
  const read = readWire(JSON.parse(wireText(kept)));
  if (!read.ok) throw new Error(`a kept answer cannot be read at ${read.error}`);
  return read.value;
}

/** Reads what was written to the store as {@link wireText}; the place of the fault where it is none. */
export function keptFrom(text: string, tag: string, receivedAt: number): Result<Kept, string> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return err('');
  }
  const read = readWire(raw);
  if (!read.ok) return read;
  const { data, receivedAt: _, cause: __, ...rest } = toWire(read.value);
  return ok({ tag, digest: rest.provenance.digest, receivedAt: toInstant(receivedAt), data: Buffer.from(JSON.stringify(data)), rest, durable: true });
}
