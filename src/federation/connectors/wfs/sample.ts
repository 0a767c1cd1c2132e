import type { DatasetSpec } from '../../connector';

/** Schools of a province, as a GeoServer publishes them. */
export const sampleDataset: DatasetSpec = {
  id: 'schools',
  connector: 'wfs',
  shape: 'features',
  classification: 'public',
  parameters: [{ name: 'unit', required: false }],
  request: { typeName: 'giaoduc:truong_hoc', pageSize: 2, sortBy: ['ma_truong'], where: { ma_xa: '{unit}' } },
  mapping: {
    id: 'ma_truong',
    properties: { name: 'ten_truong', unit: 'ma_xa', pupils: 'so_hoc_sinh' },
    fields: [{ id: 'name', type: 'text' }, { id: 'unit', type: 'text' }, { id: 'pupils', type: 'number' }],
    attribution: 'Sở Giáo dục và Đào tạo',
    bounds: [103.8, 18.5, 105.9, 20.1],
  },
};

const school = (code: string, lon: number, lat: number, pupils: number | null): object => ({
  type: 'Feature', id: `truong_hoc.${code}`, geometry: { type: 'Point', coordinates: [lon, lat] }, geometry_name: 'geom',
  properties: { ma_truong: code, ten_truong: `Trường ${code}`, ma_xa: '16681', so_hoc_sinh: pupils },
});
/** documented: GetFeature with `outputFormat=application/json`, as the GeoServer user manual shows it (totalFeatures, numberMatched, crs). */
export const samplePage = (schools: readonly object[], matched: number | string): string => JSON.stringify({
  type: 'FeatureCollection', features: schools, totalFeatures: matched, numberMatched: matched, numberReturned: schools.length,
  timeStamp: '2026-11-20T01:30:00.000Z', crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4326' } },
});
export const SCHOOLS = [school('40001', 105.69, 18.67, 812), school('40002', 105.71, 18.68, null), school('40003', 105.43, 19.01, 455)];

/** documented: GML 3.2 simple features in a WFS 2.0 collection (OGC 09-025r2, OGC 07-036), axes as the URN of EPSG 4326 has them. */
export const sampleGml = `<?xml version="1.0" encoding="UTF-8"?>
<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:gd="urn:giaoduc" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  timeStamp="2026-11-20T01:30:00Z" numberMatched="3" numberReturned="3">
  <wfs:member><gd:truong_hoc gml:id="t.1">
    <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4326"><gml:lowerCorner>18 105</gml:lowerCorner><gml:upperCorner>19 106</gml:upperCorner></gml:Envelope></gml:boundedBy>
    <gd:geom><gml:Point srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>18.67 105.69</gml:pos></gml:Point></gd:geom>
    <gd:ma_truong>40001</gd:ma_truong><gd:ten_truong>Trường A &amp; B</gd:ten_truong><gd:ma_xa>16681</gd:ma_xa><gd:so_hoc_sinh>812</gd:so_hoc_sinh>
  </gd:truong_hoc></wfs:member>
  <wfs:member><gd:truong_hoc gml:id="t.2">
    <gd:geom><gml:Polygon srsName="http://www.opengis.net/gml/srs/epsg.xml#4326"><gml:exterior><gml:LinearRing><gml:posList srsDimension="3">105.1 18.7 0 105.2 18.7 0 105.2 18.8 0 105.1 18.7 0</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gd:geom>
    <gd:ma_truong>40002</gd:ma_truong><gd:ten_truong>C</gd:ten_truong><gd:ma_xa>16681</gd:ma_xa><gd:so_hoc_sinh xsi:nil="true"/>
  </gd:truong_hoc></wfs:member>
  <wfs:member><gd:truong_hoc gml:id="t.3">
    <gd:geom><gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:pos>18.7 105.1</gml:pos><gml:pos>18.8 105.2</gml:pos><gml:pos>18.7 105.2</gml:pos><gml:pos>18.7 105.1</gml:pos></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></gd:geom>
    <gd:ma_truong>40003</gd:ma_truong><gd:ten_truong>D</gd:ten_truong><gd:ma_xa>16681</gd:ma_xa>
  </gd:truong_hoc></wfs:member>
</wfs:FeatureCollection>`;

/** documented: exception report of OWS Common 2.0 (OGC 06-121r9). */
export const sampleReport = `<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/2.0" version="2.0.0"><ows:Exception exceptionCode="InvalidParameterValue" locator="typeName"><ows:ExceptionText>Feature type giaoduc:truong_hoc unknown</ows:ExceptionText></ows:Exception></ows:ExceptionReport>`;
