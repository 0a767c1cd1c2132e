import { get } from 'node:http';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import { CHROMIUM_ARGS } from '../e2e/support/browser';
import { findChromium, HOW_TO_GET_IT } from '../e2e/support/chromium';

/** What one visit to a page cost. */
export interface Visit {
  /** On the wire, headers included (CDP `encodedDataLength`), of every request the page made until it had been quiet. */
  readonly bytes: number;
  /** Requests that reached the network. */
  readonly requests: number;
  /** Navigation start → `data-ready` on `<html>`, which both pages set after a frame with everything drawn was presented. ms. */
  readonly paintedMs: number;
  /** Total blocking time: what each long task before painted took beyond 50 ms. ms. */
  readonly blockingMs: number;
  /** V8 heap of the page in use after two forced collections. MiB. */
  readonly heapMB: number;
  /** States of the tiles that were painted, by count; empty on the limit page. */
  readonly tiles: Readonly<Record<string, number>>;
}

export interface VisitOptions {
  /** CPU four times slower, 20 Mbit/s, 40 ms round trip. */
  readonly weak: boolean;
  readonly offline: boolean;
}

const WATCH = fileURLToPath(new URL('./watch.js', import.meta.url));
const VIEWPORT = { width: 1920, height: 1080 };
const READY_MS = 60_000;
/** After painting, before the heap is read: late work belongs to the page too. */
const SETTLE_MS = 1_500;
const WEAK_NETWORK = { offline: false, latency: 40, downloadThroughput: (20 * 1_000_000) / 8, uploadThroughput: (20 * 1_000_000) / 8 };

/** A browser process on a profile of its own; nothing else in it. */
export function openProfile(folder: string): Promise<BrowserContext> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(HOW_TO_GET_IT);
  return chromium.launchPersistentContext(folder, { executablePath, args: CHROMIUM_ARGS, viewport: VIEWPORT, deviceScaleFactor: 1, locale: 'vi-VN' });
}

/** Bytes an answer takes on the wire, headers included, asked as a browser asks. */
function wireBytes(url: string): Promise<number> {
  return new Promise((done, fail) => {
    get(url, { agent: false, headers: { 'accept-encoding': 'gzip, deflate, br, zstd' } }, (reply) => {
      reply.on('end', () => done(reply.socket.bytesRead)).resume();
    }).on('error', fail);
  });
}

interface Wire {
  bytes: number;
  requests: number;
  /** Asked by the page and answered to somebody else: the scripts of its workers. */
  readonly workers: Map<string, string>;
}

/** Adds up what the network carried for a page. */
function meter(session: CDPSession): Wire {
  const wire: Wire = { bytes: 0, requests: 0, workers: new Map() };
  const network = new Set<string>();
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (/\/assets\/worker-/.test(request.url)) wire.workers.set(requestId, request.url);
  });
  session.on('Network.responseReceived', ({ requestId, response }) => {
    wire.workers.delete(requestId);
    if (!/^https?:/.test(response.url) || response.fromServiceWorker || response.fromDiskCache || response.fromPrefetchCache) return;
    network.add(requestId);
    wire.requests += 1;
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (network.has(requestId)) wire.bytes += encodedDataLength;
  });
  return wire;
}

async function totalOf(wire: Wire, offline: boolean): Promise<{ bytes: number; requests: number }> {
  const workers = offline ? [] : await Promise.all([...wire.workers.values()].map(wireBytes));
  return { bytes: workers.reduce((sum, bytes) => sum + bytes, wire.bytes), requests: wire.requests + workers.length };
}

async function slowDown(session: CDPSession): Promise<void> {
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await session.send('Network.emulateNetworkConditions', WEAK_NETWORK);
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.enable');
  for (let at = 0; at < 2; at += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 2 ** 20;
}

interface Seen {
  readonly paintedMs: number;
  readonly long: readonly { readonly start: number; readonly ms: number }[];
}

async function seenBy(page: Page): Promise<Seen> {
  const seen = (await page.evaluate('globalThis.benchSeen')) as Seen;
  if (seen.paintedMs <= 0) throw new Error('the page was ready and nobody saw it');
  return seen;
}

/** Waits until the page says that it can live without a network; false where it never does. */
export async function untilKept(context: BrowserContext): Promise<boolean> {
  const page = context.pages()[0];
  const said = await page?.waitForSelector('html[data-offline="ready"]', { state: 'attached', timeout: READY_MS }).catch(() => null);
  return said !== null && said !== undefined;
}

async function tilesOf(page: Page): Promise<Record<string, number>> {
  const states = (await page.evaluate("[...document.querySelectorAll('[data-widget]')].map((tile) => tile.dataset.state)")) as string[];
  const counts: Record<string, number> = {};
  for (const state of states) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** Opens `url` in the profile's first tab and measures until it is painted and quiet. */
export async function visit(context: BrowserContext, url: string, options: VisitOptions): Promise<Visit> {
  const page = context.pages()[0] ?? (await context.newPage());
  await page.addInitScript({ path: WATCH });
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const wire = meter(session);
  if (options.weak) await slowDown(session);
  if (options.offline) await context.setOffline(true);
  await page.goto(url, { waitUntil: 'commit', timeout: READY_MS });
  await page.waitForSelector('html[data-ready="true"]', { state: 'attached', timeout: READY_MS });
  await page.waitForTimeout(SETTLE_MS);
  const { paintedMs, long } = await seenBy(page);
  const blockingMs = long.filter((task) => task.start < paintedMs).reduce((sum, task) => sum + Math.max(0, task.ms - 50), 0);
  return { ...(await totalOf(wire, options.offline)), paintedMs, blockingMs, tiles: await tilesOf(page), heapMB: await heapOf(session) };
}
