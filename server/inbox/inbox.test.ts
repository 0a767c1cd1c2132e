import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parsePack } from '@/config/parse-pack';
import type { Province } from '@/config/province';
import { packOf } from '@/config/testing/good-pack';
import { DAY_MS } from '@/domain/time';
import { sampleDataset } from '@/federation/connectors/inbox/sample';
import { datasetOf, sourceOf } from '../../test/contract/federation-server';
import { chance } from '../../mock/random';
import type { Gateway } from '../http/route';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { testApp, testCore, type TestCore } from '../testing/test-gateway';
import { createInbox, type Inbox } from './create-inbox';
import { inboxRoutes } from './inbox-routes';
import { inboxTransport } from './inbox-transport';
import { readInboxSecrets } from './read-inbox-secrets';
import { verifyBearer, verifySignature } from './signature';

const SECRET = 'kJ8zQ0vN3rYw5LxT7bGd2Hs';
const SECRETS = new Map([['hub', SECRET], ['alerts', SECRET]]);

function province(): Province {
  const { province: read } = parsePack(packOf());
  if (!read) throw new Error('the good pack is not good');
  const { id: _, connector, shape, classification, parameters, request, mapping } = sampleDataset;
  const source = (id: string, form: string) => ({ ...sourceOf(id), settings: { held: 'inbox', form } });
  return {
    ...read,
    sources: new Map([['hub', source('hub', 'generic')], ['alerts', source('alerts', 'alertmanager')], ['closed', source('closed', 'generic')]]),
    datasets: new Map([['pushed-alerts', datasetOf('pushed-alerts', 'alerts', { connector, shape, classification, parameters, request, mapping })]]),
  };
}

let store: MemoryStore;
let core: TestCore;
let app: Gateway;
let inbox: Inbox;
const inForce = province();
beforeAll(async () => { store = await memoryStore(); }, 60_000);
afterAll(() => store.close());
beforeEach(async () => {
  await store.reset();
  core = testCore(store, inForce);
  app = testApp(core, () => ({ kind: 'anonymous' }));
  inbox = createInbox(core, SECRETS);
  inboxRoutes(app, inbox);
});
afterEach(() => inbox.stop());

const signed = (body: string, at = core.clock(), secret = SECRET): string => {
  const time = Math.floor(at / 1_000);
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
};
async function push(body: unknown, headers: Record<string, string> = {}, source = 'hub'): Promise<{ status: number; body: Record<string, unknown> }> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await app.inject({ method: 'POST', url: `/api/inbox/${source}`, headers: { 'content-type': 'application/json', 'x-signature': signed(text), ...headers }, payload: text });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}
const event = (id: string, at: number, sequence = 0, data: object = {}) => ({ id, occurredAt: at, sequence, kind: 'reading', data });
async function told(source: string, query: readonly (readonly [string, string])[] = []): Promise<readonly { readonly id: string; readonly occurredAt: number; readonly data: Record<string, unknown> }[]> {
  const reply = await inboxTransport(core, { id: source })({ method: 'GET', path: 'events', query, headers: {}, body: null, idempotent: true }, { signal: new AbortController().signal, deadlineMs: 1, maxBytes: 1 });
  if (!reply.ok) throw new Error(reply.error.kind);
  return (JSON.parse(new TextDecoder().decode(reply.value.body)) as { rows: never }).rows;
}

describe('a signature', () => {
  const body = new TextEncoder().encode('{"a":1}');
  const now = Date.UTC(2026, 10, 21);
  const of = (at: number, secret = SECRET): string => signed('{"a":1}', at, secret);
  it.each([
    ['good', of(now), true], ['nearly too old', of(now - 299_000), true], ['too old', of(now - 302_000), 'old'], ['ahead', of(now + 302_000), 'old'], ['of another secret', of(now, 'x'), 'wrong'],
    ['none', undefined, 'missing'], ['an empty one', '', 'missing'], ['two moments', `${of(now)},t=1`, 'malformed'], ['short', of(now).slice(0, -1), 'malformed'], ['upper case', of(now).toUpperCase(), 'malformed'],
    ['a list', ['a'], 'malformed'], ['one of two', `${of(now)},v1=${'0'.repeat(64)}`, true], ['five', `${of(now)}${`,v1=${'0'.repeat(64)}`.repeat(4)}`, 'malformed'], ['long', `${of(now)},${'x'.repeat(600)}`, 'malformed'],
  ])('that is %s', (_, header, wanted) => {
    const verdict = verifySignature(header, body, SECRET, now);
    expect(verdict.ok ? true : verdict.because).toBe(wanted);
  });
  it('is of these very bytes', () => expect(verifySignature(of(now), new TextEncoder().encode('{"a": 1}'), SECRET, now)).toEqual({ ok: false, because: 'wrong' }));
  it('may be a token where nobody can sign', () => {
    expect([`Bearer ${SECRET}`, `Bearer ${SECRET}x`, `Basic ${SECRET}`, undefined, `bearer ${SECRET}`].map((header) => verifyBearer(header, SECRET).ok)).toEqual([true, false, false, false, false]);
  });
});

