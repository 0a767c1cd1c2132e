import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences } from './compare';
import { merged } from './every-document';

const both = (vi: string) => ({ vi, en: vi });
const tile = (id: string, y: number, title = id) => ({ id, widget: 'note', widgetVersion: 1, title: both(title), place: { x: 0, y, w: 6, h: 1 }, options: {} });
const board = (title: string, ...tiles: ReturnType<typeof tile>[]) => ({ schemaVersion: 1, id: 'a', title: both(title), audience: both('x'), rows: 9, tiles });
const base = board('Cũ', tile('m', 0), tile('n', 1));

describe('differences', () => {
  it('are named by part, with who made them', () => {
    const mine = board('Của tôi', tile('m', 0, 'mới'), tile('n', 1), tile('p', 2));
    const theirs = board('Của họ', tile('m', 0));
    expect(differences(base, mine, theirs).map(({ part, by }) => `${part} ${by}`)).toEqual(['title both', 'tiles/m me', 'tiles/n them', 'tiles/p me']);
  });
  it('are none where both say the same, in whatever order of fields', () => {
    expect(differences(base, { ...base, title: { en: 'a', vi: 'a' } }, { ...base, title: { vi: 'a', en: 'a' } })).toEqual([]);
  });
});

describe('bringing both together', () => {
  it('takes each part from whoever changed it', () => {
    expect(merged('dashboard', 'a', base, board('Mới', tile('m', 0), tile('n', 1), tile('p', 2)), board('Cũ', tile('m', 0, 'đổi'), tile('q', 3))))
      .toEqual(board('Mới', tile('m', 0, 'đổi'), tile('p', 2), tile('q', 3)));
  });
  it('leaves to the person what both changed, and what would not stand', () => {
    expect(merged('dashboard', 'a', base, board('1', tile('m', 0)), board('2', tile('m', 0)))).toBeNull();
    expect(merged('dashboard', 'a', base, board('Cũ', ...base.tiles, tile('p', 2)), board('Cũ', ...base.tiles, tile('q', 2)))).toBeNull();
    expect(merged('dashboard', 'a', null, base, base)).toBeNull();
  });
  it('with one side unchanged is the other side', () => {
    const some = fc.subarray([0, 1, 2, 3, 4], { minLength: 1 }).chain((rows) => fc.record({ title: fc.constantFrom('a', 'b'), rows: fc.constant(rows) }))
      .map(({ title, rows }) => board(title, ...rows.map((y) => tile(`t${y}`, y))));
    fc.assert(fc.property(some, some, (before, after) => {
      const sorted = (body: unknown) => ({ ...(body as typeof base), tiles: [...(body as typeof base).tiles].sort((a, b) => a.id.localeCompare(b.id)) });
      expect(sorted(merged('dashboard', 'a', before, before, after))).toEqual(sorted(after));
      expect(sorted(merged('dashboard', 'a', before, after, before))).toEqual(sorted(after));
    }));
  });
});
