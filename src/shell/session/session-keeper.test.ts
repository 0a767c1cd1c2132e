import { describe, expect, it } from 'vitest';
import type { SessionView } from '@/access/session-view';
import { err, ok } from '@/domain/result';
import { toInstant } from '@/domain/time';
import type { GatewayProblem } from '@/federation/gateway/call';
import { createSessionKeeper } from './session-keeper';
import type { KeeperParts, SessionKeeper } from './session-keeper';
import { anonymousView, personView, screenView } from './session.fixture';

const START = 1_000_000;
const gone: GatewayProblem = { code: 'unreachable', status: 0, body: null };

/** A keeper on a clock that tests turn. `reads` is what the gateway says of the reader, the last one for ever. */
function bench(first: SessionView, change: Partial<KeeperParts['calls']> = {}) {
  let now = START;
  let timers: { at: number; run: () => void }[] = [];
  let view = first;
  const seen = { reads: 0, left: [] as unknown[], adopted: [] as SessionView[], purposes: [] as string[], told: [] as string[], ticks: 0 };
  const says: { view: SessionView | null; hidden: boolean } = { view: first, hidden: false };
  const keeper: SessionKeeper = createSessionKeeper({
    calls: {
      read: () => { seen.reads += 1; return Promise.resolve(says.view ? ok(says.view) : err(gone)); },
      signOut: () => Promise.resolve(ok({ providerLogout: null })),
      statePurpose: () => Promise.resolve(err(gone)),
      withdrawPurpose: () => Promise.resolve(ok(null)),
      ...change,
    },
    clock: {
      now: () => toInstant(now),
      later(ms, run) {
        const timer = { at: now + ms, run };
        timers.push(timer);
        return () => { timers = timers.filter((one) => one !== timer); };
      },
    },
    view: () => view,
    adopt(next) { view = next; seen.adopted.push(next); },
    tick() { seen.ticks += 1; },
    leave: (why, to) => void seen.left.push([why, to]),
    purposesChanged: (dataset) => void seen.purposes.push(dataset),
    tell: (message) => void seen.told.push(message),
    aheadMs: () => 0,
    isHidden: () => says.hidden,
  });
  const turn = async (ms: number): Promise<void> => {
    const end = now + ms;
    for (;;) {
      const due = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      timers = timers.filter((timer) => timer !== due);
      now = Math.max(now, due.at);
      due.run();
      await new Promise((resolve) => setImmediate(resolve));
    }
    now = end;
  };
  return { keeper, seen, says, turn, timers: () => timers.length };
}

describe('looking again', () => {
  it('comes by itself every 45 seconds, so that withdrawn rights are noticed within a minute', async () => {
    const { seen, says, turn } = bench(personView());
    await turn(44_000);
    expect(seen.reads).toBe(0);
    says.view = personView({ identity: 'fewer-rights' });
    await turn(16_000);
    expect(seen.left).toEqual([['rights', null]]);
  });

  it('does not come while nobody can see the page: a session left alone runs out', async () => {
    const { seen, says, turn } = bench(personView({ expiresAt: toInstant(START + 1_800_000) }));
    says.hidden = true;
    await turn(1_700_000);
    expect(seen.reads).toBe(0);
  });

  it('hints that come in crowds make one ask', async () => {
    const { keeper, seen, turn } = bench(personView());
    for (let hint = 0; hint < 50; hint += 1) keeper.refreshSoon();
    await turn(6_000);
    expect(seen.reads).toBe(1);
  });

  it('says nothing where the gateway cannot be reached, and goes on looking', async () => {
    const { seen, says, turn } = bench(personView());
    says.view = null;
    await turn(200_000);
    expect([seen.left, seen.reads > 2]).toEqual([[], true]);
  });

  it('keeps the page of the same reader with a new session', async () => {
    const { keeper, seen, says } = bench(personView());
    says.view = personView({ csrf: 'new' });
    await keeper.refresh();
    expect([seen.adopted.at(-1)?.csrf, seen.left]).toEqual(['new', []]);
  });
});

