import { refuse, said } from '../fault';
import { placeOfFault } from './json-place';
import { MAX_DEPTH, MAX_KEYS, scanJson } from './json-scan';
import { textOf } from './utf8';

/** How deep a parsed value goes, counted no further than one level beyond the limit; its keys in all, and of its largest object. */
function measure(root: unknown): { readonly depth: number; readonly keys: number; readonly widest: number } {
  let keys = 0;
  let widest = 0;
  let depth = 0;
  let level: object[] = typeof root === 'object' && root !== null ? [root] : [];
  for (; level.length > 0 && depth <= MAX_DEPTH; depth++) {
    const next: object[] = [];
    for (const holder of level) {
      const inner: readonly unknown[] = Array.isArray(holder) ? holder : Object.values(holder);
      if (inner !== holder) {
        keys += inner.length;
        widest = Math.max(widest, inner.length);
      }
      for (let at = 0; at < inner.length; at++) {
        const each = inner[at];
        if (typeof each === 'object' && each !== null) next.push(each);
      }
    }
    level = next;
  }
  return { depth, keys, widest };
}

/** At least one for each key written; more only where a text holds a quote and a colon. */
const keysWritten = (text: string): number => text.match(/"\s*:/g)?.length ?? 0;

/**
 * A body as parsed JSON. Some systems end theirs with a NUL byte and begin it with a byte order mark: both are dropped.
 * Refuses an empty body, bytes that are not UTF-8, text that breaks off (`truncated`), what is not JSON, and what `JSON.parse` lets
 * pass though no system means it: a key given twice, nesting beyond 32 levels, objects beyond 100,000 keys.
 */
export const readJson = (bytes: Uint8Array): unknown => readJsonText(textOf(bytes[bytes.length - 1] === 0 ? bytes.subarray(0, -1) : bytes));

/** The same of text that has been decoded. */
export function readJsonText(text: string): unknown {
  if (text.trim() === '') refuse('malformed', '', 'a JSON body', said('an empty body'));
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch {
    scanJson(text);
    return refuse('malformed', '', 'JSON', said(placeOfFault(text)));
  }
  const { depth, keys, widest } = measure(value);
  // Looking at every character costs more than parsing: only a text that may hold a fault is looked over.
  if (depth > MAX_DEPTH || widest > MAX_KEYS || keysWritten(text) !== keys) scanJson(text);
  return value;
}
