import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dashboard } from '@/config/dashboard';
import { sectionOf } from '@/config/dashboards';
import { bodyOf } from '@/state/documents';
import { saveFaults } from '@/state/every-document';
import { meet } from './grid';
import { board, boards, both, deeds, smallest, tile } from './layout.fixture';
import { move, placeOf, resize, step, stretch, type Direction } from './move';
import { placesOn, type LayoutSurface } from './places';
import { addSection, addTab, removeTab, shiftTab } from './sections';
import { add, backToAutomatic, duplicate, hide, moveTo, remove, show } from './tiles';
import type { Edited } from './edit';

const SURFACES = ['desk', 'wall', 'tablet', 'phone'] as const;
const must = (edited: Edited): Dashboard => {
  if (!edited.ok) throw new Error(edited.error);
  return edited.value;
};
const desk = (one: Dashboard) => Object.fromEntries(one.tiles.map(({ id, place: { x, y, w, h } }) => [id, [x, y, w, h]]));
const orderOn = (one: Dashboard, surface: LayoutSurface) => placesOn(one, surface).sections.map(({ tiles }) => tiles.map((each) => each.tile.id));

function expectSound(one: Dashboard): void {
  expect(saveFaults('dashboard', one.id, bodyOf('dashboard', one), null, null)).toEqual([]);
  for (const surface of SURFACES) {
    const { sections, columns, left } = placesOn(one, surface);
    for (const { tiles, rows, id } of sections) {
      for (const [index, { tile: own, place }] of tiles.entries()) {
        expect(sectionOf(own)).toBe(id);
        expect(place.x >= 0 && place.y >= 0 && place.w >= 1 && place.x + place.w <= columns && place.y + place.h <= rows, `${surface} ${own.id} ${JSON.stringify(place)} of ${rows}`).toBe(true);
        for (const other of tiles.slice(index + 1)) expect(meet(place, other.place), `${surface}: ${own.id} over ${other.tile.id}`).toBe(false);
      }
    }
    const hidden = [...(surface === 'desk' ? [] : one.layouts?.[surface]?.hidden ?? []), ...left.map((each) => each.tile.id)];
    const shown = sections.flatMap(({ tiles }) => tiles.map((each) => each.tile.id));
    expect([...shown, ...hidden].sort()).toEqual(one.tiles.map(({ id }) => id).sort());
  }
}

describe('whatever is done, in whatever order', () => {
  it('can be saved, and on no surface do two tiles meet, leave the columns or get lost', () => {
    fc.assert(fc.property(boards, fc.array(deeds, { maxLength: 12 }), (start, all) => {
      let now = start;
      all.forEach((deed, count) => {
        const frozen = JSON.stringify(now);
        const [once, twice] = [deed(now, count), deed(now, count)];
        expect(twice).toEqual(once);
        expect(JSON.stringify(now)).toBe(frozen);
        if (once.ok) now = once.value;
      });
      expectSound(now);
    }), { numRuns: 300 });
  });

  it('the same place and the same size change nothing at all, gaps included', () => {
    fc.assert(fc.property(boards, fc.constantFrom(...SURFACES), (start, surface) => {
      const left = new Set(placesOn(start, surface).left.map((each) => each.tile.id));
      for (const { id } of start.tiles.filter((each) => !left.has(each.id))) {
        const place = placeOf(start, { surface, tile: id });
        if (!place) throw new Error('no place');
        expect(must(move(start, { surface, tile: id }, place))).toBe(start);
        expect(must(resize(start, { surface, tile: id }, place, smallest))).toBe(start);
      }
    }));
  });

  it('a tile moved stands in the column asked for, no lower than asked or than under all the others', () => {
    fc.assert(fc.property(boards, fc.nat(40), fc.nat(11), fc.nat(40), (start, nth, x, y) => {
      const moved = start.tiles[nth % start.tiles.length];
      if (!moved) throw new Error('no tile');
      const edited = move(start, { surface: 'desk', tile: moved.id }, { x, y });
      if (!edited.ok) return;
      const place = placeOf(edited.value, { surface: 'desk', tile: moved.id });
      expect(place).toMatchObject({ x: Math.min(x, 12 - moved.place.w), w: moved.place.w, h: moved.place.h });
      expect(edited.value.tiles.map(({ place: { w, h } }) => [w, h])).toEqual(start.tiles.map(({ place: { w, h } }) => [w, h]));
    }));
  });

  it('the fallback of a tablet and of a phone keeps the order in which the desk is read', () => {
    fc.assert(fc.property(boards, (start) => {
      expect(orderOn(start, 'tablet')).toEqual(orderOn(start, 'desk'));
      expect(orderOn(start, 'phone')).toEqual(orderOn(start, 'desk'));
      for (const { place, tile: own } of placesOn(start, 'phone').sections[0]?.tiles ?? []) expect(place.h).toBeGreaterThanOrEqual(own.place.h);
    }));
  });
});