describe('an end', () => {
  it.each<[string, SessionView, SessionView, unknown]>([
    ['of a session', personView(), anonymousView(), ['ended', null]],
    ['of some rights', personView(), personView({ identity: 'less' }), ['rights', null]],
    ['of nobody: somebody signed in', anonymousView(), personView(), ['rights', null]],
    ['of a screen', screenView(), anonymousView(), ['screen-revoked', '/screen']],
  ])('%s ends the page once', async (_name, before, after, left) => {
    const { keeper, seen, says, turn, timers } = bench(before);
    says.view = after;
    await keeper.refresh();
    await keeper.refresh();
    await turn(300_000);
    expect([seen.left, seen.reads, timers()]).toEqual([[left], 1, 0]);
  });

  it('comes when the session runs out, also without a network', async () => {
    const { seen, says, turn } = bench(personView({ expiresAt: toInstant(START + 300_000) }));
    says.view = null;
    await turn(299_000);
    expect([seen.left, seen.ticks > 100]).toEqual([[], true]);
    await turn(2_000);
    expect(seen.left).toEqual([['ended', null]]);
  });
});

describe('signing out', () => {
  it('ends the page, tells the other tabs, and goes where the provider says', async () => {
    const { keeper, seen } = bench(personView(), { signOut: () => Promise.resolve(ok({ providerLogout: 'https://sso.example/out' })) });
    expect(await keeper.signOut(false)).toBeNull();
    expect([seen.left, seen.told]).toEqual([[['signed-out', 'https://sso.example/out']], ['signed-out']]);
  });
  it('that did not reach the gateway is said and ends nothing; one already over is done', async () => {
    const failed = bench(personView(), { signOut: () => Promise.resolve(err(gone)) });
    expect(await failed.keeper.signOut(true)).toBe(gone);
    expect([failed.seen.left, failed.seen.told]).toEqual([[], []]);
    const over = bench(personView(), { signOut: () => Promise.resolve(err({ ...gone, status: 401 })) });
    expect(await over.keeper.signOut(true)).toBeNull();
    expect(over.seen.left).toEqual([['signed-out', '/']]);
  });
  it('in another tab is heard by who was signed in', async () => {
    const person = bench(personView());
    person.keeper.heard('signed-out');
    expect(person.seen.left).toEqual([['signed-out', null]]);
    const nobody = bench(anonymousView());
    nobody.keeper.heard('signed-out');
    expect(nobody.seen.left).toEqual([]);
  });
});

describe('purposes', () => {
  const purpose = { dataset: 'dossiers', purpose: 'inspection', until: toInstant(START + 900_000) };

  it('open fields when the gateway wrote them down, and only then', async () => {
    const refused = bench(personView());
    expect(await refused.keeper.statePurpose({ dataset: 'dossiers', purpose: 'inspection', remark: 'x' })).toBe(gone);
    expect([refused.seen.adopted, refused.seen.purposes]).toEqual([[], []]);
    const stated = bench(personView(), { statePurpose: () => Promise.resolve(ok(personView({ purposes: [purpose] }))) });
    expect(await stated.keeper.statePurpose({ dataset: 'dossiers', purpose: 'inspection', remark: 'x' })).toBeNull();
    expect([stated.seen.adopted.at(-1)?.purposes, stated.seen.purposes]).toEqual([[purpose], ['dossiers']]);
    await stated.turn(10_000);
    expect(stated.seen.ticks).toBe(10);
  });

  it('are covered at once when withdrawn, whatever the gateway answers', async () => {
    const { keeper, seen, says } = bench(personView({ purposes: [purpose] }), { withdrawPurpose: () => Promise.resolve(err(gone)) });
    const withdrawn = keeper.withdrawPurpose('dossiers');
    expect(seen.adopted.at(-1)?.purposes).toEqual([]);
    expect(await withdrawn).toBe(gone);
    says.view = personView({ purposes: [purpose] });
    await keeper.refresh();
    expect(seen.adopted.at(-1)?.purposes, 'and stay covered though the gateway did not hear of it').toEqual([]);
  });
});
