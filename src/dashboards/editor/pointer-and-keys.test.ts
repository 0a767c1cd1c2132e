import { describe, expect, it } from 'vitest';
import { board, tile } from '../layout/layout.fixture';
import { placesOn } from '../layout/places';
import { boxAt, cellAt, cellsOf, scrollBy, type GridBox } from './drag-cells';
import { editorWish, isKept, tileWish, type Key } from './keys';
import { neighbour } from './neighbour';
import vi from './locales/vi.json';
import en from './locales/en.json';

const key = (name: string, more: Partial<Key> = {}): Key => ({ key: name, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });

describe('keys at a tile', () => {
  it.each([
    ['ArrowRight', {}, false, { wish: 'go', direction: 'right' }],
    ['ArrowRight', {}, true, { wish: 'step', direction: 'right' }],
    ['ArrowDown', { shiftKey: true }, false, { wish: 'stretch', direction: 'down' }],
    ['Enter', {}, false, { wish: 'grab' }],
    ['Enter', {}, true, { wish: 'let-go' }],
    ['Escape', {}, true, { wish: 'let-go' }],
    ['Escape', {}, false, null],
    ['Delete', {}, false, { wish: 'remove' }],
    ['d', { ctrlKey: true }, false, { wish: 'duplicate' }],
    ['D', { metaKey: true }, true, { wish: 'duplicate' }],
    ['z', { ctrlKey: true }, false, null],
    ['ArrowLeft', { altKey: true }, false, null],
    ['Tab', {}, true, null],
  ] as const)('%s %o, held %s', (name, more, isHeld, wish) => expect(tileWish(key(name, more), isHeld)).toEqual(wish));

  it('of the whole editor leave the browser its own', () => {
    expect([key('z', { ctrlKey: true }), key('Z', { metaKey: true, shiftKey: true }), key('y', { ctrlKey: true }), key('s', { metaKey: true }), key('?', { shiftKey: true }), key('z'), key('r', { ctrlKey: true })].map(editorWish))
      .toEqual(['undo', 'redo', 'redo', 'save', 'help', null, null]);
  });

  it('of a field are its own but for saving; of a dialog all of them', () => {
    const kept = (place: 'page' | 'field' | 'dialog') => (['undo', 'redo', 'help', 'save'] as const).filter((wish) => isKept(wish, place));
    expect([kept('page'), kept('field'), kept('dialog')]).toEqual([[], ['undo', 'redo', 'help'], ['undo', 'redo', 'help', 'save']]);
  });

  it('go to the nearest tile in that direction', () => {
    const tiles = placesOn(board(tile('a', 0, 0, 6, 4), tile('b', 6, 0, 6, 4), tile('c', 0, 4, 12, 4)), 'desk').sections[0]?.tiles ?? [];
    expect([neighbour(tiles, 'a', 'right'), neighbour(tiles, 'a', 'down'), neighbour(tiles, 'c', 'up'), neighbour(tiles, 'a', 'left'), neighbour(tiles, 'none', 'up')]).toEqual(['b', 'c', 'a', null, null]);
  });
});

describe('the pointer', () => {
  const box: GridBox = { section: 'main', left: 100, top: 50, width: 1188, height: 600, columns: 12, rowPitch: 40, gap: 12 };
  it('comes to the nearest cell, and takes as many as it covers', () => {
    expect([{ x: 100, y: 50 }, { x: 149, y: 69 }, { x: 151, y: 71 }, { x: 20, y: -200 }].map((corner) => cellAt(box, corner))).toEqual([{ x: 0, y: 0 }, { x: 0, y: 0 }, { x: 1, y: 1 }, { x: -1, y: 0 }]);
    expect(cellsOf(box, { width: 288, height: 108 })).toEqual({ w: 3, h: 3 });
    expect(cellsOf(box, { width: 1, height: 1 })).toEqual({ w: 1, h: 1 });
  });
  it('is over the grid it is in, else over the nearest', () => {
    const below = { ...box, section: 's', top: 700 };
    expect([60, 660, 690, 5_000].map((y) => boxAt([box, below], { x: 0, y })?.section)).toEqual(['main', 'main', 's', 's']);
    expect(boxAt([], { x: 0, y: 0 })).toBeNull();
  });
  it('scrolls the page at its edges, faster the nearer', () => {
    expect(scrollBy(400, 0, 800)).toBe(0);
    expect(scrollBy(790, 0, 800)).toBeGreaterThan(scrollBy(760, 0, 800));
    expect(scrollBy(-50, 0, 800)).toBe(-18);
  });
});

it('both languages have the same words', () => expect(Object.keys(en)).toEqual(Object.keys(vi)));
