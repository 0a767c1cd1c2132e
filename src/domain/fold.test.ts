import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, toneKey } from './fold';

describe('fold', () => {
  it('drops marks, đ, case and extra spaces', () => {
    expect(fold('  Huyện  ĐÔ Lương ')).toBe('huyen do luong');
    expect(fold('Ươm Ắc Ỷ')).toBe('uom ac y');
    expect(fold('Đặc khu Bạch Long Vĩ')).toBe('dac khu bach long vi');
  });
  it('does not see how the text was composed or where the tone stands', () => {
    fc.assert(fc.property(fc.constantFrom('Thanh Hoá', 'Thanh Hóa', 'Khánh Hoà', 'Nghĩa Đàn', 'Quỳ Châu', 'Thuỵ Xuân'), fc.constantFrom('NFC', 'NFD', 'NFKC'), (name, form) => {
      expect(fold(name.normalize(form))).toBe(fold(name));
    }));
    expect(fold('Thanh Hoá')).toBe(fold('THANH HÓA'));
  });
});

describe('toneKey', () => {
  it('holds both tone placements equal but not another tone or none', () => {
    for (const [old, modern] of [['hoà', 'hòa'], ['Thuý', 'THÚY'], ['khoẻ', 'khỏe'], ['Hoà Bình', 'Hòa  Bình']] as const) expect(toneKey(old)).toBe(toneKey(modern));
    expect(toneKey('hòa')).not.toBe(toneKey('hoa'));
    expect(toneKey('hòa')).not.toBe(toneKey('hóa'));
    expect(toneKey('Đô')).not.toBe(toneKey('Do'));
    expect(toneKey('ân')).not.toBe(toneKey('an'));
  });
  it('is composed', () => {
    expect(toneKey('Thành Vinh')).toBe(toneKey('Thành Vinh').normalize('NFC'));
  });
});
