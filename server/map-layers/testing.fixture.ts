import { deflateSync, crc32 } from 'node:zlib';

/* For tests: documents and pictures of map services. */

const chunk = (type: string, body: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(body.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
};

/** A picture of one colour, 1 px. */
export function png(red = 10): Buffer {
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0]);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.from([0, red, 20, 30, 255]))), chunk('IEND', Buffer.alloc(0))]);
}

/** documented: capabilities of WMS 1.3.0 (OGC 06-042) and, with its document type, of 1.1.1 (OGC 01-068r3). */
export function wmsCapabilities(version: '1.1.1' | '1.3.0', layers: string, formats: readonly string[] = ['image/png']): string {
  const getMap = `<Capability><Request><GetMap>${formats.map((each) => `<Format>${each}</Format>`).join('')}</GetMap></Request>${layers}</Capability>`;
  return version === '1.3.0'
    ? `<?xml version="1.0"?><WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms">${getMap}</WMS_Capabilities>`
    : `<?xml version="1.0"?><!DOCTYPE WMT_MS_Capabilities SYSTEM "http://schemas.opengis.net/wms/1.1.1/WMS_MS_Capabilities.dtd" [<!ELEMENT VendorSpecificCapabilities EMPTY>]><WMT_MS_Capabilities version="1.1.1">${getMap}</WMT_MS_Capabilities>`;
}
export const wmsLayer = (name: string, inner = ''): string => `<Layer><Name>${name}</Name><Title>${name}</Title>${inner}</Layer>`;
export const wmsGroup = (inner: string, systems = '<CRS>EPSG:3857</CRS><CRS>EPSG:4326</CRS>'): string => `<Layer><Title>nhóm</Title>${systems}${inner}</Layer>`;

/** documented: capabilities of WMTS 1.0.0 (OGC 07-057r7) with the well-known scale set GoogleMapsCompatible. */
export function wmtsCapabilities(template: string, crs = 'urn:ogc:def:crs:EPSG::3857', zooms = 18): string {
  const matrices = Array.from({ length: zooms + 1 }, (_, z) => `<TileMatrix><ows:Identifier>m${z}</ows:Identifier><ScaleDenominator>${559_082_264.028_717_8 / 2 ** z}</ScaleDenominator><TopLeftCorner>-20037508.3427892 20037508.3427892</TopLeftCorner><TileWidth>256</TileWidth><TileHeight>256</TileHeight></TileMatrix>`).join('');
  return `<?xml version="1.0"?><Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1" version="1.0.0"><Contents>
    <Layer><ows:Identifier>nen</ows:Identifier><Style isDefault="true"><ows:Identifier>thuong</ows:Identifier></Style><Format>image/png</Format><TileMatrixSetLink><TileMatrixSet>luoi</TileMatrixSet></TileMatrixSetLink><ResourceURL format="image/png" resourceType="tile" template="${template}"/></Layer>
    <TileMatrixSet><ows:Identifier>luoi</ows:Identifier><ows:SupportedCRS>${crs}</ows:SupportedCRS>${matrices}</TileMatrixSet></Contents></Capabilities>`;
}
