import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { queryKey } from '@/domain/dataset';
import type { SourceHealth } from '@/federation/health';
import { nodeThread } from '@/federation/worker/node-thread';
import { bench, datasetOf, errorOf, goodPayload, hereThread, sendJson, startSource, type Bench, type TestSource } from './federation-server';

let bad: TestSource;
let good: TestSource;
let use: Bench;
beforeAll(async () => {
  bad = await startSource();
  good = await startSource((_req, res) => sendJson(res, goodPayload));
});
afterAll(() => Promise.all([bad.close(), good.close()]));
afterEach(() => use.federation.dispose());

/** Two sources, one of which may fail; a monotonic clock that tests move. */
function open(datasets = [datasetOf('failing', 'bad'), datasetOf('well', 'good')], startThread = hereThread) {
  bad.asked.length = 0;
  good.asked.length = 0;
  let now = 0;
  use = bench({ bad: bad.url, good: good.url }, datasets, { times: { monotonic: () => now, random: () => 0.5, sleep: () => Promise.resolve() }, startThread });
  return { ...use, pass: (ms: number) => { now += ms; } };
}
const refuse500: TestSource['handler'] = (_req, res) => { res.writeHead(500); res.end(); };
const answers: TestSource['handler'] = (_req, res) => sendJson(res, goodPayload);
const stateOf = (source: string): SourceHealth['state'] | undefined => use.federation.health().find((health) => health.source === source)?.state;

describe('a source that is down', () => {
  it('is left alone after three failed questions, changes nothing for others, and is found again by a probe', async () => {
    const { ask, pass } = open();
    bad.handler = refuse500;
    for (let n = 0; n < 3; n++) expect(errorOf(await ask('failing')).kind).toBe('unavailable');
    expect(bad.asked).toHaveLength(9);
    expect(errorOf(await ask('failing'))).toEqual({ kind: 'circuit-open', source: 'bad', dataset: 'failing', got: 'unavailable', httpStatus: 500, retryAfterMs: 30_000 });
    expect(bad.asked).toHaveLength(9);
    expect((await ask('well')).ok).toBe(true);
    expect([stateOf('bad'), stateOf('good')]).toEqual(['open', 'closed']);

    pass(30_000);
    expect(errorOf(await ask('failing')).kind).toBe('unavailable');
    expect(bad.asked).toHaveLength(10);
    pass(44_000);
    expect(errorOf(await ask('failing')).kind).toBe('circuit-open');
    pass(1_000);
    bad.handler = answers;
    expect((await ask('failing')).ok).toBe(true);
    expect([stateOf('bad'), bad.asked.length]).toEqual(['closed', 11]);
  });

  it('costs at most 25 calls in ten minutes of trying every second', async () => {
    const { ask, pass } = open();
    bad.handler = refuse500;
    for (let second = 0; second < 600; second++) { await ask('failing'); pass(1_000); }
    expect(bad.asked.length).toBeLessThanOrEqual(25);
    expect(bad.asked.length).toBeGreaterThan(15);
  });

  it('is heard of by those who listen, until they stop', async () => {
    const { ask, federation } = open();
    const heard: string[] = [];
    const stop = federation.subscribe(({ source, state }) => heard.push(`${source} ${state}`));
    bad.handler = refuse500;
    for (let n = 0; n < 3; n++) await ask('failing');
    expect(heard).toEqual(['bad closed', 'bad closed', 'bad open']);
    federation.wake();
    expect(heard.slice(3)).toEqual(['bad half-open', 'good closed']);
    stop();
    bad.handler = answers;
    await ask('failing');
    expect(heard).toHaveLength(5);
    expect(stateOf('bad')).toBe('closed');
  });

  it('is not opened by payloads nobody can read: one bad dataset leaves the source to the others', async () => {
    const { ask, federation } = open([datasetOf('drifted', 'bad'), datasetOf('other', 'bad', { request: { path: 'khac' } })]);
    bad.handler = (req, res) => sendJson(res, req.url === '/khac' ? goodPayload : { soLuong: 12 });
    for (let n = 0; n < 5; n++) expect(errorOf(await ask('drifted'))).toEqual({ kind: 'malformed', source: 'bad', dataset: 'drifted', pointer: '/so', expected: 'number', got: 'nothing' });
    expect((await ask('other')).ok).toBe(true);
    expect(federation.health()[0]).toMatchObject({ state: 'closed', lastError: { kind: 'malformed', dataset: 'drifted' } });
  });
});

describe('many questions at once', () => {
  it('reach one source six at a time, each answered', async () => {
    const { ask } = open();
    let inside = 0;
    let most = 0;
    bad.handler = (_req, res) => {
      most = Math.max(most, ++inside);
      setTimeout(() => { inside -= 1; sendJson(res, goodPayload); }, 15);
    };
    const all = await Promise.all(Array.from({ length: 40 }, () => ask('failing')));
    expect([all.every(({ ok }) => ok), most, bad.asked.length]).toEqual([true, 6, 40]);
  });

  it('of one source do not hold up another', async () => {
    const { ask } = open();
    bad.handler = () => undefined;
    const leaving = Array.from({ length: 20 }, () => new AbortController());
    const stuck = leaving.map(({ signal }) => ask('failing', {}, signal));
    const started = performance.now();
    expect((await ask('well')).ok).toBe(true);
    expect(performance.now() - started).toBeLessThan(1_900);
    for (const each of leaving) each.abort();
    expect((await Promise.all(stuck)).map((answer) => errorOf(answer).kind)).toEqual(Array.from({ length: 20 }, () => 'cancelled'));
    expect(bad.asked.length).toBe(6);
  });
});

