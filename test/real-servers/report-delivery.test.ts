import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { folderPlan, NOON, parcel } from '../../server/reports/delivery/delivery.fixture';
import { largeFile, openSender, SIZE } from '../../server/reports/delivery/killed-sender.fixture';
import { createSend } from '../../server/reports/delivery/send';
import { freePort } from '../servers/free-port';
import { describeWith } from '../servers/needed';
import { startNginx, type NginxServer } from '../servers/nginx';

const LOGIN = 'van-thu:Doc8-Kho9-Lieu7-Tinh6-Nay5';
const core = { clock: () => NOON, log: pino({ level: 'silent' }), audit: { write: () => Promise.resolve(), append: () => Promise.resolve() } };
const headers = { Authorization: `Basic ${Buffer.from(LOGIN).toString('base64')}` };

type Hold = 'amid the file' | 'after it was moved';
/** A way to a server that at one moment passes on no more, and tells. */
async function relayTo(port: number): Promise<{ readonly port: number; readonly hold: (at: Hold | null) => Promise<void>; readonly close: () => void }> {
  let holdAt: Hold | null = null;
  let reached = (): void => undefined;
  let seen = 0;
  const sockets = new Set<Socket>();
  const server: Server = createServer((from) => {
    const to = connect(port, '127.0.0.1');
    for (const socket of [from, to]) { sockets.add(socket); socket.on('error', () => undefined); socket.on('close', () => { from.destroy(); to.destroy(); }); }
    let moved = false;
    from.on('data', (part) => {
      seen += part.length;
      if (holdAt === 'amid the file' && seen > SIZE / 2) { from.pause(); return reached(); }
      moved ||= part.includes('MOVE /');
      to.write(part);
    });
    to.on('data', (part) => { if (moved && holdAt === 'after it was moved') reached(); else from.write(part); });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    hold: (at) => { holdAt = at; seen = 0; return new Promise((done) => { reached = done; }); },
    close: () => { server.close(); for (const socket of sockets) socket.destroy(); },
  };
}

describeWith(['nginx'], 'reports into the WebDAV folder of a real nginx', () => {
  let nginx: NginxServer;
  let root = '';
  let port = 0;
  const data = mkdtempSync(join(tmpdir(), 'killed-sender-'));
  beforeAll(async () => {
    port = await freePort();
    nginx = await startNginx({
      port, files: { 'dav/kho/.co': '', 'dav/chi-ghi/.co': '', 'users': `${LOGIN.replace(':', ':{PLAIN}')}\n` },
      servers: (folder) => {
        root = join(folder, 'dav');
        // Its workers are another user.
        for (const place of ['', 'kho', 'chi-ghi']) chmodSync(join(root, place), 0o777);
        return `  server { listen 127.0.0.1:${port}; root ${root}; client_max_body_size 32m; auth_basic kho; auth_basic_user_file ${folder}/users;
    location /kho/ { dav_methods PUT DELETE MKCOL COPY MOVE; }
    location /chi-ghi/ { dav_methods PUT MKCOL; create_full_put_path on; } }`;
      },
    });
  });
  afterAll(async () => {
    await nginx.stop();
    rmSync(data, { recursive: true, force: true });
  });
  const at = (path: string): string => `http://127.0.0.1:${port}/${path}/`;
  const files = (path: string): readonly string[] => readdirSync(join(root, path), { recursive: true, encoding: 'utf8' }).filter((name) => /\.(docx|part)$/.test(name)).sort();
  const sent = (path: string, more: Parameters<typeof folderPlan>[1] = {}) => createSend(core)(folderPlan(at(path), { headers, ...more }), parcel(), AbortSignal.timeout(10_000));

  it.each([['kho', true], ['chi-ghi', false]] as const)('%s: a file comes whole, by its Vietnamese name, and once', async (path, move) => {
    expect(await sent(path, { move })).toMatchObject({ ok: true, value: { receipt: expect.stringMatching(/^20[14]/) } });
    expect(await sent(path, { move })).toMatchObject({ ok: true, value: { receipt: expect.stringMatching(/^there etag/) } });
    expect(files(path)).toEqual([`2026/11/${parcel().fileName}`]);
    expect(readFileSync(join(root, path, `2026/11/${parcel().fileName}`))).toEqual(parcel().bytes);
  });

  it('who is not let in leaves nothing', async () => {
    expect(await sent('kho', { headers: {}, id: 'x' })).toEqual({ ok: false, error: { reason: 'denied', passing: false } });
  });

  it('a gateway killed amid the file, or before it has heard of the end, leaves a whole file or none, and the next ones make it one', { timeout: 120_000 }, async () => {
    for (const name of files('kho')) rmSync(join(root, 'kho', name));
    const relay = await relayTo(port);
    const base = `http://127.0.0.1:${relay.port}/kho/`;
    const whole = (): readonly string[] => files('kho').filter((name) => name.endsWith('.docx'));
    let now = NOON;
    for (const moment of ['amid the file', 'after it was moved'] as const) {
      const held = relay.hold(moment);
      const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('../../server/reports/delivery/killed-sender.fixture.ts', import.meta.url)), data, String(now), base, LOGIN], { stdio: ['ignore', 'inherit', 'inherit'] });
      const ended = once(child, 'exit');
      await Promise.race([held, ended.then(() => { throw new Error('the sender ended by itself'); })]);
      child.kill('SIGKILL');
      expect((await ended)[1]).toBe('SIGKILL');
      expect([moment, whole().length]).toEqual([moment, moment === 'after it was moved' ? 1 : 0]);
      now += 60_000;
    }
    void relay.hold(null);
    const { store, deliveries, close } = await openSender(data, now, base, LOGIN);
    await deliveries.work();
    expect(await store.db.selectFrom('report_delivery').select(['state', 'attempts', 'reason']).execute()).toEqual([{ state: 'done', attempts: 3, reason: null }]);
    await close();
    relay.close();
    expect(files('kho')).toHaveLength(1);
    expect(files('kho')[0]).toMatch(/^2026\/11\/Báo cáo tháng 10 kinh tế xã hội - .* - [0-9a-f]{12}\.docx$/);
    expect(Buffer.compare(readFileSync(join(root, 'kho', files('kho')[0] ?? '')), largeFile())).toBe(0);
  });
});