describe('moving', () => {
  const row = board(tile('a', 0, 0, 6, 4), tile('b', 6, 0, 6, 4), tile('c', 0, 4, 12, 4));
  it('pushes down what is under it, and the rest closes up', () => {
    expect(desk(must(move(row, { surface: 'desk', tile: 'c' }, { x: 0, y: 0 })))).toEqual({ c: [0, 0, 12, 4], a: [0, 4, 6, 4], b: [6, 4, 6, 4] });
    expect(desk(must(move(row, { surface: 'desk', tile: 'a' }, { x: 6, y: 0 })))).toEqual({ a: [6, 0, 6, 4], b: [6, 4, 6, 4], c: [0, 8, 12, 4] });
  });
  it('lets what is passed on the way down stand above, as soon as the edge is past its middle', () => {
    const pile = board(tile('a', 0, 0, 6, 4), tile('b', 0, 4, 6, 4));
    expect(desk(must(move(pile, { surface: 'desk', tile: 'a' }, { x: 0, y: 2 })))).toEqual(desk(pile));
    expect(desk(must(move(pile, { surface: 'desk', tile: 'a' }, { x: 0, y: 3 })))).toEqual({ b: [0, 0, 6, 4], a: [0, 4, 6, 4] });
    expect(desk(must(move(pile, { surface: 'desk', tile: 'b' }, { x: 0, y: 1 })))).toEqual({ b: [0, 0, 6, 4], a: [0, 4, 6, 4] });
  });
  it('by steps always shows, and says where there is no way further', () => {
    const pile = board(tile('a', 0, 0, 6, 8), tile('b', 0, 8, 6, 8));
    const at = { surface: 'desk', tile: 'a' } as const;
    expect(desk(must(step(pile, at, 'down')))).toEqual({ b: [0, 0, 6, 8], a: [0, 8, 6, 8] });
    expect((['left', 'up'] as const).map((to: Direction) => step(pile, at, to))).toEqual([{ ok: false, error: 'edge' }, { ok: false, error: 'edge' }]);
    expect(step(pile, { ...at, tile: 'b' }, 'down')).toEqual({ ok: false, error: 'edge' });
    expect(step(pile, { ...at, tile: 'none' }, 'down')).toEqual({ ok: false, error: 'unknown' });
  });
});

describe('sizes', () => {
  it('stop at the smallest of the widget, at the edge and at the rows there are', () => {
    const one = board(tile('a', 8, 0, 4, 4));
    const at = { surface: 'desk', tile: 'a' } as const;
    expect(desk(must(resize(one, at, { w: 1, h: 1 }, smallest)))).toEqual({ a: [8, 0, 2, 2] });
    expect(stretch(one, at, 'right', smallest)).toEqual({ ok: false, error: 'edge' });
    expect(stretch(must(resize(one, at, { w: 2, h: 2 }, smallest)), at, 'up', smallest)).toEqual({ ok: false, error: 'smallest' });
    const tall = board(tile('a', 0, 0, 12, 40), tile('b', 0, 40, 12, 20));
    expect(stretch(tall, at, 'down', smallest)).toEqual({ ok: false, error: 'rows' });
  });
});

