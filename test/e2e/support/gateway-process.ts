import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from '../../../server/build/build';
import { freePort } from '../../servers/free-port';
import { startMockProvince } from './gateway';

const READY_MS = 60_000;

/** The gateway as `npm start` starts it, in a process of its own that can be killed; the mock province outlives it. */
export interface GatewayProcess {
  /** Ends with `/`. */
  readonly url: string;
  /** Ends it at once, as a power cut of the process would. */
  kill9(): Promise<void>;
  /** Starts it again at the same address, on the same folder; settled when it takes requests. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export async function startGatewayProcess(province = 'nghe-an'): Promise<GatewayProcess> {
  const port = await freePort();
  const url = `http://localhost:${port}/`;
  const mock = await startMockProvince(province, port);
  const dataDir = mkdtempSync(join(tmpdir(), 'gateway-'));
  const { issuer, clientId, clientSecret } = mock.identity;
  const env = {
    ...process.env, PORT: String(port), PROVINCE: province, DATA_DIR: dataDir, MOCK_URL: mock.url, PUBLIC_URL: `http://localhost:${port}`,
    OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret,
  };
  let child: ChildProcess | null = null;
  const endOnExit = (): void => void child?.kill('SIGKILL');
  process.once('exit', endOnExit);

  const start = async (): Promise<void> => {
    const errors: Buffer[] = [];
    const started = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'server', 'start.ts')], { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'pipe'] });
    started.stderr.on('data', (bytes: Buffer) => errors.push(bytes));
    child = started;
    for (const until = Date.now() + READY_MS; Date.now() < until; await pause(150)) {
      if (started.exitCode !== null) throw new Error(`the gateway ended by itself: ${Buffer.concat(errors).toString('utf8')}`);
      if (await fetch(`${url}readyz`).then(({ ok }) => ok, () => false)) return;
    }
    throw new Error(`the gateway was not ready in time: ${Buffer.concat(errors).toString('utf8')}`);
  };
  const kill9 = async (): Promise<void> => {
    const killed = child;
    child = null;
    if (killed?.exitCode !== null || killed.signalCode !== null) return;
    await new Promise<void>((done) => {
      killed.once('exit', () => done());
      killed.kill('SIGKILL');
    });
  };
  await start();
  return {
    url, kill9, start,
    close: async () => {
      await kill9();
      process.removeListener('exit', endOnExit);
      await mock.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
