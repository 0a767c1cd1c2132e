import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '@/domain/dataset';
import { CONFIG_FAULT_CODES } from './config-fault';
import type { PackFault } from './config-fault';
import { explainFaults } from './explain-faults';
import { parsePack } from './parse-pack';
import { goodTrees, packOf, put } from './testing/good-pack';

/** Pointers of every value inside a tree. */
function pointers(value: Json, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [...(at === '' ? [] : [at]), ...Object.entries(value).flatMap(([key, child]) => (child === undefined ? [] : pointers(child as Json, `${at}/${key}`)))];
}
const PLACES = Object.entries(goodTrees()).flatMap(([file, tree]) => pointers(tree).map((pointer) => ({ file, pointer })));

const anyJson = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
const hostile = fc.constantFrom<Json>('', '__proto__', '\u0000', '\ud800', -1, 1e308, [], {}, null, true, 'a'.repeat(300), { __proto__: 1 }, '2026-02-30');

const wellFormed = (fault: PackFault, files: Readonly<Record<string, unknown>>): boolean =>
  CONFIG_FAULT_CODES.includes(fault.code) && (Object.hasOwn(files, fault.file) || fault.code === 'config-missing') &&
  /^(?:\/|$)/.test(fault.pointer) && fault.expected.length > 0 && fault.got.length <= 64 && !/[\u0000-\u001f\u007f-\u009f]/.test(fault.got);

function holds(files: Readonly<Record<string, string>>): void {
  const { province, faults } = parsePack(files);
  for (const fault of explainFaults(faults, files)) {
    expect(wellFormed(fault, files), JSON.stringify(fault)).toBe(true);
    expect(fault.hint.vi && fault.hint.en).toBeTruthy();
  }
  expect(province !== null || faults.length > 0).toBe(true);
}

describe('any change to a good pack', () => {
  it('of one value is either taken or told by file and place', () => {
    fc.assert(fc.property(fc.constantFrom(...PLACES), fc.oneof(anyJson, hostile, fc.constant(undefined)), ({ file, pointer }, value) => {
      holds(packOf((trees) => put(trees[file] as Json, pointer, value)));
    }), { numRuns: 1_500 });
  });

  it('that leaves no unit is told', () => {
    const files = packOf((trees) => put(trees['units.json'] as Json, '/units', []));
    holds(files);
    expect(parsePack(files)).toMatchObject({ province: null, faults: [{ code: 'required', file: 'units.json', pointer: '/units' }] });
  });

  it('of one character is either taken or told by file and place', () => {
    const files = packOf();
    fc.assert(fc.property(fc.constantFrom(...Object.keys(files)), fc.nat(), fc.string({ unit: 'binary', maxLength: 2 }), fc.nat(3), (file, position, piece, cut) => {
      const text = files[file] ?? '';
      const at = position % text.length;
      holds({ ...files, [file]: text.slice(0, at) + piece + text.slice(at + cut) });
    }), { numRuns: 1_000 });
  });

  it('of a file into anything at all is survived', () => {
    fc.assert(fc.property(fc.constantFrom(...Object.keys(packOf())), fc.anything(), (file, anything) => {
      const files: Record<string, unknown> = { ...packOf(), [file]: anything };
      expect(parsePack(files).faults.length).toBeGreaterThan(0);
    }));
  });

  it('leaves a province whose references all hold', () => {
    fc.assert(fc.property(fc.constantFrom(...PLACES), anyJson, ({ file, pointer }, value) => {
      const { province } = parsePack(packOf((trees) => put(trees[file] as Json, pointer, value)));
      if (!province) return;
      for (const dataset of province.datasets.values()) expect(province.sources.has(dataset.source)).toBe(true);
      for (const indicator of province.indicators.values()) expect(province.datasets.get(indicator.dataset)?.shape).toBe('cube');
      for (const { tiles, rows } of province.dashboards) {
        expect(tiles.every(({ place }) => place.x + place.w <= 12 && place.y + place.h <= rows)).toBe(true);
      }
    }), { numRuns: 500 });
  });
});
