import '@/security/at-start';
import '@/ui/tokens.css';
import '@/ui/base.css';
import '@/ui/controls.css';
import { createApp, defineComponent, h, nextTick, shallowRef } from 'vue';
import { QUERY_CLIENT } from '@/query/query-client-key';
import type { Workspace } from '@/state/workspace';
import { WORKSPACE } from '@/state/workspace-key';
import { soakContent } from '../../soak/site/content';
import { benchWorkspace } from './bench-workspace';
import DrawingPage from './DrawingPage.vue';
import { stageOf, type Moving } from './moving-stage';
import { watchFrames } from './watch-frames';
import { watchPaint } from './watch-paint';

/** What the browser is asked from outside; every time is in ms. */
export interface Drawing {
  /** From nothing until so many tiles have settled and been presented. */
  board(tiles: number): Promise<number>;
  /** Every source is asked once more, with other figures or the same. */
  refresh(isChanged: boolean): Promise<{ readonly ms: number; readonly repaints: number }>;
  /** From one scene of a wall to the other, until its tiles have settled. */
  scene(): Promise<number>;
  /** From nothing until what is to be dragged has been presented; null clears the page. */
  moving(what: Moving | null): Promise<number>;
  /** Where the pointer takes hold, px of the viewport. */
  grip(what: Moving): { readonly x: number; readonly y: number };
  /** Another text after every drag that moved something. */
  place(what: Moving): string;
  /** Whether anything can be seen. */
  shows(what: Moving): boolean;
  /** Begins to note frames. */
  watchFrames(): void;
  /** Times between frames since then, or since the last call. */
  frames(): readonly number[];
}

let cycle = 0;
const content = soakContent(null, null, () => cycle);
const tiles = shallowRef(0);
const scene = shallowRef<0 | 1 | null>(null);
const moving = shallowRef<Moving | null>(null);
const workspace = shallowRef<Workspace | null>(null);
const app = createApp(defineComponent({ setup: () => () => h(DrawingPage, { content, tiles: tiles.value, scene: scene.value, moving: moving.value }) }));
app.provide(QUERY_CLIENT, content.queries);
app.provide(WORKSPACE, workspace);
// Nobody goes anywhere from here.
app.component('RouterLink', defineComponent((_props: object, { slots }) => () => h('a', slots['default']?.())));
app.mount('#app');

const frame = (): Promise<void> => new Promise((done) => { requestAnimationFrame(() => done()); });
const isUnsettled = (): boolean => document.querySelector('[data-widget]') === null || document.querySelector('[data-state="loading"]') !== null;

async function settled(began: number, isUnready = isUnsettled): Promise<number> {
  await nextTick();
  while (isUnready()) await frame();
  await frame();
  await frame();
  return performance.now() - began;
}

async function clear(): Promise<void> {
  [tiles.value, scene.value, moving.value] = [0, null, null];
  workspace.value?.close();
  workspace.value = null;
  await nextTick();
  await frame();
}

const paint = watchPaint(document.body);
const frames = watchFrames();
const drawing: Drawing = {
  async board(count) {
    await clear();
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
  async moving(what) {
    await clear();
    if (what === null) return 0;
    if (what === 'editor') workspace.value = await benchWorkspace(content);
    scrollTo(0, 0);
    const began = performance.now();
    moving.value = what;
    return settled(began, () => !stageOf(what).isDrawn());
  },
  grip(what) {
    const box = document.querySelector(stageOf(what).grip)?.getBoundingClientRect();
    if (!box) throw new Error(`${what}: nothing to take hold of`);
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  },
  place: (what) => stageOf(what).place(),
  shows: (what) => stageOf(what).shows(),
  watchFrames: () => frames.begin(),
  frames: () => frames.take(),
};
Object.assign(globalThis, { drawing });
