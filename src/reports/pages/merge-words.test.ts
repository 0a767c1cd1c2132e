import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bothWords, mergeWords } from './merge-words';

const words = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('', 'một', 'hai', 'ba'));

describe('words of two people', () => {
  it('are never lost: each text stands, or stands in a clash', () => {
    fc.assert(fc.property(words, words, words, (base, mine, theirs) => {
      const { words: merged, clashes } = mergeWords(base, mine, theirs);
      for (const id of ['a', 'b', 'c']) {
        const [was, here, there, now] = [base[id] ?? '', mine[id] ?? '', theirs[id] ?? '', merged[id] ?? ''];
        const clash = clashes.find((one) => one.id === id);
        if (here !== was) expect([now, clash?.mine]).toContain(here);
        if (there !== was) expect(now).toBe(there);
        if (here === was && there === was) expect([now, clash]).toEqual([was, undefined]);
        expect(clash !== undefined).toBe(here !== was && there !== was && here !== there);
      }
    }));
  });
  it('can be kept both', () => {
    expect(bothWords({ id: 'a', mine: 'Của tôi.', theirs: 'Của họ.\n' })).toBe('Của họ.\n\nCủa tôi.');
  });
});
