import type { CatalogueWords } from '../catalogue-words';

const NAMED: ReadonlySet<string> = new Set(['rest-json', 'rest-xml', 'json-stat', 'sdmx-json', 'px-web', 'ckan', 'prometheus', 'alertmanager', 'zabbix', 'sql', 'clickhouse', 'trino', 'table-file', 'geojson-file', 'wfs', 'ogc-features', 'arcgis-rest', 'inbox']);

/** A connector as people call the protocol it speaks. */
export const protocolName = (connector: string, t: CatalogueWords): string => t(`systems.protocol.${NAMED.has(connector) ? connector : 'other'}`);
