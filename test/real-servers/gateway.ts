import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { ROOT } from '../../server/build/build';
import { createGateway } from '../../server/gateway';
import { GATEWAY_TIMES } from '../../server/gateway-settings';
import { createLogSink } from '../../server/operate/log-sink';
import { createProvinceInForce, readPack } from '../../server/operate/province-in-force';
import type { SourcePlan } from '../../server/datasets/outbound/read-sources';
import { memoryStore } from '../../server/store/testing/memory-store';
import { freePort } from '../servers/free-port';
import { plant, seededPeople } from '../servers/seed';

/** A gateway on the shipped pack that listens on a port of this machine, with one leader signed in. */
export interface OpenGateway {
  readonly url: string;
  /** As the leader's page asks. */
  readonly get: (path: string) => Promise<Response>;
  readonly close: () => Promise<void>;
}

export interface OpenGatewayOptions {
  readonly plans: ReadonlyMap<string, SourcePlan>;
  readonly inboxSecrets: ReadonlyMap<string, string>;
}

export async function openGateway({ plans, inboxSecrets }: OpenGatewayOptions): Promise<OpenGateway> {
  const provinces = join(ROOT, 'public', 'provinces');
  const { pack } = await readPack(provinces, 'nghe-an');
  if (pack === null) throw new Error('the pack cannot be read');
  const folder = mkdtempSync(join(tmpdir(), 'portal-gateway-'));
  const [store, port] = await Promise.all([memoryStore(), freePort()]);
  const people = seededPeople(1);
  await plant(store, { people, screens: [] });
  const url = `http://127.0.0.1:${port}`;
  const gateway = await createGateway({
    settings: { origins: [url], dataDir: folder, databaseUrl: null, identity: null, trustedProxies: [], demo: true, metricsToken: null, times: { ...GATEWAY_TIMES, drainMs: 500 } },
    store, inForce: createProvinceInForce(() => readPack(provinces, 'nghe-an'), pack), log: pino({ level: 'silent' }), clock: Date.now, sink: createLogSink({ fd: 2, lost: (count) => `${count} lost` }),
    outbound: { plans, fallback: null }, inboxSecrets, dist: null, outside: { connect: [], images: [] },
  });
  await gateway.app.listen({ host: '127.0.0.1', port });
  return {
    url,
    get: (path) => fetch(`${url}${path}`, { headers: { cookie: `__Host-portal=${people[0]?.secret ?? ''}`, 'sec-fetch-site': 'same-origin' } }),
    close: async () => {
      await gateway.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Stands between a sender and the gateway: passes everything on, and loses the answers it is told to lose. */
export interface LossyWay {
  readonly url: string;
  /** What the gateway answered, oldest first, and whether the sender heard it. */
  readonly passed: readonly { readonly status: number; readonly body: string; readonly heard: boolean }[];
  /** So many answers to come are lost: the sender hears that the way is down. */
  readonly lose: (answers: number) => void;
  readonly close: () => Promise<void>;
}

export async function startLossyWay(to: () => string): Promise<LossyWay> {
  const passed: { status: number; body: string; heard: boolean }[] = [];
  let toLose = 0;
  const server = createServer((asked: IncomingMessage, reply: ServerResponse) => {
    const { host: _, ...headers } = asked.headers;
    const onward = request(new URL(asked.url ?? '/', to()), { method: asked.method ?? 'POST', headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const [body, heard] = [Buffer.concat(parts).toString(), toLose === 0];
        toLose = Math.max(0, toLose - 1);
        passed.push({ status: answer.statusCode ?? 0, body, heard });
        reply.writeHead(heard ? answer.statusCode ?? 502 : 503, { 'content-type': 'application/json' }).end(heard ? body : '{}');
      });
    });
    onward.on('error', () => reply.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, passed, lose: (answers) => { toLose = answers; },
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(() => done()); }),
  };
}
