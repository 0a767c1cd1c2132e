import { describe, expect, it } from 'vitest';
import { CONFIG_FAULT_CODES } from './config-fault';
import { explainFaults } from './explain-faults';
import { parsePack } from './parse-pack';
import { goodTrees, packOf, put } from './testing/good-pack';

describe('explaining a fault', () => {
  it('has a sentence in both languages for every code', () => {
    const bare = CONFIG_FAULT_CODES.map((code) => ({ code, file: 'a.json', pointer: '', expected: 'x', got: 'y' }));
    for (const { code, hint } of explainFaults(bare)) {
      expect(hint.vi, code).toMatch(/^\p{Lu}.*\.$/u);
      expect(hint.en, code).toMatch(/^[A-Z].*\.$/);
      expect(hint.vi.normalize('NFC')).toBe(hint.vi);
    }
  });

  it('finds the line of the value, or of what should hold it', () => {
    const trees = goodTrees();
    put(trees['base/sources.json'] ?? null, '/sources/0/deadlineMs', 'soon');
    put(trees['base/sources.json'] ?? null, '/sources/0/owner', undefined);
    const files = { ...packOf(), 'base/sources.json': JSON.stringify(trees['base/sources.json'], null, 2) };
    const lines = files['base/sources.json'].split('\n');
    const placed = explainFaults(parsePack(files).faults, files).filter((fault) => fault.file === 'base/sources.json');
    expect(placed.map(({ pointer, line }) => [pointer, lines[(line ?? 0) - 1]?.trim()])).toEqual([
      ['/sources/0/owner', '{'], ['/sources/0/deadlineMs', '"deadlineMs": "soon",'],
    ]);
  });

  it('gives no line for a text without lines', () => {
    const files = packOf((trees) => put(trees['province.json'] ?? null, '/unit', '01'));
    expect(explainFaults(parsePack(files).faults, files)[0]).not.toHaveProperty('line');
  });
});
