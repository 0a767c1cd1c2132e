import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { parsePack } from '@/config/parse-pack';
import { checkPack } from './check-pack';
import { composePack, composePackText, packIds, readPackFiles } from './compose-pack';

const root = mkdtempSync(join(tmpdir(), 'packs-'));
const put = (path: string, text: string | Uint8Array): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  put('ha-tinh/province.json', '{\n  "extends": "base",\n  "name": "Hà  \\"Tĩnh\\""\n}\n');
  put('ha-tinh/dashboards/own.json', '{ "rows" : 1 }');
  put('ha-tinh/README.md', '# note');
  put('ha-tinh/pack.json', '{}');
  put('base/sources.json', '[1, 2]');
  put('base/dashboards/leaders.json', 'null');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('composing a pack', () => {
  it('takes the JSON files of the province and of the pack it extends, without white space', async () => {
    expect((await composePack(root, 'ha-tinh')).files).toEqual({
      'province.json': '{"extends":"base","name":"Hà  \\"Tĩnh\\""}',
      'dashboards/own.json': '{"rows":1}',
      'base/sources.json': '[1,2]',
      'base/dashboards/leaders.json': 'null',
    });
    expect(JSON.parse(await composePackText(root, 'ha-tinh'))).toEqual(await composePack(root, 'ha-tinh'));
  });

  it('keeps what a round trip through objects would lose, so that its fault is still found', async () => {
    put('base/sources.json', '{ "a": 1,\n "a": 2 }');
    put('base/form-06.json', '{ "a": 1, }');
    const { files } = await composePack(root, 'ha-tinh');
    expect(files['base/sources.json']).toBe('{"a":1,"a":2}');
    expect(files['base/form-06.json']).toBe('{ "a": 1, }');
  });

  it('tells of bytes that are not UTF-8', async () => {
    put('ha-tinh/province.json', new Uint8Array([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]));
    expect(parsePack((await composePack(root, 'ha-tinh')).files).faults[0]).toMatchObject({ code: 'encoding', line: 1, column: 3 });
  });

  it('does without an extended pack that is not there', async () => {
    put('ha-tinh/province.json', '{"extends":"nowhere"}');
    expect(Object.keys((await composePack(root, 'ha-tinh')).files)).toEqual(['dashboards/own.json', 'province.json']);
  });

  it.each(['../etc', '', 'Hà', 'a/b', '.'])('refuses %j as an id', async (id) => {
    await expect(composePack(root, id)).rejects.toThrow(RangeError);
  });

  it('does not follow an extends that is no id', async () => {
    put('ha-tinh/province.json', '{"extends":"../../etc"}');
    expect(Object.keys(await readPackFiles(root, 'ha-tinh'))).toEqual(['dashboards/own.json', 'province.json']);
  });

  it('rejects where there is no such folder', async () => {
    await expect(composePack(root, 'ca-mau')).rejects.toThrow(/ENOENT/);
  });

  it('lists folders with a province.json', async () => {
    expect(await packIds(root)).toEqual(['ha-tinh']);
  });
});

describe('checking a pack on disk', () => {
  it('tells each fault with its line and what to do', async () => {
    put('ha-tinh/province.json', '{\n  "schemaVersion": 99,\n  "id": "ha-tinh"\n}');
    const { province, faults } = await checkPack(root, 'ha-tinh');
    expect(province).toBeNull();
    expect(faults[0]).toMatchObject({ code: 'version-newer', file: 'province.json', line: 2, column: 20, expected: '≤ 1', got: '99' });
    expect(faults[0]?.hint.vi).toContain('nâng cấp');
  });
});
