import { below, refuse, said } from '../fault';

/** Deeper nesting than any real payload; GeoJSON needs nine. */
export const MAX_DEPTH = 32;
export const MAX_KEYS = 100_000;
/** From here on keys of one object are looked up by table instead of one by one. */
const MANY = 12;

const QUOTE = 0x22, BACKSLASH = 0x5c, OPEN_BRACE = 0x7b, CLOSE_BRACE = 0x7d, OPEN_LIST = 0x5b, CLOSE_LIST = 0x5d, COMMA = 0x2c, COLON = 0x3a;

/** One open object or list. */
interface Level {
  readonly list: boolean;
  index: number;
  /** Hash, start and end of each key seen, flat. */
  readonly keys: number[];
  table: Map<number, number[]> | null;
}

const keyText = (text: string, level: Level, at: number): string => text.slice(level.keys[at + 1], level.keys[at + 2]);

/** Where in the document the levels stand. */
function pointerOf(text: string, levels: readonly Level[]): string {
  return levels.reduce((pointer, level) => {
    if (level.list) return below(pointer, level.index);
    return level.keys.length ? below(pointer, keyText(text, level, level.keys.length - 3)) : pointer;
  }, '');
}

/** Positions in `level.keys` of earlier keys with this hash. */
function sameHash(level: Level, hash: number): readonly number[] {
  const { keys } = level;
  if (keys.length <= 3 * MANY) {
    const found: number[] = [];
    for (let at = 0; at < keys.length; at += 3) if (keys[at] === hash) found.push(at);
    return found;
  }
  if (!level.table) {
    level.table = new Map();
    for (let at = 0; at < keys.length; at += 3) remember(level.table, keys[at] as number, at);
  }
  return level.table.get(hash) ?? [];
}

function remember(table: Map<number, number[]>, hash: number, at: number): void {
  const known = table.get(hash);
  if (known) known.push(at);
  else table.set(hash, [at]);
}

function addKey(text: string, levels: readonly Level[], level: Level, start: number, end: number, hash: number): void {
  const key = text.slice(start, end);
  const twice = sameHash(level, hash).some((at) => keyText(text, level, at) === key);
  const at = level.keys.push(hash, start, end) - 3;
  level.table?.set(hash, [...(level.table.get(hash) ?? []), at]);
  if (twice) refuse('malformed', pointerOf(text, levels), 'each key once', key);
  if (level.keys.length > 3 * MAX_KEYS) refuse('malformed', pointerOf(text, levels.slice(0, -1)), `at most ${MAX_KEYS} keys in an object`, said('more'));
}

/**
 * Looks JSON text over for what `JSON.parse` lets pass: a key given twice in one object, nesting beyond 32, objects beyond
 * 100,000 keys; and for a text that ends too early (`truncated`). Refuses with the place; grammar is left to the parser.
 */
export function scanJson(text: string): void {
  const levels: Level[] = [];
  let level: Level | undefined;
  let keyNext = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const start = at + 1;
      let hash = 0x811c9dc5;
      for (at = start; at < text.length; at++) {
        const inner = text.charCodeAt(at);
        if (inner === QUOTE) break;
        if (inner === BACKSLASH) at += 1;
        if (keyNext) hash = Math.imul(hash ^ inner, 0x01000193);
      }
      if (at >= text.length) refuse('truncated', pointerOf(text, levels), 'a text that ends', said(`end at character ${text.length}`));
      if (keyNext && level) addKey(text, levels, level, start, at, hash);
    } else if (code === OPEN_BRACE || code === OPEN_LIST) {
      level = { list: code === OPEN_LIST, index: 0, keys: [], table: null };
      levels.push(level);
      keyNext = !level.list;
      if (levels.length > MAX_DEPTH) refuse('malformed', pointerOf(text, levels), `at most ${MAX_DEPTH} levels`, said('more'));
    } else if (code === CLOSE_BRACE || code === CLOSE_LIST) {
      levels.pop();
      level = levels[levels.length - 1];
      keyNext = false;
    } else if (code === COMMA && level) {
      level.index += 1;
      keyNext = !level.list;
    } else if (code === COLON) keyNext = false;
  }
  if (levels.length > 0) refuse('truncated', pointerOf(text, levels), 'JSON that ends', said(`end at character ${text.length}`));
}
