import { describe, expect, it } from 'vitest';
import type { SourceHealth } from '@/federation/health';
import { HELD_HEALTH } from '@/federation/portal-health';
import type { SourceError } from '@/federation/source-error';
import { datasetOf, sourceOf } from '../../test/contract/federation-server';
import type { Admitted } from './admit';
import { createFailures } from './failures';
import { createFollowed } from './followed';
import { createHeartbeat, type Beat } from './heartbeat';
import { smallProvince } from './testing/desk-bench';

const START = Date.parse('2026-11-21T01:00:00Z');
const PROVINCE = {
  ...smallProvince([
    datasetOf('by-unit', 'health', { parameters: [{ name: 'unit', required: true }] }), datasetOf('light', 'health'), datasetOf('heavy', 'health'),
    datasetOf('only-by-unit', 'schools', { parameters: [{ name: 'unit', required: true }] }), datasetOf('own', 'portal'),
  ]),
  sources: new Map([['health', sourceOf('health')], ['schools', sourceOf('schools')], ['portal', sourceOf('portal', { settings: { held: HELD_HEALTH } })]]),
};
const admittedTo = (id: string, params: Readonly<Record<string, string>> = {}): Admitted => {
  const dataset = PROVINCE.datasets.get(id);
  if (!dataset) throw new Error(id);
  return { query: { dataset: id, params }, queryKey: id, dataset, share: {} as Admitted['share'], province: PROVINCE, key: `key ${id}`, unmasks: false };
};

function bench() {
  let now = START;
  let told = 0;
  let fault: Pick<SourceError, 'kind' | 'pointer'> | null = null;
  const asked: string[] = [];
  const standing = new Map<string, SourceHealth>();
  const followed = createFollowed();
  const weights = new Map<string, number>([['key light', 10], ['key heavy', 1_000]]);
  const heart = createHeartbeat({
    core: { clock: () => now, province: { current: () => PROVINCE } },
    health: () => [...standing.values()], followed, failures: createFailures(),
    weigh: (key) => weights.get(key) ?? null,
    tell: () => { told += 1; return true; },
    ask: ({ dataset: { id, source }, query }: Beat) => {
      asked.push(`${id}${JSON.stringify(query.params)}`);
      const before = standing.get(source);
      const error = fault && { ...fault, source, dataset: id };
      standing.set(source, {
        source, state: 'closed', consecutiveFailures: 0, nextTryAt: null, underWay: 0, waiting: 0, lastFailure: error ? START : null,
        lastSuccess: error ? before?.lastSuccess ?? null : START + (now - START), lastError: error, failing: error !== null, lastRead: null,
      } as SourceHealth);
      return Promise.resolve(error);
    },
  });
  return {
    heart, asked, standing, told: () => told,
    fail: (kind: SourceError['kind'] | null) => { fault = kind && { kind }; },
    async pass(seconds: number, looking = true) {
      for (let second = 0; second < seconds; second += 1) {
        now += 1_000;
        if (looking) heart.look();
        heart.tick();
        await Promise.resolve().then(() => undefined).then(() => undefined);
      }
    },
    follow(id: string) {
      followed.touch(admittedTo(id), now);
      heart.know(admittedTo(id));
    },
  };
}

describe('while somebody looks at how sources fare', () => {
  it('each is asked every few seconds by its lightest question, and nobody is asked when nobody looks', async () => {
    const { asked, follow, pass } = bench();
    await pass(30, false);
    expect(asked).toEqual([]);
    for (const id of ['heavy', 'light']) follow(id);
    await pass(12);
    expect(new Set(asked)).toEqual(new Set(['light{}']));
    expect(asked.length).toBeGreaterThanOrEqual(4);
    const heard = asked.length;
    await pass(60, false);
    expect(asked.length - heard).toBeLessThanOrEqual(8);
  });

  it('a source whose every question names something is asked as a page once asked it', async () => {
    const { asked, heart, pass } = bench();
    await pass(3);
    expect(asked).not.toContain('only-by-unit{"unit":"40"}');
    heart.know(admittedTo('only-by-unit', { unit: '40' }));
    await pass(3);
    expect(asked).toContain('only-by-unit{"unit":"40"}');
  });

  it('what the gateway holds itself, and what is left alone, is not asked', async () => {
    const { asked, standing, pass } = bench();
    standing.set('health', { source: 'health', state: 'open', lastSuccess: null, lastFailure: null, lastError: null, consecutiveFailures: 3, nextTryAt: null, underWay: 0, waiting: 0 });
    await pass(20);
    expect(asked).toEqual([]);
  });

  it('a failing question is asked at most 25 times in ten minutes, and pages are told when a source turns, not each time', async () => {
    const { asked, fail, follow, pass, told } = bench();
    follow('light');
    await pass(3);
    const [calm, before] = [told(), asked.length];
    await pass(9);
    expect(told()).toBe(calm);
    fail('malformed');
    await pass(3);
    expect(told()).toBe(calm + 1);
    await pass(600);
    const counts = new Map<string, number>();
    for (const question of asked.slice(before + 3)) counts.set(question, (counts.get(question) ?? 0) + 1);
    for (const [question, count] of counts) expect(count, question).toBeLessThanOrEqual(25);
    expect(told()).toBeLessThanOrEqual(calm + 3);
  });
});
