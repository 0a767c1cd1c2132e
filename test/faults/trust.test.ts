import { createServer, type Server, type ServerOptions } from 'node:https';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { connect, createServer as createSocketServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { createOutbound, type Outbound } from '../../server/datasets/outbound/create-outbound';
import { readSources } from '../../server/datasets/outbound/read-sources';
import { bench, datasetOf, errorOf, goodPayload, sendJson, sourceOf } from '../contract/federation-server';
import { authorityOf, identityOf } from './certificates';

const ours = authorityOf('Co quan chung thuc cua tinh');
const HOUR_MS = 3_600_000;
const folder = mkdtempSync(join(tmpdir(), 'trust-'));
writeFileSync(join(folder, 'ca.pem'), ours.cert);

const stops: (() => unknown)[] = [];
afterEach(async () => { await Promise.all(stops.splice(0).map((stop) => stop())); });

async function secured(options: ServerOptions, seen: string[] = []): Promise<number> {
  const server: Server = createServer(options, (req, res) => {
    seen.push((req.socket as TLSSocket).getPeerCertificate().subject?.CN?.toString() ?? '');
    sendJson(res, goodPayload);
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  stops.push(() => new Promise((done) => { server.closeAllConnections(); server.close(done); }));
  return (server.address() as AddressInfo).port;
}

/** The way out as the operator's file says it. */
function outboundOf(port: number, tls: object | undefined, env: NodeJS.ProcessEnv = {}): Outbound {
  const file = join(folder, 'sources.json');
  writeFileSync(file, JSON.stringify({ lgsp: { base: `https://127.0.0.1:${port}/`, internal: true, ...(tls ? { tls } : {}) } }));
  const plans = readSources(file, ['lgsp'], env);
  if (!plans.ok) throw new Error(plans.error.join());
  return createOutbound({ plans: plans.value, fallback: null, onRefused: () => undefined });
}

async function asked(port: number, tls?: object, env?: NodeJS.ProcessEnv) {
  const outbound = outboundOf(port, tls, env);
  const { federation, ask } = bench({ lgsp: '' }, [datasetOf('totals', 'lgsp')], { connection: () => outbound.connectionOf(sourceOf('lgsp')), times: { random: () => 0 } });
  stops.push(federation.dispose);
  return { answer: await ask(), health: () => federation.health()[0], ask };
}
const pinned = { caFile: 'ca.pem' };
const untrusted = (got: string) => ({ kind: 'untrusted', got });

describe('a source is taken for what its certificate proves', () => {
  const good = () => identityOf({ name: 'lgsp' }, ours);

  it('by the authority the operator pins for it', async () => {
    const { answer } = await asked(await secured(good()), pinned);
    expect(answer).toMatchObject({ ok: true });
  });

  it('by the name the operator gives, where the address is no name', async () => {
    const named = await secured(identityOf({ name: 'lgsp', hosts: ['lgsp.tinh.vn'], address: false }, ours));
    expect((await asked(named, { ...pinned, servername: 'lgsp.tinh.vn' })).answer).toMatchObject({ ok: true });
    expect(errorOf((await asked(named, pinned)).answer)).toMatchObject(untrusted('certificate-of-another-host'));
  });

  it.each([
    ['expired', () => identityOf({ name: 'lgsp', from: new Date(Date.now() - 48 * HOUR_MS), until: new Date(Date.now() - HOUR_MS) }, ours), 'certificate-expired'],
    ['not yet valid', () => identityOf({ name: 'lgsp', from: new Date(Date.now() + HOUR_MS), until: new Date(Date.now() + 48 * HOUR_MS) }, ours), 'certificate-not-yet-valid'],
    ['of another host', () => identityOf({ name: 'lgsp', hosts: ['khac.tinh.vn'], address: false }, ours), 'certificate-of-another-host'],
    ['self-signed', () => identityOf({ name: 'lgsp' }, null), 'certificate-self-signed'],
    ['of an authority nobody named', () => identityOf({ name: 'lgsp' }, authorityOf('Nguoi la')), 'certificate-issuer-unknown'],
  ])('and not with one that is %s', async (_name, identity, word) => {
    const seen: string[] = [];
    const { answer, health, ask } = await asked(await secured(identity(), seen), pinned);
    expect(errorOf(answer)).toMatchObject(untrusted(word));
    await ask();
    await ask();
    expect(errorOf(await ask())).toMatchObject({ kind: 'circuit-open', got: 'untrusted' });
    expect(health()).toMatchObject({ state: 'open' });
    expect(seen).toEqual([]);
  });

  it('and not by this machine’s own authorities where one is pinned, nor by ours where none is', async () => {
    expect(errorOf((await asked(await secured(good()))).answer)).toMatchObject(untrusted('certificate-issuer-unknown'));
  });

  it('and not over TLS 1.0 or 1.1, nor where no TLS is spoken', async () => {
    const old = await secured({ ...good(), minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' });
    expect(errorOf((await asked(old, pinned)).answer)).toMatchObject(untrusted('tls-version'));
    const plain = createSocketServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => { socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'); });
      stops.push(() => socket.destroy());
    });
    await new Promise<void>((done) => plain.listen(0, '127.0.0.1', done));
    stops.push(() => new Promise((done) => plain.close(done)));
    expect(errorOf((await asked((plain.address() as AddressInfo).port, pinned)).answer)).toMatchObject(untrusted('no-tls'));
  });
});

describe('a source that wants to know who asks', () => {
  const client = identityOf({ name: 'trung-tam' }, ours);
  const env = { OUR_CERT: client.cert, OUR_KEY: client.key };
  const demanding = (seen: string[] = []) => secured({ ...identityOf({ name: 'lgsp' }, ours), ca: ours.cert, requestCert: true, rejectUnauthorized: true }, seen);

  it('is shown our certificate', async () => {
    const seen: string[] = [];
    expect((await asked(await demanding(seen), { ...pinned, certEnv: 'OUR_CERT', keyEnv: 'OUR_KEY' }, env)).answer).toMatchObject({ ok: true });
    expect(seen).toEqual(['trung-tam']);
  });

  it('turns us away without one, and says so', async () => {
    expect(errorOf((await asked(await demanding(), pinned)).answer)).toMatchObject(untrusted('client-certificate'));
  });
});

it('a port nobody listens on is away, and not distrusted', async () => {
  const port = await secured({});
  await Promise.all(stops.splice(0).map((stop) => stop()));
  await new Promise<void>((done) => connect(port, '127.0.0.1').on('error', () => done()));
  expect(errorOf((await asked(port, pinned)).answer)).toMatchObject({ kind: 'unreachable' });
});
