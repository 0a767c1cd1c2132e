import type { Connector } from '../connector';
import { alertmanager } from './alertmanager';
import { ckan } from './ckan';
import { arcGisRest } from './arcgis-rest';
import { geoJsonFile } from './geojson-file';
import { clickHouse } from './clickhouse';
import { jsonStat } from './json-stat';
import { prometheus } from './prometheus';
import { ogcFeatures } from './ogc-features';
import { restJson } from './rest-json';
import { sql } from './sql';
import { trino } from './trino';
import { tableFile } from './table-file';
import { zabbix } from './zabbix';
import { wfs } from './wfs';

/** Asking halves of all connectors, by id; the reading halves are in `worker/run-job.ts`. Small enough to need no loading of their own. */
export const CONNECTORS: ReadonlyMap<string, Connector> = new Map([restJson, jsonStat, tableFile, prometheus, alertmanager, zabbix, ckan, wfs, ogcFeatures, arcGisRest, geoJsonFile, sql, clickHouse, trino].map((connector) => [connector.id, connector]));
