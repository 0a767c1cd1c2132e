import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A gateway in a process of its own, killed and started at will. */
export interface GatewayProcess {
  readonly origin: string;
  /** Of the process that runs now. */
  readonly pid: () => number | undefined;
  /** Settles when it answers. Throws with what it said where it does not. */
  readonly start: () => Promise<void>;
  /** At once, as the machine would: nothing is flushed, nothing is closed. */
  readonly kill9: () => Promise<void>;
  /** An orderly end. */
  readonly stop: () => Promise<void>;
}

export interface GatewayProcessOptions {
  readonly script: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY_MS = 60_000;
const STOP_MS = 30_000;
const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

export function gatewayProcess({ script, port, env }: GatewayProcessOptions): GatewayProcess {
  const origin = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  let said = '';
  const endWithUs = (): void => void child?.kill('SIGKILL');

  const ended = (of: ChildProcess): Promise<void> =>
    of.exitCode !== null || of.signalCode !== null ? Promise.resolve() : new Promise((done) => of.once('exit', () => done()));

  return {
    origin,
    pid: () => child?.pid,
    start: async () => {
      said = '';
      const made = spawn(process.execPath, ['--import', 'tsx', script], {
        cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', LOG_LEVEL: 'error', ...env, HOST: '127.0.0.1', PORT: String(port) },
      });
      child = made;
      process.once('exit', endWithUs);
      for (const stream of [made.stdout, made.stderr]) stream.on('data', (part: Buffer) => { said = `${said}${part.toString()}`.slice(-4_000); });
      for (const until = performance.now() + READY_MS; performance.now() < until; await wait(25)) {
        if (made.exitCode !== null) break;
        if (await answers(origin)) return;
      }
      made.kill('SIGKILL');
      throw new Error(`the gateway did not start: ${said}`);
    },
    kill9: async () => {
      if (!child) return;
      child.kill('SIGKILL');
      await ended(child);
      process.off('exit', endWithUs);
    },
    stop: async () => {
      if (!child) return;
      const hurry = setTimeout(() => child?.kill('SIGKILL'), STOP_MS);
      child.kill('SIGTERM');
      await ended(child);
      clearTimeout(hurry);
      process.off('exit', endWithUs);
    },
  };
}

async function answers(origin: string): Promise<boolean> {
  try {
    const answer = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(1_000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false; // nobody there yet
  }
}
