import type { CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../e2e/support/browser';
import { VARIETY } from './both-sides';
import type { SoakOptions } from './options';
import { verdictOf, type Sample, type Verdict } from './slope';

/** At most so many samples of a long run: each collects the garbage of the whole page. */
const MOST_SAMPLES = 200;
/**
 * What the engine makes of code that runs often weighs more than what the page keeps, and goes on for hundreds of rotations. With these it
 * makes machine code of each function once, as it is written, and never throws it away.
 */
const PLAIN_CODE = '--js-flags=--no-opt --no-maglev --always-sparkplug --no-lazy-feedback-allocation --no-flush-bytecode';
const VIEWPORT = { width: 1920, height: 1080 };

/** What a run was: its verdict, and what the page itself complained of. */
export interface SoakRun {
  readonly verdict: Verdict;
  readonly faults: readonly string[];
  readonly widgets: readonly string[];
  readonly samples: readonly Sample[];
}

interface PageSoak {
  readonly widgets: readonly string[];
  run(count: number): Promise<readonly string[]>;
  left(): Promise<{ readonly charts: number; readonly maps: number }>;
}
declare const soak: PageSoak;

async function weigh(session: CDPSession, cycle: number): Promise<Sample> {
  for (let at = 0; at < 2; at += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { cycle, heapBytes: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners'), documents: of('Documents') };
}

const commonOf = (a: number, b: number): number => (b === 0 ? a : commonOf(b, a % b));

/** How many cycles lie between samples: whole rotations and whole rounds of answers, so that the same was on the page before each. */
export function sampleEvery({ cycles, warmUp, rotates }: Pick<SoakOptions, 'cycles' | 'warmUp' | 'rotates'>): number {
  const round = (rotates * VARIETY) / commonOf(rotates, VARIETY);
  return Math.max(1, Math.ceil((cycles - warmUp) / MOST_SAMPLES / round)) * round;
}

/** What the page is told in its address. */
function asked({ rotates, warmUp, leaky, only }: SoakOptions): string {
  const told = new URLSearchParams({ rotates: String(rotates), 'warm-up': String(warmUp) });
  if (leaky) told.set('leaky', leaky);
  if (only !== null) told.set('only', only);
  return told.toString();
}

async function cyclesOn(page: Page, session: CDPSession, options: SoakOptions, say: (line: string) => void): Promise<{ samples: Sample[]; faults: string[] }> {
  const step = sampleEvery(options);
  const samples: Sample[] = [];
  const faults: string[] = [];
  for (let cycle = 0; cycle < options.cycles;) {
    const count = Math.min(step, options.cycles - cycle);
    faults.push(...(await page.evaluate((many) => soak.run(many), count)));
    cycle += count;
    if (faults.length > 0) break;
    if (cycle < options.warmUp || count < step) continue;
    const sample = await weigh(session, cycle);
    samples.push(sample);
    say(`${String(cycle).padStart(7)} cycles ${(sample.heapBytes / 2 ** 20).toFixed(3)} MiB ${sample.nodes} nodes ${sample.listeners} listeners ${sample.documents} documents`);
  }
  return { samples, faults };
}

/** Refreshes and rotates the page at `url` in a browser of its own; `say` hears of each sample. */
export async function runSoak(url: string, options: SoakOptions, say: (line: string) => void): Promise<SoakRun> {
  const browser = await launchBrowser(options.plainCode ? [PLAIN_CODE] : []);
  try {
    const page = await browser.newPage({ viewport: VIEWPORT, deviceScaleFactor: 1, locale: 'vi-VN' });
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.enable');
    await session.send('Performance.enable');
    await page.goto(`${url}?${asked(options)}`);
    const widgets = await page.evaluate(() => soak.widgets);
    const unknown = options.only?.split(',').filter((id) => !widgets.includes(id)) ?? [];
    if (unknown.length > 0) throw new Error(`no such widget: ${unknown.join(', ')}`);
    const { samples, faults } = await cyclesOn(page, session, options, say);
    if (faults.length > 0) throw new Error(`the page complained:\n${[...new Set(faults)].slice(0, 10).join('\n')}`);
    return { verdict: verdictOf(options.cycles, samples, await page.evaluate(() => soak.left())), faults, widgets, samples };
  } finally {
    await browser.close();
  }
}
