import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../servers/free-port';
import { gatewayProcess } from '../servers/gateway-process';
import type { PostgresServer } from '../servers/postgres';
import type { Seed } from '../servers/seed';
import { startSources, type Sources } from './sources';

/** The gateway whole in a process of its own, with people in it and counted sources behind it. */
export interface WholeGateway {
  readonly origin: string;
  readonly port: number;
  readonly sources: Sources;
  /** What the gateway's process alone holds in memory, KiB; NaN where the system does not tell. */
  readonly memoryKiB: () => number;
  /** Processor time of that process so far, all its threads, s; NaN where the system does not tell. */
  readonly cpuSeconds: () => number;
  readonly stop: () => Promise<void>;
}

const SCRIPT = fileURLToPath(new URL('../servers/seeded-gateway.ts', import.meta.url));

/** `server`: PostgreSQL to stand on; null is the embedded store. */
export async function startWholeGateway(seed: Seed, server: PostgresServer | null): Promise<WholeGateway> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-load-'));
  writeFileSync(join(folder, 'seed.json'), JSON.stringify(seed));
  const [sources, port, databaseUrl] = [await startSources(), await freePort(), (await server?.createDatabase()) ?? ''];
  const env = { DATA_DIR: join(folder, 'data'), DATABASE_URL: databaseUrl, SEED: join(folder, 'seed.json'), SOURCES: sources.url };
  const gateway = gatewayProcess({ script: SCRIPT, port, env });
  const clear = (): void => {
    sources.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await gateway.start();
  } catch (fault) {
    clear();
    throw fault;
  }
  return {
    origin: gateway.origin, port, sources,
    memoryKiB: () => Number(/^RssAnon:\s+(\d+) kB$/m.exec(toldOf(gateway.pid(), 'status'))?.[1] ?? NaN),
    cpuSeconds: () => cpuOf(toldOf(gateway.pid(), 'stat')),
    stop: async () => {
      await gateway.stop();
      clear();
    },
  };
}

/** Linux counts processor time in hundredths of a second. */
const TICKS = 100;
/** User and system time stand 12th and 13th after the name, which may hold anything but ends with the last parenthesis. */
function cpuOf(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 1).trim().split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

function toldOf(pid: number | undefined, file: 'status' | 'stat'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // another system, or ended
  }
}
