import type { ServerResponse } from 'node:http';
import type { Province } from '@/config/province';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendJson, goodPayload } from '../../test/contract/federation-server';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { answerOf, wireText } from './kept';
import { ANYBODY, HEAD, inspecting, LEADER, openBench, person, type DeskBench } from './testing/desk-bench';

let store: MemoryStore;
let use: DeskBench;
beforeAll(async () => { store = await memoryStore(); });
afterAll(() => store.close());
beforeEach(async () => {
  await store.reset();
  use = await openBench(store);
});
afterEach(() => use.stop());

const valueOf = async (answer: ReturnType<DeskBench['ask']>) => {
  const told = await answer;
  if (!told.ok) throw new Error(told.error.kind);
  return { ...told.value, answer: answerOf(told.value.kept) };
};
const asked = (): number => use.source.asked.length;
const cells = (answer: { readonly data: object }): number[] => ('values' in answer.data ? [...(answer.data.values as Float64Array)] : []);

describe('one question', () => {
  it('500 at once, cold, are one call; again at expiry one; two permission sets are two', async () => {
    const all = await Promise.all(Array.from({ length: 500 }, () => valueOf(use.ask('totals'))));
    expect(asked()).toBe(1);
    expect(new Set(all.map(({ kept }) => kept)).size).toBe(1);
    use.core.turn(60_000);
    const stale = await Promise.all(Array.from({ length: 500 }, () => valueOf(use.ask('totals'))));
    expect(stale[0]?.cause).toBeNull();
    await expect.poll(asked).toBe(2);
    await Promise.all(Array.from({ length: 250 }, () => Promise.all([use.ask('alerts', LEADER), use.ask('alerts', HEAD)])));
    expect(asked()).toBe(4);
  });

  it('is answered at once within its cadence, and from the store by a gateway that never asked', async () => {
    const { kept } = await valueOf(use.ask('totals'));
    use.core.turn(59_000);
    expect((await valueOf(use.ask('totals'))).kept).toBe(kept);
    await expect.poll(() => store.db.selectFrom('answer').select('tag').execute()).toEqual([{ tag: kept.tag }]);
    const elsewhere = await use.another().ask({ dataset: 'totals', params: {} }, use.reader(), new AbortController().signal);
    expect(elsewhere).toMatchObject({ ok: true, value: { cause: null, kept: { tag: kept.tag, receivedAt: kept.receivedAt } } });
    expect(asked()).toBe(1);
  });

  it('past its cadence is answered at once with its age, renewed behind, and a change is told to those who share it', async () => {
    const first = await valueOf(use.ask('totals'));
    use.core.turn(90_000);
    use.source.handler = (_req, res) => sendJson(res, { ...goodPayload, so: 13 });
    const stale = await valueOf(use.ask('totals'));
    expect([stale.kept.receivedAt, cells(stale.answer)]).toEqual([first.kept.receivedAt, [12]]);
    await expect.poll(() => use.core.published).toEqual([{ kind: 'dataset-changed', audience: { to: 'dataset', dataset: 'totals', share: 'public' }, payload: { dataset: 'totals', query: '["totals",[]]' } }]);
    const renewed = await valueOf(use.ask('totals'));
    expect([cells(renewed.answer), renewed.kept.receivedAt]).toEqual([[13], use.core.clock()]);
    expect(renewed.kept.tag).not.toBe(first.kept.tag);
  });

  it('that is the same again keeps its tag and bytes, takes the new time, and is told to nobody', async () => {
    const first = await valueOf(use.ask('totals'));
    use.core.turn(90_000);
    await use.ask('totals');
    await expect.poll(async () => (await valueOf(use.ask('totals'))).kept.receivedAt).toBe(use.core.clock());
    const second = await valueOf(use.ask('totals'));
    expect([second.kept.tag, second.kept.data === first.kept.data]).toEqual([first.kept.tag, true]);
    await expect.poll(async () => (await store.db.selectFrom('answer').select('received_at').execute())[0]?.received_at.getTime()).toBe(use.core.clock());
    expect(use.core.published).toEqual([]);
  });

  it('is renewed ahead while somebody asked it a short while ago, and not for ever', async () => {
    await use.ask('totals');
    use.core.turn(60_000);
    use.desk.tick();
    await expect.poll(asked).toBe(2);
    use.desk.tick();
    await expect.poll(async () => (await valueOf(use.ask('totals'))).kept.receivedAt).toBe(use.core.clock());
    use.core.turn(10 * 60_000);
    use.desk.tick();
    await new Promise((done) => setTimeout(done, 30));
    expect(asked()).toBe(2);
  });

  it('ends when nobody waits, and another can ask it anew', async () => {
    const [one, two] = [new AbortController(), new AbortController()];
    const waiting = [use.ask('slow', ANYBODY, {}, one.signal), use.ask('slow', ANYBODY, {}, two.signal)];
    await expect.poll(asked).toBe(1);
    one.abort();
    expect(await waiting[0]).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(use.source.sockets.size).toBe(1);
    two.abort();
    await waiting[1];
    await expect.poll(() => use.source.sockets.size).toBe(0);
    use.source.handler = (_req, res) => sendJson(res, goodPayload);
    expect(await use.ask('slow')).toMatchObject({ ok: true });
  });
});

