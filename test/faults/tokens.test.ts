import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOutbound, type Outbound } from '../../server/datasets/outbound/create-outbound';
import type { SourcePlan } from '../../server/datasets/outbound/read-sources';
import { secretsOf } from '../../server/datasets/outbound/token-plan';
import { bench, datasetOf, errorOf, goodPayload, sendJson, sourceOf, startSource, type TestSource } from '../contract/federation-server';

const SECRET = 'kZ8vQ2mT7pLx4RnC';
let source: TestSource;
let tokens: TestSource;
let now = 0;
/** What the token's server gives; and the one the source takes. */
let given = '';
let taken = '';
beforeAll(async () => {
  tokens = await startSource((_req, res) => (given === '' ? res.writeHead(401).end() : sendJson(res, { access_token: given, token_type: 'bearer', expires_in: 3_600 })));
  source = await startSource((req, res) => (req.headers.authorization === `Bearer ${taken}` ? sendJson(res, goodPayload) : res.writeHead(401).end()));
});
afterAll(() => Promise.all([source.close(), tokens.close()]));
beforeEach(() => {
  [now, given, taken] = [1_795_000_000_000, 'token-of-the-morning-8841', 'token-of-the-morning-8841'];
  source.asked.length = 0;
  tokens.asked.length = 0;
});

function open(allowed = tokens.url) {
  const token = { tokenUrl: new URL('oauth/token', allowed), clientId: 'trung-tam', secret: SECRET, auth: 'basic' } as const;
  const plan: SourcePlan = { base: new URL(source.url), internal: true, addresses: [], headers: {}, secrets: secretsOf(token), token };
  const outbound: Outbound = createOutbound({ plans: new Map([['lgsp', plan]]), fallback: null, onRefused: () => undefined, clock: () => now });
  const connection = () => outbound.connectionOf(sourceOf('lgsp'));
  return { outbound, connection, ...bench({ lgsp: '' }, [datasetOf('totals', 'lgsp')], { connection, times: { clock: () => now, monotonic: () => now, random: () => 0 } }) };
}

describe('a source that wants a token', () => {
  it('is given one, which serves every question and every federation of this gateway', async () => {
    const { federation, ask, connection } = open();
    expect((await Promise.all(Array.from({ length: 6 }, () => ask()))).every((answer) => answer.ok)).toBe(true);
    federation.dispose();
    const second = bench({ lgsp: '' }, [datasetOf('totals', 'lgsp')], { connection });
    expect((await second.ask()).ok).toBe(true);
    second.federation.dispose();
    expect([tokens.asked.length, source.asked.length]).toEqual([1, 7]);
    expect(tokens.asked[0]).toMatchObject({ method: 'POST', url: '/oauth/token', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect(JSON.stringify(source.asked)).not.toContain(SECRET);
  });

  it('and takes it no longer: one more is fetched, and the question is answered', async () => {
    const { federation, ask } = open();
    expect((await ask()).ok).toBe(true);
    now += 60_000;
    [given, taken] = ['token-of-the-evening-5520', 'token-of-the-evening-5520'];
    expect((await ask()).ok).toBe(true);
    expect([tokens.asked.length, source.asked.length]).toEqual([2, 3]);
    federation.dispose();
  });

  it('and takes none: denied, after one renewal, and then nobody knocks', async () => {
    const { federation, ask } = open();
    expect((await ask()).ok).toBe(true);
    now += 60_000;
    taken = 'another';
    for (let at = 0; at < 5; at += 1) expect(errorOf(await ask())).toMatchObject({ kind: 'denied', httpStatus: 401 });
    expect([tokens.asked.length, source.asked.length]).toEqual([2, 3]);
    federation.dispose();
  });

  it('S10: a client that is refused asks for no more than three tokens an hour, and no question reaches the source', async () => {
    given = '';
    const { federation, ask } = open();
    for (let minute = 0; minute < 59; minute += 1) {
      expect(errorOf(await ask())).toMatchObject({ kind: 'denied' });
      now += 60_000;
    }
    expect(tokens.asked.length).toBeLessThanOrEqual(3);
    expect(source.asked).toEqual([]);
    federation.dispose();
  });

  it('I-10: the token is a secret as any other, also the one before', async () => {
    const { federation, ask, outbound } = open();
    await ask();
    expect(outbound.holdsSecret(`{"you":"${given}"}`)).toBe(true);
    now += 60_000;
    const before = given;
    [given, taken] = ['token-of-the-evening-5520', 'token-of-the-evening-5520'];
    await ask();
    for (const echoed of [before, given, `{"x":"${given.slice(3, 18)}"}`, SECRET]) expect(outbound.holdsSecret(echoed)).toBe(true);
    expect(outbound.holdsSecret(JSON.stringify(goodPayload))).toBe(false);
    federation.dispose();
  });

  it('S1: a token’s server that is away is a source that is away', async () => {
    const { federation, ask } = open('http://127.0.0.1:9/');
    expect(errorOf(await ask())).toMatchObject({ kind: 'unreachable' });
    expect(source.asked).toEqual([]);
    federation.dispose();
  });
});
