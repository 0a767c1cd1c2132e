import type { Text } from '@/domain/text';

/** Everything that can be wrong with a pack. Closed; a code is never given a second meaning. */
export const CONFIG_FAULT_CODES = [
  // the file as text
  'config-missing', 'unknown-file', 'encoding', 'too-large', 'json', 'json-duplicate-key', 'too-deep', 'control-char',
  'version', 'version-newer',
  // one value
  'required', 'type', 'choice', 'pattern', 'range', 'number-range', 'too-long', 'too-many', 'date', 'period', 'unknown-field',
  'url-scheme', 'ssrf', 'secret-inline',
  // values beside each other
  'duplicate-id', 'unknown-ref', 'contradiction', 'weights', 'overlap',
] as const;
export type ConfigFaultCode = (typeof CONFIG_FAULT_CODES)[number];

/** One fault, by file and place. Small on purpose: `explainFaults` adds the words, and only when there is something to explain. */
export interface PackFault {
  readonly code: ConfigFaultCode;
  /** Path inside the pack: `base/indicators.json`. */
  readonly file: string;
  /** JSON pointer into the file (RFC 6901); empty for the file as a whole. */
  readonly pointer: string;
  readonly expected: string;
  /** What stands there, at most 64 characters, without control characters; never a secret. */
  readonly got: string;
  /** 1-based, for faults of the text itself. */
  readonly line?: number;
  readonly column?: number;
}

/** A fault with a sentence for the administrator who has to repair it. */
export interface ConfigFault extends PackFault {
  readonly hint: Text;
}

export type Report = (fault: PackFault) => void;

const GOT_LIMIT = 64;

/** A value as it may be shown in a fault: JSON, control and bidirectional characters escaped, cut to 64 characters. */
export function quote(value: unknown): string {
  const json = typeof value === 'string' ? JSON.stringify(value.slice(0, GOT_LIMIT)) : outline(value);
  const safe = json.replace(UNSAFE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return safe.length > GOT_LIMIT ? `${safe.slice(0, GOT_LIMIT - 1)}…` : safe;
}

function outline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.length}]`;
  if (typeof value === 'object' && value !== null) return `{${Object.keys(value).slice(0, 5).join(', ')}}`;
  return String(value ?? (value === null ? 'null' : 'nothing'));
}

/** C0 and C1 controls, and the marks that reorder or hide text. */
export const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** RFC 6901. */
export const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
