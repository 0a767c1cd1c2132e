import type { Connector } from '../../connector';
import { plan } from './request';

/** CKAN, Action API v3: what an open-data portal lists, and the rows of its datastore. Answers come in pages. */
export const ckan: Connector = { id: 'ckan', plan, paged: ({ request }) => request['action'] !== 'package_show' };
