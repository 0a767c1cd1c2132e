import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineAndColumn, scanJson } from './json-scan';

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** JSON texts, whole and damaged by one cut, insertion or exchange. */
const damaged = fc.tuple(fc.json({ maxDepth: 4 }), fc.nat(), fc.constantFrom('', ',', ':', '"', '{', ']', '0', '-', '.', 'e', '\\', '\\u12', 'null', ' ', '\u0001', '\u00a0'), fc.nat(2))
  .map(([text, position, piece, cut]) => {
    const at = position % (text.length + 1);
    return text.slice(0, at) + piece + text.slice(at + cut);
  });

describe('the scan of a JSON text', () => {
  it('refuses exactly what JSON.parse refuses, duplicate keys apart', () => {
    fc.assert(fc.property(damaged, (text) => {
      const flaw = scanJson(text);
      if (flaw?.code === 'json-duplicate-key') return;
      expect(flaw === null).toBe(parses(text));
    }), { numRuns: 2_000 });
  });

  it('points inside the text or at its end', () => {
    fc.assert(fc.property(damaged, (text) => {
      const flaw = scanJson(text);
      expect(flaw === null || (flaw.offset >= 0 && flaw.offset <= text.length && flaw.expected !== '')).toBe(true);
    }));
  });

  it('finds a key given twice, however it is spelled, and only within one object', () => {
    expect(scanJson('{"a":1,"b":{"a":2},"c":[{"a":1},{"a":1}]}')).toBeNull();
    expect(scanJson('{"x":{"a":1, "a":2}}')).toEqual({ code: 'json-duplicate-key', offset: 13, path: ['x', 'a'], expected: 'each key once' });
    expect(scanJson('[{"a":1,"\\u0061":2}]')).toMatchObject({ code: 'json-duplicate-key', offset: 8, path: [0, 'a'] });
    expect(scanJson('{"__proto__":1,"__proto__":2}')?.code).toBe('json-duplicate-key');
  });

  it('stops at 33 levels, long before the stack does', () => {
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    expect(scanJson(nested(32))).toBeNull();
    expect(scanJson(nested(33))?.code).toBe('too-deep');
    expect(scanJson(nested(1_000_000))?.code).toBe('too-deep');
  });

  it('tells where every value starts', () => {
    const starts: [string, number][] = [];
    scanJson('{"a": [1, {"b": true}]}', (path, offset) => void starts.push([path.join('/'), offset]));
    expect(starts).toEqual([['', 0], ['a', 6], ['a/0', 7], ['a/1', 10], ['a/1/b', 16]]);
  });

  it('counts lines and columns from one', () => {
    expect(lineAndColumn('ab\ncd', 0)).toEqual({ line: 1, column: 1 });
    expect(lineAndColumn('ab\ncd', 4)).toEqual({ line: 2, column: 2 });
  });
});
