import { Registry } from 'prom-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/access';
import type { Dataset } from '@/domain/dataset';
import { rulesOf, role } from '@/access/testing/random-access';
import { datasetOf, hereThread, sendJson, sourceOf, startSource, type TestSource } from '../../test/contract/federation-server';
import { person, smallProvince } from '../datasets/testing/desk-bench';
import { createDatasetDesk, type DatasetDesk } from '../datasets/dataset-desk';
import { createOutbound } from '../datasets/outbound/create-outbound';
import type { SourceWatch } from '../datasets/source-watch';
import type { Gateway } from '../http/route';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { OWN_PAGE, testApp, testCore, type TestCore } from '../testing/test-gateway';
import { rightsOf } from '@/access/rights-of';
import { toInstant } from '@/domain/time';
import { registryRoutes } from './registry-routes';
import { revisionRoutes } from './revision-routes';
import { createSourceBook, type SourceBook } from './source-book';

const UNITS = ['16681', '16690', '16708', '16753', '16780', '16804', '16813', '16822', '16825', '16834'];
const payload = (factor: number, field = 'tong_so'): object => ({ ds: UNITS.map((unit, at) => ({ dv: unit, [field]: (at + 3) * 11 * factor })) });
const COUNTS = datasetOf('counts', 'health', {
  classification: 'public', parameters: [{ name: 'unit', required: false }], request: { path: 'ca-benh', query: { donVi: '{unit}' } }, cadence: { kind: 'interval', seconds: 60 },
  mapping: {
    expects: { '/ds/0/tong_so': 'number' },
    expression: '{"dimensions": [{"id": "unit", "label": "Đơn vị", "role": "geo", "categories": ds.{"code": dv, "label": dv}}, {"id": "metric", "label": "Chỉ tiêu", "role": "metric", "categories": [{"code": "cases", "label": "Ca bệnh", "unit": "case"}]}], "cells": ds.[[dv, "cases", tong_so]]}',
  },
});
const OPERATOR = person('truc', [{ role: 'operator', unit: null }]);

let store: MemoryStore;
let core: TestCore;
let source: TestSource;
let desk: DatasetDesk;
let book: SourceBook;
let app: Gateway;
let actor: Actor = OPERATOR;

beforeAll(async () => { store = await memoryStore(); });
afterAll(() => store.close());
let landed = 0;
/** The book, and how often it was told how an ask went. */
const heard = (): SourceWatch => ({
  doubt: (...asked) => book.doubt(...asked),
  noted: (...asked) => {
    book.noted(...asked);
    landed += 1;
  },
});
/** The desk over some datasets of one source. */
async function reopen(datasets: readonly Dataset[]): Promise<void> {
  if (app as Gateway | undefined) await Promise.all([app.close(), desk.stop()]);
  core = testCore(store, {
    ...smallProvince(datasets), sources: new Map([['health', { ...sourceOf('health'), contact: { unit: { vi: 'Phòng Kế hoạch, Sở Y tế', en: 'Planning Division' }, phone: '0238 000 000' } }]]),
    access: rulesOf([
      role('operator', [{ datasets: '*', classes: ['public', 'internal'], units: 'all' }], ['operate']),
      role('head', [{ datasets: '*', classes: ['public'], units: 'all' }, { datasets: '*', classes: ['internal'], units: 'own' }], []),
    ]),
  });
  book = createSourceBook(core);
  desk = createDatasetDesk(core, createOutbound({ plans: new Map(), fallback: new URL(source.url), onRefused: () => undefined }), { startThread: hereThread, watch: heard() });
  actor = OPERATOR;
  app = testApp(core, () => actor);
  registryRoutes(app, core, desk.health, desk.wake);
  revisionRoutes(app, core);
}

beforeEach(async () => {
  await store.reset();
  source = await startSource();
  source.handler = (_req, res) => sendJson(res, payload(1));
  await reopen([COUNTS]);
});
afterEach(async () => {
  await desk.stop();
  await book.flush();
  await Promise.all([app.close(), source.close()]);
});

