import type { PayloadReader } from '../connector';

/**
 * The reading halves of all connectors, by id; the asking halves are in `connectors/registry.ts`. Each is loaded with the first answer
 * of its kind, so that a page which speaks one protocol does not carry the others.
 */
const READERS: Readonly<Record<string, () => Promise<PayloadReader>>> = {
  'rest-json': async () => (await import('../connectors/rest-json/parse')).restJsonReader,
  'rest-xml': async () => (await import('../connectors/rest-xml/parse')).restXmlReader,
  'json-stat': async () => (await import('../connectors/json-stat/parse')).jsonStatReader,
  'sdmx-json': async () => (await import('../connectors/sdmx-json/parse')).sdmxJsonReader,
  'inbox': async () => (await import('../connectors/inbox/parse')).inboxReader,
  'table-file': async () => (await import('../connectors/table-file/parse')).tableFileReader,
  wfs: async () => (await import('../connectors/wfs/parse')).wfsReader,
  'ogc-features': async () => (await import('../connectors/ogc-features/parse')).ogcFeaturesReader,
  'arcgis-rest': async () => (await import('../connectors/arcgis-rest/parse')).arcGisReader,
  'geojson-file': async () => (await import('../connectors/geojson-file/parse')).geoJsonFileReader,
  prometheus: async () => (await import('../connectors/prometheus/parse')).prometheusReader,
  alertmanager: async () => (await import('../connectors/alertmanager/parse')).alertmanagerReader,
  zabbix: async () => (await import('../connectors/zabbix/parse')).zabbixReader,
  ckan: async () => (await import('../connectors/ckan/parse')).ckanReader,
  sql: async () => (await import('../connectors/sql/parse')).sqlReader,
  clickhouse: async () => (await import('../connectors/clickhouse/parse')).clickHouseReader,
  trino: async () => (await import('../connectors/trino/parse')).trinoReader,
};

export const READER_IDS: readonly string[] = Object.keys(READERS);

const loaded = new Map<string, Promise<PayloadReader>>();

/** Undefined where no connector has that id. */
export async function readerOf(id: string): Promise<PayloadReader | undefined> {
  const load = Object.hasOwn(READERS, id) ? READERS[id] : undefined;
  if (!load) return undefined;
  const reader = loaded.get(id) ?? load();
  loaded.set(id, reader);
  return reader;
}
