import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScreenProgram, readTaken, readWalls } from './parse-wall';
import { aProgram, aScene, aScreenProgram, NOW } from './wall.fixture';

const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const screen = {
  id: 'screen-0123456789', name: 'Tường phải', unit: null, classes: ['public'], dashboards: ['leaders'], pairedBy: 'An', pairedAt: NOW, seenAt: NOW, unseenMs: 4_000, shows: null,
  zones: [], program: aProgram(), report: null, wall: null,
};

describe('the program of a screen', () => {
  it('is read as it was sent', () => {
    const sent = aScreenProgram({ program: aProgram({ message: { text: 'Họp lúc 9 giờ', until: null }, takeover: { scene: 'flood', title: 'Lũ', since: NOW, until: NOW } }) });
    expect(readScreenProgram(overTheWire(sent))).toEqual({ value: sent, faults: [] });
  });

  it('of a newer gateway may say more', () => {
    const body = { ...aScreenProgram(), program: { ...aProgram(), tomorrow: 1 }, tomorrow: 2 };
    expect(readScreenProgram(body).value).toEqual(aScreenProgram());
  });

  it('with a scene that cannot be read has none, and names the place', () => {
    const { value, faults } = readScreenProgram(overTheWire({ ...aScreenProgram(), scene: { ...aScene(), zones: [{ shows: { kind: 'hologram' } }] } }));
    expect(value).toEqual(aScreenProgram({ scene: null }));
    expect(faults.map(({ pointer }) => pointer)).toEqual(['/scene/zones/0/shows/kind']);
  });

  it('without its parts is no answer, whatever comes', () => {
    for (const body of [null, 'x', [], {}, { ...aScreenProgram(), program: { ...aProgram(), mode: 'party' } }, { ...aScreenProgram(), serverTime: 'now' }]) expect(readScreenProgram(body).value).toBeNull();
    fc.assert(fc.property(fc.anything(), (body) => {
      for (const read of [readScreenProgram, readWalls, readTaken]) expect(read(body).value).toBeNull();
    }));
  });
});

describe('the operators\' list', () => {
  const plan = { name: 'Tường', rows: 1, columns: 2, bezelMm: 3, panel: { diagonalInches: 55, width: 1920, height: 1080 }, distanceM: 4, screens: { [screen.id]: { row: 1, column: 1, rowSpan: 1, columnSpan: 1 } } };
  const walls = [{ id: 'w', unit: null, revision: 2, plan }];
  const scenes = [{ id: 'duty', title: { vi: 'Trực', en: 'Duty' }, purpose: null, from: 'pack' }];

  it('is read as it was sent', () => {
    const { value, faults } = readWalls(overTheWire({ walls, screens: [screen], scenes, serverTime: NOW }));
    expect(faults).toEqual([]);
    expect(value).toMatchObject({ walls, scenes, serverTime: NOW, screens: [{ id: screen.id, program: aProgram(), report: null }] });
  });

  it('takes what an older screen says of itself', () => {
    const report = { dashboard: 'leaders', build: 'b', freshness: 'LIVE' };
    expect(readWalls({ walls, screens: [{ ...screen, report }], scenes, serverTime: NOW }).value?.screens[0]?.report).toMatchObject({ ...report, mirror: [], heapBytes: null });
  });

  it('leaves out what cannot be read, and names it', () => {
    const { value, faults } = readWalls({ walls, screens: [{ ...screen, program: null }, screen], scenes: [...scenes, { id: 1 }], serverTime: NOW });
    expect([value?.screens.length, value?.scenes.length]).toEqual([1, 1]);
    expect(faults.map(({ pointer }) => pointer)).toEqual(expect.arrayContaining(['/screens/0/program', '/scenes/1/id']));
  });
});

it('the answer to a command keeps the programs it can read', () => {
  const { value, faults } = readTaken({ takeAt: NOW, programs: { a: aProgram(), b: { revision: -1 } }, unseen: ['b'] });
  expect(value).toEqual({ takeAt: NOW, programs: { a: aProgram() }, unseen: ['b'] });
  expect(faults[0]?.pointer).toMatch(/^\/programs\/b\//);
});
