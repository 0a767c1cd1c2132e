import type { Connector } from '../../connector';
import { plan } from './request';

/** PostgreSQL, PostGIS and the embedded warehouse, over a transport that only a gateway has. */
export const sql: Connector = { id: 'sql', plan };
