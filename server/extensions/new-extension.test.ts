import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { extensionManifest } from '@/config/schema/widgets';
import { entryOf, newExtension } from './new-extension';

const folder = mkdtempSync(join(tmpdir(), 'new-extension-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('new:extension', () => {
  it('makes a module under its own name, and an entry the pack takes once its publisher is said', async () => {
    const file = await newExtension('river-level', folder);
    expect(readFileSync(file, 'utf8')).not.toContain('report-countdown');
    const both = { vi: 'Đài KTTV', en: 'Met office' };
    expect(extensionManifest.safeParse({ ...(await entryOf(file)), publisher: both })).toMatchObject({ success: true, data: { id: 'river-level', url: '/extensions/river-level/river-level.js', contract: '1.0' } });
  });

  it.each([undefined, '', 'River', 'river', '../etc'])('refuses the id %j and never writes over another', async (id) => {
    await expect(newExtension(id, folder)).rejects.toThrow(/expected two or more lower-case words/);
    await expect(newExtension('river-level', folder)).rejects.toThrow(/is taken/);
  });
});
