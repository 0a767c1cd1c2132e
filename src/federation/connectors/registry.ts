import type { Connector } from '../connector';
import { alertmanager } from './alertmanager';
import { ckan } from './ckan';
import { jsonStat } from './json-stat';
import { prometheus } from './prometheus';
import { restJson } from './rest-json';
import { tableFile } from './table-file';
import { zabbix } from './zabbix';

/** Asking halves of all connectors, by id; the reading halves are in `worker/run-job.ts`. Small enough to need no loading of their own. */
export const CONNECTORS: ReadonlyMap<string, Connector> = new Map([restJson, jsonStat, tableFile, prometheus, alertmanager, zabbix, ckan].map((connector) => [connector.id, connector]));