describe('a pack with mistakes', () => {
  const cases = [
    datasetOf('well', 'good'),
    datasetOf('no-such-source', 'nowhere'),
    datasetOf('no-such-connector', 'good', { connector: 'soap' }),
    datasetOf('no-path', 'good', { request: {} }),
    datasetOf('bad-mapping', 'good', { mapping: { expression: '{"cells": ' } }),
    datasetOf('bad-table', 'good', { connector: 'json-stat', request: { dialect: 'pxweb-1', path: 'x' }, mapping: { metric: {} } }),
    datasetOf('outside', 'good', { request: { path: '../__scenario' } }),
    datasetOf('needs-unit', 'good', { parameters: [{ name: 'unit', required: true }], request: { path: 'don-vi/{unit}' } }),
  ];

  it('is told of each of them, with the place, and the rest works', async () => {
    const { ask, federation } = open(cases);
    const faults = await federation.checkDatasets();
    expect(faults.map(({ dataset, pointer }) => [dataset, pointer])).toEqual([
      ['no-such-source', '/source'], ['no-such-connector', '/connector'], ['no-path', '/request/path'], ['bad-mapping', '/mapping/expression'], ['bad-table', '/mapping/metric/metrics'],
    ]);
    for (const fault of faults) expect(fault.got.length).toBeLessThanOrEqual(64);
    expect((await ask('well')).ok).toBe(true);
  });

  it.each([
    ['no-such-source', {}, '/source'], ['no-such-connector', {}, '/connector'], ['no-path', {}, '/request/path'], ['bad-mapping', {}, '/mapping/expression'], ['outside', {}, '/request/path'],
    ['needs-unit', {}, '/params/unit'], ['needs-unit', { unit: '' }, '/params/unit'], ['needs-unit', { unit: '..' }, '/request/path'], ['needs-unit', { unit: '40', cap: 'xa' }, '/params/cap'], ['nowhere', {}, '/dataset'],
  ])('%s asked with %j is misconfigured and reaches nobody', async (dataset, params, pointer) => {
    const { ask } = open(cases);
    expect(errorOf(await ask(dataset, params))).toMatchObject({ kind: 'misconfigured', dataset, pointer });
    expect(good.asked.filter(({ url }) => url !== '/so-lieu')).toEqual([]);
  });

  it('keeps a value in its place in the address', async () => {
    const { ask } = open(cases);
    await ask('needs-unit', { unit: 'a/b' });
    await ask('needs-unit', { unit: 'Nghệ An' });
    expect(good.asked.map(({ url }) => url)).toEqual(['/don-vi/a%2Fb', '/don-vi/Ngh%E1%BB%87%20An']);
  });

  it('can hang its own dataset with a regular expression, and no other', async () => {
    const hanging = datasetOf('hangs', 'good', { mapping: { expression: '{"dimensions": [], "cells": [$match($pad("", 60, "a") & "!", /^(a+)+$/)]}' } });
    const { ask } = open([hanging, datasetOf('well', 'good')], nodeThread);
    const [hung, ...well] = await Promise.all([ask('hangs'), ask('well'), ask('well')]);
    expect(errorOf(hung)).toMatchObject({ kind: 'misconfigured', dataset: 'hangs', pointer: '/mapping', got: 'killed' });
    expect(well.map(({ ok }) => ok)).toEqual([true, true]);
  });
});

describe('what a payload may do', () => {
  it.each<[string, string, object]>([
    ['not JSON', '{"so":12,}', { kind: 'malformed', pointer: '', expected: 'JSON', got: 'line 1, column 10' }],
    ['a field renamed', '{"soLuong":12}', { kind: 'malformed', pointer: '/so', got: 'nothing' }],
    ['a field of another type', '{"so":"12"}', { kind: 'malformed', pointer: '/so', expected: 'number', got: '"12"' }],
    ['a number beyond numbers', '{"so":1e400}', { kind: 'malformed', pointer: '/so', got: 'Infinity' }],
    ['a count below zero', '{"so":-1}', { kind: 'contradictory' }],
    ['a thousandfold', '{"so":120000000}', { kind: 'contradictory', expected: 'received 0 to 50000', got: '120000000 (received)' }],
    ['a key twice', '{"so":1,"so":2}', { kind: 'malformed', pointer: '/so' }],
    ['an error in a 200', '{"error":{"message":"ORA-12541"}}', { kind: 'source-error', pointer: '/error', got: '"ORA-12541"' }],
    ['nesting without end', `${'['.repeat(5000)}${']'.repeat(5000)}`, { kind: 'malformed', expected: 'at most 32 levels' }],
    ['a list for an object', '[1]', { kind: 'malformed' }],
    ['null', 'null', { kind: 'malformed' }],
    ['a prototype', '{"__proto__":{"so":12}}', { kind: 'malformed', pointer: '/so' }],
  ])('%s is told and kills nothing', async (_, body, expected) => {
    const { ask } = open();
    bad.handler = (_req, res) => sendJson(res, body);
    const error = errorOf(await ask('failing'));
    expect(error).toMatchObject(expected);
    expect((error.got ?? '').length).toBeLessThanOrEqual(64);
    bad.handler = answers;
    expect((await ask('failing')).ok).toBe(true);
  });
});

describe('one question', () => {
  it('has one name, however its parameters are ordered', () => {
    expect(queryKey({ dataset: 'a', params: { x: '1', y: ['2'] } })).toBe(queryKey({ dataset: 'a', params: { y: ['2'], x: '1' } }));
  });
});
