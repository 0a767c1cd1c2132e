import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAIN_ZONE } from '@/config/scene';
import type { Scene, SceneZone, ScreenZone, ZoneContent } from '@/config/scene';
import { whatShows } from './what-shows';

const board = (dashboard: string): ZoneContent => ({ kind: 'dashboard', dashboard });
const scene = (...zones: SceneZone[]): Scene => ({ id: 's', title: { vi: 'Cảnh', en: 'Scene' }, transition: 'cut', zones });
const left: ScreenZone = { id: 'left', x: 0, y: 0, w: 8, h: 12 };
const right: ScreenZone = { id: 'right', x: 8, y: 0, w: 4, h: 12 };
const shown = (...args: Parameters<typeof whatShows>): readonly (string | null)[] =>
  whatShows(...args).map(({ zone, content }) => `${zone.id}:${content?.kind === 'dashboard' ? content.dashboard : '–'}`);

describe('what a screen shows', () => {
  it('is its own entry before the one for all', () => {
    const both = scene({ shows: board('all') }, { at: { row: 1, column: 2 }, shows: board('own') });
    expect(shown(both, { row: 1, column: 2 }, [])).toEqual(['main:own']);
    expect(shown(both, { row: 1, column: 1 }, [])).toEqual(['main:all']);
    expect(shown(both, null, [])).toEqual(['main:all']);
  });

  it('is zone by zone, and nothing where the scene is silent', () => {
    const divided = scene({ zone: 'left', shows: board('a') }, { at: { row: 2, column: 1 }, zone: 'right', shows: board('b') });
    expect(shown(divided, { row: 2, column: 1 }, [left, right])).toEqual(['left:a', 'right:b']);
    expect(shown(divided, { row: 1, column: 1 }, [left, right])).toEqual(['left:a', 'right:–']);
    expect(shown(divided, null, [])).toEqual(['main:–']);
  });

  it('fills a divided screen with a scene that knows of no zones', () => {
    expect(shown(scene({ shows: board('a') }), null, [left, right])).toEqual(['main:a']);
  });

  it('without a scene is every zone by itself', () => {
    expect(shown(null, null, [left, right])).toEqual(['left:–', 'right:–']);
    expect(whatShows(null, null, [])).toEqual([{ zone: MAIN_ZONE, content: null }]);
  });

  it('never leaves a screen without a zone, and shows only what the scene holds', () => {
    const cell = fc.record({ row: fc.integer({ min: 1, max: 3 }), column: fc.integer({ min: 1, max: 3 }) });
    const entry = fc.record({ at: fc.option(cell, { nil: undefined }), zone: fc.constantFrom('main', 'left', 'right'), name: fc.constantFrom('a', 'b') });
    fc.assert(fc.property(fc.array(entry, { minLength: 1, maxLength: 9 }), fc.option(cell), fc.subarray([left, right]), (entries, place, zones) => {
      const all = scene(...entries.map(({ at, zone, name }) => ({ ...(at ? { at } : {}), zone, shows: board(name) })));
      const shows = whatShows(all, place, zones);
      expect(shows.length).toBeGreaterThan(0);
      const held = all.zones.map((zone) => zone.shows);
      for (const { content } of shows) expect(content === null || held.includes(content)).toBe(true);
    }));
  });
});
