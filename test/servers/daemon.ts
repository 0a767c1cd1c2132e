import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A server of Debian in a process of its own, for as long as a test or a demonstration needs it. */
export interface Daemon {
  /** What it wrote last, at most 4,000 characters. */
  readonly said: () => string;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** An orderly end; at once where it has not ended after {@link GRACE_MS}. */
  readonly stop: () => Promise<void>;
}

export interface DaemonOptions {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Asked again and again until it is true. */
  readonly ready: () => Promise<boolean>;
}

const READY_MS = 30_000;
const GRACE_MS = 5_000;
const SETPRIV = '/usr/bin/setpriv';

/** True where an address answers with 2xx. */
export const answers = (url: string): Promise<boolean> => fetch(url, { signal: AbortSignal.timeout(2_000) }).then((reply) => reply.arrayBuffer().then(() => reply.ok), () => false);

/** Starts a program and waits until it is ready. Where `setpriv` is there, it ends with this process however that ends. Throws with what it said. */
export async function startDaemon({ name, program, args, cwd, env = {}, ready }: DaemonOptions): Promise<Daemon> {
  const [command, ...rest] = existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig=KILL', program, ...args] : [program, ...args];
  const child = spawn(command ?? program, rest, { cwd, env: { PATH: process.env['PATH'] ?? '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => { said = `${said}${part.toString()}`.slice(-4_000); });
  child.on('error', (fault) => { said += fault.message; });
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const stop = async (): Promise<void> => {
    await ended(child);
    process.off('exit', endWithUs);
  };
  for (const until = performance.now() + READY_MS; !(await ready()); await pause(40)) {
    if (!hasEnded(child) && performance.now() < until) continue;
    child.kill('SIGKILL');
    process.off('exit', endWithUs);
    throw new Error(`${name} did not start: ${said}`);
  }
  return { said: () => said, signal: (signal) => void child.kill(signal), stop };
}

const hasEnded = ({ pid, exitCode, signalCode }: ChildProcess): boolean => pid === undefined || exitCode !== null || signalCode !== null;

function ended(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return Promise.resolve();
  return new Promise((done) => {
    const hurry = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    child.once('exit', () => {
      clearTimeout(hurry);
      done();
    });
    child.kill('SIGTERM');
  });
}
