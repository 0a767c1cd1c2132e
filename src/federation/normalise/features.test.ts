import { describe, expect, it } from 'vitest';
import type { Features } from '@/domain/dataset';
import { settled, type Fault } from '../fault';
import { featuresOfMapped } from './features';
import { fieldRulesAt } from './fields';
import { createNoteBook } from './note-book';

const square = [[105, 18], [106, 18], [106, 19], [105, 19], [105, 18]];
const polygon = (...coordinates: unknown[]) => ({ type: 'Polygon', coordinates });
const point = (...coordinates: unknown[]) => ({ type: 'Point', coordinates });
const feature = (geometry: unknown, more: object = {}) => ({ id: '16681', geometry, properties: {}, ...more });

function read(features: unknown, more: object = {}, rules?: object[]) {
  const notes = createNoteBook();
  const found = settled(() => featuresOfMapped({ features, ...more }, rules && fieldRulesAt(rules, '/f'), notes));
  return { found, notes: notes.notes() };
}
function features(...given: Parameters<typeof read>): Features {
  const { found } = read(...given);
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
}
function fault(...given: Parameters<typeof read>): Fault {
  const { found } = read(...given);
  if (found.ok) throw new Error('read without a fault');
  return found.error;
}

describe('mapped features', () => {
  it('are points and areas in degrees, height dropped', () => {
    const read = features([feature(point(105.7, 18.7, 12)), feature(polygon(square), { id: 'a' }), feature({ type: 'MultiPolygon', coordinates: [[square]] }, { id: 'b' })], { attribution: 'Sở NN&MT', approximate: true });
    expect(read.features.map(({ geometry }) => geometry)).toEqual([point(105.7, 18.7), polygon(square), { type: 'MultiPolygon', coordinates: [[square]] }]);
    expect(read).toMatchObject({ attribution: 'Sở NN&MT', approximate: true });
  });

  it('wind shells counter-clockwise and holes clockwise', () => {
    const hole = [[105.2, 18.2], [105.4, 18.2], [105.4, 18.4], [105.2, 18.4], [105.2, 18.2]];
    const read = features([feature(polygon([...square].reverse(), hole))]);
    expect(read.features[0]?.geometry.coordinates).toEqual([square, [...hole].reverse()]);
  });

  it.each([
    ['metres of VN-2000', feature(point(598_765, 2_303_456)), { pointer: '/features/0/geometry/coordinates', expected: expect.stringContaining('VN-2000') }],
    ['latitude first', feature(point(18.7, 105.7)), { expected: 'WGS84 degrees, longitude first' }],
    ['null for a coordinate', feature(point(105, null)), { pointer: '/features/0/geometry/coordinates' }],
    ['text for a coordinate', feature(point('105', 18)), { kind: 'malformed' }],
    ['an open ring', feature(polygon(square.slice(0, 4))), { pointer: '/features/0/geometry/coordinates/0', expected: 'a closed ring' }],
    ['a ring of three', feature(polygon([square[0], square[1], square[0]])), { got: '3 positions' }],
    ['a polygon of nothing', feature(polygon()), { expected: 'at least one ring' }],
    ['a position deep inside', feature({ type: 'MultiPolygon', coordinates: [[square], [[[105, 18], [999, 18], [106, 19], [105, 18]]]] }), { pointer: '/features/0/geometry/coordinates/1/0/1' }],
    ['a line', feature({ type: 'LineString', coordinates: square }), { pointer: '/features/0/geometry/type' }],
    ['TopoJSON', feature({ type: 'Topology', arcs: [] }), { got: 'TopoJSON, not GeoJSON' }],
    ['no geometry', feature(null), { pointer: '/features/0/geometry' }],
    ['no id', feature(point(105, 18), { id: undefined }), { pointer: '/features/0/id' }],
    ['a property that is no scalar', feature(point(105, 18), { properties: { a: { b: 1 } } }), { pointer: '/features/0/properties/a' }],
  ])('refuse %s', (_, given, expected) => expect(fault([given])).toMatchObject(expected));

  it('refuse a list that is none', () => {
    expect(fault(undefined)).toMatchObject({ pointer: '/features', got: 'nothing' });
    expect(fault('x')).toMatchObject({ pointer: '/features' });
  });

  it('join areas by id: a repeated one counts once, another shape under its id is a contradiction', () => {
    const { found, notes } = read([feature(polygon(square)), feature(polygon(square))]);
    expect([found.ok && found.value.features.length, notes]).toEqual([1, [{ code: 'repeated-rows', count: 1, example: '16681' }]]);
    expect(fault([feature(polygon(square)), feature(polygon(square.map(([x = 0, y = 0]) => [x + 1, y])))])).toMatchObject({ kind: 'contradictory', pointer: '/features/1/id' });
  });

  it('show two points that share an id, flagged', () => {
    const { found, notes } = read([feature(point(105, 18)), feature(point(105.5, 18)), feature(point(105.5, 18))]);
    expect([found.ok && found.value.features.map(({ id }) => id), notes.map(({ code, count }) => [code, count])]).toEqual([['16681', '16681~2'], [['conflicting-rows', 1], ['repeated-rows', 1]]]);
  });

  it('hold declared properties to their types, and keep prototypes clean', () => {
    const rules = [{ id: 'kind', type: 'text', oneOf: ['fire', 'flood'] }, { id: 'occurredAt', type: 'instant' }];
    const read = features([feature(point(105, 18), { properties: { kind: 'fire', occurredAt: '20/11/2026 08:30' } })], {}, rules);
    expect(read.features[0]?.properties).toEqual({ kind: 'fire', occurredAt: Date.parse('2026-11-20T01:30:00Z') });
    expect(fault([feature(point(105, 18), { properties: { kind: 'cháy', occurredAt: 1e12 } })], {}, rules)).toMatchObject({ pointer: '/features/0/properties/kind' });
    const polluted = JSON.parse('{"__proto__": "x", "ten": "<b>A</b>"}') as object;
    expect(Object.entries(features([feature(point(105, 18), { properties: polluted })]).features[0]?.properties ?? {})).toEqual([['ten', '<b>A</b>']]);
  });
});