describe('a source that fails', () => {
  const fail = (): void => { use.source.handler = (_req, res) => { res.writeHead(500); res.end(); }; };

  it('leaves the last good answer with its time and the cause, and loses the cause when it is well', async () => {
    const first = await valueOf(use.ask('totals'));
    fail();
    use.core.turn(120_000);
    await use.ask('totals');
    await expect.poll(async () => (await valueOf(use.ask('totals'))).cause, { timeout: 4_000 }).toMatchObject({ kind: 'unavailable', source: 'one-stop', dataset: 'totals' });
    expect((await valueOf(use.ask('totals'))).kept.receivedAt).toBe(first.kept.receivedAt);
    use.source.handler = (_req, res) => sendJson(res, goodPayload);
    use.core.turn(60_000);
    await use.ask('totals');
    await expect.poll(async () => (await valueOf(use.ask('totals'))).cause).toBeNull();
  });

  it('without an answer before is its error, said again without asking until the pause is over', async () => {
    fail();
    expect(await use.ask('totals')).toMatchObject({ ok: false, error: { kind: 'unavailable', httpStatus: 500 } });
    const before = asked();
    expect(await use.ask('totals')).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(asked()).toBe(before);
    use.core.turn(2_500);
    await use.ask('totals');
    expect(asked()).toBeGreaterThan(before);
  });

  it('is forgotten with the configuration before it, of questions under way as well', async () => {
    const reloads: ((next: Province) => void)[] = [];
    const { province } = use.core;
    const desk = use.another(store, { ...province, onChange: (heard) => { reloads.push(heard); return () => undefined; } });
    const ask = () => desk.ask({ dataset: 'totals', params: {} }, use.reader(), new AbortController().signal);
    const held: ServerResponse[] = [];
    use.source.handler = (_req, res) => void held.push(res);
    const before = ask();
    await expect.poll(() => held.length).toBe(1);
    for (const heard of reloads) heard(province.current());
    use.source.handler = (_req, res) => sendJson(res, goodPayload);
    expect(await ask(), 'not the answer that is under way').toMatchObject({ ok: true });
    held[0]?.writeHead(400).end();
    expect(await before).toMatchObject({ ok: false, error: { kind: 'rejected' } });
    expect(await ask()).toMatchObject({ ok: true, value: { cause: null } });
    use.core.turn(60_000);
    expect(await ask()).toMatchObject({ ok: true, value: { cause: null } });
  });

  it('and stays away costs at most 25 calls in ten minutes, however many look', async () => {
    use.source.handler = (_req, res) => sendJson(res, { so: 'mười hai', luc: null });
    for (let second = 0; second < 600; second += 2) {
      use.core.turn(2_000);
      use.desk.tick();
      await Promise.all([use.ask('totals'), use.ask('totals')]);
    }
    expect(asked()).toBeLessThanOrEqual(25);
    expect(asked()).toBeGreaterThan(10);
  });

  it('that refuses the gateway has not refused the reader', async () => {
    use.source.handler = (_req, res) => { res.writeHead(403); res.end(); };
    expect(await use.ask('totals')).toMatchObject({ ok: false, error: { kind: 'rejected', httpStatus: 403 } });
  });

  it('says of rows and of people’s data only that it failed', async () => {
    use.source.handler = (_req, res) => sendJson(res, { ds: [{ ma: '1', ten: { họ: 'Nguyễn Thị Bình' }, dv: 'H41.06' }] });
    const failed = await use.ask('dossiers', LEADER);
    expect(failed).toEqual({ ok: false, error: { kind: 'malformed', source: 'one-stop', dataset: 'dossiers' } });
  });

  it('a redirect is refused and written down once', async () => {
    use.source.handler = (_req, res) => { res.writeHead(302, { location: 'http://169.254.169.254/' }); res.end(); };
    await use.ask('totals');
    await use.ask('alerts', LEADER);
    expect(use.core.audited).toEqual([expect.objectContaining({ action: 'outbound-refused', target: 'source:one-stop', detail: { because: 'redirect' } })]);
  });
});