const ask = async (params: Readonly<Record<string, string>> = {}, dataset = 'counts') => {
  core.turn(61_000);
  const reader = { actor, rights: rightsOf(actor, core.province.current(), toInstant(core.clock())) };
  const signal = new AbortController().signal;
  const before = landed;
  // The first hears what is kept and sets the asking going; the second hears what came of it.
  await desk.ask({ dataset, params }, reader, signal);
  await expect.poll(() => landed).toBeGreaterThan(before);
  await book.flush();
  return desk.ask({ dataset, params }, reader, signal);
};
const get = async (url: string) => (await app.inject({ method: 'GET', url, headers: OWN_PAGE })).json<Record<string, unknown>>();
const decide = (id: number, decision: string) => app.inject({ method: 'POST', url: `/api/registry/quarantine/${id}/decision`, headers: OWN_PAGE, payload: { decision, reason: 'đã hỏi Sở Y tế' } });
const heldNow = async () => (await get('/api/registry/quarantine'))['quarantine'] as { id: number; factor: number; decision: string | null }[];

describe('the register of sources', () => {
  it('says whose each is, what it is asked over, and how it fares', async () => {
    expect((await get('/api/registry/sources'))['sources']).toMatchObject([{ source: 'health', state: 'unknown', lastSuccess: null, protocols: ['rest-json'], contact: { phone: '0238 000 000' } }]);
    await ask();
    expect((await get('/api/registry/sources'))['sources']).toMatchObject([{ state: 'closed', lastSuccess: core.clock(), failingSince: null, error: null, latencyMs: expect.any(Number), asked: 1, failed: 0, datasets: [{ id: 'counts', everySeconds: 60 }] }]);
  });

  it('names the field that went missing, since when, and keeps it as history when it is back', async () => {
    await ask();
    source.handler = (_req, res) => sendJson(res, payload(1, 'tongSo'));
    await ask();
    const since = core.clock();
    await ask();
    expect(await get('/api/registry/sources/health')).toMatchObject({
      source: { failingSince: since, error: { kind: 'malformed', dataset: 'counts', pointer: '/ds/0/tong_so' }, openDrift: 1 },
      drift: [{ pointer: '/ds/0/tong_so', firstSeen: since, endedAt: null }],
    });
    source.handler = (_req, res) => sendJson(res, payload(1));
    core.turn(60_000);
    await ask();
    expect(await get('/api/registry/sources/health')).toMatchObject({ source: { failingSince: null, error: null, openDrift: 0 }, drift: [{ endedAt: core.clock() }] });
  });

  it('goes on naming what was not understood of one dataset while another is answered', async () => {
    await reopen([COUNTS, { ...COUNTS, id: 'others', request: { path: 'khac' } }]);
    source.handler = (req, res) => sendJson(res, payload(1, req.url?.includes('khac') ? 'tong_so' : 'tongSo'));
    await ask();
    const since = core.clock();
    await ask({}, 'others');
    expect(await get('/api/registry/sources/health')).toMatchObject({ source: { failingSince: since, lastSuccess: core.clock(), error: { dataset: 'counts', pointer: '/ds/0/tong_so' } } });
    source.handler = (_req, res) => sendJson(res, payload(1));
    await ask();
    expect(await get('/api/registry/sources/health')).toMatchObject({ source: { failingSince: null, error: null } });
  });

  it('is for who runs the portal', async () => {
    actor = person('staff', []);
    expect((await app.inject({ method: 'GET', url: '/api/registry/sources', headers: OWN_PAGE })).statusCode).toBe(403);
  });
});

