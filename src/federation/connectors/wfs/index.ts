import type { Connector } from '../../connector';
import { plan } from './request';

/** Web Feature Service 2.0: GeoJSON, or GML where a server has no JSON, page by page; the answer is read by `parse.ts`. */
export const wfs: Connector = { id: 'wfs', plan, paged: () => true };
