import { join } from 'node:path';
import { createServer, type InlineConfig, type Plugin } from 'vite';
import { announcement } from './announce';
import { ROOT } from './build/build';
import { upstreamsOf } from './forward/upstreams';
import { faultText } from './pack';
import { checkPack } from './packs/check-pack';
import { packIds } from './packs/compose-pack';
import { portFaults } from './ports';
import { sendProblem } from './problem';
import { readMode } from './read-gateway-settings';
import { readSettings, type Settings } from './settings';
import { askSource } from './sources';
import { startGateway } from './start-gateway';
import { documentFor } from './static/document';
import { startMock } from '../mock/main';

const PROVINCES = join(ROOT, 'public', 'provinces');

/** What stands behind Vite's development server, and how Vite reaches it. */
interface Behind {
  readonly said: string;
  readonly vite: InlineConfig;
  readonly stop: () => Promise<unknown>;
}

function refuse(faults: readonly string[]): never {
  process.stderr.write(`\n${faults.join('\n\n')}\n\n`);
  process.exit(1);
}

/** No service worker while developing; one left by a build on the same port is taken back by this answer. */
const NO_WORKER: Plugin = {
  name: 'no-service-worker',
  configureServer: (server) => {
    server.middlewares.use((request, response, next) => (request.originalUrl === '/sw.js' ? sendProblem(response, 'not-found') : next()));
  },
};

/** The gateway with everything behind it, on a port of its own; to the browser it stands at the address of the page. */
async function behindGateway(settings: Settings): Promise<Behind> {
  const { port, province } = settings;
  const env = { ...process.env, PUBLIC_URL: process.env['PUBLIC_URL'] || `http://localhost:${port},http://127.0.0.1:${port}` };
  const running = await startGateway({ ...settings, port: 0, host: '127.0.0.1' }, refuse, { env, dist: null });
  const target = `http://127.0.0.1:${running.port}`;
  const page: Plugin = { name: 'page-of-gateway', transformIndexHtml: { order: 'post', handler: (html) => documentFor(html, province, 'gateway') } };
  return { said: running.said, stop: running.stop, vite: { plugins: [page], server: { proxy: { '/api': target, '/auth': target } } } };
}

/** Direct mode: the sources of the mock province behind the plain forwarder. */
async function behindForwarder({ port, mockPort, province: id }: Settings): Promise<Behind> {
  const { province, faults } = await checkPack(PROVINCES, id);
  if (province === null) refuse(faults.map(faultText));
  for (const fault of faults) process.stderr.write(`⚠ ${faultText(fault)}\n`);
  const mock = await startMock({ port: mockPort, province: id });
  const upstreams = upstreamsOf([...province.sources.values()], new Map(), new URL(`http://127.0.0.1:${mockPort}/`));
  const forward: Plugin = {
    name: 'forward-sources',
    configureServer: (server) => {
      server.middlewares.use((request, response, next) => {
        if (!askSource(request, response, request.originalUrl ?? '', upstreams)) next();
      });
    },
  };
  return { said: announcement(`http://localhost:${port}/`, province), stop: () => mock.close(), vite: { plugins: [forward] } };
}

/** Vite's development server before the same gateway, or the same forwarding, as `npm start`: source files are served as they are edited. */
async function develop(): Promise<void> {
  const settings = readSettings(process.env, await packIds(PROVINCES));
  const mode = readMode(process.env);
  if (!settings.ok || !mode.ok) refuse([...(settings.ok ? [] : settings.error), ...(mode.ok ? [] : mode.error)]);
  const { host, port, mockPort, mockUrl } = settings.value;
  const busy = await portFaults([{ name: 'PORT', port, host }, ...(mockUrl === null ? [{ name: 'MOCK_PORT', port: mockPort, host: '127.0.0.1' }] : [])]);
  if (busy.length > 0) refuse(busy);
  const behind = await (mode.value === 'direct' ? behindForwarder : behindGateway)(settings.value);
  const { plugins = [], server = {} } = behind.vite;
  const vite = await createServer({ root: ROOT, server: { ...server, host, port, strictPort: true }, plugins: [NO_WORKER, ...plugins] });
  await vite.listen();
  process.stdout.write(`${behind.said}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => void Promise.allSettled([vite.close(), behind.stop()]).then(() => process.exit(0)));
  }
}

await develop();
