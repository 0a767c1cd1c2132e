import { effect, shallowReactive } from 'vue';
import { describe, expect, it } from 'vitest';
import { createFormat } from '@/format/create-format';
import type { TileStanding } from './context';
import { makePortal } from './make-portal';
import { createReadiness } from './readiness';
import { SAMPLE_NOW, sampleProvince } from './testing/sample-province';

const standing = (change: Partial<TileStanding> = {}): TileStanding => ({ instance: 'a', source: 'lgsp', state: 'LIVE', ageMs: 10, reach: { lgsp: true }, ...change });

function opened() {
  const standings = shallowReactive(new Map<string, TileStanding>());
  const province = sampleProvince();
  const portal = makePortal({
    province: () => province, language: () => 'vi', format: () => createFormat('vi'), surface: () => 'desk', now: () => SAMPLE_NOW, online: () => true, reader: () => null,
    t: (key) => key, widget: () => undefined, readiness: createReadiness(() => undefined, (callback) => callback()), openFigure: () => undefined,
    changeScope: () => undefined, standings,
  });
  let told = 0;
  effect(() => { told += [...standings.values()].length + 1; });
  return { portal, standings, told: () => told };
}

describe('standings of tiles', () => {
  it('that say the same are not told again', () => {
    const { portal, told } = opened();
    portal.reportTile('a', standing());
    const before = told();
    portal.reportTile('a', standing());
    portal.reportTile('a', { ...standing(), reach: { lgsp: true } });
    expect(told()).toBe(before);
  });

  it.each<Partial<TileStanding>>([{ state: 'STALE' }, { ageMs: 11 }, { ageMs: null }, { source: 'gis' }, { reach: { lgsp: false } }, { reach: {} }, { reach: { lgsp: true, gis: null } }])('that differ in %j are', (change) => {
    const { portal, standings, told } = opened();
    portal.reportTile('a', standing());
    const before = told();
    portal.reportTile('a', standing(change));
    expect(told()).toBeGreaterThan(before);
    expect(standings.get('a')).toEqual(standing(change));
    portal.reportTile('a', null);
    expect(standings.size).toBe(0);
  });
});

it('nothing is picked where a page has no way of picking', () => {
  const { portal } = opened();
  expect(portal.filters).toEqual([]);
  portal.toggleFilter({ dimension: 'unit', value: '1', label: 'x', from: 'a' });
  expect(portal.filters).toBe(portal.filters);
});
