import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../server/build/build';
import { portFault } from '../../server/ports';

interface Started {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}
const running: ChildProcess[] = [];
const folder = mkdtempSync(join(tmpdir(), 'portal-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let folders = 0;
afterAll(() => { for (const child of running) child.kill('SIGKILL'); });

/** What `npm start` runs, with an environment of its own. */
function start(env: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/start.ts'], { cwd: ROOT, env: { ...process.env, NODE_ENV: '', DATA_DIR: join(folder, String(folders += 1)), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => { text += part.toString(); });
  return { child, said: () => text, ended: new Promise((done) => { child.on('exit', (code) => done(code)); }) };
}

async function freePorts(): Promise<{ PORT: string; MOCK_PORT: string }> {
  const hold = await Promise.all([0, 0].map((port) => new Promise<ReturnType<typeof createServer>>((done) => { const server = createServer(); server.listen(port, '127.0.0.1', () => done(server)); })));
  const [PORT = '', MOCK_PORT = ''] = hold.map((server) => String((server.address() as AddressInfo).port));
  await Promise.all(hold.map((server) => new Promise((done) => server.close(done))));
  return { PORT, MOCK_PORT };
}

/** One address, the province it was told to, nobody signed in; nobody gets the pack, which names how sources are asked, but as their own share of it. */
async function expectServed(said: string, PORT: string, province: string): Promise<void> {
  expect(said.match(/➜/g)).toHaveLength(1);
  expect(said).toContain(`http://localhost:${PORT}/`);
  const page = await fetch(`http://127.0.0.1:${PORT}/dashboards/leaders`, { headers: { accept: 'text/html' } });
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining(`<meta name="province" content="${province}">`)]);
  expect((await fetch(`http://127.0.0.1:${PORT}/provinces/${province}/pack.json`)).status).toBe(404);
  expect(await (await fetch(`http://127.0.0.1:${PORT}/api/session`)).json()).toMatchObject({ actor: { kind: 'anonymous' }, signIn: 'ready' });
}

async function expectStopped({ child, ended }: Started, signal: NodeJS.Signals, { PORT, MOCK_PORT }: { PORT: string; MOCK_PORT: string }): Promise<void> {
  child.kill(signal);
  expect(await ended).toBe(0);
  expect([await portFault(Number(PORT), '127.0.0.1'), await portFault(Number(MOCK_PORT), '127.0.0.1')]).toEqual([null, null]);
}

describe('npm start', () => {
  it('prints one address and what to look at, serves, keeps what it knows for one process at a time, and stops on SIGTERM with both ports free again', async () => {
    const ports = await freePorts();
    const DATA_DIR = join(folder, 'kept');
    const first = start({ ...ports, DATA_DIR, TZ: 'America/St_Johns' });
    await expect.poll(first.said, { timeout: 60_000 }).toContain('Ctrl+C');
    for (const dashboard of ['leaders', 'department', 'operations', 'commune']) expect(first.said()).toContain(`/dashboards/${dashboard}`);
    await expectServed(first.said(), ports.PORT, 'nghe-an');

    expect(existsSync(join(DATA_DIR, 'store'))).toBe(true);
    const second = start({ ...(await freePorts()), DATA_DIR });
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain(DATA_DIR);
    expect(second.said()).not.toMatch(/at .*\.ts:\d+|node:internal/);
    await expectStopped(first, 'SIGTERM', ports);
  }, 120_000);

  it('serves the province it was told to, and stops on SIGINT with both ports free again', async () => {
    const ports = await freePorts();
    const started = start({ ...ports, PROVINCE: 'ninh-binh', TZ: 'America/St_Johns' });
    await expect.poll(started.said, { timeout: 60_000 }).toContain('Ctrl+C');
    await expectServed(started.said(), ports.PORT, 'ninh-binh');
    await expectStopped(started, 'SIGINT', ports);
  }, 120_000);

  it('PORTAL_MODE=direct serves the page and the pack without a gateway', async () => {
    const ports = await freePorts();
    const { child, said, ended } = start({ ...ports, PORTAL_MODE: 'direct' });
    await expect.poll(said, { timeout: 60_000 }).toContain('Ctrl+C');
    expect(said()).not.toContain('lanh-dao-tinh');
    const at = `http://127.0.0.1:${ports.PORT}`;
    expect(await (await fetch(`${at}/`, { headers: { accept: 'text/html' } })).text()).toContain('<meta name="mode" content="direct"');
    expect((await fetch(`${at}/provinces/nghe-an/pack.json`)).status).toBe(200);
    expect((await fetch(`${at}/api/session`)).status).toBe(404);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it.each([
    ['PROVINCE', 'atlantis', /atlantis[^]*nghe-an, ninh-binh/],
    ['PORT', '99999', /PORT="99999" không phải số cổng hợp lệ/],
    ['MOCK_PORT', 'abc', /MOCK_PORT="abc" is not a valid port/],
    ['PORTAL_MODE', 'half', /PORTAL_MODE="half" is not valid/],
    ['PUBLIC_URL', 'http://toancanh.tinh.example', /PUBLIC_URL[^]*https:/],
    ['DEMO', 'off', /DEMO=off also needs: [^]*OIDC_ISSUER/],
    ['OIDC_CLIENT_SECRET', 'changeme', /OIDC_CLIENT_SECRET/],
  ])('refuses %s=%s in words, before anything starts', async (name, value, words) => {
    const { said, ended } = start({ ...(await freePorts()), [name]: value });
    expect(await ended).toBe(1);
    expect(said()).toMatch(words);
    expect(said()).not.toMatch(/at .*\.ts:\d+|node:internal/);
  });

  it('says which port is taken', async () => {
    const ports = await freePorts();
    const holder = createServer();
    await new Promise<void>((done) => holder.listen(Number(ports.MOCK_PORT), '127.0.0.1', done));
    const { said, ended } = start(ports);
    expect(await ended).toBe(1);
    expect(said()).toContain(`Cổng ${ports.MOCK_PORT} (MOCK_PORT) đang có chương trình khác dùng`);
    await new Promise((done) => holder.close(done));
  });
});
