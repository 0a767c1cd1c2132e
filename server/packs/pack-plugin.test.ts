import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, createServer } from 'vite';
import { afterAll, describe, expect, it } from 'vitest';
import { packPlugin } from './pack-plugin';

const root = mkdtempSync(join(tmpdir(), 'plugin-'));
mkdirSync(join(root, 'public/provinces/ha-tinh'), { recursive: true });
mkdirSync(join(root, 'public/provinces/base'), { recursive: true });
writeFileSync(join(root, 'public/provinces/ha-tinh/province.json'), '{ "extends": "base" }');
writeFileSync(join(root, 'public/provinces/base/sources.json'), '[ ]');
writeFileSync(join(root, 'index.html'), '<!doctype html><title>x</title>');
afterAll(() => rmSync(root, { recursive: true, force: true }));

const PACK = { files: { 'province.json': '{"extends":"base"}', 'base/sources.json': '[]' } };
const options = { root, configFile: false as const, logLevel: 'silent' as const, plugins: [packPlugin()] };

describe('the plugin of packs', () => {
  it('writes one pack.json per province into a build, none for a pack that is only extended', async () => {
    const built = await build({ ...options, build: { write: false } });
    const files = 'output' in built ? built.output : [];
    const packs = files.filter((file) => file.fileName.endsWith('pack.json'));
    expect(packs.map((file) => file.fileName)).toEqual(['provinces/ha-tinh/pack.json']);
    expect(packs.map((file) => ('source' in file ? JSON.parse(String(file.source)) : null))).toEqual([PACK]);
  });

  it('composes on request while developing, and knows no other pack', async () => {
    const server = await createServer({ ...options, server: { port: 0, host: '127.0.0.1' }, optimizeDeps: { noDiscovery: true } });
    try {
      await server.listen();
      const address = server.resolvedUrls?.local[0] ?? '';
      const reply = await fetch(`${address}provinces/ha-tinh/pack.json?t=1`);
      expect(reply.headers.get('content-type')).toContain('application/json');
      expect(await reply.json()).toEqual(PACK);
      expect((await fetch(`${address}provinces/ca-mau/pack.json`)).status).toBe(404);
    } finally {
      await server.close();
    }
  });
});
