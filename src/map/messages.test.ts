import { describe, expect, it } from 'vitest';
import { MAP_MESSAGES, say } from './messages';

describe('words of the map', () => {
  it('exist in both languages, with the same places to fill, and are composed Unicode', () => {
    const places = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    expect(Object.keys(MAP_MESSAGES.en)).toEqual(Object.keys(MAP_MESSAGES.vi));
    for (const [key, text] of Object.entries(MAP_MESSAGES.vi)) {
      expect(places(MAP_MESSAGES.en[key as keyof typeof MAP_MESSAGES.en])).toEqual(places(text));
      expect(text).toBe(text.normalize('NFC'));
    }
  });

  it('fill their places', () => {
    expect(say('vi', 'range', { from: '0', to: '5' })).toBe('từ 0 đến dưới 5');
  });
});
