import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ROOT } from '../../server/build/build';
import { portFault } from '../../server/ports';

interface Started {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}
const running: ChildProcess[] = [];
afterEach(() => { for (const child of running.splice(0)) child.kill('SIGKILL'); });

/** What `npm start` runs, with an environment of its own. */
function start(env: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/start.ts'], { cwd: ROOT, env: { ...process.env, NODE_ENV: '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
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

describe('npm start', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('prints one address and what to look at, serves, and stops on %s with both ports free again', async (signal) => {
    const ports = await freePorts();
    const { child, said, ended } = start({ ...ports, TZ: 'America/St_Johns' });
    await expect.poll(said, { timeout: 60_000 }).toContain('Ctrl+C');
    expect(said().match(/➜/g)).toHaveLength(1);
    expect(said()).toContain(`http://localhost:${ports.PORT}/`);
    for (const dashboard of ['leaders', 'department', 'operations', 'commune']) expect(said()).toContain(`/dashboards/${dashboard}`);

    const page = await fetch(`http://127.0.0.1:${ports.PORT}/dashboards/leaders`, { headers: { accept: 'text/html' } });
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<meta name="province" content="nghe-an">')]);
    expect((await fetch(`http://127.0.0.1:${ports.PORT}/provinces/nghe-an/pack.json`)).status).toBe(200);

    child.kill(signal);
    expect(await ended).toBe(0);
    expect([await portFault(Number(ports.PORT), '127.0.0.1'), await portFault(Number(ports.MOCK_PORT), '127.0.0.1')]).toEqual([null, null]);
  });

  it('serves the province it was told to', async () => {
    const ports = await freePorts();
    const { said } = start({ ...ports, PROVINCE: 'ninh-binh' });
    await expect.poll(said, { timeout: 60_000 }).toContain('Ctrl+C');
    const text = await (await fetch(`http://127.0.0.1:${ports.PORT}/`, { headers: { accept: 'text/html' } })).text();
    expect(text).toContain('<meta name="province" content="ninh-binh">');
  });

  it.each([
    ['PROVINCE', 'atlantis', /atlantis[^]*nghe-an, ninh-binh/],
    ['PORT', '99999', /PORT="99999" không phải số cổng hợp lệ/],
    ['MOCK_PORT', 'abc', /MOCK_PORT="abc" is not a valid port/],
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
