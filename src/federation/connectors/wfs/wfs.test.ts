import { describe, expect, it } from 'vitest';
import { settled } from '../../fault';
import { wfs } from './index';
import { wfsReader } from './parse';
import { sampleDataset, sampleGml, samplePage, sampleReport, SCHOOLS } from './sample';

const question = wfs.plan(sampleDataset, {});
const valueOf = (query: readonly (readonly [string, string])[], name: string): string | undefined => query.find(([each]) => each === name)?.[1];
const read = (payload: unknown, dataset = sampleDataset) => settled(() => wfsReader.read(payload, dataset, {}));

describe('asking a WFS', () => {
  it('asks for a sorted first page of JSON in WGS84', () => {
    expect(question).toMatchObject({ method: 'GET', path: 'ows', form: 'text', body: null });
    expect(Object.fromEntries(question.query)).toEqual({
      service: 'WFS', version: '2.0.0', request: 'GetFeature', typeNames: 'giaoduc:truong_hoc', outputFormat: 'application/json',
      srsName: 'urn:ogc:def:crs:EPSG::4326', count: '2', startIndex: '0', sortBy: 'ma_truong',
    });
  });

  it('puts what is asked for into a filter as text, never as a part of it', () => {
    const filter = valueOf(wfs.plan(sampleDataset, { unit: `16681"'<fes:Or>&` }).query, 'filter');
    expect(filter).toContain('<fes:ValueReference>ma_xa</fes:ValueReference><fes:Literal>16681&#34;&#39;&#60;fes:Or&#62;&#38;</fes:Literal>');
    expect(valueOf(wfs.plan(sampleDataset, { unit: ['1', '2'] }).query, 'filter')?.match(/<fes:Or><fes:PropertyIsEqualTo>/g)).toHaveLength(1);
    expect(settled(() => wfs.plan(sampleDataset, { unit: 'a\nb' }))).toMatchObject({ ok: false });
  });

  it.each([
    [{ typeName: 'a b' }, '/request/typeName'], [{ typeName: 'a', query: { count: '9' } }, '/request/query/count'], [{ typeName: 'a', path: 'ows?x=1' }, '/request/path'],
    [{ typeName: 'a', query: { cql_filter: "x='{unit}'" } }, '/request/query/cql_filter'], [{ typeName: 'a', srs: 'EPSG:5899' }, '/request/srs'], [{ typeName: 'a', pageSize: 0 }, '/request/pageSize'],
  ])('a request %j is told at %s', (request, pointer) => {
    expect(wfsReader.check({ ...sampleDataset, request })).toMatchObject([{ kind: 'misconfigured', pointer }]);
  });
});

describe('pages of a WFS', () => {
  const next = (payload: string, from = question) => wfsReader.pages?.next(payload, sampleDataset, {}, { question: from, page: 1 });

  it('go on until all that matched have come', () => {
    const second = next(samplePage(SCHOOLS.slice(0, 2), 3));
    expect(valueOf(second?.query ?? [], 'startIndex')).toBe('2');
    expect(second?.query).toHaveLength(question.query.length);
    expect(second && next(samplePage(SCHOOLS.slice(2), 3), second)).toBeNull();
  });

  it('go on until one is not full where the number is not known', () => {
    expect(next(samplePage(SCHOOLS.slice(0, 2), 'unknown'))).not.toBeNull();
    expect(next(samplePage(SCHOOLS.slice(0, 1), 'unknown'))).toBeNull();
    expect(next(samplePage([], 3))).toBeNull();
  });

  it('are read as one; a feature given on both is counted once, and is missed at the end', () => {
    const merged = wfsReader.pages?.merge([samplePage(SCHOOLS.slice(0, 2), 3), samplePage(SCHOOLS.slice(1, 2), 3)], sampleDataset);
    expect(read(merged)).toMatchObject({ ok: true, value: { partial: { present: 2, expected: 3 }, notes: [{ code: 'repeated-rows', count: 1 }], data: { features: [{ id: '40001' }, { id: '40002', properties: { pupils: null } }] } } });
  });
});

describe('reading a WFS', () => {
  it('reads GML with the axes of each geometry, whatever they are called', () => {
    const answer = read(sampleGml);
    expect(answer).toMatchObject({ ok: true, value: { data: { features: [
      { id: '40001', geometry: { type: 'Point', coordinates: [105.69, 18.67] }, properties: { name: 'Trường A & B', unit: '16681', pupils: 812 } },
      { geometry: { type: 'Polygon', coordinates: [[[105.1, 18.7], [105.2, 18.7], [105.2, 18.8], [105.1, 18.7]]] }, properties: { pupils: null } },
      { geometry: { type: 'MultiPolygon', coordinates: [[[[105.1, 18.7], [105.2, 18.7], [105.2, 18.8], [105.1, 18.7]]]] }, properties: { pupils: null } },
    ] } } });
  });

  it('refuses VN-2000 by name, in GML and in GeoJSON', () => {
    const fault = { ok: false, error: { kind: 'malformed', got: 'EPSG:5899 (VN-2000)' } };
    expect(read(sampleGml.replaceAll('EPSG::4326', 'EPSG::5899'))).toMatchObject(fault);
    expect(read(samplePage(SCHOOLS, 3).replace('EPSG::4326', 'EPSG::5899'))).toMatchObject(fault);
  });

  it('hears an exception, as XML with status 200 and as JSON', () => {
    expect(read(sampleReport)).toMatchObject({ ok: false, error: { kind: 'source-error', got: 'Feature type giaoduc:truong_hoc unknown' } });
    expect(read('{"version":"2.0.0","exceptions":[{"code":"NoApplicableCode","locator":"noLocator","text":"Out of memory"}]}')).toMatchObject({ ok: false, error: { kind: 'source-error', pointer: '/exceptions/0' } });
  });

  it('turns the axes of a server that puts latitude first, where that is declared', () => {
    const payload = samplePage(SCHOOLS, 3).replaceAll(/\[(105\.\d+),(1\d\.\d+)\]/g, '[$2,$1]');
    expect(read(payload)).toMatchObject({ ok: false, error: { kind: 'contradictory', expected: 'longitude, latitude (the axes look swapped)' } });
    expect(read(payload, { ...sampleDataset, request: { ...sampleDataset.request, axes: 'lat-lon' } })).toMatchObject({ ok: true, value: { data: { features: [{ geometry: { coordinates: [105.69, 18.67] } }, {}, {}] } } });
  });

  it.each([
    ['a curve', sampleGml.replace(/<gml:Point .*<\/gml:Point>/, '<gml:LineString><gml:posList>1 2 3 4</gml:posList></gml:LineString>'), { expected: 'Point, Polygon or MultiSurface' }],
    ['half a position', sampleGml.replace('18.67 105.69', '18.67'), { expected: 'positions of 2 numbers each' }],
    ['a page that is no collection', '<html><body/></html>', { expected: 'a FeatureCollection' }],
    ['a broken end', sampleGml.slice(0, -30), { expected: 'well-formed XML' }],
  ])('refuses %s with line and column', (_what, payload, fault) => {
    const answer = read(payload);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'malformed', ...fault } });
    expect(answer.ok ? '' : answer.error.pointer).toMatch(/^\d+:\d+$/);
  });
});
