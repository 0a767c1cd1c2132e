import type { Connector } from '../connector';
import { alertmanager } from './alertmanager';
import { arcGisRest } from './arcgis-rest';
import { geoJsonFile } from './geojson-file';
import { ckan } from './ckan';
import { clickHouse } from './clickhouse';
import { jsonStat } from './json-stat';
import { ogcFeatures } from './ogc-features';
import { prometheus } from './prometheus';
import { restJson } from './rest-json';
import { restXml } from './rest-xml';
import { sdmxJson } from './sdmx-json';
import { sql } from './sql';
import { trino } from './trino';
import { inbox } from './inbox';
import { tableFile } from './table-file';
import { wfs } from './wfs';
import { zabbix } from './zabbix';

/** Asking halves of all connectors, by id; the reading halves are in `worker/run-job.ts`. Small enough to need no loading of their own. */
export const CONNECTORS: ReadonlyMap<string, Connector> = new Map([restJson, restXml, jsonStat, sdmxJson, tableFile, inbox, wfs, ogcFeatures, arcGisRest, geoJsonFile, prometheus, alertmanager, zabbix, ckan, sql, clickHouse, trino].map((connector) => [connector.id, connector]));
