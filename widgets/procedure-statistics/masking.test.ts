import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskName, maskPhone } from './masking';

describe('masking of names', () => {
  it('keeps a hint and hides the rest', () => {
    expect(maskName('Nguyễn Văn A')).toBe('Ng*** V** A');
    expect(maskName('Nguyễn Văn An')).toBe('Ng*** V** A*');
    expect(maskName('  Lô   Mai ')).toBe('L* M**');
    expect(maskName('')).toBe('');
  });

  it('counts letters as people do, composed or not', () => {
    expect(maskName('Đặng Ứng'.normalize('NFD'))).toBe('Đặ** Ứ**');
  });

  it('never gives a word of two letters or more whole, nor more than three stars a word', () => {
    const word = fc.string({ minLength: 2, maxLength: 12 }).filter((text) => /^\p{L}+$/u.test(text.normalize('NFC')) && [...text.normalize('NFC')].length >= 2);
    fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
      const masked = maskName(words.join(' ')).split(' ');
      words.forEach((original, at) => {
        expect(masked[at]).toContain('*');
        expect(masked[at]).not.toBe(original.normalize('NFC'));
      });
      expect(masked.join(' ')).not.toMatch(/\*{4}/);
    }));
  });
});

describe('masking of telephone numbers', () => {
  it('keeps two digits at each end', () => {
    expect(maskPhone('0912345612')).toBe('09******12');
    expect(maskPhone('0912.345.612')).toBe('09******12');
    expect(maskPhone('+84 912 345 612')).toBe('84*******12');
  });

  it('hides short numbers and nonsense whole', () => {
    expect(maskPhone('113')).toBe('******');
    expect(maskPhone('không có')).toBe('******');
  });

  it('never lets more than four digits through', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      expect(maskPhone(text).replace(/\D/g, '').length).toBeLessThanOrEqual(4);
    }));
  });
});
