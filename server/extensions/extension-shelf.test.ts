import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExtensionManifest } from '@/domain/extension';
import { createExtensionShelf, integrityOf, type ShelfParts } from './extension-shelf';

const MODULE = Buffer.from("export const contract = '1.0'; export default () => ({});");
const both = { vi: 'Mực nước', en: 'River level' };
const manifest = (change: Partial<ExtensionManifest> = {}): ExtensionManifest =>
  ({ id: 'river-level', title: both, publisher: both, url: '/extensions/river-level/widget.js', integrity: integrityOf(MODULE), contract: '1.0', ...change });

let folder: string;
let asked: string[];
let now: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'extensions-'));
  mkdirSync(join(folder, 'river-level'));
  asked = [];
  now = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const shelf = (change: Partial<ShelfParts> = {}) =>
  createExtensionShelf({ folder, keep: join(folder, 'kept'), clock: () => now, fetch: async (url) => { asked.push(url.href); return MODULE; }, ...change });

describe('modules of third-party widgets', () => {
  it('are given from the operator’s folder when they are the approved bytes', async () => {
    writeFileSync(join(folder, 'river-level', 'widget.js'), MODULE);
    expect(await shelf().give(manifest())).toEqual({ ok: true, value: MODULE });
    expect(asked).toEqual([]);
  });

  it('are refused when one byte is another, and looked at again after a while', async () => {
    writeFileSync(join(folder, 'river-level', 'widget.js'), `${MODULE.toString()} `);
    const own = shelf();
    expect(await own.give(manifest())).toEqual({ ok: false, error: 'altered' });
    writeFileSync(join(folder, 'river-level', 'widget.js'), MODULE);
    expect(await own.give(manifest())).toEqual({ ok: false, error: 'altered' });
    now = 31_000;
    expect((await own.give(manifest())).ok).toBe(true);
  });

  it('are absent without a folder, a file, or for an address that climbs', async () => {
    expect(await shelf({ folder: null }).give(manifest())).toEqual({ ok: false, error: 'absent' });
    expect(await shelf().give(manifest())).toEqual({ ok: false, error: 'absent' });
    expect(await shelf({ fetch: async () => null }).give(manifest({ url: '/extensions/../../etc/passwd.js' }))).toEqual({ ok: false, error: 'absent' });
  });

  it('from elsewhere are fetched once for all readers and all starts', async () => {
    const far = manifest({ url: 'https://tien-ich.example/river.js' });
    const own = shelf();
    expect((await Promise.all([own.give(far), own.give(far)])).every((found) => found.ok)).toBe(true);
    expect((await shelf().give(far)).ok).toBe(true);
    expect(asked).toEqual(['https://tien-ich.example/river.js']);
  });

  it('kept on the disk and altered there are not given: the maker is asked again', async () => {
    const far = manifest({ url: 'https://tien-ich.example/river.js' });
    await shelf().give(far);
    for (const name of readdirSync(join(folder, 'kept'))) writeFileSync(join(folder, 'kept', name), 'other');
    expect(await shelf().give(far)).toEqual({ ok: true, value: MODULE });
    expect(asked).toHaveLength(2);
  });

  it('from elsewhere that are others than approved are refused and not kept', async () => {
    const far = manifest({ url: 'https://tien-ich.example/river.js' });
    expect(await shelf({ fetch: async () => Buffer.from('alert(1)') }).give(far)).toEqual({ ok: false, error: 'altered' });
    expect(() => readdirSync(join(folder, 'kept'))).toThrow();
  });
});