describe('published figures', () => {
  const MONTHS = datasetOf('months', 'health', {
    classification: 'public', parameters: [], request: { path: 'thang' }, cadence: { kind: 'periodic', period: 'month', publishedAfterDays: 6, checkSeconds: 60 },
    mapping: {
      expects: {},
      expression: '{"dimensions": [{"id": "time", "label": "Kỳ", "role": "time", "categories": ky.{"code": "calendar:" & thang, "label": thang}}, {"id": "metric", "label": "Chỉ tiêu", "role": "metric", "categories": [{"code": "cases", "label": "Ca bệnh", "unit": "case"}]}], "cells": ky.[["calendar:" & thang, "cases", so, tt]]}',
    },
  });
  const months = (september: number, standing: string): object => ({ ky: [{ thang: '2026-08', so: 40, tt: 'official' }, { thang: '2026-09', so: september, tt: standing }] });
  const told = async (id = 'months') => (await app.inject({ method: 'GET', url: `/api/datasets/${id}/revisions?metric=cases`, headers: OWN_PAGE })).json<{ revisions: unknown[] }>().revisions;

  it('keep what they were when they are corrected and when they are made final', async () => {
    await reopen([MONTHS]);
    source.handler = (_req, res) => sendJson(res, months(31, 'estimated'));
    await ask({}, 'months');
    expect(await told()).toEqual([]);
    source.handler = (_req, res) => sendJson(res, months(35, 'provisional'));
    await ask({}, 'months');
    const noticedAt = core.clock();
    source.handler = (_req, res) => sendJson(res, months(35, 'official'));
    await ask({}, 'months');
    await ask({}, 'months');
    expect(await told()).toEqual([
      { at: { time: 'calendar:2026-09' }, scope: '', before: { value: 35, status: 'provisional' }, after: { value: 35, status: 'official' }, noticedAt: core.clock() - 61_000 },
      { at: { time: 'calendar:2026-09' }, scope: '', before: { value: 31, status: 'estimated' }, after: { value: 35, status: 'provisional' }, noticedAt },
    ]);
  });

  it('of which a reader sees a part have no history for that reader, and unknown ones none for anybody', async () => {
    await reopen([{ ...MONTHS, classification: 'internal' }]);
    actor = person('head', [{ role: 'head', unit: 'H41.06' }]);
    expect(await told()).toEqual([]);
    expect((await app.inject({ method: 'GET', url: '/api/datasets/nothing/revisions?metric=cases', headers: OWN_PAGE })).statusCode).toBe(404);
  });
});

describe('figures a thousand times as large', () => {
  beforeEach(async () => {
    await ask();
    source.handler = (_req, res) => sendJson(res, payload(1_000));
  });

  it('are held, the ones before stay with the cause, and they wait for a person', async () => {
    const told = await ask();
    expect(told).toMatchObject({ ok: true, value: { cause: { kind: 'contradictory', pointer: '/cases', got: '× 1000' } } });
    expect(String(told.ok && told.value.kept.data)).toContain('33');
    expect(await heldNow()).toMatchObject([{ metric: 'cases', factor: 1_000, decision: null, example: { before: 33, after: 33_000 } }]);
  });

  it('are believed from then on where the person says so, by every question; it is in the trail', async () => {
    await ask();
    const [held] = await heldNow();
    expect((await decide(held?.id ?? 0, 'accept')).statusCode).toBe(200);
    core.turn(60_000);
    expect(await ask()).toMatchObject({ ok: true, value: { cause: null } });
    expect(await ask({ unit: '16681' })).toMatchObject({ ok: true, value: { cause: null } });
    expect(await heldNow()).toEqual([]);
    expect(core.audited).toMatchObject([{ action: 'quarantine', target: 'dataset:counts', detail: { decision: 'accept', factor: 1_000, reason: 'đã hỏi Sở Y tế' } }]);
    // Back to where it was is a jump of its own.
    source.handler = (_req, res) => sendJson(res, payload(1));
    expect(await ask()).toMatchObject({ ok: true, value: { cause: { got: '× 0.001' } } });
  });

  it('stay held where the person refuses, and need nobody any more when they come back', async () => {
    await ask();
    const [held] = await heldNow();
    await decide(held?.id ?? 0, 'refuse');
    core.turn(60_000);
    expect(await ask()).toMatchObject({ ok: true, value: { cause: { kind: 'contradictory' } } });
    expect(await heldNow()).toMatchObject([{ decision: 'refuse' }]);
    source.handler = (_req, res) => sendJson(res, payload(1.1));
    core.turn(60_000);
    expect(await ask()).toMatchObject({ ok: true, value: { cause: null } });
    expect(await heldNow()).toEqual([]);
    expect((await decide(held?.id ?? 0, 'accept')).statusCode).toBe(404);
  });

  it('are held over a restart as well: what was believed is in the store', async () => {
    await desk.stop();
    book = createSourceBook(core);
    desk = createDatasetDesk({ ...core, metrics: new Registry() }, createOutbound({ plans: new Map(), fallback: new URL(source.url), onRefused: () => undefined }), { startThread: hereThread, watch: heard() });
    expect(await ask()).toMatchObject({ ok: true, value: { cause: { kind: 'contradictory' } } });
  });
});
