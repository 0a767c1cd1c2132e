import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from 'vite';
import type { ShellBuild } from './shell-build';
import { offlineShell } from './vite-service-worker';

let root: string;

/** A small portal: a start, what it imports, a style, a part that comes later. */
function write(greeting: string): void {
  writeFileSync(join(root, 'index.html'), '<!doctype html><html><head><meta charset="utf-8"></head><body><script type="module" src="/main.ts"></script></body></html>');
  writeFileSync(join(root, 'main.ts'), "import './look.css'; import { greet } from './greet'; greet(); void import('./later').then((part) => part.show());");
  writeFileSync(join(root, 'greet.ts'), `export const greet = () => console.log('${greeting}');`);
  writeFileSync(join(root, 'later.ts'), "import './later.css'; export const show = () => console.log('later');");
  writeFileSync(join(root, 'look.css'), 'body { color: red }');
  writeFileSync(join(root, 'later.css'), 'p { color: blue }');
}

/** Files of one build by name. */
async function built(): Promise<ReadonlyMap<string, string>> {
  const result = await build({ root, configFile: false, logLevel: 'silent', plugins: [offlineShell()], build: { write: false, modulePreload: { polyfill: false } } });
  const [output] = [result].flat();
  if (!output || !('output' in output)) throw new Error('no build');
  return new Map(output.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)]));
}
const file = (files: ReadonlyMap<string, string>, name: string): string => files.get(name) ?? '';
function shellIn(worker: string): ShellBuild {
  const literal = /\{[^{}]*\bcore:\[[^\]]*\][^{}]*\}/.exec(worker)?.[0] ?? '{}';
  return JSON.parse(literal.replace(/([{,])(\w+):/g, '$1"$2":').replace(/`/g, '"')) as ShellBuild;
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'offline-shell-'));
});
afterAll(() => rmSync(root, { recursive: true }));

describe('offlineShell', () => {
  it('names in sw.js what the start needs and what may come later, and its build in the page', async () => {
    write('xin chào');
    const files = await built();
    const shell = shellIn(file(files, 'sw.js'));
    const hashed = (name: string, kind: string) => expect.stringMatching(new RegExp(`^/assets/${name}-[\\w-]{8}\\.${kind}$`));
    expect(shell.base).toBe('/');
    const byKind = (paths: readonly string[]): string[] => [...paths].sort((a, b) => a.split('.').reverse().join().localeCompare(b.split('.').reverse().join()));
    expect(byKind(shell.core)).toEqual([hashed('index', 'css'), hashed('index', 'js'), '/boot-guard.js']);
    expect(byKind(shell.rest)).toEqual([hashed('later', 'css'), hashed('later', 'js')]);
    for (const path of [...shell.core, ...shell.rest]) expect(files.has(path.slice(1))).toBe(true);
    expect(file(files, 'index.html')).toContain(`<meta name="build" content="${shell.id}">`);
  });

  it('puts the guard before every script of the portal', async () => {
    const page = file(await built(), 'index.html');
    expect(page.indexOf('src="/boot-guard.js"')).toBeGreaterThan(page.indexOf('<meta name="build"'));
    expect(page.indexOf('src="/boot-guard.js"')).toBeLessThan(page.indexOf('type="module"'));
  });

  it('gives classic scripts that stand alone and are small', async () => {
    const files = await built();
    for (const [name, limit] of [['sw.js', 4_096], ['boot-guard.js', 3_072]] as const) {
      expect(file(files, name)).not.toMatch(/^\s*(import|export)\b/m);
      expect(file(files, name).length).toBeGreaterThan(500);
      expect(file(files, name).length).toBeLessThan(limit);
    }
  });

  it('gives the same bytes for the same input, and another build for another', async () => {
    write('xin chào');
    const [first, second] = [await built(), await built()];
    expect([...second]).toEqual([...first]);
    write('chào bạn');
    const third = await built();
    expect(shellIn(file(third, 'sw.js')).id).not.toBe(shellIn(file(first, 'sw.js')).id);
  });
});
