import { spawn, spawnSync } from 'node:child_process';
import { shippedPath } from './shipped';

export interface RollOutOptions {
  readonly root: string;
  readonly release: string;
  readonly gateways: readonly number[];
  /** Instead of the supervisor; the port is put behind it. */
  readonly restart?: string;
}

const environment = ({ root, gateways, restart }: RollOutOptions): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'] ?? '', TOAN_CANH_ROOT: root, TOAN_CANH_GATEWAYS: gateways.join(' '), TOAN_CANH_RESTART: restart ?? 'false ',
});

/** The shipped script, where it restarts nothing of this process. */
export function rollOut(options: RollOutOptions): { readonly status: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(shippedPath('roll-out.sh'), [options.release], { env: environment(options), encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
}

/** The shipped script beside us: it may ask us to restart a gateway. */
export function rollOutBeside(options: RollOutOptions): Promise<{ readonly status: number | null; readonly said: string }> {
  const script = spawn(shippedPath('roll-out.sh'), [options.release], { env: environment(options), stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [script.stdout, script.stderr]) stream.on('data', (part: Buffer) => { said += part.toString(); });
  return new Promise((done) => script.once('close', (status) => done({ status, said })));
}