describe('tiles', () => {
  it('are added on the first free ground, sixty at most', () => {
    let one = board(tile('a', 0, 0, 8, 4));
    const added = must(add(one, { id: 'n', widget: 'note', widgetVersion: 1, title: both('N'), options: {} }, { w: 4, h: 4 }));
    expect(desk(added)['n']).toEqual([8, 0, 4, 4]);
    for (let count = 1; count < 60; count += 1) one = must(add(one, { id: `n${count}`, widget: 'note', widgetVersion: 1, title: both('N'), options: {} }, { w: 2, h: 2 }));
    expect(duplicate(one, 'a', 'again')).toEqual({ ok: false, error: 'tiles' });
  });
  it('are duplicated beside, else under; removed, what was under closes up everywhere', () => {
    const one = board(tile('a', 0, 0, 6, 4), tile('b', 0, 4, 12, 4));
    expect(desk(must(duplicate(one, 'a', 'c')))['c']).toEqual([6, 0, 6, 4]);
    expect(desk(must(duplicate(one, 'b', 'c')))['c']).toEqual([0, 8, 12, 4]);
    const byHand = must(move(one, { surface: 'phone', tile: 'b' }, { x: 0, y: 0 }));
    const gone = must(remove(byHand, 'a'));
    expect(desk(gone)).toEqual({ b: [0, 0, 12, 4] });
    expect(Object.keys(gone.layouts?.phone?.places ?? {})).toEqual(['b']);
  });
});

describe('surfaces', () => {
  const one = board(tile('a', 0, 0, 4, 8), tile('b', 4, 0, 4, 8), tile('c', 8, 0, 4, 8));
  it('have a layout by hand from the first change on, which leaves the desk alone, until it is let go of', () => {
    const moved = must(step(one, { surface: 'tablet', tile: 'c' }, 'up'));
    expect(orderOn(moved, 'tablet')[0]).not.toEqual(orderOn(one, 'tablet')[0]);
    expect(moved.tiles).toBe(one.tiles);
    const more = must(add(moved, { id: 'n', widget: 'note', widgetVersion: 1, title: both('N'), options: {} }, { w: 4, h: 4 }));
    expect(orderOn(more, 'tablet')[0]?.at(-1)).toBe('n');
    expect(must(backToAutomatic(moved, 'tablet'))).toEqual(one);
  });
  it('hide a tile and show it again, after the others', () => {
    const hidden = must(hide(one, 'phone', 'a'));
    expect(orderOn(hidden, 'phone')).toEqual([['b', 'c']]);
    expect(orderOn(hidden, 'desk')).toEqual([['a', 'b', 'c']]);
    expect(orderOn(must(show(hidden, 'phone', 'a')), 'phone')).toEqual([['b', 'c', 'a']]);
  });
  it('draw a layout of another hand within their columns and apart', () => {
    const wild = { ...one, layouts: { tablet: { rows: {}, places: { a: { x: 4, y: 0, w: 8, h: 4 }, b: { x: 0, y: 2, w: 6, h: 4 } }, hidden: [] } } };
    expectSound(wild);
    expect(orderOn(wild, 'tablet')).toEqual([['a', 'b', 'c']]);
  });
});

