import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GATEWAY_TIMES } from '../gateway-settings';
import { EPOCH, hubBench, person, screen, type FakeSocket } from './hub.fixture';

const NOBODY = { kind: 'anonymous' } as const;
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the event hub: who is told', () => {
  it('tells each reader what is meant for them and nothing else', () => {
    const { open, log } = hubBench();
    const [nobody, an, binh, wall] = [open(NOBODY), open(person('an')), open(person('binh', { grants: [] })), open(screen('w1'))];
    log.emit({});
    log.emit({ kind: 'screen-command', audience: { to: 'screen', id: 'w1' }, payload: { command: 'identify' } });
    log.emit({ audience: { to: 'dataset', dataset: 'procedures', share: 'all' }, payload: { dataset: 'procedures' } });
    log.emit({ kind: 'document-changed', audience: { to: 'person', id: 'an' }, payload: { kind: 'preferences', id: 'mine', revision: 2 } });
    log.emit({ kind: 'rights-changed', audience: { to: 'session', id: 's-binh' }, payload: {} });
    log.emit({ kind: 'document-changed', audience: { to: 'unit', unit: null }, payload: { kind: 'dashboard', id: 'leaders', revision: 1 } });
    expect(nobody.kinds).toEqual(['dataset-changed']);
    expect(an.kinds).toEqual(['dataset-changed', 'dataset-changed', 'document-changed', 'document-changed']);
    expect(binh.kinds).toEqual(['dataset-changed', 'rights-changed']);
    expect(wall.kinds).toEqual(['dataset-changed', 'screen-command']);
  });

  it('says nothing of a dataset or a document that the reader may not see, whatever the audience says', () => {
    const { open, log } = hubBench();
    const [nobody, wall] = [open(NOBODY), open(screen('w1', ['leaders']))];
    log.emit({ payload: { dataset: 'procedures' } });
    log.emit({ payload: { dataset: 'of-no-province' } });
    log.emit({ audience: { to: 'dataset', dataset: 'areas', share: 'of somebody else' } });
    log.emit({ kind: 'document-changed', payload: { kind: 'dashboard', id: 'secret', revision: 1 } });
    log.emit({ kind: 'document-changed', payload: { kind: 'dashboard', id: 'leaders', revision: 1 } });
    expect(nobody.text).not.toMatch(/procedures|of-no-province|somebody/);
    expect(wall.text).not.toContain('secret');
    expect(wall.kinds).toEqual(['document-changed']);
  });

  it('tells of walls those alone who drive them', () => {
    const { open, log } = hubBench();
    const [reader, driver, elsewhere, wall] = [open(person('an')), open(person('binh', { title: 'drives 16681' })), open(person('chi', { title: 'drives 40' })), open(screen('w1'))];
    log.emit({ kind: 'wall-changed', audience: { to: 'unit', unit: '16681' }, payload: { unit: '16681', screens: ['w1'] } });
    log.emit({ kind: 'wall-changed', audience: { to: 'unit', unit: null }, payload: { unit: '40', screens: ['w1'] } });
    log.emit({ kind: 'wall-changed', audience: { to: 'everyone' }, payload: { screens: ['w1'] } });
    expect([reader.kinds, wall.kinds]).toEqual([[], []]);
    expect(driver.frames.slice(1)).toMatchObject([{ event: 'wall-changed', data: { payload: { unit: '16681' } } }]);
    expect(elsewhere.frames.slice(1)).toMatchObject([{ event: 'wall-changed', data: { payload: { unit: '40' } } }]);
  });

  it('goes by rights as they are now: what comes with a change of rights waits for it', async () => {
    const { open, log, actors } = hubBench();
    const an = open(person('an'));
    actors.set('an', person('an', { grants: [] }));
    log.emit({ kind: 'rights-changed', audience: { to: 'person', id: 'an' }, payload: {} });
    log.emit({ audience: { to: 'dataset', dataset: 'procedures', share: 'all' }, payload: { dataset: 'procedures' } });
    await settle();
    expect(an.kinds).toEqual(['rights-changed', 'resync']);
    expect(an.text).not.toContain('procedures');
    log.emit({});
    expect(an.kinds.at(-1)).toBe('dataset-changed');
  });

  it('sends a reader away whose new rights cannot be read', async () => {
    const { open, log } = hubBench({ actorNow: () => Promise.reject(new Error('the store is away')) });
    const [an, binh] = [open(person('an')), open(person('binh'))];
    log.emit({ kind: 'rights-changed', audience: { to: 'person', id: 'an' }, payload: {} });
    await settle();
    expect(an.kinds).toEqual(['rights-changed', 'retry']);
    expect(an.destroyed).toBe(true);
    await vi.advanceTimersByTimeAsync(GATEWAY_TIMES.identityCacheMs);
    expect(binh.destroyed).toBe(false);
  });

  it('ends a session at the event, and within a round of looking when the event is lost', async () => {
    const { open, log, actors, hub } = hubBench();
    const [an, binh, wall] = [open(person('an')), open(person('binh')), open(screen('w1'))];
    log.emit({ kind: 'session-ended', audience: { to: 'session', id: 's-an' }, payload: { reason: 'signed-out' } });
    expect(an.frames.at(-1)).toMatchObject({ event: 'session-ended', data: { payload: { reason: 'signed-out' } } });
    expect(an.destroyed).toBe(true);
    actors.set('binh', null);
    actors.set('w1', null);
    await vi.advanceTimersByTimeAsync(GATEWAY_TIMES.identityCacheMs + 500);
    expect([binh, wall].map((socket) => [socket.kinds.at(-1), socket.destroyed])).toEqual([['session-ended', true], ['session-ended', true]]);
    expect(hub.clients()).toBe(0);
  });
});

