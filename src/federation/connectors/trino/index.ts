import type { Connector } from '../../connector';
import { plan } from './request';

/** Trino over HTTP: a statement is posted, its answer fetched page by page. */
export const trino: Connector = { id: 'trino', plan, paged: () => true };
