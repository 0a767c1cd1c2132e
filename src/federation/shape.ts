import { below, refuse, type FaultKind } from './fault';

/** An object whose keys are not known yet. */
export type Keyed = Readonly<Record<string, unknown>>;

/** Strict readers of unknown values: no coercion, the place named in the refusal. `kind` says whose fault it is. */
export function objectAt(value: unknown, pointer: string, kind: FaultKind = 'malformed'): Keyed {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(kind, pointer, 'an object', value);
  return value as Keyed;
}

export function listAt(value: unknown, pointer: string, kind: FaultKind = 'malformed'): readonly unknown[] {
  if (!Array.isArray(value)) refuse(kind, pointer, 'a list', value);
  return value;
}

/** A list of objects, where a single object stands for a list of one: JSONata unwraps lists that hold one thing. */
export const objectListAt = (value: unknown, pointer: string): readonly unknown[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? [value] : listAt(value, pointer);

export function textAt(value: unknown, pointer: string, kind: FaultKind = 'malformed'): string {
  if (typeof value !== 'string') refuse(kind, pointer, 'text', value);
  return value;
}

/** A non-empty text. */
export function nameAt(value: unknown, pointer: string, kind: FaultKind = 'malformed'): string {
  const text = textAt(value, pointer, kind);
  if (text === '') refuse(kind, pointer, 'text that is not empty', value);
  return text;
}

export function numberAt(value: unknown, pointer: string, kind: FaultKind = 'malformed'): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) refuse(kind, pointer, 'a finite number', value);
  return value + 0;
}

/** A whole number within `[least, most]`. */
export function wholeAt(value: unknown, pointer: string, least: number, most: number, kind: FaultKind = 'malformed'): number {
  if (!Number.isInteger(value) || (value as number) < least || (value as number) > most) refuse(kind, pointer, `a whole number ${least}–${most}`, value);
  return value as number;
}

export function flagAt(value: unknown, pointer: string, kind: FaultKind = 'malformed'): boolean {
  if (typeof value !== 'boolean') refuse(kind, pointer, 'true or false', value);
  return value;
}

export function oneOfAt<T extends string>(value: unknown, allowed: readonly T[], pointer: string, kind: FaultKind = 'malformed'): T {
  if (!allowed.includes(value as T)) refuse(kind, pointer, `one of ${allowed.join(', ')}`, value);
  return value as T;
}

/** Applies a reader where the value is present; `undefined` stays. */
export const optional = <T>(value: unknown, read: (value: unknown) => T): T | undefined => (value === undefined ? undefined : read(value));

/** A configuration object with no keys but these: a misspelt key is a fault and not a silence. */
export function configAt(value: unknown, pointer: string, keys: readonly string[]): Keyed {
  const object = objectAt(value, pointer, 'misconfigured');
  const stray = Object.keys(object).find((key) => !keys.includes(key));
  if (stray !== undefined) refuse('misconfigured', below(pointer, stray), `one of ${keys.join(', ')}`, stray);
  return object;
}
