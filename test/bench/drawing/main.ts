import '@/security/at-start';
import '@/ui/tokens.css';
import '@/ui/base.css';
import '@/ui/controls.css';
import { createApp, defineComponent, h, nextTick, shallowRef } from 'vue';
import { QUERY_CLIENT } from '@/query/query-client-key';
import { soakContent } from '../../soak/site/content';
import DrawingPage from './DrawingPage.vue';
import { watchPaint } from './watch-paint';

/** What the browser is asked from outside; every time is in ms. */
export interface Drawing {
  /** From nothing until so many tiles have settled and been presented. */
  board(tiles: number): Promise<number>;
  /** Every source is asked once more, with other figures or the same. */
  refresh(isChanged: boolean): Promise<{ readonly ms: number; readonly repaints: number }>;
  /** From one scene of a wall to the other, until its tiles have settled. */
  scene(): Promise<number>;
}

let cycle = 0;
const content = soakContent(null, null, () => cycle);
const tiles = shallowRef(0);
const scene = shallowRef<0 | 1 | null>(null);
const app = createApp(defineComponent({ setup: () => () => h(DrawingPage, { content, tiles: tiles.value, scene: scene.value }) }));
app.provide(QUERY_CLIENT, content.queries);
app.mount('#app');

const frame = (): Promise<void> => new Promise((done) => { requestAnimationFrame(() => done()); });
const isUnsettled = (): boolean => document.querySelector('[data-widget]') === null || document.querySelector('[data-state="loading"]') !== null;

async function settled(began: number): Promise<number> {
  await nextTick();
  while (isUnsettled()) await frame();
  await frame();
  await frame();
  return performance.now() - began;
}

const paint = watchPaint(document.body);
const drawing: Drawing = {
  async board(count) {
    [tiles.value, scene.value] = [0, null];
    await nextTick();
    await frame();
    const began = performance.now();
    tiles.value = count;
    return settled(began);
  },
  async refresh(isChanged) {
    if (isChanged) cycle += 1;
    await frame();
    paint.clear();
    const began = performance.now();
    await Promise.all(content.tiles.map(({ queries }) => queries.refetchAll()));
    await nextTick();
    await frame();
    await frame();
    return { ms: performance.now() - began, repaints: paint.count() };
  },
  async scene() {
    tiles.value = 0;
    const began = performance.now();
    scene.value = scene.value === 0 ? 1 : 0;
    return settled(began);
  },
};
Object.assign(globalThis, { drawing });
