import type { Connector } from '../../connector';
import { plan } from './request';

/** GeoJSON and TopoJSON files by their path; read by `parse.ts`. */
export const geoJsonFile: Connector = { id: 'geojson-file', plan };
