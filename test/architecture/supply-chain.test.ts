import { describe, expect, it } from 'vitest';
import { BANNED, FLOORS, LICENCES } from './advisories';
import { IMPORTS } from './modules';
import { FILES, textOf } from './tree';

interface Locked { version?: string; resolved?: string; integrity?: string; license?: string; dev?: boolean; link?: boolean; hasInstallScript?: boolean; optional?: boolean }
interface Manifest { dependencies: Record<string, string>; devDependencies: Record<string, string>; engines: { node: string }; license: string; version: string; private: boolean }

const manifest = JSON.parse(textOf('package.json')) as Manifest;
const lock = JSON.parse(textOf('package-lock.json')) as { lockfileVersion: number; packages: Record<string, Locked> };
const direct = { ...manifest.dependencies, ...manifest.devDependencies };
const locked = Object.entries(lock.packages).filter(([path]) => path !== '').map(([path, entry]) => ({ name: path.replace(/^.*node_modules\//, ''), path, entry }));

/** −1, 0 or 1 by major, minor, patch; a pre-release counts as its release. */
function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(/[.+-]/).slice(0, 3).map(Number));
  for (let at = 0; at < 3; at += 1) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

describe('what we are built of', () => {
  it('every direct dependency is pinned exactly, and locked at that version', () => {
    for (const [name, version] of Object.entries(direct)) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });

  it('the lock carries an integrity hash for every package and no address to fetch it from', () => {
    expect(lock.lockfileVersion).toBe(3);
    expect(locked.filter(({ entry }) => entry.resolved !== undefined).map(({ path }) => path)).toEqual([]);
    expect(locked.filter(({ entry }) => !entry.link && !entry.integrity?.startsWith('sha512-')).map(({ path }) => path)).toEqual([]);
  });

  it('no file names a package registry', () => {
    const hosts = [['registry', 'npmjs'], ['registry', 'yarnpkg'], ['npm', 'pkg', 'github'], ['registry', 'npmmirror'], ['npm', 'taobao']].map((parts) => parts.join('.'));
    const naming = FILES.filter((path) => !/\.(png|jpg|woff2|ico)$/.test(path) && hosts.some((host) => textOf(path).includes(host)));
    expect(naming).toEqual([]);
    expect(textOf('.npmrc')).not.toMatch(/registry\s*=|_auth|token/i);
  });

  it('nothing needs an install script to work: they stay off', () => {
    expect(textOf('.npmrc')).toMatch(/^ignore-scripts=true$/m);
    // Each of these was checked to work without its script.
    const harmless = new Set(['esbuild', 'fsevents']);
    expect(locked.filter(({ name, entry }) => entry.hasInstallScript && !harmless.has(name)).map(({ name }) => name)).toEqual([]);
  });

  it.each(FLOORS)('$name stands above its floor', ({ name, atLeast, never, why }) => {
    for (const { entry, path } of locked.filter((found) => found.name === name)) {
      if (atLeast) expect(compare(entry.version ?? '0', atLeast), `${path} ${why}`).toBeGreaterThanOrEqual(0);
      expect(never ?? [], why).not.toContain(entry.version);
    }
  });

  it.each(BANNED)('$name is not here', ({ name }) => {
    expect(locked.filter((found) => found.name === name).map(({ path }) => path)).toEqual([]);
  });

  it('every licence in the tree is one we may carry', () => {
    expect(locked.filter(({ entry }) => !LICENCES.has(entry.license ?? 'none')).map(({ path, entry }) => `${path}: ${entry.license ?? 'none'}`)).toEqual([]);
    expect(manifest.license).toBe('Apache-2.0');
    expect(textOf('LICENSE')).toMatch(/Apache License\s+Version 2\.0, January 2004/);
  });

  it('every direct dependency has its line, with its version, in docs/dependencies.md, and no line outlives its dependency', () => {
    const lines = new Map([...textOf('docs/dependencies.md').matchAll(/^\| `([^`]+)` \| ([^ |]+) \|/gm)].map((match) => [match[1] ?? '', match[2] ?? '']));
    expect(Object.fromEntries([...lines].sort())).toEqual(Object.fromEntries(Object.entries(direct).sort()));
  });

  it('every direct dependency is used, and every package used is one', () => {
    const packageOf = (specifier: string): string => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
    const imported = new Set(IMPORTS.filter(({ specifier, target }) => target === null && !/^(node:|\0|virtual:|\/)/.test(specifier)).map(({ specifier }) => packageOf(specifier)));
    const styled = new Set(FILES.filter((path) => /\.(css|vue)$/.test(path)).flatMap((path) => [...textOf(path).matchAll(/url\('(@[\w-]+\/[\w-]+)/g)].map((match) => match[1] ?? '')));
    // Used by name on a command line, or as types only.
    const byName = new Set(['tsx', 'eslint', 'vue-tsc', 'openapi-types', ...Object.keys(direct).filter((name) => name.startsWith('@types/'))]);
    expect(Object.keys(direct).filter((name) => !imported.has(name) && !styled.has(name) && !byName.has(name)), 'unused').toEqual([]);
    expect([...imported].filter((name) => !(name in direct)), 'undeclared').toEqual([]);
  });

  it('says which Node it runs on, and the build tools agree', () => {
    expect(manifest.engines.node).toBe('^20.19.0 || ^22.12.0 || >=24');
    expect(manifest.private).toBe(true);
  });
});

describe('what is not ours to give', () => {
  it('no real boundary file was committed', () => {
    const seeds = /(_communes_simplified|_provinces_simplified|hoang_sa|truong_sa)\.|legacy_to_2025|vn_units_\d|(^|\/)units-\d\d\.csv|\.(shp|dbf|gpkg|pmtiles|mbtiles|topojson|geojson)$/i;
    expect(FILES.filter((path) => seeds.test(path))).toEqual([]);
  });

  it('no large geometry hides in another file', () => {
    const heavy = FILES.filter((path) => /\.(json|ts|js)$/.test(path) && path !== 'package-lock.json' && textOf(path).length > 60_000 && /"?(Multi)?Polygon"?|"?coordinates"?\s*:/.test(textOf(path)));
    expect(heavy).toEqual([]);
  });
});
