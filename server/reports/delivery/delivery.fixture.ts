import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toInstant } from '@/domain/time';
import { hashOf } from '../report-files';
import type { FolderPlan, MailPlan, WebhookPlan } from './destination';
import { fileNameOf } from './parcel';
import type { Parcel } from './sending';

/* For tests: a report as it goes out, and where it goes on this machine. */

export const NOON = Date.parse('2026-11-05T12:00:00+07:00');
const title = { vi: 'Nơi nhận thử', en: 'A test destination' };
const common = {
  title, units: '*', formats: ['docx', 'csv'], maxClass: 'internal', drafts: false, maxBytes: 10_000_000, attemptMs: 5_000, internal: true, addresses: [], secrets: [] as readonly string[],
} as const;
export const SECRET = 'vQ2mT7pLx4RnCkZ8wY5d';

export const folderPlan = (base: string, more: Partial<FolderPlan> = {}): FolderPlan => ({ ...common, id: 'kho', kind: 'folder', move: true, base: new URL(base), headers: {}, ...more });
export const webhookPlan = (base: string, more: Partial<WebhookPlan> = {}): WebhookPlan => ({ ...common, id: 'goi', kind: 'webhook', base: new URL(base), headers: {}, form: 'multipart', secret: SECRET, ...more });
export const mailPlan = (port: number, more: Partial<MailPlan> = {}): MailPlan => ({
  ...common, id: 'thu', kind: 'mail', base: new URL(`smtp://127.0.0.1:${port}/`), security: 'none', login: null, from: { name: 'Toàn Cảnh', address: 'bao-cao@tinh.example' }, to: ['van-thu@tinh.example'], reminders: false, ...more,
});

export function parcel(more: Partial<Parcel> = {}): Parcel {
  const bytes = more.bytes ?? Buffer.from('PK\u0003\u0004 một báo cáo');
  const whole = more.title ?? 'Báo cáo tình hình kinh tế - xã hội tháng 10 năm 2026';
  const hash = hashOf(bytes);
  return {
    id: '6a1f5a52-0000-4000-8000-000000000001', report: 'report-1', template: 'monthly', version: 1, state: 'issued', title: whole, number: '12/BC-UBND',
    unit: { code: '16681', name: 'Phường Thành Vinh' }, period: { code: 'calendar:2026-10', name: 'Tháng 10 năm 2026' }, asOf: toInstant(NOON), dated: toInstant(NOON), format: 'docx',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', bytes, hash, fileName: fileNameOf([whole, 'Phường Thành Vinh'], `${hash.slice(0, 12)}.docx`), plainName: 'monthly-16681.docx', ...more,
  };
}

export interface TestServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}
export async function serve(listener: RequestListener): Promise<TestServer> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => new Promise((done) => { server.close(() => done()); server.closeAllConnections(); }) };
}
