import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleProvince } from '@/widget-kit/testing/sample-province';
import { plant, seededPeople } from '../../test/servers/seed';
import type { EventLog, PortalEvent } from '../events/event-log';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { TEST_NOW, testCore } from '../testing/test-gateway';
import { PORTAL_COOKIE } from './cookies';
import { createWhoAsks } from './identify';

let store: MemoryStore;
beforeAll(async () => { store = await memoryStore(); });
afterAll(() => store.close());
beforeEach(() => store.reset());

const unused = (): never => { throw new Error('not for finding who asks'); };

async function bench() {
  const [person] = seededPeople(1);
  if (!person) throw new Error('nobody');
  await plant(store, { people: [person], screens: [] });
  let [lookUps, hear] = [0, (_event: PortalEvent): void => undefined];
  const events: EventLog = { publish: () => Promise.resolve(), subscribe: (listener) => { hear = listener; return () => undefined; } };
  const grantsOf = (): Promise<readonly []> => {
    lookUps += 1;
    return Promise.resolve([]);
  };
  const core = { ...testCore(store, sampleProvince()), events, clock: Date.now };
  const who = createWhoAsks(core, { grantsOf, upsertFromClaims: unused, replaceClaimGrants: unused, statusOf: unused }, null, Date.now);
  const ask = () => who.identify({ headers: { cookie: `${PORTAL_COOKIE}=${person.secret}` } });
  const end = async (): Promise<void> => {
    await store.db.updateTable('session').set({ ended_at: new Date() }).where('person', '=', person.id).execute();
    hear({ kind: 'session-ended', audience: { to: 'person', id: person.id }, payload: {}, at: TEST_NOW, id: 1, epoch: 'one' });
  };
  return { ask, end, lookUps: () => lookUps };
}

describe('who asks', () => {
  it('is looked up once for all requests of one moment, and remembered', async () => {
    const use = await bench();
    const actors = await Promise.all(Array.from({ length: 50 }, use.ask));
    expect(actors.every(({ kind }) => kind === 'person')).toBe(true);
    await use.ask();
    expect(use.lookUps()).toBe(1);
  });

  it('is nobody after the end of the session, also where the look-up was under way as it came', async () => {
    const use = await bench();
    const before = use.ask();
    await use.end();
    expect((await use.ask()).kind).toBe('anonymous');
    await before;
    expect((await use.ask()).kind).toBe('anonymous');
  });
});
