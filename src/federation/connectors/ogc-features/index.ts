import type { Connector } from '../../connector';
import { plan } from './request';

/** OGC API Features 1.0, page by page along the server's own links; the answer is read by `parse.ts`. */
export const ogcFeatures: Connector = { id: 'ogc-features', plan, paged: () => true };
