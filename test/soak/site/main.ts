import '@/security/at-start';
import { advance, frame, settle, until } from './fake-time';
import '@/ui/tokens.css';
import '@/ui/base.css';
import '@/ui/controls.css';
import { createApp, defineComponent, h, shallowRef } from 'vue';
import { QUERY_CLIENT } from '@/query/query-client-key';
import { LEAKS } from '../both-sides';
import { soakContent, STAGES } from './content';
import type { Stage } from './content';
import { live } from './live';
import SoakPage from './SoakPage.vue';

const CYCLE_MS = 5_000;
const WARM_UP_ROTATES = 10;

/** What the browser is asked from outside. */
export interface Soak {
  /** Widgets on the page. */
  readonly widgets: readonly string[];
  /** Runs cycles and returns what went wrong in them. */
  run(count: number): Promise<readonly string[]>;
  /** Charts and maps left once nothing is shown; then everything is shown again. */
  left(): Promise<{ readonly charts: number; readonly maps: number }>;
  readonly live: { readonly charts: number; readonly maps: number };
}

const faults: string[] = [];
addEventListener('error', (event) => faults.push(event.message));
addEventListener('unhandledrejection', (event) => faults.push(String(event.reason)));

let cycle = 0;
const asked = new URLSearchParams(location.search);
const only = asked.get('only')?.split(',') ?? null;
/** One cycle in so many everything goes and comes. */
const rotatesEvery = Number(asked.get('rotates'));
/** What a rotation needs is to be warm too before anything counts. */
const rotatesInWarmUp = Math.min(rotatesEvery, WARM_UP_ROTATES);
const warmUp = Number(asked.get('warm-up'));
const content = soakContent(LEAKS.find((leak) => leak === asked.get('leaky')) ?? null, only, () => cycle);
const stage = shallowRef<Stage | null>(null);
const app = createApp(defineComponent({ setup: () => () => h(SoakPage, { content, stage: stage.value }) }));
app.config.errorHandler = (fault) => faults.push(String(fault));
app.provide(QUERY_CLIENT, content.queries);
app.mount('#app');

const clients = [content.queries, ...content.tiles.map(({ queries }) => queries)];
async function refresh(): Promise<void> {
  await advance(CYCLE_MS);
  await Promise.all(clients.map((client) => client.refetchAll()));
  await settle();
  await frame();
}

async function show(next: Stage | null): Promise<void> {
  stage.value = next;
  await settle();
  await frame();
  await until(() => document.querySelector('[data-state="loading"]') === null);
}

/** Everything is taken away, also while it is being loaded, and comes again. */
async function rotate(): Promise<void> {
  for (const next of [...STAGES.slice(1), STAGES[0]]) {
    stage.value = next;
    await Promise.resolve();
    stage.value = null;
    await settle();
    if (live.charts + live.maps > 0) faults.push(`before ${next}: ${live.charts} charts and ${live.maps} maps are left`);
    await show(next);
    await refresh();
  }
}

/** What draws nothing keeps nothing: every widget must show its figures. */
const hollow = (): readonly string[] => {
  const tiles = [...document.querySelectorAll<HTMLElement>('[data-widget]')].map(({ dataset }) => `${dataset['widget'] ?? ''} ${dataset['state'] ?? ''}`);
  const bad = tiles.filter((tile) => /crashed|loading|error|no-data|denied/.test(tile));
  return [...bad, ...(tiles.length < content.tiles.length ? [`${tiles.length} tiles`] : []), ...(only === null && live.charts === 0 ? ['no chart'] : []), ...(only === null && live.maps === 0 ? ['no map'] : [])];
};

const soak: Soak = {
  widgets: content.tiles.map(({ tile }) => tile.id),
  live,
  async run(count) {
    if (stage.value === null) await show('widgets');
    for (let done = 0; done < count; done += 1) {
      cycle += 1;
      await refresh();
      if (cycle % (cycle <= warmUp ? rotatesInWarmUp : rotatesEvery) === 0) await rotate();
    }
    return [...faults.splice(0), ...hollow()];
  },
  async left() {
    await show(null);
    const left = { ...live };
    await show('widgets');
    return left;
  },
};
Object.assign(globalThis, { soak });
