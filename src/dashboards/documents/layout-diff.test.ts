import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dashboard, Tile } from '@/config/dashboard';
import { changedFields, layoutDiff } from './layout-diff';

const both = (text: string) => ({ vi: text, en: text });
const tile = (id: string, x: number, more: Partial<Tile> = {}): Tile => ({ id, widget: 'text', widgetVersion: 1, title: both(id), place: { x, y: 0, w: 3, h: 2 }, options: {}, ...more });
const board = (tiles: readonly Tile[], more: Partial<Dashboard> = {}): Dashboard => ({ id: 'a', title: both('A'), audience: both('B'), rows: 4, tiles, ...more });
const changes = (tiles: readonly { readonly id: string; readonly change: string }[]): Record<string, string> => Object.fromEntries(tiles.map(({ id, change }) => [id, change]));

describe('two versions of a dashboard', () => {
  it('tell what came, went, moved and says something else', () => {
    const diff = layoutDiff(board([tile('a', 0), tile('b', 3), tile('c', 6), tile('d', 9)]), board([tile('a', 0), tile('b', 3, { place: { x: 3, y: 2, w: 3, h: 2 } }), tile('c', 6, { options: { body: 'x' } }), tile('e', 9)]));
    expect(changes(diff.after)).toEqual({ a: 'same', b: 'moved', c: 'changed', e: 'added' });
    expect(changes(diff.before)).toEqual({ a: 'same', b: 'moved', c: 'changed', d: 'removed' });
    expect(diff.counts).toEqual({ added: 1, removed: 1, moved: 1, changed: 1 });
  });

  it('draw sections under each other and a tile that went to another as moved', () => {
    const sections = [{ id: 'more', title: both('Thêm'), rows: 4 }];
    const diff = layoutDiff(board([tile('a', 0), tile('b', 3)], { sections }), board([tile('a', 0), tile('b', 3, { section: 'more' })], { sections }));
    expect(changes(diff.after)).toEqual({ a: 'same', b: 'moved' });
    expect(diff.after.find(({ id }) => id === 'b')?.y).toBe(500);
  });

  it('of the first version everything came', () => {
    expect(layoutDiff(null, board([tile('a', 0)]))).toMatchObject({ before: [], after: [{ change: 'added' }], counts: { added: 1 } });
  });

  it('of a version and itself nothing did, and every tile stands inside the picture', () => {
    const place = fc.record({ x: fc.integer({ min: 0, max: 8 }), y: fc.integer({ min: 0, max: 6 }), w: fc.integer({ min: 1, max: 4 }), h: fc.integer({ min: 1, max: 4 }) });
    fc.assert(fc.property(fc.array(place, { maxLength: 8 }), (places) => {
      const one = board(places.map((at, index) => tile(`t${index}`, 0, { place: at })), { rows: 10 });
      const diff = layoutDiff(one, one);
      expect(diff.counts).toEqual({ added: 0, removed: 0, moved: 0, changed: 0 });
      for (const { x, y, w, h } of diff.after) expect(x >= 0 && y >= 0 && x + w <= 1_000.001 && y + h <= 1_000.001).toBe(true);
    }));
  });

  it('name the fields that say something else', () => {
    expect(changedFields({ schemaVersion: 1, title: { vi: 'A', en: 'A' }, rows: 4, tiles: [] }, { schemaVersion: 2, title: { vi: 'B', en: 'A' }, rows: 4, tabs: [], tiles: [1] })).toEqual(['tabs', 'title']);
    expect(changedFields(null, { title: 'x' })).toEqual([]);
  });
});
