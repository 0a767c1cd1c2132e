import { mkdtempSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOutbound, type Outbound, type OutboundOptions } from '../../server/datasets/outbound/create-outbound';
import { guardedAgents, type RefusedBecause } from '../../server/datasets/outbound/guarded-agents';
import { readSources, type SourcePlan } from '../../server/datasets/outbound/read-sources';
import { mayConnect } from '../../server/datasets/outbound/special-addresses';
import { bench, datasetOf, errorOf, goodPayload, sendJson, sourceOf, startSource, type TestSource } from '../contract/federation-server';

/** What must never be reached: anything on this machine that is not the configured source. Counts every connection. */
let canary: Server;
let canaryPort = 0;
let touched = 0;
let source: TestSource;
let refused: RefusedBecause[] = [];

beforeAll(async () => {
  canary = createServer((socket) => { touched += 1; socket.destroy(); });
  await new Promise<void>((done) => canary.listen(0, '::', done));
  canaryPort = (canary.address() as AddressInfo).port;
  source = await startSource((_req, res) => sendJson(res, goodPayload));
});
afterAll(async () => { canary.close(); await source.close(); });
beforeEach(() => { touched = 0; refused = []; source.asked.length = 0; source.handler = (_req, res) => sendJson(res, goodPayload); });

const folder = mkdtempSync(join(tmpdir(), 'sources-'));
function plansOf(entries: Record<string, unknown>, env: NodeJS.ProcessEnv = {}) {
  const file = join(folder, 'sources.json');
  writeFileSync(file, JSON.stringify(entries));
  return readSources(file, ['one-stop'], env);
}

const outboundOf = (plans: ReadonlyMap<string, SourcePlan>, more: Partial<OutboundOptions> = {}): Outbound =>
  createOutbound({ plans, fallback: null, onRefused: (_source, because) => refused.push(because), ...more });

/** Asks one question of a source reached as told. */
async function askThrough(outbound: Outbound, path = 'so-lieu') {
  const { federation, ask } = bench({ 'one-stop': '' }, [datasetOf('totals', 'one-stop', { request: { path } })], {
    connection: (id) => outbound.connectionOf(sourceOf(id)), times: { random: () => 0 },
  });
  const answer = await ask();
  federation.dispose();
  return answer;
}

/** The outcome of an operator's entry: refused at the start, or refused when a connection was to be opened. */
async function refusedHow(entry: unknown, resolve?: OutboundOptions['resolve']): Promise<'start' | 'connection' | 'reached'> {
  const plans = plansOf({ 'one-stop': entry });
  if (!plans.ok) return 'start';
  const answer = await askThrough(outboundOf(plans.value, resolve ? { resolve } : {}));
  return !answer.ok && refused.length > 0 ? 'connection' : 'reached';
}

const HOSTS = [
  '127.0.0.1', '127.1', '127.0.1', '127.255.255.254', '2130706433', '0x7f000001', '0x7F.0.0.1', '0x7f.1', '0177.0.0.1', '017700000001', '00000177.0.0.1', '127.0.0.1.', '①②⑦.⓪.⓪.①', '１２７.0.0.1', '127。0。0。1',
  '0', '0.0.0.0', '0x0', '10.0.0.1', '10.1', '0xa000001', '100.64.0.1', '100.127.255.254', '169.254.169.254', '0xA9FEA9FE', '2852039166', '0251.0376.0251.0376', '169.254.43518', '172.16.0.1', '172.31.255.254',
  '192.0.0.1', '192.168.0.1', '3232235521', '198.18.0.1', '198.19.255.254', '224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255', '192.0.2.1', '198.51.100.7', '203.0.113.9',
  '[::1]', '[0:0:0:0:0:0:0:1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:a9fe:a9fe]', '[::127.0.0.1]', '[64:ff9b::7f00:1]', '[64:ff9b::10.0.0.1]', '[64:ff9b:1::1]', '[2002:7f00:1::]', '[2001:0:7f00:1::]',
  '[fc00::1]', '[fd12:3456::1]', '[fd00:ec2::254]', '[fe80::1]', '[febf::1]', '[fec0::1]', '[ff02::1]', '[2001:db8::1]',
];

