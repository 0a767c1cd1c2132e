import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellAt } from '@/domain/cube/cube';
import type { Dataset } from '@/domain/dataset';
import { valueOf } from '@/domain/measure';
import { createFederation } from '@/federation/create-federation';
import type { Federation } from '@/federation/federation';
import { hereThread, sourceOf } from '../../test/contract/federation-server';
import { createOutbound } from '../../server/datasets/outbound/create-outbound';
import type { SourcePlan } from '../../server/datasets/outbound/read-sources';
import { startMock, type Mock } from '../main';
import { NOW } from '../small-province.fixture';
import { APPLICATIONS } from './figures';

const CLIENT = { clientId: 'trung-tam', clientSecret: 'kZ8vQ2mT7pLx4RnC' };
const shipped = (JSON.parse(readFileSync(new URL('../../public/provinces/base/datasets/applications.json', import.meta.url), 'utf8')) as { datasets: Dataset[] }).datasets;
const text = { vi: 'x', en: 'x' };
const common = { title: text, description: text, owner: text, cadence: { kind: 'interval', seconds: 60 }, classification: 'internal', shape: 'cube', legalBasis: 'x', parameters: [{ name: 'from', required: true }, { name: 'to', required: true }] } as const;
const METRIC = '{"id":"metric","role":"metric","categories":[{"code":"births","label":"Khai sinh","unit":"case"},{"code":"records","label":"Hồ sơ","unit":"count"}]}';
/** The same figures of one system, in each manner the mock speaks. */
const SPOKEN: readonly Dataset[] = [
  { ...common, id: 'rest', source: 'lgsp-applications', connector: 'rest-json', request: { path: 'v1/systems/csdl-ho-tich/measures', query: { from: '{from.start}', to: '{to.lastDay}', by: 'month' }, paging: { kind: 'cursor', cursor: 'cursor', next: '/next', size: 'size', each: 3, rows: '/items', total: '/total' } },
    mapping: { expression: `{"asOf": asOf, "dimensions": [{"id":"time","role":"time"}, ${METRIC}], "cells": items.[["calendar:" & period, code, value]]}` } },
  { ...common, id: 'soap', source: 'lgsp-soap', connector: 'rest-xml', request: { method: 'POST', path: 'services/thong-ke', soap: '1.1', idempotent: true, body: '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><thongKe><heThong>csdl-ho-tich</heThong><tuNgay>{from.start}</tuNgay><denNgay>{to.lastDay}</denNgay><theo>month</theo></thongKe></s:Body></s:Envelope>' },
    mapping: { lists: ['Envelope/Body/thongKeResponse/danhSach/chiTieu'], expression: `Envelope.Body.thongKeResponse.{"asOf": thoiDiem."#text", "dimensions": [{"id":"time","role":"time"}, ${METRIC}], "cells": danhSach.chiTieu.[["calendar:" & ky."#text", $lookup($, "@ma"), giaTri."#number"]]}` } },
  { ...common, id: 'edxml', source: 'lgsp-soap', connector: 'rest-xml', request: { path: 'edxml/thong-ke', query: { heThong: 'csdl-ho-tich', tuNgay: '{from.start}', denNgay: '{to.lastDay}', theo: 'month' } },
    mapping: { lists: ['edXML/edXMLEnvelope/edXMLBody/danhSach/chiTieu'], expression: `edXML.edXMLEnvelope.edXMLBody.{"asOf": thoiDiem."#text", "dimensions": [{"id":"time","role":"time"}, ${METRIC}], "cells": danhSach.chiTieu.[["calendar:" & ky."#text", $lookup($, "@ma"), giaTri."#number"]]}` } },
  { ...common, id: 'national', source: 'national-platform', connector: 'rest-json', request: { path: 'ndxp/v1/csdl-ho-tich/figures', query: { fromDate: '{from.start}', toDate: '{to.lastDay}', by: 'month' } },
    mapping: { failure: 'responseCode != "00" ? responseMessage', expression: `{"asOf": data.timestamp, "dimensions": [{"id":"time","role":"time"}, ${METRIC}], "cells": data.records.[["calendar:" & period, indicator, value]]}` } },
];

