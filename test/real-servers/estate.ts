import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provinceWarehouse } from '../../mock/warehouse-tables/province-warehouse';
import { startAlertmanager } from '../servers/alertmanager';
import { startClickHouse } from '../servers/clickhouse';
import { freePort } from '../servers/free-port';
import { startMapServer } from '../servers/mapserver';
import { startNginx } from '../servers/nginx';
import { startNodeExporter } from '../servers/node-exporter';
import { startPostgis } from '../servers/postgis';
import { startPrometheus } from '../servers/prometheus';
import { FILES } from './content/files';
import { TRANSACTIONS } from './content/joined';
import { writeMap } from './content/map';
import { alertmanagerOf, prometheusOf, readingsOf, RULES } from './content/monitoring';
import { fillWarehouse } from './content/warehouse';

/** One real server with sample content, as an operator joins it. */
export interface Standing {
  readonly name: string;
  readonly address: string;
  /** Its source in the pack. */
  readonly source: string;
  /** What stands in `SOURCES_FILE` under that source. */
  readonly entry: object;
  /** Variables that the entry names. */
  readonly env: Readonly<Record<string, string>>;
  /** A question each, as it is typed behind `npm run portal -- ask`. */
  readonly asks: readonly (readonly string[])[];
}

/** Every server, at once. */
export interface Estate {
  readonly standing: readonly Standing[];
  readonly stop: () => Promise<void>;
}

const NGINX_LOGIN = 'toan-canh:Tep8-So5-Lieu7-Tinh6-Nay2';

/** A server's start; what it gives is undone in turn, whatever happens to the others. */
type Start = (undo: (stop: () => unknown) => void) => Promise<readonly Standing[]>;

const monitoringEvery = (every: string): Start => async (undo) => {
  const exporter = await startNodeExporter(readingsOf());
  undo(exporter.stop);
  const alertmanager = await startAlertmanager({ configuration: alertmanagerOf({ webhook: null, wait: '1s', interval: '10s', repeat: '1h' }) });
  undo(alertmanager.stop);
  const prometheus = await startPrometheus({ configuration: ({ port }) => prometheusOf({ port, target: exporter.target, alertmanager: alertmanager.url, every }), rules: RULES });
  undo(prometheus.stop);
  await alertmanager.silence({ host: 'web-01' }, 'Bảo trì theo kế hoạch');
  return [
    { name: 'Prometheus + node exporter', address: prometheus.url, source: 'noc-prometheus', entry: { base: prometheus.url, internal: true }, env: {}, asks: [['infrastructure-links'], ['infrastructure-systems'], ['infrastructure-rule-alerts']] },
    { name: 'Alertmanager', address: alertmanager.url, source: 'noc-alertmanager', entry: { base: alertmanager.url, internal: true }, env: {}, asks: [['infrastructure-alerts'], ['infrastructure-silences']] },
  ];
};

const maps: Start = async (undo) => {
  const folder = mkdtempSync(join(tmpdir(), 'portal-estate-'));
  undo(() => rmSync(folder, { recursive: true, force: true }));
  const server = await startMapServer({ mapfile: writeMap(folder) });
  undo(server.stop);
  return [{ name: 'MapServer', address: `${server.url}ows?service=WFS&request=GetCapabilities`, source: 'gis-server', entry: { base: server.url, internal: true }, env: {}, asks: [['schools'], ['schools', 'unit=16681']] }];
};

const warehouse: Start = async (undo) => {
  const server = await startPostgis();
  undo(server.stop);
  await fillWarehouse(provinceWarehouse('nghe-an', Date.now()).tables(), server.tell);
  return [{
    name: 'PostgreSQL + PostGIS', address: server.readerUrl, source: 'warehouse', entry: { postgres: { env: 'WAREHOUSE_URL', internal: true, tls: false } }, env: { WAREHOUSE_URL: server.readerUrl },
    asks: [['registers-population'], ['registers-enterprises']],
  }];
};

const transactions: Start = async (undo) => {
  const server = await startClickHouse();
  undo(server.stop);
  for (const statement of TRANSACTIONS) await server.tell(statement);
  return [{
    name: 'ClickHouse', address: server.url, source: 'real-clickhouse', entry: { base: server.url, internal: true, credentials: { kind: 'basic', env: 'CLICKHOUSE_LOGIN' } }, env: { CLICKHOUSE_LOGIN: server.reader },
    asks: [['real-transactions']],
  }];
};

const files: Start = async (undo) => {
  const port = await freePort();
  const server = await startNginx({
    port, files: { ...FILES, users: `${NGINX_LOGIN.replace(':', ':{PLAIN}')}\n` },
    servers: (folder) => `  server { listen 127.0.0.1:${port}; root ${folder}; location = /users { return 404; } auth_basic tep; auth_basic_user_file ${folder}/users; }`,
  });
  undo(server.stop);
  const base = `http://127.0.0.1:${port}/`;
  return [{ name: 'nginx', address: base, source: 'real-nginx', entry: { base, internal: true, credentials: { kind: 'basic', env: 'NGINX_LOGIN' } }, env: { NGINX_LOGIN }, asks: [['real-visits'], ['real-stations']] }];
};

/** Starts them side by side; Prometheus looks `every` so often. Where one does not start, none is left, and it throws what that one said. */
export async function startEstate(every = '5s'): Promise<Estate> {
  const stops: (() => unknown)[] = [];
  const stop = async (): Promise<void> => void (await Promise.all(stops.splice(0).map((each) => each())));
  const started = await Promise.allSettled([monitoringEvery(every), maps, warehouse, transactions, files].map((start) => start((each) => void stops.push(each))));
  const fault = started.find((each) => each.status === 'rejected');
  if (!fault) return { standing: started.flatMap((each) => (each.status === 'fulfilled' ? each.value : [])), stop };
  await stop();
  throw fault.reason instanceof Error ? fault.reason : new Error(String(fault.reason));
}
