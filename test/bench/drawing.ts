import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../e2e/support/browser';
import { serveSoak } from '../soak/soak-site';
import type { Drawing as PageDrawing } from './drawing/main';
import { measureMoving, type MovingResult } from './moving';
import { median } from './statistics';

/** Ratios and counts of the page's own drawing, without a gateway; every time is a median, ms. */
export interface DrawingResult {
  /** How many times as long 60 tiles take as 12, until settled and at a refresh that changes them all. */
  readonly sixtyToTwelve: { readonly settled: number; readonly refresh: number };
  readonly settledMs: { readonly twelve: number; readonly sixty: number };
  /** Changes of the document and strokes on canvases at a refresh whose answers say the same, most of all rounds. */
  readonly idleRepaints: number;
  /** The same at one whose answers differ: what counts, counts. */
  readonly changedRepaints: number;
  readonly sceneMs: number;
  /** What is dragged. */
  readonly moving: MovingResult;
}
declare const drawing: PageDrawing;

const SITE = fileURLToPath(new URL('./drawing', import.meta.url));
const PAGE = { viewport: { width: 1920, height: 1080 }, deviceScaleFactor: 1, locale: 'vi-VN' };
const [FEW, MANY] = [12, 60];
const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Measures `rounds` times in one browser, after one round that is not counted. */
export async function measureDrawing(rounds: number): Promise<DrawingResult> {
  const site = await serveSoak(SITE);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage(PAGE);
    await page.goto(site.url);
    const once = async (tiles: number) => ({
      settled: await page.evaluate((count) => drawing.board(count), tiles),
      changed: await page.evaluate(() => drawing.refresh(true)),
      same: await page.evaluate(() => drawing.refresh(false)),
    });
    await once(MANY);
    const seen = { few: [await once(FEW)], many: [await once(MANY)], scenes: [] as number[] };
    for (let round = 1; round < rounds; round += 1) {
      seen.few.push(await once(FEW));
      seen.many.push(await once(MANY));
    }
    for (let round = 0; round <= rounds; round += 1) seen.scenes.push(await page.evaluate(() => drawing.scene()));
    const middle = (all: typeof seen.few, pick: (one: (typeof seen.few)[number]) => number): number => median(all.map(pick));
    await page.close();
    const [twelve, sixty] = [middle(seen.few, (one) => one.settled), middle(seen.many, (one) => one.settled)];
    return {
      sixtyToTwelve: { settled: rounded(sixty / twelve), refresh: rounded(middle(seen.many, (one) => one.changed.ms) / middle(seen.few, (one) => one.changed.ms)) },
      settledMs: { twelve: rounded(twelve), sixty: rounded(sixty) },
      idleRepaints: Math.max(...[...seen.few, ...seen.many].map((one) => one.same.repaints)),
      changedRepaints: Math.min(...[...seen.few, ...seen.many].map((one) => one.changed.repaints)),
      // The first was from nothing.
      sceneMs: rounded(median(seen.scenes.slice(1))),
      moving: await movingOn(browser, site.url, rounds),
    };
  } finally {
    await browser.close();
    await site.close();
  }
}

/** On a page of its own: what 60 tiles left behind is no part of it. */
async function movingOn(browser: Browser, url: string, rounds: number): Promise<MovingResult> {
  const page = await browser.newPage(PAGE);
  await page.goto(url);
  return measureMoving(page, rounds);
}