let mock: Mock;
let federation: Federation;
beforeAll(async () => {
  mock = await startMock({ port: 0, province: 'nghe-an', seed: 7, now: () => NOW, applications: CLIENT });
  const base = new URL('lgsp-applications/', mock.url);
  const plan: SourcePlan = { base, internal: true, addresses: [], headers: {}, secrets: [], token: { tokenUrl: new URL('oauth/token', base), clientId: CLIENT.clientId, secret: CLIENT.clientSecret, auth: 'basic' } };
  const outbound = createOutbound({ plans: new Map([['lgsp-applications', plan]]), fallback: new URL(mock.url), onRefused: () => undefined });
  const datasets = [...shipped, ...SPOKEN];
  federation = createFederation({
    sources: new Map([...new Set(datasets.map(({ source }) => source))].map((id) => [id, sourceOf(id)])), datasets: new Map(datasets.map((each) => [each.id, each])),
    resolveUrl: () => '', startThread: hereThread, connection: (id) => outbound.connectionOf(sourceOf(id)),
  });
}, 30_000);
afterAll(async () => { federation.dispose(); await mock.close(); });

const months = { from: 'calendar:2026-06', to: 'calendar:2026-11' };
const days = { from: 'calendar:2026-10-22', to: 'calendar:2026-11-21' };
async function answer(dataset: string, params: Record<string, string>) {
  const found = await federation.ask({ dataset, params }, new AbortController().signal);
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
}

describe('applications of the province', () => {
  it('tell the same figures in every manner they speak', async () => {
    const [first, ...others] = await Promise.all(SPOKEN.map(async ({ id }) => (await answer(id, months)).data));
    expect(first?.kind === 'cube' && first.values.length).toBe(12);
    for (const other of others) expect(other).toEqual(first);
    expect(first?.kind === 'cube' && valueOf(cellAt(first, { time: 'calendar:2026-10', metric: 'births' }))).toBeGreaterThan(2_000);
  });

  it('are every row of the table, with figures that stand', async () => {
    const { url } = mock;
    const { access_token: token } = (await (await fetch(`${url}lgsp-applications/oauth/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret }) })).json()) as { access_token: string };
    for (const { id, figures } of APPLICATIONS.values()) {
      const reply = await fetch(`${url}lgsp-applications/v1/systems/${id}/measures?from=2026-11-01&to=2026-11-19&size=500`, { headers: { authorization: `Bearer ${token}` } });
      const { items } = (await reply.json()) as { items: { code: string; value: number }[] };
      expect(items, id).toHaveLength(19 * figures.length);
      for (const { code, value } of items) {
        const level = figures.find((each) => each.code === code)?.level ?? NaN;
        expect(value, `${id} ${code}`).toBeGreaterThanOrEqual(0);
        expect(value, `${id} ${code}`).toBeLessThan(Math.max(3 * level + 5, 5));
      }
    }
  });

  it('turn away who has no token', async () => {
    expect((await fetch(`${mock.url}lgsp-applications/v1/systems`)).status).toBe(401);
    expect((await fetch(`${mock.url}lgsp-applications/v1/systems`, { headers: { authorization: 'Bearer 99999999999999.abc' } })).status).toBe(401);
    expect((await fetch(`${mock.url}lgsp-applications/oauth/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: CLIENT.clientId, client_secret: 'x' }) })).status).toBe(401);
  });
});

describe('feedback of citizens', () => {
  it('by item and by day are one count', async () => {
    const { data: items, partial } = await answer('citizen-feedback-items', days);
    const { data: daily } = await answer('citizen-feedback-daily', days);
    if (items.kind !== 'events' || daily.kind !== 'cube') throw new Error('another shape');
    expect(partial).toBeUndefined();
    expect(items.rows.length).toBeGreaterThan(500);
    expect(new Set(items.rows.map(({ id }) => id)).size).toBe(items.rows.length);
    for (const day of ['2026-10-22', '2026-11-10', '2026-11-20']) {
      const ofDay = items.rows.filter(({ id }) => id.includes(day.replaceAll('-', '')));
      expect(valueOf(cellAt(daily, { time: `calendar:${day}`, metric: 'received' })), day).toBe(ofDay.length);
      expect(valueOf(cellAt(daily, { time: `calendar:${day}`, metric: 'answered' })), day).toBe(ofDay.filter(({ values }) => values['answeredAt'] !== undefined && values['answeredAt'] !== null).length);
    }
  });

  it('and the contact centre know nothing of a day that has not begun', async () => {
    const { data } = await answer('contact-centre-daily', { from: 'calendar:2026-11-18', to: 'calendar:2026-11-30' });
    expect(data.kind === 'cube' && [valueOf(cellAt(data, { time: 'calendar:2026-11-30', metric: 'handled' })), (valueOf(cellAt(data, { time: 'calendar:2026-11-18', metric: 'handled' })) ?? 0) > 300]).toEqual([null, true]);
  });
});
