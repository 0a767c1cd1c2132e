import { describe, expect, it } from 'vitest';
import { isSameSpec } from './same-spec';
import type { MapSpec } from './spec';

const geometry = { type: 'Polygon', coordinates: [[[105, 18], [106, 18], [106, 19], [105, 18]]] } as const;
const spec: MapSpec = {
  description: 'Hồ sơ quá hạn', language: 'vi', areas: [{ code: '16681', label: 'Phường Thành Vinh', geometry, classIndex: 2, text: '14,3 ‰' }],
  legend: { title: 'Quá hạn', scheme: 'worse', edges: ['0', '5'] }, points: [{ id: 'a', lon: 105, lat: 18, tone: 'act', kind: 'Cháy rừng', label: 'Cháy', text: '08:31' }],
  pointsLabel: 'Sự cố', selected: null, focus: null, home: { lon: 105, lat: 18, zoom: 8 }, attribution: 'tỉnh', approximate: true, baseLayers: [],
};
const [area] = spec.areas;
const [point] = spec.points;

describe('a map that is to be drawn again', () => {
  it('says the same where its parts do, made anew or not', () => {
    expect(isSameSpec(spec, { ...spec, areas: spec.areas.map((one) => ({ ...one })), points: spec.points.map((one) => ({ ...one })), legend: { ...spec.legend } })).toBe(true);
  });
  it.each<[string, Partial<MapSpec>]>([
    ['a figure', { areas: area ? [{ ...area, text: '14,4 ‰' }] : [] }],
    ['a class', { areas: area ? [{ ...area, classIndex: 3 }] : [] }],
    ['a shape', { areas: area ? [{ ...area, geometry: { ...geometry } }] : [] }],
    ['a unit less', { areas: [] }],
    ['a point', { points: point ? [{ ...point, lon: 105.5 }] : [] }],
    ['a point less', { points: [] }],
    ['the focus', { focus: '16681' }],
    ['what is selected', { selected: '16681' }],
    ['the words', { description: 'Hồ sơ' }],
  ])('differs by %s', (_name, change) => expect(isSameSpec(spec, { ...spec, ...change })).toBe(false));
});
