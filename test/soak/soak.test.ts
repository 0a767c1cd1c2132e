import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GATE, faultsOf, type Gate } from './slope';
import { runSoak } from './soak';
import { serveSoak } from './soak-site';

/**
 * The short form of `npm run soak`. The heap still settles here, as code is compiled and caches fill (some 14 KiB for each cycle), so it may
 * rise more than in three days; what a widget keeps of every refresh is above that too. Nodes, listeners, charts and maps are judged as ever.
 */
const SHORT = { cycles: 160, warmUp: 40, rotates: 20, json: false };
const FOUND_AFTER = 100;
const SETTLING: Gate = { ...GATE, slope: 24 * 1_024, growth: 20 };
const say = (): void => undefined;

let site: Awaited<ReturnType<typeof serveSoak>>;
beforeAll(async () => { site = await serveSoak(); });
afterAll(() => site.close());

describe('every widget, a dashboard and a wall, refreshed and rotated', () => {
  it('keep no nodes, no listeners, no charts and no maps', async () => {
    const { verdict, widgets } = await runSoak(site.url, { ...SHORT, leaky: false }, say);
    expect(widgets.length).toBeGreaterThanOrEqual(22);
    expect(faultsOf(verdict, SETTLING)).toEqual([]);
  });

  it('one that keeps something of every refresh is found', async () => {
    const { verdict } = await runSoak(site.url, { ...SHORT, cycles: FOUND_AFTER, leaky: true }, say);
    expect(verdict.slopeBytesPerCycle).toBeGreaterThan(SETTLING.slope);
    expect(verdict.listenersPct).toBeGreaterThan(GATE.flat);
  });
});