describe('a wall that nobody laid out by hand', () => {
  const sectioned = fc.tuple(boards, boards, fc.boolean()).map(([first, second, hasTabs]): Dashboard => ({
    ...first, sections: [{ id: 's', title: both('S'), rows: 30, ...(hasTabs ? { tab: 't2' } : {}) }], ...(hasTabs ? { tabs: [{ id: 't1', title: both('1') }, { id: 't2', title: both('2') }] } : {}),
    tiles: [...first.tiles, ...second.tiles.map((each) => ({ ...each, id: `s${each.id}`, section: 's' }))],
  }));

  it('has one page a tab, full to every edge, read in the order of the desk; what has no room is named and nothing is lost', () => {
    fc.assert(fc.property(sectioned, (start) => {
      const [wall, desk] = [placesOn(start, 'wall'), placesOn(start, 'desk')];
      expectSound(start);
      for (const tab of new Set(wall.sections.map((one) => one.tab))) {
        const own = wall.sections.filter((one) => one.tab === tab);
        const shown = own.flatMap(({ tiles }) => tiles);
        const left = wall.left.filter((one) => one.tab === tab).map(({ tile: { id } }) => id);
        expect([...shown.map((each) => each.tile.id), ...left]).toEqual(desk.sections.filter((one) => one.tab === tab).flatMap(({ tiles }) => tiles.map((each) => each.tile.id)));
        const filled = own.filter(({ tiles }) => tiles.length > 0);
        expect(filled.reduce((sum, { rows }) => sum + rows, 0)).toBe(shown.length > 0 ? 48 : 0);
        expect(shown.reduce((sum, { place: { w, h } }) => sum + w * h, 0)).toBe(shown.length > 0 ? 48 * 12 : 0);
      }
    }), { numRuns: 200 });
  });
  it('gives every tile what is read from five metres, and no widget less than its least', () => {
    fc.assert(fc.property(sectioned, (start) => {
      for (const { tile: own, place } of placesOn(start, 'wall').sections.flatMap(({ tiles }) => tiles)) {
        expect(place.h).toBeGreaterThanOrEqual(own.place.w <= 3 && own.place.h <= 7 ? 23 : 24);
        expect(place.w).toBeGreaterThanOrEqual(own.place.w <= 3 && own.place.h <= 7 ? 3 : 6);
        // Widgets need six columns at most; on the desk each has what it needs.
        expect(place.w).toBeGreaterThanOrEqual(Math.min(6, own.place.w));
      }
    }));
  });
  it('has figures side by side over a map and a list, as a hand would', () => {
    const one = board(tile('a', 0, 0, 3, 6), tile('b', 3, 0, 3, 6), tile('c', 6, 0, 3, 6), tile('d', 9, 0, 3, 6), tile('map', 0, 6, 4, 10), tile('list', 4, 6, 4, 10), tile('more', 8, 6, 4, 10), tile('last', 0, 16, 12, 8));
    const { sections, left } = placesOn(one, 'wall');
    expect(sections[0]?.tiles.map(({ tile: { id }, place: { x, y, w, h } }) => [id, x, y, w, h])).toEqual([['a', 0, 0, 3, 23], ['b', 3, 0, 3, 23], ['c', 6, 0, 3, 23], ['d', 9, 0, 3, 23], ['map', 0, 23, 6, 25], ['list', 6, 23, 6, 25]]);
    expect(left.map((each) => each.tile.id)).toEqual(['more', 'last']);
    // Whoever goes on by hand begins with what stood there, and may show the rest.
    const moved = must(step(one, { surface: 'wall', tile: 'a' }, 'right'));
    expect(moved.layouts?.wall?.hidden).toEqual(['more', 'last']);
    expect(placesOn(must(show(moved, 'wall', 'more')), 'wall').sections[0]?.tiles.at(-1)?.tile.id).toBe('more');
  });
});

describe('tabs and sections', () => {
  const one = must(addSection(board(tile('a', 0, 0, 4, 8), tile('b', 4, 0, 4, 8)), 's', both('S')));
  it('take tiles in, and give them back', () => {
    const moved = must(moveTo(one, 'a', 's'));
    expect(orderOn(moved, 'desk')).toEqual([['b'], ['a']]);
    expect(must(moveTo(moved, 'a', 'main')).tiles.every((each) => !('section' in each))).toBe(true);
  });
  it('the first tab takes in all there is; put elsewhere, its tiles stay with it', () => {
    const two = must(addTab(one, { id: 't2', title: both('Hai') }, { id: 't1', title: both('Một') }));
    const shifted = must(shiftTab(two, 't2', -1, 'from-main'));
    expect(shifted.tabs?.map(({ id }) => id)).toEqual(['t2', 't1']);
    expect(placesOn(shifted, 'desk').sections.map(({ id, tab, tiles }) => [id, tab, tiles.length])).toEqual([['main', 't2', 0], ['from-main', 't1', 2], ['s', 't1', 0]]);
  });
  it('a tab goes with what is in it, and one alone is none', () => {
    const two = must(addSection(must(addTab(one, { id: 't2', title: both('Hai') }, { id: 't1', title: both('Một') })), 's2', both('S2'), 't2'));
    const moved = must(moveTo(two, 'a', 's2'));
    const left = must(removeTab(moved, 't2'));
    expect(left.tabs).toBeUndefined();
    expect(left.tiles.map(({ id }) => id)).toEqual(['b']);
    expect(must(removeTab(moved, 't1')).tiles.map(({ id }) => id)).toEqual(['a']);
  });
});
