import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import pg from 'pg';
import { expect, it } from 'vitest';
import { HOST, ORIGIN } from './front';
import type { LongWays } from './long-ways';
import { signIn } from './people';
import { BUILD, OLD_BUILDS, oldAsset, type PortalHouse } from './portal-house';
import { ReaderStream } from './reader-stream';
import { Visitor, type Answer } from './visitor';

const DOCUMENT = { accept: 'text/html', 'sec-fetch-mode': 'navigate' };
const HSTS = 'max-age=31536000; includeSubDomains';
const header = ({ raw }: Answer, name: string): readonly string[] => raw.filter(([known]) => known.toLowerCase() === name).map(([, value]) => value);
const all = { br: brotliDecompressSync, gzip: gunzipSync } as const;

/** Names under `/assets/` of the present build. */
export const assetsOf = ({ root }: PortalHouse): readonly string[] => readdirSync(join(root, 'releases', BUILD, 'dist', 'assets')).sort();
const largest = (house: PortalHouse, end: string): string => {
  const names = assetsOf(house);
  const name = names.find((each) => each.endsWith(end) && names.includes(`${each}.br`) && !each.startsWith('worker-'));
  if (name === undefined) throw new Error(`no ${end} in the build`);
  return `/assets/${name}`;
};

/** What the front itself promises. */
export function frontRules(house: () => PortalHouse, long: () => LongWays): void {
  const visitor = (address?: string): Visitor => new Visitor(house().front, address);

  it('speaks HTTP/2 over TLS 1.2 or 1.3 for its own name alone, and sends plain HTTP there', async () => {
    const { port, plainPort, certificate } = house().front;
    const shaken = (options: object): Promise<TLSSocket> => new Promise((done, failed) => {
      const socket = connectTls({ host: '127.0.0.1', port, ca: certificate, servername: HOST, ALPNProtocols: ['h2', 'http/1.1'], ...options }, () => done(socket));
      socket.once('error', failed);
    });
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const socket = await shaken({ minVersion: version, maxVersion: version });
      expect([socket.getProtocol(), socket.alpnProtocol]).toEqual([version, 'h2']);
      socket.destroy();
    }
    await expect(shaken({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' })).rejects.toThrow();
    await expect(shaken({ servername: 'another.example', rejectUnauthorized: false })).rejects.toThrow();
    const plain = await said(plainPort, `GET /bang?x=1 HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`);
    expect(plain).toMatch(/^HTTP\/1\.1 308 /);
    expect(plain).toContain(`Location: ${ORIGIN}/bang?x=1\r\n`);
    for (const path of ['/api/session', '/api', '/auth/login?returnTo=%2F']) {
      expect(await said(plainPort, `GET ${path} HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 403 /);
    }
    expect(await said(plainPort, 'GET / HTTP/1.1\r\nHost: another.example\r\nConnection: close\r\n\r\n')).toBe('');
  });

  it('says each security header once, whoever answers', async () => {
    const one = visitor();
    const worker = assetsOf(house()).find((name) => /^worker-.*\.js$/.test(name)) ?? '';
    const places: readonly (readonly [string, Record<string, string>])[] = [
      ['/', DOCUMENT], ['/api/session', {}], ['/api/nothing', {}], [largest(house(), '.js'), { 'accept-encoding': 'br' }], [`/assets/${worker}`, {}], ['/sw.js', {}],
    ];
    for (const [path, headers] of places) {
      const answer = await one.ask(path, { headers });
      for (const name of ['strict-transport-security', 'x-content-type-options', 'cross-origin-resource-policy', 'content-security-policy', 'content-type']) {
        expect([path, name, header(answer, name).length]).toEqual([path, name, 1]);
      }
      expect(header(answer, 'strict-transport-security')).toEqual([HSTS]);
      // Neither the version of the front nor the name of what is behind it.
      expect([path, header(answer, 'server'), header(answer, 'x-powered-by')]).toEqual([path, ['nginx'], []]);
    }
    expect(header(await one.ask(`/assets/${worker}`), 'content-security-policy')[0]).toContain("script-src 'self'");
    expect(header(await one.ask('/', { headers: DOCUMENT }), 'content-security-policy')[0]).toContain("require-trusted-types-for 'script'");
    expect(header(await one.ask('/assets/nothing.js'), 'strict-transport-security')).toEqual([HSTS]);
    one.close();
  });

  it('packs each answer once, with what the reader takes', async () => {
    const one = visitor();
    for (const path of [largest(house(), '.js'), largest(house(), '.css'), '/', '/api/datasets', '/provinces/nothing', '/sw.js']) {
      const plain = await one.ask(path, { headers: { ...DOCUMENT, 'accept-encoding': 'identity' } });
      expect([path, header(plain, 'content-encoding')]).toEqual([path, []]);
      for (const encoding of ['br', 'gzip'] as const) {
        const packed = await one.ask(path, { headers: { ...DOCUMENT, 'accept-encoding': encoding } });
        const [as, ...more] = header(packed, 'content-encoding');
        expect([path, more]).toEqual([path, []]);
        if (as === undefined) continue;
        expect([path, as]).toEqual([path, encoding]);
        expect(all[encoding](packed.body).equals(plain.body)).toBe(true);
        expect(header(packed, 'vary').join().toLowerCase().split('accept-encoding').length).toBe(2);
      }
    }
    const browser = { 'accept-encoding': 'gzip, deflate, br, zstd' };
    for (const [end, type] of [['.js', 'text/javascript; charset=utf-8'], ['.css', 'text/css; charset=utf-8']] as const) {
      const asset = await one.ask(largest(house(), end), { headers: browser });
      expect([header(asset, 'content-encoding'), header(asset, 'content-type')]).toEqual([['br'], [type]]);
    }
    expect(header(await one.ask(largest(house(), '.js'), { headers: { 'accept-encoding': 'gzip, br;q=0' } }), 'content-encoding')).toEqual(['gzip']);
    expect(header(await one.ask('/', { headers: { ...DOCUMENT, ...browser } }), 'content-encoding')).toEqual(['br']);
    expect(header(await one.ask('/api/datasets', { headers: browser }), 'content-encoding')).toEqual(['gzip']);
    // A secret is in it.
    expect(header(await one.ask('/api/session', { headers: browser }), 'content-encoding')).toEqual([]);
    one.close();
  });

  it('keeps the hashed files of three builds for ever, and the page never', async () => {
    const one = visitor();
    const [gone = '', oldest = '', previous = ''] = OLD_BUILDS;
    for (const path of [oldAsset(oldest), oldAsset(previous), largest(house(), '.js')]) {
      const answer = await one.ask(path);
      expect([path, answer.status, header(answer, 'cache-control')]).toEqual([path, 200, ['public, max-age=31536000, immutable']]);
    }
    const missing = await one.ask(oldAsset(gone), { headers: DOCUMENT });
    expect([missing.status, header(missing, 'cache-control')]).toEqual([404, []]);
    for (const path of ['/', '/bang/tong-quan', '/index.html']) {
      const page = await one.ask(path, { headers: DOCUMENT });
      expect([path, page.status, header(page, 'cache-control')]).toEqual([path, 200, ['no-store']]);
    }
    for (const path of [`${largest(house(), '.js')}.br`, `${largest(house(), '.js')}.gz`, '/.inputs', '/assets/../.inputs', '/assets/.inputs']) {
      expect([path, (await one.ask(path)).status]).toEqual([path, 404]);
    }
    one.close();
  });

  it('keeps health and figures inside', async () => {
    const one = visitor();
    const token = { authorization: `Bearer ${house().metricsToken}` };
    for (const path of ['/metrics', '/healthz', '/readyz', '/metrics?x=1', '//metrics', '/%6detrics', '/./readyz', '/api/../healthz', '/healthz/', '/METRICS']) {
      const answer = await one.ask(path, { headers: token });
      expect([path, answer.body.includes('portal_requests_total'), answer.body.includes('"status"') && answer.status === 200, answer.body.includes('"ready"')]).toEqual([path, false, false, false]);
    }
    // Past the front, on the machine itself; operators find each figure in the guide.
    const figures = [...(await (await fetch(`${house().gateways[0].origin}/metrics`)).text()).matchAll(/^# HELP (portal_\w+)/gm)].map(([, name]) => name);
    const guide = readFileSync(new URL('../../docs/guides/operate.md', import.meta.url), 'utf8').split('## Alarms')[0] ?? '';
    expect([...new Set([...guide.matchAll(/`(portal_\w+)/g)].map(([, name]) => name))].sort()).toEqual(figures.sort());
    one.close();
  });

  it('tells the gateways the true address: trail and limits go by it, whatever the reader says', async () => {
    const { front, databaseUrl } = house();
    const forged = { 'x-forwarded-for': '203.0.113.9', forwarded: 'for=203.0.113.9', 'x-real-ip': '203.0.113.9' };
    await signIn(front, 'chuyen-vien', '127.0.0.7').then(({ visitor: own }) => own.close());
    const hammering = visitor('127.0.0.8');
    const statuses: number[] = [];
    // 60 a minute for each of two gateways.
    for (let round = 0; round < 13; round += 1) {
      const answers = await Promise.all(Array.from({ length: 10 }, () => hammering.ask('/auth/login', { headers: forged })));
      statuses.push(...answers.map(({ status }) => status));
    }
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    const other = visitor('127.0.0.9');
    expect((await other.ask('/auth/login', { headers: forged })).status).toBeLessThan(400);
    const database = new pg.Client({ connectionString: databaseUrl });
    await database.connect();
    const { rows } = await database.query<{ address: string }>(`select distinct address from audit where address is not null`).finally(() => database.end());
    expect(rows.map(({ address }) => address)).toEqual(expect.arrayContaining(['127.0.0.7', '127.0.0.8']));
    expect(rows.map(({ address }) => address)).not.toContain('203.0.113.9');
    for (const each of [hammering, other]) each.close();
  });

  it('takes no more than a body may weigh, here and behind; whoever sends more puts no gateway aside', async () => {
    const one = visitor();
    const person = await signIn(house().front, 'lanh-dao-tinh');
    const ask = (bytes: number) => one.ask('/api/datasets/ask', { method: 'POST', headers: { 'content-type': 'application/json' }, body: Buffer.alloc(bytes, ' ') });
    const save = (bytes: number) => person.visitor.ask('/api/documents/scene/canh-nang', {
      method: 'PUT', headers: { ...person.proof, 'idempotency-key': 'canh-nang-khoa-luu', 'if-none-match': '*' }, body: Buffer.alloc(bytes, ' '),
    });
    const heavyHead = () => one.ask('/api/datasets', { headers: Object.fromEntries(['a', 'b', 'c'].map((name) => [`x-${name}`, name.repeat(7_000)])) });
    const tooMuch: readonly (readonly [string, () => Promise<Answer>, readonly number[]])[] = [
      ['body at the front', () => ask(5 * 1024 * 1024), [413]], ['body behind', () => ask(4_000_000), [413]],
      ['document', () => save(900 * 1024), [413]], ['head', heavyHead, [200, 400, 431]],
    ];
    for (const [name, send, right] of tooMuch) {
      for (let time = 0; time < 8; time += 1) {
        const { status } = await send();
        expect([name, right.includes(status) ? 'right' : status]).toEqual([name, 'right']);
      }
      const after = await Promise.all(Array.from({ length: 6 }, () => one.ask('/api/session')));
      expect([name, after.map(({ status }) => status)]).toEqual([name, after.map(() => 200)]);
    }
    const behind = await ask(2 * 1024 * 1024);
    expect(header(behind, 'content-type')).toEqual(['application/problem+json; charset=utf-8']);
    for (const { close } of [one, person.visitor]) close();
  });

  it('lets an event through within a second', async () => {
    const { front, gateways } = house();
    const person = await signIn(front, 'lanh-dao-tinh');
    const stream = new ReaderStream(person.visitor);
    await expect.poll(stream.isOpen, { timeout: 5_000 }).toBe(true);
    for (const [at, { origin }] of gateways.entries()) {
      const id = `canh-su-kien-${at}`;
      const sent = performance.now();
      const saved = await fetch(`${origin}/api/documents/scene/${id}`, {
        method: 'PUT', headers: { ...person.direct(), 'idempotency-key': `${id}-khoa-luu-canh`, 'if-none-match': '*' },
        body: JSON.stringify({ body: { schemaVersion: 1, title: { vi: 'Cảnh', en: 'Scene' }, dashboards: ['tong-quan'], seconds: 30 }, reason: '', owner: 'unit', unit: null }),
      });
      expect([saved.status, saved.ok ? '' : await saved.text()]).toEqual([200, '']);
      await expect.poll(() => stream.heard.filter(({ payload }) => payload['id'] === id).length, { timeout: 3_000, interval: 10 }).toBe(1);
      expect((stream.heard.find(({ payload }) => payload['id'] === id)?.at ?? Infinity) - sent).toBeLessThan(1_000);
    }
    await stream.close();
    person.visitor.close();
  });

  it('does not wait for whoever sends a request a byte at a time', async () => {
    for (const ms of await Promise.all([long().slowHead, long().slowBody])) {
      expect(ms).toBeGreaterThan(8_000);
      expect(ms).toBeLessThan(25_000);
    }
  });

  it('gives a line as soon as it is there, long before that of a source that hangs', async () => {
    const lines = await long().lines;
    expect(lines.map(({ id }) => id)).toEqual(['ready', 'hangs']);
    const [ready, hangs] = lines.map(({ ms }) => ms);
    expect(ready).toBeLessThan(2_000);
    expect((hangs ?? 0) - (ready ?? Infinity)).toBeGreaterThan(2_000);
  });
}

function said(port: number, request: string): Promise<string> {
  return new Promise((done) => {
    let text = '';
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(request));
    socket.on('data', (part) => { text += part.toString(); });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => done(text));
  });
}
