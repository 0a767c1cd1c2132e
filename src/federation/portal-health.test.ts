import { describe, expect, it } from 'vitest';
import type { Source } from '@/domain/dataset';
import { toInstant } from '@/domain/time';
import type { SourceHealth } from './health';
import { healthPayload, healthTransport } from './portal-health';

const source = (id: string, settings = {}): Source => ({
  id, name: { vi: id, en: id }, shortName: { vi: `${id} ngắn`, en: id }, owner: { vi: 'x', en: 'x' }, baseUrl: `https://noi-bo.example/${id}/`,
  deadlineMs: 1, maxBytes: 1, settings, sampleData: true,
});
const sources = new Map(['lgsp', 'documents', 'portal'].map((id) => [id, source(id, id === 'portal' ? { held: 'health' } : {})]));
const fares = (id: string, change: Partial<SourceHealth> = {}): SourceHealth => ({
  source: id, state: 'closed', lastSuccess: toInstant(1), lastFailure: null, lastError: null, consecutiveFailures: 0, nextTryAt: null, underWay: 0, waiting: 0, ...change,
});
const rowsOf = (...health: readonly SourceHealth[]) => {
  const payload = healthPayload({ sources, datasets: new Map(), clock: () => 9 }, health, new Map([['lgsp', 2]]));
  return (payload as { sources: { id: string; state: string; kind: string | null; held: number | null }[] }).sources;
};

describe('how the sources fare, as the portal’s own answer', () => {
  it('tells of every source but itself, and of one never asked that it was not', () => {
    expect(rowsOf(fares('lgsp')).map(({ id, state, held }) => [id, state, held])).toEqual([['lgsp', 'working', 2], ['documents', 'unasked', 0]]);
  });

  it('tells a failure only while it stands', () => {
    const lastError = { kind: 'malformed', dataset: 'd', pointer: '/tong_so', absent: true, since: toInstant(5) } as const;
    expect(rowsOf(fares('lgsp', { lastError, failing: true }))[0]).toMatchObject({ state: 'failing', kind: 'malformed', pointer: '/tong_so', absent: true, since: 5 });
    expect(rowsOf(fares('lgsp', { lastError, failing: false }))[0]).toMatchObject({ state: 'working', kind: null, since: null });
    expect(rowsOf(fares('lgsp', { state: 'open', lastError, failing: true, nextTryAt: toInstant(7) }))[0]).toMatchObject({ state: 'resting', nextTryAt: 7 });
  });

  it('an answer that was never understood is no good one', () => {
    const [row] = rowsOf(fares('lgsp', { lastRead: null, failing: true, lastError: { kind: 'misconfigured', dataset: 'd' } }));
    expect(row).toMatchObject({ state: 'failing', lastSuccess: null });
  });

  it('says no address of anybody', () => {
    expect(JSON.stringify(rowsOf(fares('lgsp')))).not.toMatch(/noi-bo|https?:/);
  });

  it('is unavailable where the held figures cannot be counted', async () => {
    const way = healthTransport({ sources, datasets: new Map(), clock: () => 9, health: () => [], held: () => Promise.reject(new Error('away')) });
    const question = { method: 'GET', path: 'health', query: [], headers: {}, body: null, idempotent: true } as const;
    expect(await way(question, { signal: new AbortController().signal, deadlineMs: 1, maxBytes: 1 })).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });
});
