import { describe, expect, it } from 'vitest';
import type { Dashboard } from '@/config/dashboard';
import { bodyOf } from '@/state/documents';
import { saveFaults } from '@/state/every-document';
import { board, both, smallest, tile } from '../layout/layout.fixture';
import { freeId, perform, rawOf, readDraft, type Command } from './editor-model';
import { deedText } from './editor-words';
import { holdersOf } from './holders';
import { retitled } from './retitled';
import { stableTiles } from './stable-tiles';
import { categoryFrom, choicesFrom, choicesText, withChoices } from './variables-form';

const start = board(tile('a', 0, 0, 6, 4), tile('b', 6, 0, 6, 4));
const after = (one: Dashboard, ...commands: readonly Command[]): Dashboard => commands.reduce((now, command) => {
  const edited = perform(now, command, smallest);
  if (!edited.ok) throw new Error(edited.error);
  return edited.value;
}, one);

describe('commands', () => {
  it('change what a tile says, and take back what was said', () => {
    const said = after(start, { do: 'tile', tile: 'a', change: { title: both('Mới'), hideTitle: true, scope: { unit: '40' }, refreshSeconds: 60, options: { x: 1 } } });
    expect(said.tiles[0]).toMatchObject({ title: both('Mới'), hideTitle: true, scope: { unit: '40' }, refreshSeconds: 60, options: { x: 1 } });
    const back = after(said, { do: 'tile', tile: 'a', change: { title: both('a'), hideTitle: false, scope: null, refreshSeconds: null, options: {} } });
    expect(back).toEqual(start);
  });
  it('change what is said of the whole', () => {
    const variable = { id: 'v', title: both('V'), kind: 'choice', choices: [{ value: 'x', label: both('X') }], initial: 'x' } as const;
    const said = after(start, { do: 'board', change: { title: both('T'), scope: { periodKind: 'month' }, variables: [variable] } });
    expect(said).toMatchObject({ title: both('T'), scope: { periodKind: 'month' }, variables: [variable] });
    expect(after(said, { do: 'board', change: { title: start.title, scope: null, variables: [] } })).toEqual(start);
  });
  it('drop a tile into another section, at the cell', () => {
    const two = after(start, { do: 'add-section', id: 's', title: both('S'), tab: null });
    const dropped = after(two, { do: 'drop', surface: 'desk', tile: 'a', section: 's', x: 4, y: 0 });
    expect(dropped.tiles.find(({ id }) => id === 'a')).toMatchObject({ section: 's', place: { x: 4, y: 0, w: 6, h: 4 } });
  });
  it('say in words what they did, as a person counts', () => {
    const move: Command = { do: 'drop', surface: 'desk', tile: 'a', section: 'main', x: 4, y: 0 };
    expect(deedText(start, after(start, move), move, 'vi')).toBe('Đã chuyển “a” sang cột 5, hàng 1');
    const remove: Command = { do: 'remove', tile: 'a' };
    expect(deedText(start, after(start, remove), remove, 'vi')).toBe('Đã xóa “a”; còn 1 ô');
    expect(deedText(start, after(start, remove), remove, 'en')).toBe('Removed “a”; 1 tile left');
  });
  it('of tabs and sections leave what can be saved', () => {
    const tabbed = after(start, { do: 'add-tab', id: 'the', title: both('Hai'), first: both('Chung') }, { do: 'add-section', id: 's', title: both('S'), tab: 'the' });
    const done = after(
      tabbed, { do: 'move-to', tile: 'a', section: 's' }, { do: 'rename-tab', id: 'the', title: both('Tiến độ') }, { do: 'rename-section', id: 's', title: both('P') },
      { do: 'shift-tab', id: 'the', by: -1, newSection: 'n' }, { do: 'section-to-tab', id: 'n', tab: 'the' }, { do: 'shift-section', id: 'n', by: 1 }, { do: 'hide', surface: 'phone', tile: 'b' },
    );
    for (const one of [tabbed, done, after(done, { do: 'remove-section', id: 'n' }), after(done, { do: 'remove-tab', id: 'tab' })]) expect(saveFaults('dashboard', 'a', rawOf({ board: one, kept: [] }), null, null)).toEqual([]);
    expect(done.tabs).toEqual([{ id: 'the', title: both('Tiến độ') }, { id: 'tab', title: both('Chung') }]);
  });
  it('make ids that nobody has', () => {
    expect(freeId('a', start.tiles)).toBe('a-2');
    expect(freeId('x'.repeat(90), []).length).toBeLessThanOrEqual(56);
  });
});

