import type { Connector } from '../../connector';
import { plan } from './request';

/** SDMX-JSON data messages 1.0 and 2.0, asked for over the SDMX 2.1 REST paths. */
export const sdmxJson: Connector = { id: 'sdmx-json', plan };
