import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Rights } from '@/access/rights';
import { sampleProvince } from '@/widget-kit/testing/sample-province';
import { createApp } from '../http/app';
import { guard } from '../http/guard';
import type { Gateway } from '../http/route';
import type { LogSink } from '../operate/log-sink';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { TEST_NOW, testCore, type TestCore } from '../testing/test-gateway';
import { anchorFile } from './anchors';
import { startAuditCopies } from './audit-copies';
import { auditRoutes } from './audit-routes';
import { createAuditTrail } from './create-audit-trail';
import { hashOf } from './trail-row';

const PERSON = { kind: 'person', id: 'p1', name: 'Nguyễn Văn An', title: '', unit: null, session: 's1', grants: [], purposes: [] } as const;
const folder = mkdtempSync(join(tmpdir(), 'audit-'));
let store: MemoryStore;
let core: TestCore;
let app: Gateway;
let whole = true;

beforeAll(async () => {
  store = await memoryStore();
  core = testCore(store, sampleProvince(), { dataDir: folder });
  const rights: Rights = { identity: 'x', roles: [], share: () => null, may: (action, unit) => action === 'audit.read' && (unit === undefined || whole), actions: [], dashboards: [], landing: null };
  app = createApp({ loggerInstance: undefined, trustedProxies: [] });
  guard(app, { identify: () => Promise.resolve(PERSON), csrfOf: () => Promise.resolve('t'), rightsOf: () => rights, denied: () => Promise.resolve() });
  auditRoutes(app, core);
});
beforeEach(async () => {
  whole = true;
  core.audited.length = 0;
  rmSync(anchorFile(folder), { force: true });
  await store.reset();
  const trail = createAuditTrail({ store, clock: core.clock, log: core.log });
  for (let n = 1; n <= 7; n += 1) {
    await trail.write({ action: n % 2 ? 'state' : 'denied', actor: n > 5 ? { kind: 'system' } : PERSON, target: `x${n}\n"]\\`, outcome: n % 2 ? 'done' : 'refused', from: { address: '::1', request: `r${n}` }, detail: { n, note: 'Nghệ An\r\n]' } });
    core.turn(60_000);
  }
});
afterAll(async () => {
  await app.close();
  await store.close();
  rmSync(folder, { recursive: true });
});
const get = (url: string) => app.inject({ url });

describe('the list', () => {
  it('names people as they are called today; the trail itself holds ids alone', async () => {
    const now = new Date(TEST_NOW);
    await store.db.insertInto('person').values({ id: 'p1', issuer: 'x', subject: 'x', name: 'Nguyễn Văn An', title: '', unit: null, status: 'active', created_at: now, updated_at: now }).execute();
    expect((await get('/api/audit')).json<{ names: unknown }>().names).toEqual({ p1: 'Nguyễn Văn An' });
    expect(JSON.stringify(await store.db.selectFrom('audit').selectAll().execute())).not.toContain('Văn An');
  });
  it('is paged from the newest on and filtered', async () => {
    const first = (await get('/api/audit?limit=3')).json<{ entries: { seq: number }[]; before: number }>();
    expect([first.entries.map(({ seq }) => seq), first.before]).toEqual([[7, 6, 5], 5]);
    const rest = (await get('/api/audit?limit=4&before=5')).json<{ entries: { seq: number }[]; before: null }>();
    expect([rest.entries.map(({ seq }) => seq), rest.before]).toEqual([[4, 3, 2, 1], null]);
    const seqs = async (query: string) => (await get(`/api/audit?${query}`)).json<{ entries: { seq: number }[] }>().entries.map(({ seq }) => seq);
    expect(await seqs('action=denied')).toEqual([6, 4, 2]);
    expect(await seqs('actor=p1&action=state')).toEqual([5, 3, 1]);
    const from = new Date(TEST_NOW + (await minutes())).toISOString();
    expect(await seqs(`from=${encodeURIComponent(from)}`)).toEqual([7, 6, 5]);
  });
  /** Minutes turned before the fifth entry, ms. */
  const minutes = async (): Promise<number> => {
    const { entries } = (await get('/api/audit')).json<{ entries: { seq: number; at: string }[] }>();
    return Date.parse(entries.find(({ seq }) => seq === 5)?.at ?? '') - TEST_NOW;
  };

  it.each(['limit=0', 'limit=501', 'action=everything', 'from=yesterday', 'before=-1', 'sort=seq', `actor=${'x'.repeat(201)}`])('refuses %s', async (query) => {
    expect((await get(`/api/audit?${query}`)).statusCode).toBe(400);
  });
});

