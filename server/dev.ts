import { join } from 'node:path';
import { createServer } from 'vite';
import { announcement } from './announce';
import { ROOT } from './build/build';
import { upstreamsOf } from './forward/upstreams';
import { faultText } from './pack';
import { checkPack } from './packs/check-pack';
import { packIds } from './packs/compose-pack';
import { portFaults } from './ports';
import { askSource } from './sources';
import { sendProblem } from './problem';
import { readSettings } from './settings';
import { startMock } from '../mock/main';

const PROVINCES = join(ROOT, 'public', 'provinces');

function refuse(faults: readonly string[]): never {
  process.stderr.write(`\n${faults.join('\n\n')}\n\n`);
  process.exit(1);
}

/** Vite's development server with the same forwarding and the same mock province; source files are served as they are edited. */
const settings = readSettings(process.env, await packIds(PROVINCES));
if (!settings.ok) refuse(settings.error);
const { host, port, mockPort, province: id } = settings.value;
const { province, faults } = await checkPack(PROVINCES, id);
if (province === null) refuse(faults.map(faultText));
for (const fault of faults) process.stderr.write(`⚠ ${faultText(fault)}\n`);
const busy = await portFaults([{ name: 'PORT', port, host }, { name: 'MOCK_PORT', port: mockPort, host: '127.0.0.1' }]);
if (busy.length > 0) refuse(busy);

const mock = await startMock({ port: mockPort, province: id });
const upstreams = upstreamsOf([...province.sources.values()], new Map(), new URL(`http://127.0.0.1:${mockPort}/`));
const vite = await createServer({
  root: ROOT,
  server: { host, port, strictPort: true },
  plugins: [
    {
      name: 'forward-sources',
      configureServer: (server) => {
        server.middlewares.use((req, res, next) => {
          // No service worker while developing; one left by a build on the same port is taken back by this answer.
          if (req.originalUrl === '/sw.js') return sendProblem(res, 'not-found');
          if (!askSource(req, res, req.originalUrl ?? '', upstreams)) next();
        });
      },
    },
  ],
});
await vite.listen();
process.stdout.write(announcement(`http://localhost:${port}/`, province));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => void Promise.allSettled([vite.close(), mock.close()]).then(() => process.exit(0)));
}
