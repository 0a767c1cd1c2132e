import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Place {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly unit: string;
  readonly size: number;
  readonly lon: number;
  readonly lat: number;
}

/** Sample places, in the names that the pack asks its map server for. */
export const SCHOOLS: readonly Place[] = [
  { code: 'TH-001', name: 'Trường Trung học phổ thông A', kind: 'thpt', unit: '16681', size: 812, lon: 105.69, lat: 18.67 },
  { code: 'TH-002', name: 'Trường Trung học cơ sở B', kind: 'thcs', unit: '16690', size: 455, lon: 105.43, lat: 19.01 },
  { code: 'TH-003', name: 'Trường Tiểu học C', kind: 'tieu-hoc', unit: '16681', size: 120, lon: 104.9, lat: 19.2 },
];

const collection = (places: readonly Place[]): string => JSON.stringify({
  type: 'FeatureCollection',
  features: places.map(({ code, name, kind, unit, size, lon, lat }) => ({ type: 'Feature', properties: { ma: code, ten: name, loai: kind, ma_xa: unit, quy_mo: size }, geometry: { type: 'Point', coordinates: [lon, lat] } })),
});

const layerOf = (name: string, offers: 'wms' | 'wfs', file: string): string => `
  LAYER
    NAME "${name}" TYPE POINT STATUS ON
    CONNECTIONTYPE OGR CONNECTION "${file}.geojson" DATA "${file}"
    PROJECTION "init=epsg:4326" END
    METADATA "ows_title" "${name}" "${offers === 'wms' ? 'wfs' : 'wms'}_enable_request" "!*" "gml_include_items" "all" "gml_featureid" "ma" "gml_types" "auto" "wfs_getfeature_formatlist" "geojson" END
    CLASS NAME "c" STYLE COLOR 31 111 139 SIZE 16 SYMBOL "cham" END END
  END`;

/** Writes a mapfile and its features into a folder; answers the mapfile's path. */
export function writeMap(folder: string): string {
  writeFileSync(join(folder, 'truong.geojson'), collection(SCHOOLS));
  const file = join(folder, 'tinh.map');
  // Feature types have the prefix from the namespace; layers of pictures carry it in their own name.
  writeFileSync(file, `MAP
  NAME "tinh" EXTENT 103.5 18.3 107 21 SIZE 256 256 SHAPEPATH "${folder}"
  PROJECTION "init=epsg:4326" END
  OUTPUTFORMAT NAME "png" DRIVER AGG/PNG MIMETYPE "image/png" IMAGEMODE RGBA TRANSPARENT ON END
  OUTPUTFORMAT NAME "geojson" DRIVER "OGR/GEOJSON" MIMETYPE "application/json" FORMATOPTION "STORAGE=stream" FORMATOPTION "FORM=SIMPLE" END
  SYMBOL NAME "cham" TYPE ELLIPSE FILLED TRUE POINTS 1 1 END END
  WEB METADATA "ows_title" "Tinh" "ows_enable_request" "*" "ows_srs" "EPSG:4326 EPSG:3857" "ows_onlineresource" "http://127.0.0.1/ows?" "wfs_namespace_prefix" "gis" "wfs_namespace_uri" "http://gis.tinh.example/" END END
${layerOf('truong_hoc', 'wfs', 'truong')}
${['gis:tram_iot', 'gis:du_lich'].map((name) => layerOf(name, 'wms', 'truong')).join('\n')}
END
`);
  return file;
}
