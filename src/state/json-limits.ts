import type { PackFault } from '@/config/config-fault';
import { pointerOf, quote } from '@/config/config-fault';
import { MAX_DEPTH } from '@/config/json-scan';

/** Largest body of a document, bytes of its JSON in UTF-8. */
export const MAX_BODY_BYTES = 256 * 1024;

type Flaw = Pick<PackFault, 'code' | 'pointer' | 'expected' | 'got'>;

/**
 * What keeps a value from being stored and given back exactly as it is: not JSON, too deep, a field that would become a prototype,
 * text that no database holds (U+0000, half a surrogate pair). Null where nothing does. Never throws, whatever the depth.
 */
export function jsonFlaw(value: unknown): Flaw | null {
  const waiting: { readonly value: unknown; readonly path: readonly PropertyKey[] }[] = [{ value, path: [] }];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    const flaw = ownFlaw(one.value, one.path);
    if (flaw) return flaw;
    if (typeof one.value !== 'object' || one.value === null) continue;
    // Reversed, so that the first fault in reading order is the one told.
    for (const [key, child] of Object.entries(one.value).reverse()) {
      const path = [...one.path, key];
      if (key === '__proto__' || (key === 'constructor' && !Array.isArray(one.value))) return { code: 'unknown-field', pointer: pointerOf(path), expected: 'another name', got: quote(key) };
      if (!isStorable(key)) return { code: 'control-char', pointer: pointerOf(one.path), expected: 'names of whole characters', got: quote(key) };
      waiting.push({ value: child, path });
    }
  }
  return null;
}

function ownFlaw(value: unknown, path: readonly PropertyKey[]): Flaw | null {
  const at = (code: Flaw['code'], expected: string): Flaw => ({ code, pointer: pointerOf(path), expected, got: quote(value) });
  switch (typeof value) {
    case 'string': return isStorable(value) ? null : at('control-char', 'text of whole characters');
    case 'number': return Number.isFinite(value) ? null : at('number-range', 'a finite number');
    case 'boolean': return null;
    case 'object':
      if (value === null) return null;
      if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return at('type', 'JSON');
      return path.length >= MAX_DEPTH ? at('too-deep', `at most ${MAX_DEPTH} levels`) : null;
    default: return at('type', 'JSON');
  }
}

const isStorable = (text: string): boolean => !text.includes('\u0000') && !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);

/** Bytes of a value's JSON in UTF-8. */
export const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

/** JSON with the fields of every object in one order: equal values, equal text. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : part);
