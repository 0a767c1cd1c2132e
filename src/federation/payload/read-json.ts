import { refuse, said } from '../fault';
import { placeOfFault } from './json-place';
import { scanJson } from './json-scan';
import { textOf } from './utf8';

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
  } catch {
    return refuse('malformed', '', 'JSON', said(placeOfFault(text)));
  }
}
