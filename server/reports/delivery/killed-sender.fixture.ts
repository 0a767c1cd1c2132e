import pino from 'pino';
import { parsePack } from '@/config/parse-pack';
import { packOf } from '@/config/testing/good-pack';
import type { Core } from '../../core';
import { openStore } from '../../store/open-store';
import { createDeliveries } from './create-deliveries';
import { folderPlan } from './delivery.fixture';
import { createDestinations } from './destinations';
import { createSend } from './send';
import type { Deliveries } from './deliveries';
import type { Store } from '../../store/store';

/* A gateway that sends one large report into a WebDAV folder, to be killed meanwhile: `killed-sender.fixture.ts <data folder> <clock> <base> <login>`. */

export const SIZE = 6_000_000;
/** A file that is told from its beginning by any byte that is missing. */
export const largeFile = (): Uint8Array => Buffer.alloc(SIZE, Buffer.from(Array.from({ length: 251 }, (_, at) => (at * 7) % 251)));

export interface Sender {
  readonly store: Store;
  readonly deliveries: Deliveries;
  readonly close: () => Promise<void>;
}
/** A gateway over the data folder with one destination; the report and its delivery are put there by the first. */
export async function openSender(dataDir: string, at: number, base: string, login: string): Promise<Sender> {
  const log = pino({ level: 'silent' });
  const { province } = parsePack(packOf());
  if (!province) throw new Error('the good pack is not good');
  const store = await openStore({ dataDir, databaseUrl: null, log, clock: () => at });
  const core: Pick<Core, 'store' | 'audit' | 'events' | 'province' | 'clock' | 'log'> = {
    store, log, clock: () => at, province: { current: () => province, files: () => ({}), onChange: () => () => undefined },
    audit: { append: () => Promise.resolve(), write: () => Promise.resolve() }, events: { publish: () => Promise.resolve(), subscribe: () => () => undefined },
  };
  const plan = folderPlan(base, { headers: { Authorization: `Basic ${Buffer.from(login).toString('base64')}` }, maxBytes: SIZE * 2, attemptMs: 30_000 });
  const deliveries = createDeliveries(core, { destinations: createDestinations(core, new Map([[plan.id, plan]])), files: { printed: () => Promise.resolve(largeFile()) }, send: createSend(core) });
  const moment = new Date(at);
  await store.db.insertInto('report').values({
    id: 'report-of-a-killed-sender', series: 'report-of-a-killed-sender', version: 1, supersedes: null, template: 't', title: 'Báo cáo tháng 10: kinh tế/xã hội', unit: 'H41.06', period: 'calendar:2026-10', state: 'issued', revision: 1,
    author: 'clerk', signer: '', number: '1', created_at: moment, issued_at: moment, content_hash: '', commentary: '{}', admission: '{"questions":[],"saw":{}}', template_body: '{}', document: JSON.stringify({ properties: { createdAt: at } }), frozen: '{}',
  }).onConflict((clash) => clash.doNothing()).execute();
  await store.transact((db) => deliveries.ask(db, { report: 'report-of-a-killed-sender', format: 'docx', destination: plan.id, cause: 'schedule', askedBy: 'clerk' }));
  return { store, deliveries, close: async () => { await deliveries.stop(); await store.close(); } };
}

const [, program = '', dataDir, at, base, login] = process.argv;
if (program.endsWith('killed-sender.fixture.ts') && dataDir && at && base && login) {
  const { deliveries } = await openSender(dataDir, Number(at), base, login);
  await deliveries.work();
}
