import type { Connector } from '../../connector';
import { plan } from './request';

/** Layers of ArcGIS feature and map services as GeoJSON, page by page; the answer is read by `parse.ts`. */
export const arcGisRest: Connector = { id: 'arcgis-rest', plan, paged: () => true };