describe('the event hub: nothing missed in silence', () => {
  it('names on each event the one before it on that stream', () => {
    const { open, log } = hubBench();
    log.emit({});
    const [nobody, an] = [open(NOBODY), open(person('an'))];
    log.emit({ audience: { to: 'person', id: 'an' }, kind: 'rights-changed', payload: {} });
    log.emit({});
    const chain = (socket: FakeSocket) => socket.frames.map(({ id, data }) => [id, data['after'] ?? null]);
    expect(chain(nobody)).toEqual([[`${EPOCH}.1`, null], [`${EPOCH}.3`, 1]]);
    expect(chain(an).slice(0, 2)).toEqual([[`${EPOCH}.1`, null], [`${EPOCH}.2`, 1]]);
  });

  it('fills what was missed, in order and once, beside what happens meanwhile', async () => {
    const { open, log } = hubBench();
    for (let n = 0; n < 4; n += 1) log.emit({});
    const nobody = open(NOBODY, { epoch: EPOCH, id: 2 });
    log.emit({});
    await settle();
    log.emit({});
    expect(nobody.frames.map(({ id, data }) => [id, data['after'] ?? null])).toEqual([
      [`${EPOCH}.2`, null], [`${EPOCH}.3`, 2], [`${EPOCH}.4`, 3], [`${EPOCH}.5`, 4], [`${EPOCH}.6`, 5],
    ]);
  });

  it.each([
    ['of another epoch', { epoch: 'e0', id: 3 }],
    ['of the future', { epoch: EPOCH, id: 99_999_999_999 }],
    ['of long ago', { epoch: EPOCH, id: 0 }],
  ])('says resync for a position %s', async (_name, from) => {
    const { open, log } = hubBench();
    for (let n = 0; n < 4; n += 1) log.emit({});
    log.rows = log.rows.slice(2);
    const nobody = open(NOBODY, from);
    await settle();
    expect(nobody.frames.at(-1)).toMatchObject({ event: 'resync', id: `${EPOCH}.4` });
    log.emit({});
    expect(nobody.frames.at(-1)).toMatchObject({ id: `${EPOCH}.5`, data: { after: 4 } });
  });

  it('says resync to everybody when ids begin anew', async () => {
    const { open, log } = hubBench();
    for (let n = 0; n < 9; n += 1) log.emit({});
    const nobody = open(NOBODY);
    log.epochNow = 'e2';
    log.rows = [];
    await vi.advanceTimersByTimeAsync(GATEWAY_TIMES.heartbeatMs);
    log.emit({});
    expect(nobody.frames.slice(1).map(({ event, id }) => [event, id])).toEqual([['resync', 'e2.0'], ['heartbeat', 'e2.0'], ['dataset-changed', 'e2.1']]);
  });

  it('tells the time with each heartbeat and moves on who heard nothing', async () => {
    const { open, log, turn } = hubBench();
    const nobody = open(NOBODY);
    log.emit({ audience: { to: 'person', id: 'an' }, kind: 'rights-changed', payload: {} });
    turn(15_000);
    await vi.advanceTimersByTimeAsync(GATEWAY_TIMES.heartbeatMs);
    expect(nobody.text).toContain(': heartbeat\n');
    expect(nobody.frames.at(-1)).toEqual({ id: `${EPOCH}.1`, event: 'heartbeat', data: { after: 0, serverTime: Date.UTC(2026, 10, 21) + 15_000 } });
    log.emit({});
    expect(nobody.frames.at(-1)?.data['after']).toBe(1);
  });
});

