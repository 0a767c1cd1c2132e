import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DatasetSpec } from '../connector';
import { sampleDataset } from '../connectors/rest-json/sample';
import type { FromThread, ReadOutcome, ReadingThread, ToThread } from './protocol';
import { createReadingDesk } from './reading-desk';

interface FakeThread extends ReadingThread {
  readonly posted: ToThread[];
  answer: (message: FromThread) => void;
  gone: (reason: string) => void;
  killed: boolean;
}
const threads: FakeThread[] = [];
function startThread(): ReadingThread {
  const thread: FakeThread = {
    posted: [], killed: false,
    answer: () => undefined, gone: () => undefined,
    post: (message) => thread.posted.push(message),
    listen(answer, gone) { thread.answer = answer; thread.gone = gone; },
    kill() { thread.killed = true; },
  };
  threads.push(thread);
  return thread;
}
const thread = (at: number): FakeThread => threads[at] ?? expect.unreachable();
const outcome: ReadOutcome = { ok: true, value: { data: { kind: 'events', fields: [], rows: [] }, asOf: null, version: null, notes: [], digest: 'd' } };
const reply = (id: number): FromThread => ({ kind: 'read', id, outcome });
const job = (name: string) => ({ dataset: { ...sampleDataset, id: name } satisfies DatasetSpec, params: {}, bodies: [new Uint8Array([1, 2])] });

beforeEach(() => { threads.length = 0; vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe('the reading desk', () => {
  it('starts one thread, when asked to or with the first job', async () => {
    const desk = createReadingDesk(startThread);
    desk.warmUp();
    const [a, b] = [desk.read(job('a')), desk.read(job('b'))];
    expect([threads.length, thread(0).posted.length]).toEqual([1, 2]);
    thread(0).answer({ kind: 'started' });
    thread(0).answer(reply(1));
    thread(0).answer(reply(2));
    expect(await Promise.all([a, b])).toEqual([outcome, outcome]);
  });

  it('kills a thread that hangs, gives up the job under way, and hands the others to a new thread', async () => {
    const desk = createReadingDesk(startThread, { jobMs: 1_000, startMs: 5_000 });
    const [hangs, waits] = [desk.read(job('hangs')), desk.read(job('waits'))];
    thread(0).answer({ kind: 'started' });
    vi.advanceTimersByTime(1_300);
    expect(await hangs).toMatchObject({ ok: false, error: { kind: 'misconfigured', pointer: '/mapping', expected: 'an end within 1000 ms' } });
    expect([thread(0).killed, thread(1).posted.map(({ id }) => id)]).toEqual([true, [2]]);
    thread(1).answer({ kind: 'started' });
    thread(1).answer(reply(2));
    expect(await waits).toEqual(outcome);
  });

  it('times each job from when it is under way, not from when it was posted', async () => {
    const desk = createReadingDesk(startThread, { jobMs: 1_000, startMs: 5_000 });
    const all = [1, 2, 3].map((n) => desk.read(job(String(n))));
    thread(0).answer({ kind: 'started' });
    for (const id of [1, 2, 3]) { vi.advanceTimersByTime(900); thread(0).answer(reply(id)); }
    expect((await Promise.all(all)).every(({ ok }) => ok)).toBe(true);
    vi.advanceTimersByTime(60_000);
    expect([threads.length, thread(0).killed]).toEqual([1, false]);
  });

  it('waits longer for a thread that is still loading, then tells everyone', async () => {
    const desk = createReadingDesk(startThread, { jobMs: 1_000, startMs: 5_000 });
    const all = [desk.read(job('a')), desk.read(job('b'))];
    vi.advanceTimersByTime(4_900);
    expect(thread(0).killed).toBe(false);
    vi.advanceTimersByTime(500);
    expect(await Promise.all(all)).toMatchObject([{ ok: false, error: { expected: 'a reading thread' } }, { ok: false }]);
    void desk.read(job('again'));
    expect(threads.length).toBe(2);
  });

  it('survives a thread that crashes, cannot be started, or has been killed and still speaks', async () => {
    const desk = createReadingDesk(startThread);
    const [crashes, waits] = [desk.read(job('crashes')), desk.read(job('waits'))];
    thread(0).answer({ kind: 'started' });
    thread(0).gone('out of memory');
    expect(await crashes).toMatchObject({ ok: false, error: { got: 'out of memory' } });
    thread(0).answer(reply(2));
    thread(0).gone('again');
    thread(1).answer({ kind: 'started' });
    thread(1).answer(reply(2));
    expect(await waits).toEqual(outcome);
    const barred = createReadingDesk(() => { throw new TypeError('Trusted Types: script URL refused'); });
    barred.warmUp();
    expect(await barred.read(job('a'))).toMatchObject({ ok: false, error: { expected: 'a reading thread', got: 'Trusted Types: script URL refused' } });
  });

  it('reports a thread that cannot look the pack over, for every dataset', async () => {
    const desk = createReadingDesk(() => { throw new Error('no threads here'); });
    expect(await desk.check([sampleDataset, { ...sampleDataset, id: 'b' }])).toMatchObject([{ dataset: 'procedure-by-unit', fault: { got: 'no threads here' } }, { dataset: 'b' }]);
  });

  it('leaves nothing behind', async () => {
    const desk = createReadingDesk(startThread);
    const waits = desk.read(job('a'));
    desk.dispose();
    expect([await waits, thread(0).killed, vi.getTimerCount()]).toMatchObject([{ ok: false }, true, 0]);
  });
});
