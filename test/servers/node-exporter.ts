import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNodeExporter } from '../suites/servers';
import { answers, startDaemon } from './daemon';
import { freePort } from './free-port';

/** A real node exporter on a port of this machine: figures of the machine, and those a file gives it. */
export interface NodeExporter {
  /** `127.0.0.1:9100`, as it stands in a list of targets. */
  readonly target: string;
  /** Readings of other systems, in Prometheus' text form, in place of those told before. */
  readonly tell: (readings: string) => void;
  readonly stop: () => Promise<void>;
}

/** Throws where there is no node exporter: ask `findNodeExporter` first. */
export async function startNodeExporter(readings = ''): Promise<NodeExporter> {
  const program = findNodeExporter();
  if (program === null) throw new Error('no Prometheus node exporter on this machine');
  const folder = mkdtempSync(join(tmpdir(), 'portal-node-exporter-'));
  const textfiles = join(folder, 'textfiles');
  mkdirSync(textfiles);
  const target = `127.0.0.1:${await freePort()}`;
  const tell = (text: string): void => {
    // Put in place whole: half a file is never read.
    writeFileSync(join(folder, 'next'), text);
    renameSync(join(folder, 'next'), join(textfiles, 'noc.prom'));
  };
  tell(readings);
  const collectors = ['cpu', 'loadavg', 'meminfo', 'textfile'].map((name) => `--collector.${name}`);
  const args = [`--web.listen-address=${target}`, '--collector.disable-defaults', ...collectors, `--collector.textfile.directory=${textfiles}`, '--log.level=error'];
  const server = await startDaemon({ name: 'node exporter', program, args, cwd: folder, ready: () => answers(`http://${target}/metrics`) });
  return {
    target, tell,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
