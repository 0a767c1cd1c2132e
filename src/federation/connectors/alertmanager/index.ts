import type { Connector } from '../../connector';
import { plan } from './request';

/** Alertmanager, API v2: alerts that are there now, and silences. */
export const alertmanager: Connector = { id: 'alertmanager', plan };
