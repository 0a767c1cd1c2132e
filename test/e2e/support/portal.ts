import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Province } from '@/config/province';
import { startMock } from '../../../mock/main';
import { DIST, ROOT } from '../../../server/build/build';
import { upstreamsOf } from '../../../server/forward/upstreams';
import { faultText, outsideOrigins } from '../../../server/pack';
import { checkPack } from '../../../server/packs/check-pack';
import { createPortal } from '../../../server/portal';

export interface RunningPortal {
  /** Ends with `/`. */
  readonly url: string;
  readonly mockUrl: string;
  readonly province: Province;
  /** Puts one source of the mock province, or all (`*`), into a state; the names are in mock/README.md. */
  setScenario(source: string, scenario: string): Promise<void>;
  /** Stops listening and drops every connection, as a cut network does. */
  cut(): Promise<void>;
  /** Listens again at the same address after {@link cut}. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  return new Promise((done) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}

/** The real portal on the built site, before the real mock province, on free ports. */
export async function startPortal(provinceId = 'nghe-an'): Promise<RunningPortal> {
  const { province, faults } = await checkPack(join(ROOT, 'public', 'provinces'), provinceId);
  if (province === null || faults.length > 0) throw new Error(faults.map(faultText).join('\n'));
  const mockPort = await freePort();
  const mock = await startMock({ port: mockPort, province: provinceId });
  const mockUrl = `http://127.0.0.1:${mockPort}/`;
  // A copy of its own: whoever builds meanwhile does not take files away under a running test.
  const dist = mkdtempSync(join(tmpdir(), 'site-'));
  cpSync(DIST, dist, { recursive: true });
  const upstreams = upstreamsOf([...province.sources.values()], new Map(), new URL(mockUrl));
  const listen = async (port: number): Promise<Awaited<ReturnType<typeof createPortal>>> => {
    const app = createPortal({ dist, province: provinceId, upstreams, outside: outsideOrigins(province) });
    await app.listen({ port, host: '127.0.0.1' });
    return app;
  };
  let portal = await listen(0);
  const { port } = portal.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    mockUrl,
    province,
    async setScenario(source, scenario) {
      const reply = await fetch(`${mockUrl}__scenario`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ source, scenario }) });
      if (!reply.ok) throw new Error(`scenario ${source}=${scenario}: HTTP ${reply.status} ${await reply.text()}`);
    },
    cut: () => portal.close(),
    async restore() {
      portal = await listen(port);
    },
    async close() {
      await Promise.all([portal.close(), mock.close()]);
      rmSync(dist, { recursive: true, force: true });
    },
  };
}
