import type { Connector } from '../../connector';
import { plan } from './request';

/** ClickHouse over HTTP. */
export const clickHouse: Connector = { id: 'clickhouse', plan };
