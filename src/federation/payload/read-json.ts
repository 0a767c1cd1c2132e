import { refuse, said } from '../fault';
import { scanJson } from './json-scan';
import { textOf } from './utf8';

/** Line and column of the place V8's message names, or its own words where it names none. */
function placeOf(text: string, message: string): string {
  const at = Number(/position (\d+)/.exec(message)?.[1] ?? NaN);
  if (!Number.isFinite(at)) return message;
  const before = text.slice(0, at).split('\n');
  return `line ${before.length}, column ${(before[before.length - 1] ?? '').length + 1}`;
}

/**
 * A body as parsed JSON. Some systems end theirs with a NUL byte and begin it with a byte order mark: both are dropped.
 * Refuses an empty body, bytes that are not UTF-8, text that breaks off, and what is not JSON.
 */
export function readJson(bytes: Uint8Array): unknown {
  const text = textOf(bytes[bytes.length - 1] === 0 ? bytes.subarray(0, -1) : bytes);
  if (text.trim() === '') refuse('malformed', '', 'a JSON body', said('an empty body'));
  scanJson(text);
  try {
    return JSON.parse(text) as unknown;
  } catch (thrown) {
    return refuse('malformed', '', 'JSON', said(placeOf(text, thrown instanceof Error ? thrown.message : '')));
  }
}
