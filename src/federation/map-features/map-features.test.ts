import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DatasetSpec } from '../connector';
import { settled } from '../fault';
import { axesOf } from './crs';
import { geoJsonCollection } from './geojson';
import { mapMappingOf } from './mapping';
import { turned } from './positions';
import { featuresOf } from './to-features';

const spec = (mapping: DatasetSpec['mapping']): DatasetSpec => ({ id: 'schools', connector: 'wfs', shape: 'features', classification: 'public', parameters: [], request: {}, mapping });
const point = (id: unknown, coordinates: unknown, properties: object = { ten: 'Trường A' }): object => ({ type: 'Feature', id, geometry: { type: 'Point', coordinates }, properties });
const read = (features: readonly object[], mapping: DatasetSpec['mapping'] = {}, more: object = {}) =>
  settled(() => featuresOf(geoJsonCollection({ type: 'FeatureCollection', features, ...more }), mapMappingOf(spec({ properties: { name: 'ten' }, ...mapping }))));

describe('reference systems', () => {
  it.each([
    ['EPSG:4326', 'lon-lat'], ['http://www.opengis.net/gml/srs/epsg.xml#4326', 'lon-lat'], ['urn:ogc:def:crs:OGC:1.3:CRS84', 'lon-lat'], ['http://www.opengis.net/def/crs/OGC/1.3/CRS84', 'lon-lat'],
    ['urn:ogc:def:crs:EPSG::4326', 'lat-lon'], ['urn:x-ogc:def:crs:EPSG:6.9:4326', 'lat-lon'], ['http://www.opengis.net/def/crs/EPSG/0/4326', 'lat-lon'],
  ])('%s puts %s', (name, axes) => {
    expect(axesOf(name, '/crs')).toBe(axes);
  });

  it.each([['EPSG:5899', 'EPSG:5899 (VN-2000)'], ['urn:ogc:def:crs:EPSG::9210', 'EPSG:9210 (VN-2000)'], ['EPSG:3857', 'EPSG:3857'], ['EPSG:43260', 'EPSG:43260'], ['x', 'x']])('%s is refused by name', (name, got) => {
    expect(settled(() => axesOf(name, '/crs'))).toMatchObject({ ok: false, error: { kind: 'malformed', pointer: '/crs', got } });
  });
});

describe('features of a map service', () => {
  it('take declared names and leave the rest behind', () => {
    const answer = read([point(7, [105.69, 18.67, 12], { ten: 'Trường THPT Huỳnh Thúc Kháng', hieu_truong: 'x' })], { attribution: 'Sở Giáo dục và Đào tạo', approximate: true });
    expect(answer).toEqual({ ok: true, value: {
      asOf: null, version: null, notes: [],
      data: {
        kind: 'features', approximate: true, attribution: 'Sở Giáo dục và Đào tạo',
        features: [{ id: '7', geometry: { type: 'Point', coordinates: [105.69, 18.67] }, properties: { name: 'Trường THPT Huỳnh Thúc Kháng' } }],
      },
    } });
  });

  it('take their id from a property, and the time the layer stands at from the newest', () => {
    const answer = read([point(1, [105, 19], { ten: 'a', ma: '001', luc: '2026-11-01' }), point(2, [105, 19], { ten: 'b', ma: '002', luc: '2026-11-20T08:00:00+07:00' })], { id: 'ma', asOf: 'luc' });
    expect(answer).toMatchObject({ value: { asOf: Date.parse('2026-11-20T08:00:00+07:00'), data: { features: [{ id: '001' }, { id: '002' }] } } });
  });

  it('say so when some are not there: more at the source, or without a place', () => {
    expect(read([point(1, [105, 19])], {}, { numberMatched: 3 })).toMatchObject({ value: { partial: { present: 1, expected: 3 } } });
    expect(read([point(1, [105, 19]), { type: 'Feature', id: 2, geometry: null, properties: { ten: 'b' } }])).toMatchObject({ value: { partial: { present: 1, expected: 2 } } });
    expect(read([point(1, [105, 19])], {}, { numberMatched: 'unknown' })).toMatchObject({ value: { data: { features: [{ id: '1' }] } } });
  });

  it.each([
    ['swapped axes', [point(1, [18.67, 105.69])], {}, { kind: 'contradictory', pointer: '/features/0/geometry/coordinates', expected: 'longitude, latitude (the axes look swapped)' }],
    ['swapped axes within the bounds of both', [point(1, [19, 105])], { bounds: [103, 18, 106, 20] }, { kind: 'contradictory', expected: 'longitude, latitude (the axes look swapped)' }],
    ['a place elsewhere', [point(1, [105, 19]), point(2, [100, 10])], { bounds: [103, 18, 106, 20] }, { kind: 'contradictory', pointer: '/features/1/geometry/coordinates', got: '100, 10' }],
    ['metres of VN-2000', [point(1, [598_765, 2_065_432])], {}, { kind: 'malformed', expected: 'WGS84 degrees (these look like metres, VN-2000?)' }],
    ['a property that has gone', [point(1, [105, 19], { ten_moi: 'x' })], {}, { kind: 'malformed', pointer: '/features/0/properties/ten', expected: 'the property' }],
    ['a line', [{ type: 'Feature', id: 1, geometry: { type: 'LineString', coordinates: [[105, 19], [106, 19]] }, properties: { ten: 'Kênh chính' } }], {}, { kind: 'malformed', pointer: '/features/0/geometry/type' }],
    ['more features than expected', [point(1, [105, 19]), point(2, [105, 19])], { maxFeatures: 1 }, { kind: 'misconfigured', pointer: '/mapping/maxFeatures' }],
    ['a value of another type', [point(1, [105, 19], { ten: 12 })], { fields: [{ id: 'name', type: 'text' }] }, { kind: 'malformed', pointer: '/features/0/properties/name' }],
    ['no id', [point(undefined, [105, 19])], {}, { kind: 'malformed', pointer: '/features/0/id' }],
  ] as const)('refuse %s', (_what, features, mapping, fault) => {
    expect(read(features, mapping as DatasetSpec['mapping'])).toMatchObject({ ok: false, error: fault });
  });

  it.each([
    [{ properties: 'ten' }, '/mapping/properties'], [{ properties: { '1': 'ten' } }, '/mapping/properties/1'], [{ properties: { a: 'x' }, bounds: [1, 2, 3] }, '/mapping/bounds'],
    [{ properties: { a: 'x' }, bounds: [18, 103, 20, 106] }, '/mapping/bounds'], [{ properties: { a: 'x' }, fields: [{ id: 'b', type: 'text' }] }, '/mapping/fields/0/id'],
    [{ properties: { a: 'x' }, fields: [] }, '/mapping/fields'], [{ properties: { a: 'x' }, colour: 'red' }, '/mapping/colour'],
  ] as const)('a mapping %j is told at %s', (mapping, pointer) => {
    expect(settled(() => mapMappingOf(spec(mapping as DatasetSpec['mapping'])))).toMatchObject({ ok: false, error: { kind: 'misconfigured', pointer } });
  });

  it('turns axes twice into what they were', () => {
    const deep = fc.array(fc.array(fc.tuple(fc.double({ noNaN: true }), fc.double({ noNaN: true })), { minLength: 1 }), { minLength: 1 });
    fc.assert(fc.property(deep, (coordinates) => { expect(turned(turned(coordinates, 'lat-lon'), 'lat-lon')).toEqual(coordinates); }));
  });
});
