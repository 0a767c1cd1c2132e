import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rolldown } from 'vite';
import { afterAll, describe, expect, it } from 'vitest';
import { firstChunks, firstWidgets, modeChunks } from './first-screen';

const chunk = (fileName: string, parts: { from?: string; imports?: string[]; dynamic?: string[]; entry?: boolean }): Rolldown.OutputChunk =>
  ({ type: 'chunk', fileName, isEntry: parts.entry ?? false, facadeModuleId: parts.from ?? null, imports: parts.imports ?? [], dynamicImports: parts.dynamic ?? [] }) as unknown as Rolldown.OutputChunk;

const chunks = [
  chunk('index.js', { entry: true, imports: ['vue.js'], dynamic: ['map-body.js', 'card-body.js', 'dialog.js'] }),
  chunk('vue.js', {}),
  chunk('map-body.js', { from: '/r/widgets/gis-map/body.ts', imports: ['vue.js', 'kit.js'], dynamic: ['leaflet.js', 'report.js'] }),
  chunk('card-body.js', { from: '/r/widgets/indicator-card/body.ts', imports: ['kit.js'] }),
  chunk('kit.js', {}),
  chunk('leaflet.js', { from: '/r/src/map/engine.ts', imports: ['geometry.js'], dynamic: ['clusters.js'] }),
  chunk('geometry.js', {}),
  chunk('clusters.js', { from: '/r/src/map/clusters.ts' }),
  chunk('report.js', { from: '/r/widgets/gis-map/report.ts' }),
  chunk('dialog.js', { from: '/r/src/shell/Dialog.vue' }),
];
const names = (...widgets: string[]): string[] => firstChunks(chunks, new Set(widgets)).map((found) => found.fileName).sort();

describe('what the first screen will ask for', () => {
  it('is the bodies of its widgets, what they import, and what they draw with', () => {
    expect(names('gis-map')).toEqual(['clusters.js', 'geometry.js', 'kit.js', 'leaflet.js', 'map-body.js']);
  });
  it('is never what the entry brings, a report, a dialog or another widget', () => {
    expect(names('indicator-card')).toEqual(['card-body.js', 'kit.js']);
    expect(names()).toEqual([]);
  });
});

describe('parts of one mode', () => {
  const started = [
    ...chunks,
    chunk('direct.js', { from: '/r/src/shell/direct-start.ts', imports: ['vue.js', 'federation.js', 'kit.js'] }),
    chunk('gateway.js', { from: '/r/src/shell/gateway-start.ts', imports: ['call.js'] }),
    chunk('federation.js', { imports: ['call.js'] }),
    chunk('call.js', {}),
  ];
  it('are its start and what that brings, beside what the page names anyway', () => {
    expect(modeChunks(started, 'direct', new Set(['kit.js']))).toEqual(['direct.js', 'federation.js', 'call.js']);
    expect(modeChunks(started, 'gateway', new Set())).toEqual(['gateway.js', 'call.js']);
    expect(modeChunks(chunks, 'direct', new Set())).toEqual([]);
  });
});

describe('widgets of the opening dashboard', () => {
  const root = mkdtempSync(join(tmpdir(), 'packs-'));
  const put = (path: string, value: unknown): void => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), JSON.stringify(value));
  };
  put('a/province.json', { extends: 'base', defaults: { dashboard: 'leaders' } });
  put('base/dashboards/leaders.json', { tiles: [{ widget: 'gis-map' }, { widget: 'gis-map' }, { widget: 'kpi-table' }] });
  put('b/province.json', { extends: 'base', defaults: { dashboard: 'leaders' } });
  put('b/dashboards/leaders.json', { tiles: [{ widget: 'index-766' }] });
  afterAll(() => rmSync(root, { recursive: true }));

  it('come from the province, else from the pack it extends, else are none', () => {
    expect([...firstWidgets(root, 'a')]).toEqual(['gis-map', 'kpi-table']);
    expect([...firstWidgets(root, 'b')]).toEqual(['index-766']);
    expect([...firstWidgets(root, 'nowhere')]).toEqual([]);
  });
});
