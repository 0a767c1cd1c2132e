import { describe, expect, it } from 'vitest';
import { sceneContent } from '@/config/schema/scene';
import { aProgram, aScene, NOW } from '../wall.fixture';
import { aboutUnit, added, contentOf, entryOf, itemsOf, moved, newScene, roundSeconds, sizeOf, timed, withContent, withoutEntry, withoutItem } from './scene-edit';
import { progressOf, sceneInFront } from './shown-now';

const TITLE = { vi: 'Họp', en: 'Meeting' };
const dashboard = (id: string) => ({ kind: 'dashboard', dashboard: id }) as const;
const three = added(added(added(null, dashboard('a')), dashboard('b')), dashboard('c'));
const order = (content: typeof three): readonly string[] => itemsOf(content).map(({ shows }) => (shows.kind === 'dashboard' ? shows.dashboard : shows.kind));

describe('what a zone shows', () => {
  it('becomes a list with the second thing, and one thing again with the last but one', () => {
    expect(added(null, dashboard('a'))).toEqual(dashboard('a'));
    expect(order(three)).toEqual(['a', 'b', 'c']);
    expect(withoutItem(added(dashboard('a'), dashboard('b')), 0)).toEqual(dashboard('b'));
    expect(contentOf([])).toBeNull();
  });
  it('is put in another order, and stays where there is no such place', () => {
    expect(order(moved(three, 0, 2))).toEqual(['b', 'c', 'a']);
    expect(moved(three, 0, 3)).toBe(three);
    expect(moved(three, 2, -1)).toBe(three);
  });
  it('stands between five seconds and an hour', () => {
    expect(roundSeconds(timed(timed(three, 0, { seconds: 1 }), 1, { seconds: 99_999, transition: 'fade' }))).toBe(5 + 3_600 + 30);
  });
  it('is about a unit, or again about its own', () => {
    const about = aboutUnit(three, 1, '16681');
    expect(itemsOf(about)[1]?.shows).toEqual({ kind: 'dashboard', dashboard: 'b', scope: { unit: '16681' } });
    expect(aboutUnit(about, 1, null)).toEqual(three);
  });
});

describe('a scene', () => {
  it('has one entry for a place and a zone, and keeps its last', () => {
    const key = { at: { row: 1, column: 2 }, zone: 'main' };
    const scene = withContent(withContent(newScene(TITLE), key, dashboard('a')), key, dashboard('b'));
    expect(scene.zones).toHaveLength(2);
    expect(entryOf(scene, key)?.shows).toEqual(dashboard('b'));
    expect(sizeOf(scene)).toEqual({ row: 1, column: 2 });
    const one = withoutEntry(scene, key);
    expect(withoutEntry(one, { at: null, zone: 'main' })).toBe(one);
    expect(sceneContent.safeParse(scene).success).toBe(true);
  });
  it('tells how far a screen has come by the server’s clock, and stands while it is held', () => {
    const scene = aScene({ zones: [{ shows: three }] });
    expect(progressOf(scene, null, [], aProgram({ startedAt: NOW }), NOW + 40_000)).toEqual({ item: 2, of: 3, leftMs: 20_000 });
    expect(progressOf(scene, null, [], aProgram({ heldMs: 40_000 }), NOW + 999_000)).toEqual({ item: 2, of: 3, leftMs: null });
    expect(progressOf(aScene(), null, [], aProgram(), NOW)).toBeNull();
  });
  it('of an alert stands in front until its time', () => {
    const takeover = { scene: 'flood-storm', title: 'Bão', since: NOW, until: NOW };
    expect(sceneInFront({ scene: 'duty', takeover }, NOW - 1)).toBe('flood-storm');
    expect(sceneInFront({ scene: 'duty', takeover }, NOW)).toBe('duty');
  });
});
