import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { findPostgresFolder } from '../suites/servers';
import { freePort } from './free-port';

/** A real PostgreSQL server of this test alone, on a free port of this machine, in a folder that goes with it. */
export interface PostgresServer {
  /** Where a database of the server is reached, as its superuser. */
  readonly url: (database?: string) => string;
  /** A new, empty database; its address. */
  readonly createDatabase: () => Promise<string>;
  /** Ends the server and every process of it at once, as a power cut of the process would. */
  readonly kill9: () => Promise<void>;
  /** An orderly end: connections are cut, nothing is lost. `restart` starts it again. */
  readonly shutDown: () => Promise<void>;
  readonly restart: () => Promise<void>;
  /** The end, folder included. */
  readonly stop: () => Promise<void>;
}

export interface PostgresServerOptions {
  /** True: what is committed survives a crash of the machine, as in production. False: fast, for tests that end with the server. */
  readonly durable?: boolean;
  /** Further settings, as in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

const READY_MS = 30_000;
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } as const;
const ALWAYS = { listen_addresses: '127.0.0.1', shared_buffers: '32MB', max_connections: 120, autovacuum_naptime: '1h', jit: 'off' } as const;

/** Where PostgreSQL's programs are, or null: the tests on a real server are then not made. */
export const findPostgres = (): string | null => findPostgresFolder();

/** Throws where there is no PostgreSQL: ask `findPostgres` first. */
export async function startPostgres({ durable = false, settings = {} }: PostgresServerOptions = {}): Promise<PostgresServer> {
  const programs = findPostgres();
  if (programs === null) throw new Error('no PostgreSQL on this machine');
  const owner = ownerOfServer();
  const folder = mkdtempSync(join(tmpdir(), 'portal-pg-'));
  const secret = randomBytes(16).toString('hex');
  writeFileSync(join(folder, 'secret'), secret, { mode: 0o600 });
  for (const path of [folder, join(folder, 'secret')]) if (owner) chownSync(path, owner.uid, owner.gid);
  const made = spawnSync(join(programs, 'initdb'), ['-D', join(folder, 'cluster'), '-U', 'portal', '-A', 'scram-sha-256', `--pwfile=${join(folder, 'secret')}`, '--no-sync', '-E', 'UTF8', '--locale=C'], { ...owner, cwd: folder, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);

  const port = await freePort();
  const chosen = { ...ALWAYS, ...(durable ? {} : FAST), port, unix_socket_directories: folder, ...settings };
  const args = ['-D', join(folder, 'cluster'), ...Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const url = (database = 'postgres'): string => `postgres://portal:${secret}@127.0.0.1:${port}/${database}`;
  let server = await run(join(programs, 'postgres'), args, folder, owner, url());
  const endOnExit = (): void => void server.kill('SIGKILL');
  process.once('exit', endOnExit);
  let databases = 0;
  return {
    url,
    createDatabase: async () => {
      databases += 1;
      await tell(url(), `create database portal_${databases}`);
      return url(`portal_${databases}`);
    },
    kill9: () => end(server, () => {
      const children = childrenOf(server);
      server.kill('SIGKILL');
      for (const child of children) killIfThere(child);
    }),
    shutDown: () => end(server, () => server.kill('SIGINT')),
    restart: async () => { server = await run(join(programs, 'postgres'), args, folder, owner, url()); },
    stop: async () => {
      await end(server, () => server.kill('SIGQUIT'));
      process.off('exit', endOnExit);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: then it runs as `postgres`, or as nobody. */
function ownerOfServer(): Owner | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = readFileSync('/etc/passwd', 'utf8').split('\n').find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('no user to run PostgreSQL as');
}

/** Starts and waits until it answers. Where `setpriv` is there, the server ends with this process however that ends. */
async function run(program: string, args: readonly string[], cwd: string, owner: Owner | null, url: string): Promise<ChildProcess> {
  const bound = existsSync('/usr/bin/setpriv');
  const identity = owner === null ? [] : [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'];
  const server = bound
    ? spawn('/usr/bin/setpriv', ['--pdeathsig=INT', ...identity, program, ...args], { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
    : spawn(program, args, { cwd, ...owner, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  server.stderr?.on('data', (part: Buffer) => { said = `${said}${part.toString()}`.slice(-4_000); });
  for (const until = performance.now() + READY_MS; ; await pause(50)) {
    if (await tell(url, 'select 1').then(() => true, () => false)) return server;
    // After a crash the last processes of the old server may still be ending.
    if (server.exitCode !== null && /shared memory block|lock file/.test(said)) return run(program, args, cwd, owner, url);
    if (server.exitCode !== null || performance.now() > until) {
      server.kill('SIGKILL');
      throw new Error(`PostgreSQL did not start: ${said}`);
    }
  }
}

async function tell(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

function end(server: ChildProcess, kill: () => void): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    server.once('exit', () => done());
    kill();
  });
}

function childrenOf({ pid }: ChildProcess): readonly number[] {
  const list = `/proc/${pid}/task/${pid}/children`;
  return existsSync(list) ? readFileSync(list, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number) : [];
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    return; // ended by itself meanwhile
  }
}
