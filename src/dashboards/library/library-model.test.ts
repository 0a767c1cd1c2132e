import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dashboard } from '@/config/dashboard';
import type { ListedDocument } from '@/state/history';
import { toggled } from '../favourites';
import { entriesOf, found, groupsOf, inHeader } from './library-model';

const both = (text: string) => ({ vi: text, en: text });
const pack = (id: string, title = id): Dashboard => ({ id, title: both(title), audience: both('Lãnh đạo tỉnh'), rows: 1, tiles: [] });
const kept = (id: string, more: Partial<ListedDocument> = {}): ListedDocument =>
  ({ id, owner: 'me', unit: null, revision: 1, deleted: false, author: { id: 'p', name: 'Trần Bình' }, at: 0, mayEdit: true, title: both(id), ...more });

describe('the library of dashboards', () => {
  const entries = entriesOf([pack('leaders', 'Toàn cảnh'), pack('noc')], [
    kept('old', { at: 1 }), kept('new', { at: 9, title: both('Đầu tư công') }), kept('ours', { owner: 'unit', unit: 'H41.06', mayEdit: false }),
    kept('all', { owner: 'unit', unit: null }), kept('gone', { deleted: true }), kept('blank', { title: null }),
  ], ['dashboard:noc', 'dashboard:ours', 'indicator:x', 'dashboard:nowhere']);

  it('says whose each is, newest change first, the pack last; what was deleted is not there', () => {
    expect(entries.map(({ id, holder }) => `${id} ${holder}`)).toEqual(['new mine', 'old mine', 'ours unit', 'all province', 'blank mine', 'leaders pack', 'noc pack']);
    expect(entries.find(({ id }) => id === 'blank')?.title.vi).toBe('blank');
  });
  it('groups by holder, favourites first in their own order, and shows no empty group', () => {
    expect(groupsOf(entries, ['dashboard:noc', 'dashboard:ours', 'dashboard:nowhere']).map(({ holder, entries: of }) => `${holder}: ${of.map(({ id }) => id).join()}`)).toEqual([
      'favourite: noc,ours', 'mine: new,old,blank', 'unit: ours', 'province: all', 'pack: leaders,noc',
    ]);
    expect(groupsOf([], [])).toEqual([]);
  });
  it('is searched without marks, by any word of title, audience or who changed it', () => {
    expect(found(entries, 'dau tu').map(({ id }) => id)).toEqual(['new']);
    expect(found(entries, 'LÃNH đạo toan').map(({ id }) => id)).toEqual(['leaders']);
    expect(found(entries, '  ')).toHaveLength(entries.length);
  });
  it('never stands two under one id', () => {
    expect(entriesOf([pack('a')], [kept('a')], []).map(({ holder }) => holder)).toEqual(['mine']);
  });
});

describe('the header', () => {
  const offered = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id }));
  it('has room for a few: what is marked first, and always the open one', () => {
    expect(inHeader(offered, ['dashboard:e'], null, 4).map(({ id }) => id)).toEqual(['e', 'a', 'b', 'c']);
    expect(inHeader(offered, [], { id: 'f' }, 4).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'f']);
    expect(inHeader(offered, [], { id: 'own' }, 4).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'own']);
  });
  it('never has more than its room, none twice, and never misses the open one', () => {
    const ids = fc.constantFrom(...offered, { id: 'own' });
    fc.assert(fc.property(fc.uniqueArray(ids), fc.array(ids.map(({ id }) => `dashboard:${id}`)), fc.option(ids), fc.integer({ min: 1, max: 8 }), (all, marks, current, most) => {
      const shown = inHeader(all, marks, current, most).map(({ id }) => id);
      expect(shown.length).toBeLessThanOrEqual(most);
      expect(new Set(shown).size).toBe(shown.length);
      if (current) expect(shown).toContain(current.id);
    }));
  });
});

it('a favourite toggled twice is as it was', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.constantFrom('dashboard:a', 'dashboard:b', 'indicator:c')), (list) => {
    const once = toggled(list, 'dashboard:d');
    expect(once).toEqual([...list, 'dashboard:d']);
    expect(toggled(once, 'dashboard:d')).toEqual(list);
  }));
});
