import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '@/domain/fold';
import { findEntries, isQuestion, questionIn } from './find-entries';
import type { Entry } from './find-entries';
import { addedActions, isPaletteKey, offerActions } from './palette';

const entry = (id: string, title: string, also = ''): Entry => ({ id, kind: 'indicator', title, hint: '', also });
const ALL = [entry('a', 'Hồ sơ quá hạn'), entry('b', 'Tỷ lệ hồ sơ đúng hạn'), entry('c', 'Quá hạn/1.000 hồ sơ'), entry('d', 'Đàn lợn', 'heo'), entry('e', 'Siêu hộ sở')];
const ids = (search: string, favourites: readonly string[] = [], recent: readonly string[] = []): string => findEntries(ALL, search, favourites, recent, 9).map(({ id }) => id).join('');

describe('what the palette finds', () => {
  it('stands by where it was found: beginning, word, words apart, inside', () => {
    expect(ids('ho so')).toBe('abc' + 'e');
    expect(ids('qua han')).toBe('ca');
    expect(ids('HAN')).toBe('abc');
  });
  it('is found without accents and by other words', () => {
    expect(ids('dan lon')).toBe('d');
    expect(ids('heo')).toBe('d');
    expect(ids('không có')).toBe('');
  });
  it('without a search what is marked comes first, then what was used, then the order given', () => {
    expect(ids('', ['d', 'b'], ['c'])).toBe('dbcae');
  });
  it('holds every word of the search, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (search) => {
      for (const found of findEntries(ALL, search, [], [], 9)) for (const word of fold(search).split(' ')) expect(fold(`${found.title} ${found.also}`)).toContain(word);
    }));
  });
});

it('a question is told from a name', () => {
  expect([isQuestion('? grdp', 4), isQuestion('grdp bao nhiêu?', 2), isQuestion('grdp', 2), isQuestion('grdp quý 3 cùng kỳ', 0), isQuestion('  ', 0)]).toEqual([true, true, false, true, false]);
  expect(questionIn(' ? grdp quý 3')).toBe('grdp quý 3');
});

it('Ctrl+K and ⌘K open it, and nothing near them', () => {
  const press = (key: string, more: object = {}) => isPaletteKey({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
  expect([press('k', { ctrlKey: true }), press('K', { metaKey: true }), press('k'), press('k', { ctrlKey: true, shiftKey: true }), press('j', { ctrlKey: true })]).toEqual([true, true, false, false, false]);
});

it('a page takes away only what it offered itself', () => {
  const make = (id: string) => ({ id, title: { vi: id, en: id }, run: () => undefined });
  const leave = offerActions([make('x')]);
  const later = offerActions([make('x')]);
  leave();
  expect(addedActions().map(({ id }) => id)).toEqual(['x']);
  later();
  expect(addedActions()).toEqual([]);
});
