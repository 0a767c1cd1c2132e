import type { Connector } from '../../connector';
import { plan } from './request';

/** Zabbix, JSON-RPC over HTTP: reading methods only. The token is the operator's, in a header. */
export const zabbix: Connector = { id: 'zabbix', plan };
