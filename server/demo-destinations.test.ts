import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startMock, type Mock } from '../mock/main';
import { smallUnits } from '../mock/small-province.fixture';
import { demoDestinations } from './demo-destinations';
import { NOON, parcel } from './reports/delivery/delivery.fixture';
import { createSend } from './reports/delivery/send';

const SECRET = 'vQ2mT7pLx4RnCkZ8wY5d';
let mock: Mock;
beforeAll(async () => { mock = await startMock({ port: 0, province: 'thu-nghiem', seed: 7, now: () => NOON, units: smallUnits(), archiveSecret: SECRET }); });
afterAll(() => mock.close());

it('reports of the demonstration arrive in the archive of the mock province, by both ways, and are listed there', async () => {
  const send = createSend({ clock: () => NOON, log: pino({ level: 'silent' }), audit: { write: () => Promise.resolve(), append: () => Promise.resolve() } });
  for (const plan of demoDestinations(mock.url, SECRET).values()) expect([plan.id, await send(plan, parcel({ title: 'Báo cáo <b>tháng 10</b>' }), AbortSignal.timeout(5_000))]).toMatchObject([plan.id, { ok: true }]);
  const page = await (await fetch(`${mock.url}kho-van-ban/`)).text();
  for (const part of ['2026/11/Báo cáo b tháng 10 b - Phường Thành Vinh', 'tiep-nhan/vb-1', 'WebDAV', 'Webhook', 'Dữ liệu mẫu']) expect(page).toContain(part);
  const [, link = ''] = /href="(2026[^"]+)"/.exec(page) ?? [];
  const file = await fetch(`${mock.url}kho-van-ban/${link}`);
  expect([file.status, new Uint8Array(await file.arrayBuffer())]).toEqual([200, Uint8Array.from(parcel().bytes)]);
  expect([...demoDestinations(mock.url, null).keys()]).toEqual(['kho-van-ban']);
});