describe('the event hub: readers that are slow, many or gone', () => {
  it('keeps a bounded number of bytes for a reader, then says resync when it reads again', async () => {
    const { open, log, metrics } = hubBench({ limits: { boundBytes: 2_000 } });
    const slow = open(NOBODY);
    slow.slow = true;
    for (let n = 0; n < 100; n += 1) log.emit({});
    expect(slow.writableLength).toBeLessThanOrEqual(2_000);
    const before = slow.frames.length;
    slow.read();
    expect(slow.frames.slice(before)).toMatchObject([{ event: 'resync', id: `${EPOCH}.100` }]);
    log.emit({});
    expect(slow.frames.at(-1)).toMatchObject({ id: `${EPOCH}.101`, data: { after: 100 } });
    expect(await metrics.metrics()).toMatch(/portal_event_streams_dropped_total 1\n[^]*portal_event_resyncs_total 1\n/);
  });

  it('lets go of a reader that takes nothing for 45 s, and keeps one that takes a little', async () => {
    const { open, log, turn } = hubBench();
    const [gone, slow] = [open(NOBODY), open(NOBODY)];
    gone.slow = true;
    slow.slow = true;
    log.emit({});
    for (let beat = 0; beat < 3; beat += 1) {
      turn(GATEWAY_TIMES.heartbeatMs);
      slow.writableLength -= 10;
      await vi.advanceTimersByTimeAsync(GATEWAY_TIMES.heartbeatMs);
    }
    turn(GATEWAY_TIMES.heartbeatMs);
    slow.writableLength -= 10;
    await vi.advanceTimersByTimeAsync(GATEWAY_TIMES.heartbeatMs);
    expect([gone.destroyed, slow.destroyed]).toEqual([true, false]);
  });

  it('refuses the next stream of one reader and keeps the old ones', () => {
    const { open, hub } = hubBench({ limits: { perReader: 2, perAddress: 3, total: 4 } });
    const an = [open(person('an', { session: 'desk' })), open(person('an', { session: 'phone' }))];
    expect(hub.refusal(person('an'), '192.0.2.1')).toBe('too-many');
    expect(hub.refusal(NOBODY, '192.0.2.1')).toBeNull();
    for (let n = 0; n < 2; n += 1) open(NOBODY);
    expect(hub.refusal(NOBODY, '192.0.2.1')).toBe('overloaded');
    an[0]?.destroy();
    expect(hub.refusal(person('an'), '192.0.2.1')).toBeNull();
    open(NOBODY);
    expect(hub.refusal(NOBODY, '192.0.2.1')).toBe('too-many');
    expect(hub.refusal(NOBODY, '192.0.2.2')).toBe('overloaded');
    expect(an[1]?.destroyed).toBe(false);
  });

  it('sends everybody away with times to come back that lie apart', () => {
    let chance = 0;
    const { open, hub } = hubBench({ random: () => (chance += 0.001) - 0.001 });
    const sockets = Array.from({ length: 1_000 }, () => open(NOBODY));
    hub.drain();
    const times = sockets.map((socket) => Number(socket.frames.at(-1)?.data['retryMs']));
    expect(sockets[7]?.text).toMatch(/retry: \d+\nevent: retry/);
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThanOrEqual(10_000);
    expect(hub.refusal(NOBODY, '192.0.2.1')).toBe('overloaded');
    expect(hub.clients()).toBe(0);
  });

  it('leaves nothing behind', async () => {
    const { open, hub, log, reconfigure } = hubBench();
    for (let n = 0; n < 20; n += 1) open(person(`p${n % 3}`)).destroy();
    open(NOBODY);
    reconfigure();
    hub.stop();
    expect([hub.clients(), log.listeners(), vi.getTimerCount()]).toEqual([0, 0, 0]);
    await settle();
  });
});
