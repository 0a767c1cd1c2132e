import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from './plain-text';

describe('text for logs and answers', () => {
  it('writes what could forge a second line as visible text', () => {
    expect(plainText('a\r\n2026-11-21 sign-in done\u202e\ud800', 200)).toBe('a\\u000d\\u000a2026-11-21 sign-in done\\u202e\\ud800');
    expect(plainText('Nghệ An 𠮷', 200)).toBe('Nghệ An 𠮷');
  });

  it('is never longer than its limit, never in two lines, always whole characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 2, max: 40 }), (text, limit) => {
      const plain = plainText(text, limit);
      expect(plain.length).toBeLessThanOrEqual(limit);
      expect(Buffer.from(plain).toString()).toBe(plain);
      expect(plain).toMatch(/^[^\u0000-\u001f\u2028\u2029]*$/);
    }));
  });
});