describe('an inbox', () => {
  it('takes what is signed, once, and tells it in its order', async () => {
    const at = core.clock() - 60_000;
    expect(await push({ events: [event('b', at, 1), event('a', at, 0, { unit: '16681' })] })).toEqual({ status: 200, body: { received: 2, stored: 2, repeated: 0, outdated: 0 } });
    expect((await push({ events: [event('b', at, 9), event('late', at - DAY_MS)] })).body).toEqual({ received: 2, stored: 1, repeated: 1, outdated: 0 });
    expect((await told('hub')).map(({ id }) => id)).toEqual(['late', 'a', 'b']);
    expect((await told('hub', [['newest', '1']])).map(({ id }) => id)).toEqual(['b']);
  });

  it('refuses the same delivery a second time, and writes a refusal down once in a while', async () => {
    const body = JSON.stringify(event('a', core.clock()));
    expect((await push(body)).status).toBe(200);
    expect(await push(body)).toMatchObject({ status: 401, body: { code: 'signature' } });
    expect((await push(body, { 'x-signature': '' })).status).toBe(401);
    expect(core.audited).toMatchObject([{ action: 'inbox', outcome: 'refused', target: 'source:hub', detail: { because: 'replayed' } }]);
  });

  it.each([
    ['not JSON', '{', 'body'], ['another form', '{"x":1}', 'body'], ['a time ahead', JSON.stringify({ id: 'a', occurredAt: Date.UTC(2026, 11, 1), kind: 'x' }), 'body/events/0/occurredAt'],
  ])('says of %s where it is wrong', async (_, body, at) => expect(await push(body)).toMatchObject({ status: 400, body: { code: 'bad-request', at: expect.stringContaining(at) as string } }));

  it('does not exist for a source that pushes nothing, or has no secret', async () => {
    for (const source of ['closed', 'one-stop', 'nothing']) expect((await push(event('a', core.clock()), {}, source)).status).toBe(404);
  });

  it('takes no more than a mebibyte, nor a form', async () => {
    expect((await push('x'.repeat(1024 * 1024 + 1))).status).toBe(413);
    expect((await push('a=1', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
  });

  it('takes alerts from Alertmanager by token: each begins and ends once', async () => {
    const alert = (status: string, endsAt: string) => ({ status, labels: { alertname: 'DiskFull', severity: 'critical' }, annotations: { summary: 'Đầy đĩa' }, startsAt: '2026-11-21T01:00:00Z', endsAt, generatorURL: 'http://x', fingerprint: 'f1' });
    const body = (...alerts: object[]) => ({ version: '4', groupKey: '{}', status: 'firing', receiver: 'portal', groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: '', truncatedAlerts: 0, alerts });
    const send = (sent: unknown, token = SECRET) => app.inject({ method: 'POST', url: '/api/inbox/alerts', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, payload: JSON.stringify(sent) });
    expect((await send(body(alert('firing', '0001-01-01T00:00:00Z')), 'wrong')).statusCode).toBe(401);
    const outcomes = [await send(body(alert('firing', '0001-01-01T00:00:00Z'))), await send(body(alert('firing', '0001-01-01T00:00:00Z'))), await send(body(alert('resolved', '2026-11-21T02:00:00Z')))];
    expect(outcomes.map((each) => each.json<{ stored: number }>().stored)).toEqual([1, 0, 1]);
    expect((await told('alerts')).map(({ data }) => [data['status'], data['summary']])).toEqual([['firing', 'Đầy đĩa'], ['resolved', 'Đầy đĩa']]);
    await inbox.tell();
    expect(core.published).toEqual([{ kind: 'dataset-changed', audience: { to: 'everyone' }, payload: { dataset: 'pushed-alerts', loaded: true } }]);
  });

  it('forgets what is older than it keeps, and takes nothing older', async () => {
    await push({ events: [event('old', core.clock() - 29 * DAY_MS), event('new', core.clock())] });
    expect((await push({ events: [event('older', core.clock() - 31 * DAY_MS)] })).body).toMatchObject({ outdated: 1, stored: 0 });
    core.turn(2 * DAY_MS);
    await inbox.prune();
    expect((await told('hub')).map(({ id }) => id)).toEqual(['new']);
    expect(await store.db.selectFrom('inbox_signature').selectAll().execute()).toEqual([]);
  });

  it('comes to the exact set and order out of a hundred thousand deliveries, each ten times, shuffled and up to a day late', async () => {
    const [distinct, times, atOnce] = [10_000, 10, 1_000];
    const start = core.clock() - 2 * DAY_MS;
    const events = Array.from({ length: distinct }, (_, n) => event(`e${n}`, start + Math.floor(n / 3) * 1_000, n % 3));
    const deliveries = Array.from({ length: distinct * times }, (_, n) => ({ event: events[n % distinct], due: (n % distinct) * 1_000 / 3 + chance('late', n) * DAY_MS })).sort((a, b) => a.due - b.due).map((each) => each.event);
    let stored = 0;
    for (let at = 0; at < deliveries.length; at += atOnce) {
      const body = Buffer.from(JSON.stringify({ events: deliveries.slice(at, at + atOnce) }));
      const taken = await inbox.take({ source: 'hub', signature: signed(body.toString()), authorization: undefined, body });
      stored += taken.ok ? taken.value.stored : NaN;
    }
    expect(stored).toBe(distinct);
    expect((await told('hub')).map(({ id }) => id)).toEqual(events.map(({ id }) => id));
  }, 60_000);
});

it('is started with strong secrets or not at all', () => {
  const sources = [...inForce.sources.values()];
  expect(readInboxSecrets(sources, { INBOX_HUB_SECRET: SECRET, INBOX_OTHER_SECRET: 'x' })).toEqual({ ok: true, value: new Map([['hub', SECRET]]) });
  const weak = readInboxSecrets(sources, { INBOX_HUB_SECRET: 'changeme', INBOX_ALERTS_SECRET_FILE: '/nowhere' });
  expect(weak).toMatchObject({ ok: false, error: [expect.stringContaining('INBOX_HUB_SECRET') as string, expect.stringContaining('INBOX_ALERTS_SECRET_FILE') as string] });
  expect(JSON.stringify(weak)).not.toContain('changeme');
});
