import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSame } from './same-data';

const data = fc.oneof(
  fc.array(fc.double(), { maxLength: 6 }).map((numbers) => ({ kind: 'cube', values: Float64Array.from(numbers), status: new Uint8Array(numbers.length) })),
  fc.array(fc.record({ id: fc.string(), values: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null))) }), { maxLength: 4 }),
);

describe('isSame', () => {
  it('holds for a structured clone of anything an answer can be made of', () => {
    fc.assert(fc.property(data, (value) => isSame(value, structuredClone(value))));
  });
  it('agrees with the test runner about what is equal', () => {
    fc.assert(fc.property(data, data, (first, second) => {
      let equal = true;
      try { expect(first).toStrictEqual(second); } catch { equal = false; }
      expect(isSame(first, second)).toBe(equal);
    }));
  });
  it('sees every kind of difference', () => {
    const base = { rows: [{ id: 'a', n: 1 }], values: Float64Array.of(1, Number.NaN) };
    for (const other of [
      { ...base, extra: 1 }, { rows: base.rows }, { ...base, rows: [] }, { ...base, rows: [{ id: 'a', n: 2 }] }, { ...base, rows: { 0: { id: 'a', n: 1 }, length: 1 } },
      { ...base, values: Float64Array.of(1, 2) }, { ...base, values: Float64Array.of(1) }, { ...base, values: [1, Number.NaN] }, { ...base, values: Float32Array.of(1, Number.NaN) }, null, 'text',
    ]) expect(isSame(base, other)).toBe(false);
  });
});
