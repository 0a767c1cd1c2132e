import type { MockReply } from '../http/system';
import { GIS_LAYERS, type GisPoint } from './gis-layers';

const XML = 'text/xml; charset=utf-8';
export const xmlReply = (body: string, status = 200, type = XML): MockReply => ({ status, type, body });
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);

const layers = (systems: string): string =>
  `<Layer><Title>Dữ liệu bản đồ mẫu</Title>${systems}${GIS_LAYERS.map(({ name, title }) => `<Layer queryable="0"><Name>gis:${name}</Name><Title>${title}</Title><Style><Name>mac_dinh</Name><Title>Mặc định</Title></Style></Layer>`).join('')}</Layer>`;
const request = '<Request><GetCapabilities><Format>text/xml</Format></GetCapabilities><GetMap><Format>image/png</Format></GetMap></Request><Exception><Format>XML</Format></Exception>';

/** Capabilities of WMS 1.3.0 and 1.1.1; the older names its document type, as its standard wants. */
export const wmsDocument = (version: string): MockReply => (version === '1.1.1'
  ? xmlReply(`<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE WMT_MS_Capabilities SYSTEM "http://schemas.opengis.net/wms/1.1.1/WMS_MS_Capabilities.dtd"><WMT_MS_Capabilities version="1.1.1"><Service><Name>OGC:WMS</Name><Title>Máy chủ bản đồ mẫu</Title></Service><Capability>${request}${layers('<SRS>EPSG:4326</SRS><SRS>EPSG:3857</SRS>')}</Capability></WMT_MS_Capabilities>`, 200, 'application/vnd.ogc.wms_xml')
  : xmlReply(`<?xml version="1.0" encoding="UTF-8"?><WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms"><Service><Name>WMS</Name><Title>Máy chủ bản đồ mẫu</Title></Service><Capability>${request}${layers('<CRS>EPSG:4326</CRS><CRS>EPSG:3857</CRS><CRS>CRS:84</CRS>')}</Capability></WMS_Capabilities>`));

/** A fault of WMS: status 200, and XML where a picture was asked for. */
export const wmsFault = (code: string, text: string): MockReply =>
  xmlReply(`<?xml version="1.0" encoding="UTF-8"?><ServiceExceptionReport version="1.3.0" xmlns="http://www.opengis.net/ogc"><ServiceException code="${code}">${escaped(text)}</ServiceException></ServiceExceptionReport>`);

export const wfsFault = (locator: string, text: string): MockReply =>
  xmlReply(`<?xml version="1.0" encoding="UTF-8"?><ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1" version="2.0.0"><ows:Exception exceptionCode="InvalidParameterValue" locator="${locator}"><ows:ExceptionText>${escaped(text)}</ows:ExceptionText></ows:Exception></ows:ExceptionReport>`);

const matrices = Array.from({ length: 19 }, (_, z) => `<TileMatrix><ows:Identifier>${z}</ows:Identifier><ScaleDenominator>${559_082_264.028_717_8 / 2 ** z}</ScaleDenominator><TopLeftCorner>-20037508.3427892 20037508.3427892</TopLeftCorner><TileWidth>256</TileWidth><TileHeight>256</TileHeight><MatrixWidth>${2 ** z}</MatrixWidth><MatrixHeight>${2 ** z}</MatrixHeight></TileMatrix>`).join('');

/** Capabilities of WMTS 1.0.0; its templates name a host that only the province's own network knows. */
export const wmtsDocument = (): MockReply => xmlReply(`<?xml version="1.0" encoding="UTF-8"?><Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1" version="1.0.0"><Contents>${GIS_LAYERS.map(({ name, title }) => `<Layer><ows:Title>${title}</ows:Title><ows:Identifier>${name}</ows:Identifier><Style isDefault="true"><ows:Identifier>mac_dinh</ows:Identifier></Style><Format>image/png</Format><TileMatrixSetLink><TileMatrixSet>GoogleMapsCompatible</TileMatrixSet></TileMatrixSetLink><ResourceURL format="image/png" resourceType="tile" template="http://gis.noi-bo.invalid/gis-server/wmts/rest/${name}/{Style}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png"/></Layer>`).join('')}<TileMatrixSet><ows:Identifier>GoogleMapsCompatible</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG::3857</ows:SupportedCRS>${matrices}</TileMatrixSet></Contents></Capabilities>`);

/** A page of features as GML 3.2, latitude first. */
export const gmlPage = (name: string, page: readonly GisPoint[], matched: number, when: string): MockReply =>
  xmlReply(`<?xml version="1.0" encoding="UTF-8"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:gis="urn:gis" timeStamp="${when}" numberMatched="${matched}" numberReturned="${page.length}">${page.map(({ id, code, lon, lat, unit, kind, label, size }) => `<wfs:member><gis:${name} gml:id="${name}.${id}"><gis:geom><gml:Point srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>${lat} ${lon}</gml:pos></gml:Point></gis:geom><gis:ma>${code}</gis:ma><gis:ten>${escaped(label)}</gis:ten><gis:loai>${escaped(kind)}</gis:loai><gis:ma_xa>${unit}</gis:ma_xa><gis:quy_mo>${size}</gis:quy_mo></gis:${name}></wfs:member>`).join('')}</wfs:FeatureCollection>`, 200, 'application/gml+xml; version=3.2');
