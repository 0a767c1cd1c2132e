import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPostgres, startPostgres, type PostgresServer } from '../servers/postgres';
import { readOptions } from './options';
import { QUESTIONS, runCoalescing, runSse, runUsers, sseFaults } from './parts';

/** The short form of `npm run load`: what must hold, not how fast it is. */
const said: string[] = [];
const say = (line: string): void => void said.push(line);
const CROWD = { short: true, seconds: 4 };

async function onceForAll(server: PostgresServer | null): Promise<void> {
  expect(await runCoalescing(server, say)).toEqual({ questions: QUESTIONS, upstream: 1, upstreamOfTwo: 2, faults: [] });
}

describe('500 identical cold questions', () => {
  it('are one call at the source, of two permission sets two', () => onceForAll(null));
});

describe('50 walls and 300 people, made small', () => {
  it('read without an error', async () => {
    const { errors, faults, requests, streams } = await runUsers(null, CROWD, say);
    expect({ errors, faults, gaps: streams.gaps }).toEqual({ errors: 0, faults: [], gaps: 0 });
    expect(requests).toBeGreaterThan(100);
    expect(streams.open).toBe(70);
  });
});

describe('200 clients on their streams, some asleep, over a restart', () => {
  it('miss nothing in silence, cost little memory each, and all come back', async () => {
    const report = await runSse(null, true, say);
    expect(sseFaults(report)).toEqual([]);
    expect(report.clients).toBe(200);
    expect(report.sleepers.kibPerSleeper).toBeLessThan(1_024);
  });
});

describe.skipIf(findPostgres() === null)('on PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => { server = await startPostgres(); });
  afterAll(() => server.stop());

  it('500 identical cold questions are one call too', () => onceForAll(server));
});

describe('the judgement of streams', () => {
  const good = { clients: 10, events: 100, gaps: 0, kibPerClient: 8, p95Ms: 1, p99Ms: 1, sleepers: { asleep: 2, toldToResync: 2, kibPerSleeper: 200 }, storm: { backMs: 1, spreadMs: 1, missing: 0, cpu: 0 } };
  it('finds each thing that must not be', () => {
    expect(sseFaults(good)).toEqual([]);
    expect(sseFaults({ ...good, gaps: 1 })).toHaveLength(1);
    expect(sseFaults({ ...good, kibPerClient: 33 })).toHaveLength(1);
    expect(sseFaults({ ...good, sleepers: { ...good.sleepers, toldToResync: 1 } })).toHaveLength(1);
    expect(sseFaults({ ...good, storm: { ...good.storm, missing: 1 } })).toHaveLength(1);
  });
});

describe('what may be asked of the load run', () => {
  it('is the usual form, or one part on one store', () => {
    expect(readOptions([])).toEqual({ parts: ['coalescing', 'users', 'sse'], store: 'both', short: false, seconds: 60, json: false });
    expect(readOptions(['--only', 'sse', '--store', 'pglite', '--short', '--json'])).toEqual({ parts: ['sse'], store: 'pglite', short: true, seconds: 10, json: true });
  });
  it.each([['--bogus'], ['--only', 'soak'], ['--store', 'mysql'], ['--seconds', '0'], ['extra']])('nothing else: %s', (...args) => {
    expect(() => readOptions(args)).toThrow(/npm run load -- \[/);
  });
});
