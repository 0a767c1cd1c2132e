import { createPinia } from 'pinia';
import { createApp, shallowRef } from 'vue';
import type { Component } from 'vue';
import { parsePack } from '@/config/parse-pack';
import type { PackReading } from '@/config/parse-pack';
import type { Province } from '@/config/province';
import { browserClock, browserOnline, browserVisibility } from '@/query/browser';
import { createQueryClient } from '@/query/query-client';
import { QUERY_CLIENT } from '@/query/query-client-key';
import type { Workspace } from '@/state/workspace';
import { WORKSPACE } from '@/state/workspace-key';
import { builtInWidgets } from './built-in-widgets';
import type { Opening } from './opening';
import { createPortalRouter } from './router';
import { homeDashboard } from './session/session-model';
import { SHELL } from './shell-context';
import type { Shell } from './shell-context';
import { useSession } from './stores/session';
import { wholeProvince } from './whole-province';

const meta = (name: string): string | null | undefined => document.querySelector(`meta[name="${name}"]`)?.getAttribute('content');

/**
 * Brings the portal up in the mode the page was served in: fetches the configuration while the device cache opens, joins what answers
 * questions, mounts `root`. Whatever fails here is said on the page in words; the page is never blank.
 */
export async function start(root: Component): Promise<void> {
  const id = meta('province') ?? 'nghe-an';
  // Each mode carries its own: the gateway's page neither reads sources nor starts the reading thread.
  const { open } = await (meta('mode') === 'gateway' ? import('./gateway-start') : import('./direct-start'));
  const opening = await open(id);
  if (!opening.ok) return showFailure(null);
  const reading = parsePack(opening.value.files);
  if (!reading.province) return showFailure(reading, opening.value.files);
  mount(root, opening.value, reading, reading.province);
  void import('@/offline/register').then(({ registerOffline }) => registerOffline());
}

function mount(root: Component, opening: Opening, { faults }: PackReading, province: Province): void {
  const { files, cache, session } = opening;
  const whole = wholeProvince(province, opening);
  const app = createApp(root);
  app.use(createPinia());
  const known = useSession();
  const { ask, datasetFaults, wake, forget } = opening.sourcing(whole.asked, () => known.refreshSoon());
  const queries = createQueryClient({
    datasets: whole.asked.datasets,
    ask,
    cache,
    cacheIsNew: !deviceHasAnswers(),
    clock: browserClock,
    random: Math.random,
    online: browserOnline(),
    visibility: browserVisibility(),
    onReconnect() {
      wake();
      known.refreshSoon();
    },
  });
  const shell: Shell = { get province() { return whole.province.value; }, catalogue: whole.loader, faults, datasetFaults, files, queries, startedCutOff: opening.kept, registry: builtInWidgets(province.extensions), cache, forget };
  app.provide(SHELL, shell);
  app.provide(QUERY_CLIENT, queries);
  const workspace = shallowRef<Workspace | null>(null);
  app.provide(WORKSPACE, workspace);
  if (session) known.begin(session, browserClock.now());
  app.use(createPortalRouter({ home: () => homeDashboard(province, known.view), view: () => known.view }));
  app.mount('#app');
  if (session) void import('./session/keep-session').then(({ keepSession }) => keepSession(shell, known, workspace));
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

async function showFailure(reading: PackReading | null, files: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const { showStartFailure } = await import('./start-failure');
  showStartFailure(reading?.faults ?? [], files);
}