describe('addresses of this machine, of networks and of nowhere, however written', () => {
  it.each(HOSTS)('%s is refused', async (host) => {
    expect(await refusedHow(`http://${host}:${canaryPort}/api/`)).toBe('start');
    expect(touched).toBe(0);
  });
});

describe('names that lead there', () => {
  it.each(['localhost', 'LOCALHOST'])('%s', async (host) => {
    expect(await refusedHow(`http://${host}:${canaryPort}/api/`)).toBe('connection');
    expect(touched).toBe(0);
  });

  it.each([
    ['lgsp.example', ['127.0.0.1']], ['localhost.', ['127.0.0.1']], ['lgsp.example.', ['10.2.3.4']], ['xn--l-1fa.example', ['::1']], ['địachỉ.example', ['169.254.169.254']], ['a.example', ['::ffff:127.0.0.1']], ['b.example', ['fe80::1%lo']],
    ['c.example', ['64:ff9b::7f00:1']], ['d.example', ['8.8.8.8', '127.0.0.1']], ['e.example', ['2606:4700::1', 'fd00::1']], ['f.example', []], ['g.example', ['not-an-address']], ['127.0.0.1.nip.example', ['127.0.0.1']],
  ])('%s → %j', async (host, addresses) => {
    expect(await refusedHow(`http://${host}:${canaryPort}/api/`, () => Promise.resolve(addresses))).toBe('connection');
    expect([touched, refused[0]]).toEqual([0, 'address-not-allowed']);
  });

  it('a name that changes its mind between two questions is looked at again, once a connection', async () => {
    const answers = [['127.0.0.1'], ['169.254.169.254'], ['127.0.0.1']];
    let lookups = 0;
    const port = new URL(source.url).port;
    const plans = plansOf({ 'one-stop': { base: `http://inner.example:${port}/`, internal: true } });
    if (!plans.ok) throw new Error('refused');
    const outbound = outboundOf(plans.value, { resolve: () => Promise.resolve(answers[lookups++] ?? []) });
    const first = await askThrough(outbound);
    expect([first.ok, lookups, source.asked.length]).toEqual([true, 1, 1]);
    const { federation, ask } = bench({ 'one-stop': '' }, [datasetOf('totals', 'one-stop')], { connection: (id) => outbound.connectionOf(sourceOf(id)), times: { random: () => 0 } });
    // Asked again by its own account: the good answer that follows the bad one is believed for that connection alone.
    expect((await ask()).ok).toBe(true);
    expect([lookups, refused, source.asked.length]).toEqual([3, ['address-not-allowed'], 2]);
    federation.dispose();
  });

  it('addresses named by the operator are used and the name service is not asked', async () => {
    const port = new URL(source.url).port;
    const plans = plansOf({ 'one-stop': { base: `http://inner.example:${port}/`, internal: true, addresses: ['127.0.0.1'] } });
    const answer = plans.ok && await askThrough(outboundOf(plans.value, { resolve: () => Promise.reject(new Error('asked')) }));
    expect(answer).toMatchObject({ ok: true });
    expect(plansOf({ 'one-stop': { base: 'https://a.example/', addresses: ['127.0.0.1'] } }).ok).toBe(false);
    expect(plansOf({ 'one-stop': { base: 'https://a.example/', addresses: ['a.example'] } }).ok).toBe(false);
  });
});

