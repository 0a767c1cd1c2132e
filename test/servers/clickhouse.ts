import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findClickHouse } from '../suites/servers';
import { freePort } from './free-port';

/** A real ClickHouse of this test alone, on free ports of this machine, in a folder that goes with it. */
export interface ClickHouseServer {
  /** Of its HTTP interface; ends with `/`. */
  readonly url: string;
  /** `account:password` that may only read. */
  readonly reader: string;
  /** Runs a statement with every right. */
  readonly tell: (statement: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

const READY_MS = 30_000;

/** Small caches; the root element has had two names, and the older one is understood by all. */
const settings = (folder: string, ports: readonly number[]): string => `<?xml version="1.0"?>
<yandex>
  <logger><level>warning</level><log>${folder}/log</log><errorlog>${folder}/errors</errorlog></logger>
  <http_port>${ports[0]}</http_port><tcp_port>${ports[1]}</tcp_port><interserver_http_port>${ports[2]}</interserver_http_port>
  <listen_host>127.0.0.1</listen_host><timezone>Asia/Ho_Chi_Minh</timezone>
  <path>${folder}/data/</path><tmp_path>${folder}/tmp/</tmp_path><users_config>${folder}/users.xml</users_config>
  <default_profile>default</default_profile><default_database>default</default_database>
  <mark_cache_size>67108864</mark_cache_size><uncompressed_cache_size>0</uncompressed_cache_size><max_concurrent_queries>20</max_concurrent_queries>
</yandex>
`;
const SECRET = 'Doc8-Kho9-Lieu7-Tinh6-Nay5';
const USERS = `<?xml version="1.0"?>
<yandex>
  <profiles><chi_doc><readonly>2</readonly></chi_doc><default><max_memory_usage>1000000000</max_memory_usage></default></profiles>
  <users><chi_doc><password>${SECRET}</password><networks><ip>127.0.0.1</ip></networks><profile>chi_doc</profile><quota>default</quota></chi_doc><default><password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default></users>
  <quotas><default></default></quotas>
</yandex>
`;

/** Throws where there is no ClickHouse: ask `findClickHouse` first. */
export async function startClickHouse(): Promise<ClickHouseServer> {
  const program = findClickHouse();
  if (program === null) throw new Error('no ClickHouse on this machine');
  const folder = mkdtempSync(join(tmpdir(), 'portal-clickhouse-'));
  const ports = [await freePort(), await freePort(), await freePort()];
  for (const name of ['data', 'tmp']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'config.xml'), settings(folder, ports));
  writeFileSync(join(folder, 'users.xml'), USERS);
  const server = spawn(program, [...(program.endsWith('clickhouse') ? ['server'] : []), '--config-file', join(folder, 'config.xml')], { cwd: folder, stdio: 'ignore' });
  const endOnExit = (): void => void server.kill('SIGKILL');
  process.once('exit', endOnExit);
  const url = `http://127.0.0.1:${ports[0] ?? 0}/`;
  const ended = (): boolean => server.exitCode !== null || server.signalCode !== null;
  const stop = async (): Promise<void> => {
    if (!ended()) await new Promise<void>((done) => { server.once('exit', () => done()); server.kill('SIGKILL'); });
    process.off('exit', endOnExit);
    rmSync(folder, { recursive: true, force: true });
  };
  for (const until = performance.now() + READY_MS; ; await pause(50)) {
    if (await fetch(`${url}ping`).then((reply) => reply.ok, () => false)) break;
    if (!ended() && performance.now() < until) continue;
    const said = existsSync(join(folder, 'errors')) ? readFileSync(join(folder, 'errors'), 'utf8').slice(-2_000) : '';
    await stop();
    throw new Error(`ClickHouse did not start: ${said}`);
  }
  const tell = async (statement: string): Promise<string> => {
    const reply = await fetch(url, { method: 'POST', body: statement });
    const text = await reply.text();
    if (!reply.ok) throw new Error(text);
    return text;
  };
  return { url, reader: `chi_doc:${SECRET}`, tell, stop };
}
