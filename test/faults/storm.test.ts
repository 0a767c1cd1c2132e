import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '@/domain/dataset';
import { createFederation } from '@/federation/create-federation';
import type { Federation, FederationOptions } from '@/federation/federation';
import { createOutbound } from '../../server/datasets/outbound/create-outbound';
import type { RefusedBecause } from '../../server/datasets/outbound/guarded-agents';
import type { SourcePlan } from '../../server/datasets/outbound/read-sources';
import { datasetOf, errorOf, goodPayload, hereThread, sendJson, sourceOf, startSource, type TestSource } from '../contract/federation-server';
import { startFaultProxy, type FaultProxy } from './fault-proxy';

const MINUTE = 60_000;
let healthy: TestSource;
let proxy: FaultProxy;
let federation: Federation;
beforeAll(async () => {
  healthy = await startSource((_req, res) => sendJson(res, goodPayload));
  proxy = await startFaultProxy(healthy.url);
});
afterEach(() => federation.dispose());
afterAll(() => Promise.all([proxy.close(), healthy.close()]));

const DATASETS: readonly Dataset[] = [datasetOf('faulty', 'faulty'), datasetOf('well', 'well')];
function open(more: Partial<FederationOptions> = {}, sourceParts: Parameters<typeof sourceOf>[1] = {}) {
  federation = createFederation({
    sources: new Map(['faulty', 'well'].map((id) => [id, sourceOf(id, sourceParts)])), datasets: new Map(DATASETS.map((each) => [each.id, each])),
    resolveUrl: (base) => (base.includes('faulty') ? proxy.url : healthy.url), startThread: hereThread, ...more,
  });
  return (dataset: string) => federation.ask({ dataset, params: {} }, new AbortController().signal);
}

/** Time that goes only when told, or when somebody sleeps. */
function fakeTimes() {
  let now = 1_795_000_000_000;
  return { pass: (ms: number) => { now += ms; }, times: { clock: () => now, monotonic: () => now, random: () => 0.5, sleep: async (ms: number) => { now += ms; } } };
}

describe('a source that fails for long', () => {
  it.each([
    ['S7 500', { kind: 'status', status: 500 }, 25],
    ['S1 refused', { kind: 'refuse' }, 25],
    ['S9 429 without a time', { kind: 'status', status: 429 }, 21],
    ['S10 401', { kind: 'status', status: 401 }, 1],
    ['S11 a page to sign in', { kind: 'login-page' }, 61],
  ] as const)('%s is asked no more than it may be in ten minutes, by somebody who asks every ten seconds', async (_name, fault, most) => {
    await proxy.set(fault);
    const { pass, times } = fakeTimes();
    const ask = open({ times });
    for (let at = 0; at < 61; at += 1) {
      expect((await ask('faulty')).ok).toBe(false);
      pass(10_000);
    }
    expect(proxy.asked()).toBeLessThanOrEqual(most);
  });

  it('S10 is tried no more than three times an hour, and is well within 20 minutes of being let in', async () => {
    await proxy.set({ kind: 'status', status: 401 });
    const { pass, times } = fakeTimes();
    const ask = open({ times });
    for (let at = 0; at < 59; at += 1) {
      await ask('faulty');
      pass(MINUTE);
    }
    expect(proxy.asked()).toBeLessThanOrEqual(3);
    await proxy.set({ kind: 'none' });
    pass(20 * MINUTE);
    expect((await ask('faulty')).ok).toBe(true);
  });

  it('I-6 is seen to be well within a minute of it', async () => {
    await proxy.set({ kind: 'status', status: 503 });
    const { pass, times } = fakeTimes();
    const ask = open({ times });
    for (let at = 0; at < 60; at += 1) {
      await ask('faulty');
      pass(10_000);
    }
    await proxy.set({ kind: 'none' });
    let waited = 0;
    while (!(await ask('faulty')).ok) {
      pass(5_000);
      waited += 5_000;
      if (waited > 10 * MINUTE) break;
    }
    expect(waited).toBeLessThanOrEqual(MINUTE);
  });

  it('S8 that answers every other time answers every question', async () => {
    await proxy.set({ kind: 'status', status: 500, every: 2 });
    const ask = open({ times: fakeTimes().times });
    for (let at = 0; at < 20; at += 1) expect((await ask('faulty')).ok).toBe(true);
  });
});

describe('S6, I-3: others', () => {
  it.each([['silent', { kind: 'silence' }], ['slow', { kind: 'latency', ms: 300 }], ['refusing', { kind: 'refuse' }]] as const)('are answered at once beside a source that is %s', async (_name, fault) => {
    await proxy.set(fault);
    const ask = open({}, { deadlineMs: 600 });
    const slow = Array.from({ length: 12 }, () => ask('faulty'));
    const started = performance.now();
    for (let at = 0; at < 10; at += 1) expect((await ask('well')).ok).toBe(true);
    expect(performance.now() - started).toBeLessThan(500);
    await Promise.all(slow);
  });
});

describe('from the gateway', () => {
  const plan = (base: string): SourcePlan => ({ base: new URL(base), internal: false, addresses: [], headers: {}, secrets: [] });
  const through = (base: string, resolve: (host: string) => Promise<readonly string[]>, refused: RefusedBecause[] = []) => {
    const outbound = createOutbound({ plans: new Map([['faulty', plan(base)]]), fallback: null, resolve, onRefused: (_source, because) => refused.push(because) });
    return open({ connection: (id) => (id === 'faulty' ? outbound.connectionOf(sourceOf(id)) : {}), times: { random: () => 0 } }, { deadlineMs: 400 });
  };

  it('S2 a name nobody knows is a source that is away; one that is looked up for ever ends at the deadline', async () => {
    expect(errorOf(await through('https://khong-co.example/', () => Promise.reject(new Error('ENOTFOUND')))('faulty'))).toMatchObject({ kind: 'unreachable' });
    federation.dispose();
    expect(errorOf(await through('https://cham.example/', () => new Promise(() => undefined))('faulty'))).toMatchObject({ kind: 'timed-out' });
  });

  it('S20 a name that leads inside is not connected to, and told', async () => {
    const refused: RefusedBecause[] = [];
    expect(errorOf(await through('https://ben-ngoai.example/', () => Promise.resolve(['169.254.169.254']), refused)('faulty'))).toMatchObject({ kind: 'unreachable' });
    expect(refused).toContain('address-not-allowed');
  });
});

describe('S19 a body of 500 MB', () => {
  it.each([['as it is', false], ['packed', true]])('%s is cut at the limit, and costs less than 32 MiB', async (_name, packed) => {
    const ask = open({}, { deadlineMs: 10_000, maxBytes: 2_000_000 });
    await proxy.set({ kind: 'none' });
    expect((await ask('faulty')).ok).toBe(true);
    await proxy.set({ kind: 'flood', bytes: 500_000_000, packed });
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => { most = Math.max(most, process.memoryUsage().rss); }, 5);
    for (let at = 0; at < 3; at += 1) expect(errorOf(await ask('faulty'))).toMatchObject({ kind: 'too-large' });
    clearInterval(watch);
    expect(Math.max(most, process.memoryUsage().rss) - before).toBeLessThan(32 * 1024 * 1024);
    await expect.poll(() => proxy.sockets.size, { timeout: 2_000, interval: 10 }).toBe(0);
  });
});