describe('who may', () => {
  it.each(['/api/audit', '/api/audit/verification', '/api/audit/export'])('%s is for those who hold the right for the whole province', async (url) => {
    expect((await get(url)).statusCode).toBe(200);
    whole = false;
    expect((await get(url)).json()).toMatchObject({ status: 403, code: 'not-allowed' });
  });
});

describe('verification', () => {
  it('tells a whole chain from a broken one, and is itself written down', async () => {
    expect((await get('/api/audit/verification')).json()).toMatchObject({ ok: true, entries: 7, anchors: 0, faults: [] });
    await store.db.updateTable('audit').set({ outcome: 'done' }).where('seq', '=', 4).execute();
    expect((await get('/api/audit/verification')).json()).toMatchObject({ ok: false, faults: [{ kind: 'changed', seq: 4 }] });
    expect(core.audited.map(({ action, target, detail }) => [action, target, detail?.['ok']])).toEqual([['audit-read', 'audit:verification', true], ['audit-read', 'audit:verification', false]]);
  });

  it('compares with the anchors on disk, and says when they are damaged', async () => {
    writeFileSync(anchorFile(folder), `${JSON.stringify({ seq: 9, hash: 'a'.repeat(64), at: '2026-11-21T00:00:00.000Z' })}\n`);
    expect((await get('/api/audit/verification')).json()).toMatchObject({ ok: false, anchors: 1, faults: [{ kind: 'truncated', seq: 9 }] });
    writeFileSync(anchorFile(folder), 'x\n');
    expect((await get('/api/audit/verification')).json()).toMatchObject({ ok: false, faults: [{ kind: 'anchors-damaged' }] });
  });
});

describe('export', () => {
  it('gives lines of JSON that verify elsewhere, and is written down first', async () => {
    const { body, headers } = await get('/api/audit/export');
    const rows = body.trimEnd().split('\n').map((line) => JSON.parse(line) as Parameters<typeof hashOf>[0] & { at: string; hash: string });
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    for (const row of rows) expect(hashOf({ ...row, at: new Date(row.at) })).toBe(row.hash);
    expect(headers).toMatchObject({ 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store', 'content-disposition': 'attachment; filename="audit-7.jsonl"' });
    expect(core.audited).toMatchObject([{ action: 'audit-read', target: 'audit:export', actor: { id: 'p1' }, detail: { as: 'jsonl', last: 7 } }]);
  });

  it('gives syslog lines that nothing in an entry can break', async () => {
    const lines = (await get('/api/audit/export?as=syslog')).body.trimEnd().split('\n');
    expect(lines).toHaveLength(7);
    for (const line of lines) expect(line).toMatch(/^<(110|108)>1 \d{4}-\d\d-\d\dT[\d:.]+Z - toan-canh - (state|denied) \[audit@32473 seq="\d" [^\n\r]*hash="[0-9a-f]{64}"\] \ufeff\{"n":\d,"note":"Nghệ An\\r\\n\]"\}$/);
    expect(lines[0]).toContain('target="x1\\\\u000a\\"\\]\\\\"');
  });

  it('gives nothing where it cannot be written down', async () => {
    const { write } = core.audit;
    Reflect.set(core.audit, 'write', () => Promise.reject(new Error('full')));
    const { statusCode, body } = await get('/api/audit/export');
    Reflect.set(core.audit, 'write', write);
    expect([statusCode, body.includes('x1')]).toEqual([500, false]);
  });
});

describe('copies in the log', () => {
  const sinkOf = (lines: string[], queued = (): number => 0): LogSink => ({ write: (line) => void lines.push(line), queued, dropped: () => 0, end: () => Promise.resolve() });
  const until = async (met: () => boolean): Promise<void> => {
    for (let n = 0; n < 200 && !met(); n += 1) await new Promise((done) => setTimeout(done, 10));
    expect(met()).toBe(true);
  };

  it('follow the trail in order, go on where they ended, and name nobody', async () => {
    const lines: string[] = [];
    const stop = startAuditCopies(store, sinkOf(lines), 5);
    await until(() => lines.length === 7);
    await stop();
    await createAuditTrail({ store, clock: core.clock, log: core.log }).write({ action: 'stop', actor: { kind: 'system' }, target: 'gateway', outcome: 'done' });
    const again = startAuditCopies(store, sinkOf(lines), 5);
    await until(() => lines.length === 8);
    await again();
    expect(lines.map((line) => (JSON.parse(line) as { audit: { seq: number } }).audit.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(lines.join('')).not.toContain('Nguyễn');
  });

  it('wait while the log is crowded', async () => {
    const lines: string[] = [];
    let queued = 5_000;
    const stop = startAuditCopies(store, sinkOf(lines, () => queued), 5);
    await new Promise((done) => setTimeout(done, 40));
    expect(lines).toHaveLength(0);
    queued = 0;
    await until(() => lines.length === 7);
    await stop();
  });
});
