import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPrometheus } from '../suites/servers';
import { answers, startDaemon, type Daemon } from './daemon';
import { freePort } from './free-port';

/** A real Prometheus on a port of this machine, in a folder that goes with it. */
export interface PrometheusServer {
  /** Ends with `/`. */
  readonly url: string;
  /** Puts another configuration in force without a restart. Throws with what Prometheus says of it. */
  readonly configure: (configuration: string) => Promise<void>;
  /** Ends it and keeps its folder and port for `restart`. */
  readonly shutDown: () => Promise<void>;
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface PrometheusOptions {
  /** `prometheus.yml`, told its own port. */
  readonly configuration: (self: { readonly port: number }) => string;
  /** A file of rules, at `rules.yml` beside the configuration. */
  readonly rules?: string;
}

/** Throws where there is no Prometheus: ask `findPrometheus` first. */
export async function startPrometheus({ configuration, rules = 'groups: []\n' }: PrometheusOptions): Promise<PrometheusServer> {
  const program = findPrometheus();
  if (program === null) throw new Error('no Prometheus on this machine');
  const folder = mkdtempSync(join(tmpdir(), 'portal-prometheus-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const file = join(folder, 'prometheus.yml');
  writeFileSync(join(folder, 'rules.yml'), rules);
  writeFileSync(file, configuration({ port }));
  const args = [`--config.file=${file}`, `--storage.tsdb.path=${join(folder, 'data')}`, `--web.listen-address=127.0.0.1:${port}`, '--web.enable-lifecycle', '--log.level=warn', '--storage.tsdb.retention.time=2h'];
  const start = (): Promise<Daemon> => startDaemon({ name: 'Prometheus', program, args, cwd: folder, ready: () => answers(`${url}-/ready`) });
  let server = await start();
  return {
    url,
    configure: async (text) => {
      writeFileSync(file, text);
      const reply = await fetch(`${url}-/reload`, { method: 'POST' });
      if (!reply.ok) throw new Error(await reply.text());
    },
    shutDown: () => server.stop(),
    restart: async () => { server = await start(); },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
