import type { Connector } from '../../connector';
import { plan } from './request';

/** JSON-stat 1 and 2 from a file or a PxWeb table (API v1 and v2). */
export const jsonStat: Connector = { id: 'json-stat', plan };
