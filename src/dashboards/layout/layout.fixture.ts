import * as fc from 'fast-check';
import type { Dashboard, LaidOut, Tile, TilePlace } from '@/config/dashboard';
import type { Edited } from './edit';
import { addSection, addTab, removeSection, removeTab, shiftSection, shiftTab } from './sections';
import { move, resize, step, stretch } from './move';
import { add, backToAutomatic, duplicate, hide, moveTo, remove, show } from './tiles';

export const both = (vi: string) => ({ vi, en: vi });
export const tile = (id: string, x: number, y: number, w: number, h: number, section?: string): Tile =>
  ({ id, widget: 'note', widgetVersion: 1, title: both(id), place: { x, y, w, h }, options: {}, ...(section === undefined ? {} : { section }) });
export const board = (...tiles: readonly Tile[]): Dashboard => ({ id: 'a', title: both('A'), audience: both('x'), rows: 24, tiles });
export const smallest = () => ({ w: 2, h: 2 });

/** Boards as packs write them: no two tiles meet, and there may be gaps. */
export const boards: fc.Arbitrary<Dashboard> = fc
  .array(fc.record({ x: fc.nat(10), y: fc.nat(20), w: fc.integer({ min: 1, max: 12 }), h: fc.integer({ min: 1, max: 8 }) }), { minLength: 1, maxLength: 14 })
  .map((wanted) => {
    const free: TilePlace[] = [];
    for (const { x, y, w, h } of wanted) {
      const place = { x, y, w: Math.min(w, 12 - x), h };
      if (!free.some((one) => one.x < place.x + place.w && place.x < one.x + one.w && one.y < place.y + place.h && place.y < one.y + one.h)) free.push(place);
    }
    return { ...board(...free.map(({ x, y, w, h }, index) => tile(`t${index}`, x, y, w, h))), rows: 30 };
  });

/** One deed at the editor, for whatever board it meets. */
export type Deed = (board: Dashboard, count: number) => Edited;
const surface = fc.constantFrom('desk' as const, 'wall' as const, 'tablet' as const, 'phone' as const);
const laidOut = fc.constantFrom<LaidOut>('wall', 'tablet', 'phone');
const direction = fc.constantFrom('left' as const, 'right' as const, 'up' as const, 'down' as const);
const nth = fc.nat(40);
const way = fc.constantFrom<-1 | 1>(-1, 1);
const pick = (all: readonly { readonly id: string }[] | undefined, index: number): string => all?.[index % Math.max(1, all.length)]?.id ?? 'none';
const sections = (one: Dashboard) => [{ id: 'main' }, ...(one.sections ?? [])];

export const deeds: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ surface, nth, x: fc.integer({ min: -3, max: 14 }), y: fc.integer({ min: -3, max: 70 }) }).map(({ surface: at, nth: n, x, y }): Deed => (one) => move(one, { surface: at, tile: pick(one.tiles, n) }, { x, y })),
  fc.record({ surface, nth, w: fc.nat(15), h: fc.nat(70) }).map(({ surface: at, nth: n, w, h }): Deed => (one) => resize(one, { surface: at, tile: pick(one.tiles, n) }, { w, h }, smallest)),
  fc.record({ surface, nth, to: direction }).map(({ surface: at, nth: n, to }): Deed => (one) => step(one, { surface: at, tile: pick(one.tiles, n) }, to)),
  fc.record({ surface, nth, to: direction }).map(({ surface: at, nth: n, to }): Deed => (one) => stretch(one, { surface: at, tile: pick(one.tiles, n) }, to, smallest)),
  fc.record({ nth, w: fc.integer({ min: 1, max: 12 }), h: fc.integer({ min: 1, max: 10 }) }).map(({ nth: n, w, h }): Deed => (one, count) =>
    add(one, { id: `n${count}`, widget: 'note', widgetVersion: 1, title: both('N'), options: {} }, { w, h }, pick(sections(one), n))),
  nth.map((n): Deed => (one, count) => duplicate(one, pick(one.tiles, n), `d${count}`)),
  nth.map((n): Deed => (one) => (one.tiles.length > 1 ? remove(one, pick(one.tiles, n)) : { ok: true, value: one })),
  fc.record({ nth, to: nth }).map(({ nth: n, to }): Deed => (one) => moveTo(one, pick(one.tiles, n), pick(sections(one), to))),
  fc.record({ laidOut, nth }).map(({ laidOut: at, nth: n }): Deed => (one) => hide(one, at, pick(one.tiles, n))),
  fc.record({ laidOut, nth }).map(({ laidOut: at, nth: n }): Deed => (one) => show(one, at, pick(one.tiles, n))),
  laidOut.map((at): Deed => (one) => backToAutomatic(one, at)),
  nth.map((n): Deed => (one, count) => addSection(one, `s${count}`, both('S'), one.tabs ? pick(one.tabs, n) : null)),
  fc.constant<Deed>((one, count) => addTab(one, { id: `tab${count}`, title: both('T') }, { id: 'first', title: both('Chung') })),
  fc.record({ nth, way }).map(({ nth: n, way: by }): Deed => (one, count) => shiftTab(one, pick(one.tabs, n), by, `from${count}`)),
  fc.record({ nth, way }).map(({ nth: n, way: by }): Deed => (one) => shiftSection(one, pick(one.sections, n), by)),
  nth.map((n): Deed => (one) => keepsOne(removeTab(one, pick(one.tabs, n)), one)),
  nth.map((n): Deed => (one) => keepsOne(removeSection(one, pick(one.sections, n)), one)),
);
/** A board without a tile is no document; that is the editor's to say, and not the engine's. */
const keepsOne = (edited: Edited, before: Dashboard): Edited => (edited.ok && edited.value.tiles.length === 0 ? { ok: true, value: before } : edited);
