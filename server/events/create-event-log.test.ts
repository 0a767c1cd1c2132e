import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import pino from 'pino';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { createEventLog } from './create-event-log';
import type { EventLogService, PortalEvent } from './event-log';
import { keptIds, pruneEvents, readEpoch, renewEpoch } from './event-rows';

let store: MemoryStore;
let log: EventLogService;
let now = Date.UTC(2026, 10, 21);
const parts = () => ({ store, log: pino({ level: 'silent' }), clock: () => now });
const publish = (target: EventLogService, n: number) =>
  store.transact((db) => target.publish(db, { kind: 'dataset-changed', audience: { to: 'everyone' }, payload: { dataset: `d${n}` } }));
const heard = (target: EventLogService): PortalEvent[] => {
  const list: PortalEvent[] = [];
  target.subscribe((event) => list.push(event));
  return list;
};

beforeAll(async () => { store = await memoryStore(); }, 60_000);
beforeEach(async () => {
  await store.reset();
  log = createEventLog(parts());
  await log.start();
  return () => log.stop();
});
afterAll(() => store.close());

describe('the event log', () => {
  it('tells every gateway each committed event once, in order', async () => {
    const other = createEventLog(parts());
    await other.start();
    const [mine, theirs] = [heard(log), heard(other)];
    await Promise.all(Array.from({ length: 40 }, (_, n) => publish(n % 2 ? log : other, n)));
    await expect.poll(() => [mine.length, theirs.length]).toEqual([40, 40]);
    expect(mine.map(({ id }) => id)).toEqual([...mine.map(({ id }) => id)].sort((a, b) => a - b));
    expect(theirs).toEqual(mine);
    expect(new Set(mine.map(({ epoch }) => epoch))).toEqual(new Set([log.epoch()]));
    expect(mine[0]?.at).toBe(now);
    await other.stop();
  });

  it('tells several that were published at once, in their order', async () => {
    const mine = heard(log);
    const events = Array.from({ length: 90 }, (_, n) => ({ kind: 'screen-command' as const, audience: { to: 'screen' as const, id: `w${n}` }, payload: { n } }));
    await store.transact((db) => log.publish(db, ...events));
    await store.transact((db) => log.publish(db));
    await expect.poll(() => mine.length).toBe(90);
    expect(mine.map(({ payload }) => payload['n'])).toEqual(events.map((_, n) => n));
  });

  it('tells nothing of a transaction that did not happen', async () => {
    const mine = heard(log);
    await expect(store.transact(async (db) => {
      await log.publish(db, { kind: 'rights-changed', audience: { to: 'person', id: 'p' }, payload: {} });
      throw new Error('undone');
    })).rejects.toThrow('undone');
    await publish(log, 1);
    await expect.poll(() => mine.length).toBe(1);
    expect(mine[0]?.kind).toBe('dataset-changed');
  });

  it('goes on with the others when one listener fails, and passes over what it does not know', async () => {
    log.subscribe(() => { throw new Error('broken listener'); });
    const mine = heard(log);
    await store.db.insertInto('event').values({ kind: 'of-a-newer-build', audience: '{"to":"everyone"}', payload: '{}', at: new Date(now) }).execute();
    await publish(log, 1);
    await expect.poll(() => mine.length).toBe(1);
    expect(log.head()).toBe(2);
  });

  it('fills what was missed, from memory or from the table', async () => {
    await publish(log, 1);
    await publish(log, 2);
    await expect.poll(() => log.head()).toBe(2);
    const late = createEventLog(parts());
    await late.start();
    await publish(log, 3);
    await expect.poll(() => [log.head(), late.head()]).toEqual([3, 3]);
    for (const one of [log, late]) {
      const replay = await one.since(1);
      expect(replay).toMatchObject({ kind: 'events', events: [{ id: 2, payload: { dataset: 'd2' } }, { id: 3 }] });
      expect(await one.since(3)).toEqual({ kind: 'events', events: [] });
    }
    await late.stop();
  });

  it('says so where something is gone or was never there', async () => {
    for (const n of [1, 2, 3, 4]) await publish(log, n);
    now += 2 * 3_600_000;
    await publish(log, 5);
    await pruneEvents(store.db, new Date(now - 3_600_000), 50_000);
    expect(await keptIds(store.db)).toEqual({ oldest: 5, newest: 5 });
    const late = createEventLog(parts());
    await late.start();
    expect(await late.since(3)).toEqual({ kind: 'gap', head: 5 });
    expect(await late.since(4)).toMatchObject({ kind: 'events', events: [{ id: 5 }] });
    expect(await late.since(6)).toEqual({ kind: 'gap', head: 5 });
    await late.stop();
  });

  it('keeps a bounded number of rows and always the newest', async () => {
    for (const n of [1, 2, 3, 4, 5]) await publish(log, n);
    await pruneEvents(store.db, new Date(0), 2);
    expect(await keptIds(store.db)).toEqual({ oldest: 4, newest: 5 });
    await pruneEvents(store.db, new Date(now + 1), 2);
    expect(await keptIds(store.db)).toEqual({ oldest: 5, newest: 5 });
  });

  it('keeps its epoch over restarts and changes it with the database', async () => {
    const again = createEventLog(parts());
    await again.start();
    expect(again.epoch()).toBe(log.epoch());
    await again.stop();
    await renewEpoch(store.db);
    expect(await readEpoch(store.db)).not.toBe(log.epoch());
  });
});