describe('what is no address of a source', () => {
  it.each([
    'http://lgsp.example@127.0.0.1/', 'http://127.0.0.1@lgsp.example/', 'http://user:secret@lgsp.example/', 'http://127.0.0.1#@lgsp.example/', 'http://lgsp.example#@127.0.0.1/', 'http://lgsp.example/?x=/', 'http://lgsp.example\\@127.0.0.1/',
    'http:\\\\127.0.0.1\\', 'http:127.0.0.1/', 'http:///127.0.0.1/', 'http:/127.0.0.1/', '//127.0.0.1/', 'http://127.0.0.1\t/', 'http://lgsp.exa\nmple/', ' http://lgsp.example/', 'http://lgsp.example/x', 'http://127.0.0.1%00.lgsp.example/', 'http://[fe80::1%25eth0]/',
    'http://127.0.0.1:99999/', 'file:///etc/passwd', 'ftp://lgsp.example/', 'gopher://127.0.0.1:70/_', 'data:application/json,{}', 'javascript:0', 'ws://lgsp.example/', 'unix:/var/run/x.sock', '', 'lgsp.example/',
  ])('%j is refused at the start', (base) => {
    expect(plansOf({ 'one-stop': base }).ok).toBe(false);
    expect(plansOf({ 'one-stop': { base, internal: true } }).ok).toBe(false);
  });
});

describe('a question that would leave its source', () => {
  const paths = () => [
    `//127.0.0.1:${canaryPort}/`, `http://127.0.0.1:${canaryPort}/`, `\\\\127.0.0.1:${canaryPort}\\`, '/\\127.0.0.1/', '../admin', 'a/../../admin', '..%2fadmin', '%2e%2e/admin', '%252e%252e/admin', '..\\admin', 'a%5c..%5cadmin', './x', 'a//b', 'x?y=1', 'x#y', 'a%00b', '%',
    'javascript:0', 'file:///etc/passwd',
  ];
  it('is not asked', async () => {
    const plans = plansOf({ 'one-stop': { base: `${source.url}`, internal: true } });
    for (const path of paths()) {
      const answer = plans.ok && await askThrough(outboundOf(plans.value), path);
      expect([path, answer && errorOf(answer).kind]).toEqual([path, 'misconfigured']);
    }
    expect([touched, source.asked]).toEqual([0, []]);
  });

  it('and a connection to another host, port or protocol is not opened even where one is asked for', async () => {
    const agents = guardedAgents({ base: new URL(source.url), internal: true, addresses: [] }, { resolve: () => Promise.resolve(['127.0.0.1']), refused: (because) => refused.push(because) });
    const tried = (host: string, port: number): Promise<string> => new Promise((done) => {
      httpRequest({ host, port, agent: agents.httpAgent }, () => done('reached')).on('error', (fault) => done(fault.message)).end();
    });
    expect(await tried('127.0.0.1', canaryPort)).toBe('another-host');
    expect(await tried('localhost', Number(new URL(source.url).port))).toBe('another-host');
    expect(await tried('127.0.0.1', Number(new URL(source.url).port))).toBe('reached');
    expect(touched).toBe(0);
  });
});

describe('a source that sends us elsewhere', () => {
  it.each([301, 302, 303, 307, 308])('%d is refused', async (status) => {
    source.handler = (_req, res) => { res.writeHead(status, { location: `http://127.0.0.1:${canaryPort}/` }); res.end(); };
    const plans = plansOf({ 'one-stop': { base: source.url, internal: true } });
    const answer = plans.ok && await askThrough(outboundOf(plans.value));
    expect(answer && errorOf(answer)).toMatchObject({ kind: 'rejected', got: 'a redirect' });
    expect(touched).toBe(0);
  });
});

describe('what an internal source may be', () => {
  it.each(['127.0.0.1', '10.0.0.1', '172.16.9.9', '192.168.1.1', '100.64.1.1', '::1', 'fd00::1', '8.8.8.8', '2606:4700::1'])('%s', (address) => expect(mayConnect(address, true)).toBe(true));
  it.each(['169.254.169.254', '0.0.0.0', '224.0.0.1', '255.255.255.255', 'fe80::1', 'ff02::1', '::', '::ffff:127.0.0.1', '64:ff9b::1', 'localhost', ''])('never %s', (address) => expect(mayConnect(address, true)).toBe(false));
});
