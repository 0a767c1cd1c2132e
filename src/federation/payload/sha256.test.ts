import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from './sha256';

const reference = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

describe('digest of a body', () => {
  it('is the first 16 digits of SHA-256, with and without the platform', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (given) => {
      const bytes = new Uint8Array(given);
      expect(await digestOf(bytes)).toBe(reference(bytes));
      expect(await digestOf(bytes, null)).toBe(reference(bytes));
    }));
  });

  it.each([0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 100_000])('agrees at a length of %d', async (length) => {
    const bytes = Uint8Array.from({ length }, (_, at) => at * 31);
    expect(await digestOf(bytes, null)).toBe(reference(bytes));
  });
});
