import { createPinia } from 'pinia';
import { createApp } from 'vue';
import type { Component } from 'vue';
import { openSnapshotCache } from '@/cache/open-snapshot-cache';
import { parsePack } from '@/config/parse-pack';
import type { PackReading } from '@/config/parse-pack';
import { KEPT_COPY } from '@/offline/shell-build';
import { createFederation } from '@/federation/create-federation';
import { startAhead } from '@/federation/worker/browser-thread';
import { browserClock, browserOnline, browserVisibility } from '@/query/browser';
import { createQueryClient } from '@/query/query-client';
import { QUERY_CLIENT } from '@/query/query-client-key';
import { builtInWidgets } from './built-in-widgets';
import { createPortalRouter } from './router';
import type { Shell } from './shell-context';

/** Nobody is signed in yet; the gateway will name the person. */
const IDENTITY = 'anonymous';
const CACHE_BUDGET_BYTES = 64 * 1024 * 1024;

/**
 * Brings the portal up: opens the device cache and fetches the province pack side by side, joins the sources, mounts
 * `root`. Whatever fails here is said on the page in words; the page is never blank.
 */
export async function start(root: Component): Promise<void> {
  const province = document.querySelector('meta[name="province"]')?.getAttribute('content') ?? 'nghe-an';
  const cache = openSnapshotCache({ identity: IDENTITY, province, budgetBytes: CACHE_BUDGET_BYTES, now: browserClock.now });
  const startThread = startAhead();
  const pack = await fetchPack(province);
  if (!pack) return showFailure(null);
  const { files } = pack;
  const reading = parsePack(files);
  if (!reading.province) return showFailure(reading, files);

  const federation = createFederation({
    sources: reading.province.sources,
    datasets: reading.province.datasets,
    resolveUrl: (url) => new URL(url, document.baseURI).href,
    startThread,
  });
  // Compiles every mapping while the first answers are on their way, and finds the faulty ones before anybody asks.
  const datasetFaults = federation.checkDatasets();
  const queries = createQueryClient({
    datasets: reading.province.datasets,
    ask: federation.ask,
    cache,
    cacheIsNew: !deviceHasAnswers(),
    clock: browserClock,
    random: Math.random,
    online: browserOnline(),
    visibility: browserVisibility(),
    onReconnect: federation.wake,
  });
  const shell: Shell = {
    province: reading.province, faults: reading.faults, datasetFaults, files, queries,
    startedCutOff: pack.kept,
    registry: builtInWidgets(),
    cache,
  };
  const app = createApp(root, { shell });
  app.provide(QUERY_CLIENT, queries);
  app.use(createPinia());
  app.use(createPortalRouter(reading.province.defaults.dashboard));
  app.mount('#app');
  void import('@/offline/register').then(({ registerOffline }) => registerOffline());
}

const VISITED = 'toan-canh.visited';

/** Whether this device may hold answers from an earlier visit; notes this one. Wrong guesses cost a quarter second or a request. */
function deviceHasAnswers(): boolean {
  try {
    const visited = localStorage.getItem(VISITED) !== null;
    localStorage.setItem(VISITED, '1');
    return visited;
  } catch {
    // Storage is forbidden: then there is no device cache either.
    return false;
  }
}

interface FetchedPack {
  readonly files: Readonly<Record<string, unknown>>;
  /** The portal did not answer; this is the copy kept on the device. */
  readonly kept: boolean;
}

/** The pack's files by path; null when there are none to be had. The page's own file, not a source. */
async function fetchPack(province: string): Promise<FetchedPack | null> {
  try {
    const reply = await fetch(`/provinces/${encodeURIComponent(province)}/pack.json`, { credentials: 'same-origin' });
    const content: unknown = reply.ok ? await reply.json() : null;
    const files = typeof content === 'object' && content !== null && 'files' in content ? content.files : null;
    if (typeof files !== 'object' || files === null) return null;
    return { files: files as FetchedPack['files'], kept: reply.headers.has(KEPT_COPY) };
  } catch {
    // No network and no copy kept, or not JSON: the caller says so on the page.
    return null;
  }
}

async function showFailure(reading: PackReading | null, files: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const { showStartFailure } = await import('./start-failure');
  showStartFailure(reading?.faults ?? [], files);
}