describe('rights', () => {
  it('a dataset that is not there and one without a right look the same, and no source hears of either', async () => {
    const [none, hidden] = [await use.ask('nothing'), await use.ask('secrets')];
    expect(none).toEqual({ ok: false, error: { kind: 'denied', source: '', dataset: 'nothing' } });
    expect(hidden).toEqual({ ok: false, error: { kind: 'denied', source: '', dataset: 'secrets' } });
    expect(asked()).toBe(0);
  });

  it('rows of other units are not there, and the answer says that some are not', async () => {
    const own = await valueOf(use.ask('alerts', HEAD));
    expect(own.answer.data).toMatchObject({ rows: [{ values: { unit: 'H41.06' } }] });
    expect(own.answer.notes).toContainEqual({ code: 'withheld', count: 1 });
    const all = await valueOf(use.ask('alerts', LEADER));
    expect(all.answer.data).toMatchObject({ rows: [{}, {}] });
    expect(all.kept.tag).not.toBe(own.kept.tag);
  });

  it('a refusal is written down once for somebody known, and not for visitors', async () => {
    await use.ask('alerts', ANYBODY);
    await use.ask('alerts', person('nobody', []));
    await use.ask('alerts', person('nobody', []));
    expect(use.core.audited.map(({ action, target }) => [action, target])).toEqual([['denied', 'dataset:alerts']]);
  });

  it('people are masked without a purpose; with one every look is written down first, and nothing goes to the store', async () => {
    const masked = await valueOf(use.ask('dossiers', LEADER));
    expect(wireText(masked.kept)).not.toContain('Bình');
    await expect.poll(() => store.db.selectFrom('answer').select('key').execute()).toHaveLength(1);
    const until = use.core.clock() + 60_000;
    const shown = await valueOf(use.ask('dossiers', inspecting(LEADER, until)));
    expect(wireText(shown.kept)).toContain('Nguyễn Thị Bình');
    expect(use.core.audited).toEqual([expect.objectContaining({ action: 'unmask', target: 'dataset:dossiers' })]);
    const rows = await store.db.selectFrom('answer').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('Bình');
    expect(JSON.stringify(use.core.audited) + JSON.stringify(use.core.published)).not.toContain('Bình');
    // When the purpose has run out, the masked answer is all there is.
    use.core.turn(61_000);
    expect(wireText((await valueOf(use.ask('dossiers', inspecting(LEADER, until)))).kept)).not.toContain('Bình');
  });

  it('where an unmasking cannot be written down nothing is shown', async () => {
    const broken = await openBench(store);
    Object.assign(broken.core.audit, { write: () => Promise.reject(new Error('full')) });
    expect(await broken.ask('dossiers', inspecting(LEADER, broken.core.clock() + 60_000))).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(broken.source.asked).toEqual([]);
    await broken.stop();
  });
});

describe('the store', () => {
  it('that is gone holds nobody up', async () => {
    const gone = { ...store, db: new Proxy(store.db, { get() { throw new Error('gone'); } }), transact: () => Promise.reject(new Error('gone')) };
    const lonely = await openBench(gone);
    expect(await lonely.ask('totals')).toMatchObject({ ok: true });
    await lonely.stop();
  });

  it('gives nothing that it cannot have written', async () => {
    await use.ask('totals');
    await expect.poll(() => store.db.selectFrom('answer').select('key').execute()).toHaveLength(1);
    await store.db.updateTable('answer').set({ body: '{"data":{"kind":"cube"}}' }).execute();
    expect(await use.another().ask({ dataset: 'totals', params: {} }, use.reader(), new AbortController().signal)).toMatchObject({ ok: true, value: { kept: { data: expect.anything() as object } } });
    expect(asked()).toBe(2);
  });
});
