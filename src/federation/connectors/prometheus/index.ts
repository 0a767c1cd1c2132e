import type { Connector } from '../../connector';
import { plan } from './request';

/** Prometheus and what speaks its HTTP API (Thanos, Mimir, VictoriaMetrics): instant and range queries, active alerts. */
export const prometheus: Connector = { id: 'prometheus', plan };