describe('a draft', () => {
  it('without a tile is read, though no save takes it', () => {
    const empty = rawOf({ board: { ...start, tiles: [] }, kept: [] });
    expect(saveFaults('dashboard', 'a', empty, null, null)).not.toEqual([]);
    expect(readDraft(empty, null)?.board.tiles).toEqual([]);
  });
  it('keeps what this build cannot read of it', () => {
    const strange = { id: 'z', from: 'a later build' };
    const raw = { ...bodyOf('dashboard', start), tiles: [...rawTiles(start), strange] };
    const draft = readDraft(raw, null);
    expect(draft?.kept).toEqual([strange]);
    expect(draft && rawOf({ ...draft, board: after(draft.board, { do: 'remove', tile: 'a' }) })).toMatchObject({ tiles: [{ id: 'b' }, strange] });
  });
  it('that is none of today is null', () => {
    expect(readDraft(null, null)).toBeNull();
    expect(readDraft({ schemaVersion: 99, id: 'a' }, null)).toBeNull();
  });
  it('gives the same tile as long as it says the same, wherever it stands', () => {
    const contentOf = stableTiles();
    const first = contentOf(tile('a', 0, 0, 6, 4));
    expect(contentOf(tile('a', 3, 9, 2, 2))).toBe(first);
    expect(contentOf({ ...tile('a', 0, 0, 6, 4), options: { x: 1 } })).not.toBe(first);
  });
});
const rawTiles = (one: Dashboard) => { const tiles = bodyOf('dashboard', one)['tiles']; return Array.isArray(tiles) ? tiles : []; };

describe('who sees it', () => {
  const say = (key: string, params: Readonly<Record<string, string | number>> = {}) => [key, ...Object.values(params)].join(' ');
  const sharing = { unit: '40', mayUnit: true, mayProvince: false, nameOf: (unit: string) => `Sở ${unit}` };
  it('is oneself at first; one\'s unit and the province where one may', () => {
    expect(holdersOf(null, sharing, say).map(({ id, holder }) => [id, holder])).toEqual([['me', { owner: 'me' }], ['unit', { owner: 'unit', unit: '40' }]]);
    expect(holdersOf(null, { ...sharing, mayUnit: false }, say).map(({ id }) => id)).toEqual(['me']);
    expect(holdersOf({ owner: 'me', unit: null }, { ...sharing, mayProvince: true }, say).map(({ id }) => id)).toEqual(['me', 'unit', 'province']);
  });
  it('of a unit\'s own stays with the unit, and is never taken home', () => {
    expect(holdersOf({ owner: 'unit', unit: '40' }, { ...sharing, mayProvince: true }, say).map(({ id, label }) => [id, label])).toEqual([['as-is', 'save.asIs Sở 40'], ['province', 'save.province']]);
  });
});

describe('what is typed', () => {
  it('as a title is kept in both languages until the second has words of its own', () => {
    expect(retitled(both('Cũ'), 'vi', ' Mới ')).toEqual({ vi: 'Mới', en: 'Mới' });
    expect(retitled({ vi: 'Cũ', en: 'Old' }, 'vi', 'Mới')).toEqual({ vi: 'Mới', en: 'Old' });
    expect(retitled(both('Cũ'), 'vi', '  ')).toBeNull();
  });
  it('as choices is read line by line, and refused whole', () => {
    const read = choicesFrom('moi = Mới nhận\ncu=Đã có = hai\n\n x ');
    expect(read).toEqual([{ value: 'moi', label: both('Mới nhận') }, { value: 'cu', label: both('Đã có = hai') }, { value: 'x', label: both('x') }]);
    expect(choicesText(read ?? [])).toBe('moi = Mới nhận\ncu = Đã có = hai\nx = x');
    for (const bad of ['', 'có dấu = x', 'a = 1\na = 2']) expect(choicesFrom(bad)).toBeNull();
    const variable = { id: 'v', title: both('V'), kind: 'choice', choices: [{ value: 'moi', label: { vi: 'Mới nhận', en: 'New' } }], initial: 'gone' } as const;
    expect(withChoices(variable, read ?? [])).toMatchObject({ initial: 'moi', choices: [{ label: { en: 'New' } }, {}, {}] });
  });
  it('as a category needs all its parts', () => {
    const named = { id: 'v', title: both('V') };
    expect(categoryFrom(named, { dataset: 'dossiers', dimension: 'field', initial: 'land' })).toMatchObject({ kind: 'category', dataset: 'dossiers' });
    expect(categoryFrom(named, { dataset: 'dossiers', dimension: '', initial: 'land' })).toBeNull();
  });
});
