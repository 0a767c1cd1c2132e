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
    memoryKiB: () => memoryOf(gateway.pid()),
    stop: async () => {
      await gateway.stop();
      clear();
    },
  };
}

function memoryOf(pid: number | undefined): number {
  try {
    return Number(/^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? NaN);
  } catch {
    return NaN; // another system, or ended
  }
}
