/** What a scan can find wrong with a JSON text. */
export interface JsonFlaw {
  readonly code: 'json' | 'json-duplicate-key' | 'too-deep';
  /** Position in the text, in UTF-16 units. */
  readonly offset: number;
  /** Keys and indices down to the place. */
  readonly path: readonly (string | number)[];
  readonly expected: string;
}

/** Nesting allowed in any file of a pack. */
export const MAX_DEPTH = 32;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const QUOTE = 34, BACKSLASH = 92, COMMA = 44, COLON = 58, OPEN_ARRAY = 91, CLOSE_ARRAY = 93, OPEN_OBJECT = 123, CLOSE_OBJECT = 125;

/**
 * Reads a JSON text by the letter of RFC 8259 and returns its first flaw, or null: what `JSON.parse` accepts in silence (a key given
 * twice, hostile depth) and, where it refuses, a place that does not depend on the engine. `visit` is told where every value starts.
 */
export function scanJson(text: string, visit?: (path: readonly (string | number)[], offset: number) => void): JsonFlaw | null {
  let at = 0;
  let flaw: JsonFlaw | null = null;
  const path: (string | number)[] = [];

  const fail = (code: JsonFlaw['code'], expected: string, offset = at): false => {
    flaw ??= { code, offset, path: [...path], expected };
    return false;
  };
  const skip = (): number => {
    let code = text.charCodeAt(at);
    while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++at);
    return code;
  };
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const string = (): boolean => {
    for (at += 1; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) return (at += 1) > 0;
      if (code < 32) return fail('json', 'an escaped control character');
      if (code === BACKSLASH) {
        at += 1;
        const escape = text[at] ?? '';
        if (escape === 'u' && /^[\da-fA-F]{4}$/.test(text.slice(at + 1, at + 5))) at += 4;
        else if (escape === 'u' || !'"\\/bfnrt'.includes(escape) || escape === '') return fail('json', 'an escape sequence');
      }
    }
    return fail('json', 'a closing quote');
  };
  const list = (): boolean => {
    at += 1;
    if (skip() === CLOSE_ARRAY) return (at += 1) > 0;
    for (let index = 0; ; index += 1) {
      path.push(index);
      if (!value()) return false;
      path.pop();
      const code = skip();
      at += 1;
      if (code === CLOSE_ARRAY) return true;
      if (code !== COMMA) return fail('json', "',' or ']'", at - 1);
    }
  };
  const member = (keys: Set<string>): boolean => {
    if (skip() !== QUOTE) return fail('json', 'a key in double quotes');
    const start = at;
    if (!string()) return false;
    const raw = text.slice(start + 1, at - 1);
    const key = raw.includes('\\') ? String(JSON.parse(`"${raw}"`)) : raw;
    path.push(key);
    if (keys.has(key)) return fail('json-duplicate-key', 'each key once', start);
    keys.add(key);
    if (skip() !== COLON) return fail('json', "':'");
    at += 1;
    if (!value()) return false;
    path.pop();
    return true;
  };
  const object = (): boolean => {
    at += 1;
    if (skip() === CLOSE_OBJECT) return (at += 1) > 0;
    for (const keys = new Set<string>(); ;) {
      if (!member(keys)) return false;
      const code = skip();
      at += 1;
      if (code === CLOSE_OBJECT) return true;
      if (code !== COMMA) return fail('json', "',' or '}'", at - 1);
    }
  };
  const value = (): boolean => {
    const code = skip();
    visit?.(path, at);
    if (code === QUOTE) return string();
    if (code === OPEN_ARRAY || code === OPEN_OBJECT) {
      if (path.length >= MAX_DEPTH) return fail('too-deep', `at most ${MAX_DEPTH} levels`);
      return code === OPEN_ARRAY ? list() : object();
    }
    return take(NUMBER) || take(WORD) || fail('json', 'a value');
  };

  if (value() && (skip(), at < text.length)) fail('json', 'the end of the file');
  return flaw;
}

/** 1-based line and column of a position. */
export function lineAndColumn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
