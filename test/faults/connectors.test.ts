import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFederation } from '@/federation/create-federation';
import { CONNECTORS } from '@/federation/connectors/registry';
import type { Federation } from '@/federation/federation';
import type { SourceError } from '@/federation/source-error';
import { errorOf, hereThread, sourceOf, startSource, type TestSource } from '../contract/federation-server';
import { startFaultProxy, type FaultProxy, type WireFault } from './fault-proxy';
import { SUBJECTS, type Subject } from './subjects';

const DEADLINE_MS = 300;
const MAX_BYTES = 200_000;

let upstream: TestSource;
let proxy: FaultProxy;
let answers: Subject;
beforeAll(async () => {
  upstream = await startSource((_req, res) => { res.writeHead(200, { 'content-type': answers.type }); res.end(answers.body); });
  proxy = await startFaultProxy(upstream.url);
});
afterAll(() => Promise.all([proxy.close(), upstream.close()]));

/** One question through the proxy, over a federation of its own: what an earlier fault did to the breaker is no matter. */
async function asked(subject: Subject, fault: WireFault, times = 1) {
  answers = subject;
  await proxy.set(fault);
  const { dataset, params } = subject;
  const federation: Federation = createFederation({
    sources: new Map([[dataset.source, sourceOf(dataset.source, { deadlineMs: DEADLINE_MS, maxBytes: MAX_BYTES })]]), datasets: new Map([[dataset.id, dataset]]),
    resolveUrl: () => proxy.url, startThread: hereThread, times: { random: () => 0 },
  });
  try {
    const ask = () => federation.ask({ dataset: dataset.id, params }, new AbortController().signal);
    let answer = await ask();
    for (let time = 1; time < times; time += 1) answer = await ask();
    return { answer, health: federation.health()[0], upstreamAsked: proxy.asked() };
  } finally {
    federation.dispose();
  }
}

/** Rows of the matrix that are about the way and not about what is said. */
const ON_THE_WAY: readonly (readonly [row: string, name: string, fault: WireFault, expected: Partial<SourceError>])[] = [
  ['S1', 'refused', { kind: 'refuse' }, { kind: 'unreachable' }],
  ['S3', 'silence', { kind: 'silence' }, { kind: 'timed-out' }],
  ['S4', 'reset in the body', { kind: 'reset' }, { kind: 'truncated' }],
  ['S4', 'ended early', { kind: 'early-end' }, { kind: 'truncated' }],
  ['S5', 'a byte now and then', { kind: 'drip' }, { kind: 'timed-out' }],
  ['S6', 'later than the deadline', { kind: 'latency', ms: 1_000 }, { kind: 'timed-out' }],
  ['S7', '500', { kind: 'status', status: 500 }, { kind: 'unavailable', httpStatus: 500 }],
  ['S9', '429 that says when', { kind: 'status', status: 429, retryAfter: '30' }, { kind: 'limited', retryAfterMs: 30_000 }],
  ['S9', '429 that asks for a week', { kind: 'status', status: 429, retryAfter: '604800' }, { kind: 'limited', retryAfterMs: 3_600_000 }],
  ['S9', '429', { kind: 'status', status: 429 }, { kind: 'limited' }],
  ['S10', '401', { kind: 'status', status: 401 }, { kind: 'denied', httpStatus: 401 }],
  ['S10', '403', { kind: 'status', status: 403 }, { kind: 'denied', httpStatus: 403 }],
  ['S11', 'a page to sign in', { kind: 'login-page' }, { kind: 'content-type' }],
  ['S19', 'a body without end', { kind: 'flood', bytes: 1_000_000, packed: false }, { kind: 'too-large' }],
  ['S19', 'a length too large', { kind: 'flood', bytes: 1_000_000, packed: false, told: true }, { kind: 'too-large' }],
  ['S19', 'a packed bomb', { kind: 'flood', bytes: 4_000_000, packed: true }, { kind: 'too-large' }],
  ['S20', 'sent to another place', { kind: 'redirect', to: 'http://169.254.169.254/latest/meta-data/' }, { kind: 'rejected', got: 'a redirect' }],
];
/** A question that was given up leaves its connection at once. */
const LETS_GO: ReadonlySet<string> = new Set(['S3', 'S5', 'S6', 'S19']);

it('every connector stands behind the proxy', () => {
  expect(SUBJECTS.map(({ dataset }) => dataset.connector).sort()).toEqual([...CONNECTORS.keys()].sort());
  for (const { dataset, spoilt } of SUBJECTS) expect(spoilt.some(({ row }) => row === 'S12'), dataset.connector).toBe(true);
});

describe.each(SUBJECTS.map((subject) => [subject.dataset.connector, subject] as const))('%s', (_name, subject) => {
  it('answers through the proxy', async () => {
    const { answer } = await asked(subject, { kind: 'none' });
    expect(answer.ok ? null : answer.error).toBeNull();
  });

  it.each(ON_THE_WAY)('%s %s', async (row, _fault, fault, expected) => {
    const { answer } = await asked(subject, fault);
    expect(errorOf(answer)).toMatchObject({ ...expected, source: subject.dataset.source, dataset: subject.dataset.id });
    if (LETS_GO.has(row)) await expect.poll(() => proxy.sockets.size, { timeout: 2_000, interval: 10 }).toBe(0);
  });

  it('S1 leaves the source alone after three failures', async () => {
    const { answer, health } = await asked(subject, { kind: 'status', status: 500 }, 4);
    expect(errorOf(answer)).toMatchObject({ kind: 'circuit-open', got: 'unavailable' });
    expect(health).toMatchObject({ state: 'open' });
  });

  it('S10 asks no second time where it was refused', async () => {
    expect(await asked(subject, { kind: 'status', status: 401 }, 6)).toMatchObject({ upstreamAsked: 1, health: { state: 'held' } });
  });

  it('S16 says how far the clocks are apart, or counts from when it came', async () => {
    const { answer } = await asked(subject, { kind: 'clock', skewMs: -2 * 3_600_000 });
    if (!answer.ok) throw new Error(answer.error.kind);
    expect((answer.value.receivedAt - (answer.value.serverTime ?? 0)) / 3_600_000).toBeCloseTo(2, 1);
  });

  it.each(subject.spoilt)('$row $name', async ({ change, kind, pointer, partial, rows }) => {
    const { answer } = await asked(subject, { kind: 'body', change });
    if (kind !== undefined) {
      const error = errorOf(answer);
      expect(error).toMatchObject({ kind, expected: expect.any(String) as string, got: expect.any(String) as string, ...(pointer === undefined ? {} : { pointer }) });
      expect(error.pointer).toBeDefined();
      return;
    }
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    const { data } = answer.value;
    if (partial) expect(answer.value.partial).toEqual({ present: partial[0], expected: partial[1] });
    if (rows !== undefined) expect(data.kind === 'events' ? data.rows.length : data.kind === 'features' ? data.features.length : NaN).toBe(rows);
  });
});
