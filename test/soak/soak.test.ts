import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEAKS } from './both-sides';
import type { SoakOptions } from './options';
import { GATE, faultsOf, steadySlopeOf, type Gate, type Verdict } from './slope';
import { runSoak } from './soak';
import { serveSoak } from './soak-site';

/**
 * The short form of `npm run soak`. With plain code the heap is level after 20 cycles, so what still rises is what the page keeps: up to
 * 180 bytes a cycle have been seen of so few samples, eight times the gate of three days is allowed. Nodes and listeners have been the same
 * in every sample, and may differ less than in three days; charts and maps are judged as ever.
 */
const SHORT: SoakOptions = { cycles: 80, warmUp: 20, rotates: 5, only: null, plainCode: true, leaky: null, json: false };
const SHORT_GATE: Gate = { ...GATE, slope: 8 * GATE.slope, flat: 0.5 };

let site: Awaited<ReturnType<typeof serveSoak>>;
beforeAll(async () => { site = await serveSoak(); });
afterAll(() => site.close());

async function soaked(options: SoakOptions): Promise<{ verdict: Verdict; widgets: readonly string[] }> {
  const { verdict, widgets, samples } = await runSoak(site.url, options, () => undefined);
  return { verdict: { ...verdict, slopeBytesPerCycle: steadySlopeOf(samples.map(({ cycle, heapBytes }) => ({ x: cycle, y: heapBytes }))) }, widgets };
}

describe('every widget, a dashboard and a wall, refreshed and rotated', () => {
  it('keep nothing', async () => {
    const { verdict, widgets } = await soaked(SHORT);
    expect(widgets.length).toBeGreaterThanOrEqual(22);
    expect(faultsOf(verdict, SHORT_GATE)).toEqual([]);
  });

  it.each(LEAKS)('one that keeps something of every %s is found', async (leaky) => {
    const { verdict } = await soaked({ ...SHORT, leaky, only: 'indicator-card' });
    expect(verdict.slopeBytesPerCycle).toBeGreaterThan(SHORT_GATE.slope);
    expect(verdict.listenersPct).toBeGreaterThan(GATE.flat);
  });
});
