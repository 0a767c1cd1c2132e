import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';
import { firstScreen } from './server/build/first-screen.ts';
import { provinceDocument } from './server/build/province-document.ts';
import { strictVue } from './server/build/strict-vue.ts';
import { packPlugin } from './server/packs/pack-plugin.ts';
import { offlineShell } from './src/offline/vite-service-worker.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What a static copy shows; the portal writes the chosen one as it serves. */
const PROVINCE = process.env['PROVINCE'] || 'nghe-an';

/** What several lazy parts share travels in two files instead of twenty; widgets, ECharts and Leaflet stay lazy, each in its own, and so does what is drawn for paper. */
const SHARED = [
  { name: 'vue', test: /node_modules[\\/]@?vue[\\/]|plugin-vue:export-helper/, priority: 2 },
  { name: 'kit', test: /[\\/]src[\\/](domain|format|i18n|ui|widget-kit|charts|map)[\\/](?!testing[\\/]|engine|locales|paper|report-|simplify-)/, minShareCount: 2, priority: 1 },
  { name: 'start', test: /node_modules[\\/](pinia|vue-router|zod|dexie)[\\/]|[\\/]src[\\/](cache|config|query|shell[\\/](stores|session))[\\/](?!testing[\\/])/, minShareCount: 2, priority: 0 },
];

const project = (name: string, include: string[], extra: object = {}) => ({
  extends: true as const,
  test: { name, include, environment: 'node' as const, testTimeout: 20_000, hookTimeout: 60_000, ...extra },
});

export default defineConfig({
  // Static markup stays virtual nodes: as an HTML string it would need a Trusted Types policy that lets any string through.
  plugins: [vue({ features: { optionsAPI: false }, template: { compilerOptions: { hoistStatic: false } } }), strictVue(), packPlugin(), provinceDocument(PROVINCE), firstScreen(PROVINCE), offlineShell()],
  // Dexie's modern build: what older browsers need is left out.
  resolve: { alias: { '@': at('./src'), '@widgets': at('./widgets'), dexie: at('./node_modules/dexie/dist/modern/dexie.mjs') } },
  // The portal knows a worker's script by its name and gives it the page's policy.
  worker: { format: 'es', rolldownOptions: { output: { entryFileNames: 'assets/worker-[name]-[hash].js' } } },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // A dozen styles of a kilobyte each cost more in requests than all of them in bytes.
    cssCodeSplit: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: { output: { codeSplitting: { groups: SHARED } } },
  },
  test: {
    projects: [
      // Files share their process: loading the same modules 250 times took a third of the whole. A test leaves nothing global behind.
      project('unit', ['src/**/*.test.ts', 'widgets/**/*.test.ts', 'server/**/*.test.ts', 'mock/**/*.test.ts', 'test/bench/**/*.test.ts'], { isolate: false }),
      project('contract', ['test/contract/**/*.test.ts', 'test/upgrade/**/*.test.ts']),
      project('faults', ['test/faults/**/*.test.ts']),
      project('security', ['test/security/**/*.test.ts'], { testTimeout: 60_000 }),
      // Servers nobody here wrote, as sources: a file starts its own once.
      project('real-servers', ['test/real-servers/**/*.test.ts', 'test/golden/**/*.test.ts'], { testTimeout: 60_000, hookTimeout: 120_000 }),
      // Floods: alone, so that it has the machine.
      project('load', ['test/load/**/*.test.ts'], { testTimeout: 180_000, hookTimeout: 120_000 }),
      // Real servers, killed and started, each file with the machine to itself: what is killed must come back in time.
      project('servers', ['test/{durability,deploy}/**/*.test.ts'], { testTimeout: 180_000, hookTimeout: 120_000, fileParallelism: false }),
      // A real browser that does nothing but refresh: half a minute for each of the two, and no time is measured.
      project('soak', ['test/soak/**/*.test.ts'], { testTimeout: 300_000, hookTimeout: 120_000 }),
      project('architecture', ['test/architecture/**/*.test.ts'], { testTimeout: 60_000 }),
      project('e2e', ['test/e2e/**/*.test.ts'], {
        testTimeout: 60_000,
        hookTimeout: 120_000,
        maxWorkers: Math.max(2, availableParallelism()),
        globalSetup: ['test/e2e/support/build.ts'],
      }),
    ],
  },
});
