import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface Ended {
  readonly exitCode: number;
  readonly seconds: number;
}

/**
 * Runs a Node script to its end with its output shown as it comes. Where suites run side by side, `label` marks whose line it is, and one
 * that `yields` runs when the others do not.
 */
export function runNode(args: readonly string[], options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>>; readonly label?: string; readonly yields?: boolean }): Promise<Ended> {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: options.label ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
  });
  // At once: threads it starts take over what it has.
  if (options.yields && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  const show = (stream: Readable | null): void => {
    if (stream) createInterface({ input: stream }).on('line', (line) => process.stdout.write(`[${options.label}] ${line}\n`));
  };
  show(child.stdout);
  show(child.stderr);
  return new Promise((done) => {
    const end = (exitCode: number): void => done({ exitCode, seconds: (performance.now() - began) / 1_000 });
    child.on('error', (fault) => {
      process.stderr.write(`${fault.message}\n`);
      end(127);
    });
    // A signal is not a success: 128 + n, as shells say it.
    child.on('close', (code) => end(code ?? 130));
  });
}
