import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const project = (name: string, include: string[], extra: object = {}) => ({
  extends: true as const,
  test: { name, include, environment: 'node' as const, testTimeout: 20_000, ...extra },
});

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': at('./src'), '@widgets': at('./widgets') } },
  worker: { format: 'es' },
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  test: {
    projects: [
      project('unit', ['src/**/*.test.ts', 'widgets/**/*.test.ts', 'server/**/*.test.ts', 'mock/**/*.test.ts']),
      project('contract', ['test/contract/**/*.test.ts']),
      project('architecture', ['test/architecture/**/*.test.ts']),
      project('e2e', ['test/e2e/**/*.test.ts'], { testTimeout: 60_000, hookTimeout: 120_000, fileParallelism: false }),
    ],
  },
});
