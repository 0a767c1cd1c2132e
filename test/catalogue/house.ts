import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { rightsOf } from '@/access/rights-of';
import type { Province } from '@/config/province';
import type { Actor } from '@/domain/access';
import { toInstant } from '@/domain/time';
import { err } from '@/domain/result';
import { readWire } from '@/federation/gateway/read-wire';
import { startMock } from '../../mock/main';
import { provinceWarehouse } from '../../mock/warehouse-tables/province-warehouse';
import { ROOT } from '../../server/build/build';
import { wirePieces } from '../../server/datasets/kept';
import { secretsOf } from '../../server/datasets/outbound/token-plan';
import type { SourcePlan } from '../../server/datasets/outbound/read-sources';
import { loadDemoUploads } from '../../server/demo-uploads';
import { createGateway } from '../../server/gateway';
import { GATEWAY_TIMES } from '../../server/gateway-settings';
import { createLogSink } from '../../server/operate/log-sink';
import { createProvinceInForce, readPack } from '../../server/operate/province-in-force';
import { memoryStore, type MemoryStore } from '../../server/store/testing/memory-store';
import type { AskMeasure } from './ask-measures';

const PROVINCES = join(ROOT, 'public', 'provinces');
const APPLICATIONS = { clientId: 'toan-canh', clientSecret: 'made-for-this-run-alone' };

/** A gateway in this process on a store in memory, before it the mock province; nothing listens but the mock. */
export interface House {
  readonly province: Province;
  readonly mockUrl: string;
  /** As a leader of the province may ask. */
  readonly ask: AskMeasure;
  close(): Promise<void>;
}

/** Applications ask for tokens, as in the demonstration. */
function withToken(mockUrl: string): SourcePlan {
  const base = new URL('lgsp-applications/', mockUrl);
  const token = { tokenUrl: new URL('oauth/token', base), clientId: APPLICATIONS.clientId, secret: APPLICATIONS.clientSecret, auth: 'basic' } as const;
  return { base, internal: true, addresses: [], headers: {}, secrets: secretsOf(token), token };
}

/** A store that is given is not closed; `files: false` leaves out what units have sent. The warehouse is loaded by its first question. */
export async function openHouse(id: string, { store: given, files = true }: { readonly store?: MemoryStore; readonly files?: boolean } = {}): Promise<House> {
  const { pack } = await readPack(PROVINCES, id);
  if (pack === null) throw new Error(`the pack of ${id} cannot be read`);
  const clock = Date.now;
  const [mock, store] = await Promise.all([startMock({ port: 0, province: id, applications: APPLICATIONS }), given ?? memoryStore()]);
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
  const gateway = await createGateway({
    settings: { origins: ['http://localhost'], dataDir: folder, databaseUrl: null, identity: null, trustedProxies: [], demo: true, metricsToken: null, times: { ...GATEWAY_TIMES, drainMs: 100 } },
    store, inForce: createProvinceInForce(() => readPack(PROVINCES, id), pack), log: pino({ level: 'silent' }), clock, dist: null, outside: { connect: [], images: [] },
    sink: createLogSink({ fd: 1, lost: () => '', put: (_fd, text) => Promise.resolve(text.length) }),
    outbound: { plans: new Map([['lgsp-applications', withToken(mock.url)]]), fallback: new URL(mock.url) },
    warehouse: provinceWarehouse(id, clock()),
  });
  if (files) await loadDemoUploads(gateway.core, gateway.uploads);
  const actor: Actor = { kind: 'person', id: 'catalogue', name: 'Danh mục hệ thống', title: '', unit: null, grants: [{ role: 'provincial-leader', unit: null }], purposes: [], session: 'catalogue' };
  return {
    province: pack.province, mockUrl: mock.url,
    ask: async (query) => {
      const told = await gateway.desk.ask(query, { actor, rights: rightsOf(actor, pack.province, toInstant(clock())) }, new AbortController().signal);
      if (!told.ok) return told;
      const read = readWire(JSON.parse(wirePieces(told.value.kept).map(String).join('')));
      return read.ok ? read : err({ kind: 'malformed', source: '', dataset: query.dataset, expected: read.error });
    },
    close: async () => {
      await gateway.close();
      await Promise.all([mock.close(), given ? undefined : store.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
