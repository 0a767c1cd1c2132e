import type { Connector } from '../connector';
import { jsonStat } from './json-stat';
import { restJson } from './rest-json';
import { tableFile } from './table-file';

/** Asking halves of all connectors, by id; the reading halves are in `worker/run-job.ts`. Small enough to need no loading of their own. */
export const CONNECTORS: ReadonlyMap<string, Connector> = new Map([restJson, jsonStat, tableFile].map((connector) => [connector.id, connector]));
