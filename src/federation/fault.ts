import { err, ok, type Result } from '@/domain/result';
import type { SourceError, SourceErrorKind } from './source-error';

/** What reading a payload or a configuration can find wrong. */
export type FaultKind = Extract<SourceErrorKind, 'malformed' | 'contradictory' | 'truncated' | 'source-error' | 'misconfigured'>;

/** A place and what was wrong there; `pointer` is a JSON pointer, `got` at most 64 characters. */
export interface Fault {
  readonly kind: FaultKind;
  readonly pointer: string;
  readonly expected: string;
  readonly got: string;
}

/** A failed call before anyone has said whose it was. */
export type Failure = Omit<SourceError, 'source' | 'dataset'>;

const GOT_LIMIT = 64;

/** A value as one short line: text quoted and escaped, containers by size only. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(value.slice(0, GOT_LIMIT)).slice(0, GOT_LIMIT);
  if (Array.isArray(value)) return `array of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'object' : String(value).slice(0, GOT_LIMIT);
}

/**
 * How a parser stops at the first fault, however deep it stands. Never leaves the room: {@link settled} turns it into a value
 * where a connector begins and ends.
 */
export class Refusal extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(`${fault.kind} at ${fault.pointer || '/'}: expected ${fault.expected}, got ${fault.got}`);
    this.fault = fault;
  }
}

/** Stops reading. `got` is a value to be shown, or {@link said} text. */
export function refuse(kind: FaultKind, pointer: string, expected: string, got: unknown): never {
  throw new Refusal({ kind, pointer, expected, got: got instanceof Said ? got.text : shown(got) });
}

/** Text for `got` that is already an explanation and is not quoted. */
class Said {
  readonly text: string;
  constructor(text: string) {
    this.text = text.slice(0, GOT_LIMIT);
  }
}
export const said = (text: string): object => new Said(text);

/** Runs a parser; its refusal becomes a value, anything else thrown is a bug and passes. */
export function settled<T>(read: () => T): Result<T, Fault> {
  try {
    return ok(read());
  } catch (thrown) {
    if (thrown instanceof Refusal) return err(thrown.fault);
    throw thrown;
  }
}

/** One step down a JSON pointer (RFC 6901 escapes). */
export const below = (pointer: string, key: string | number): string =>
  `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
