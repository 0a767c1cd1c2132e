import { describe, expect, it } from 'vitest';
import { EXCEPTIONS, LIBRARY_HOMES, ROOMS, SERVER_CONTRACTS, SERVER_ROOMS } from '../lint/import-law.js';
import { IMPORTS, roomOf, type Import } from './modules';
import { CODE, isTest } from './tree';

const told = (imports: readonly Import[]): string[] => imports.map((found) => `${found.from} → ${found.specifier}`);
const product = IMPORTS.filter((found) => !isTest(found.from));
const law = new Map(Object.entries(ROOMS));
const inHouse = (path: string): boolean => law.has(roomOf(path));

describe('the import law', () => {
  it('sees the whole house', () => {
    expect(product.filter((found) => inHouse(found.from)).length).toBeGreaterThan(20);
    const rooms = new Set(CODE.filter((path) => path.startsWith('src/')).map(roomOf));
    expect([...rooms].filter((room) => room !== 'start' && !law.has(room)), 'rooms without a law').toEqual([]);
  });

  it('has no cycle: each room sees only rooms that cannot see it back', () => {
    const reach = (room: string, seen = new Set<string>()): Set<string> => {
      for (const next of law.get(room) ?? []) if (!seen.has(next)) reach(next, seen.add(next));
      return seen;
    };
    expect([...law.keys()].filter((room) => reach(room).has(room))).toEqual([]);
  });

  it('lets each room import only what it may see', () => {
    const broken = product.filter(({ from, target }) => {
      if (!inHouse(from) || target === null) return false;
      const [here, there] = [roomOf(from), roomOf(target)];
      if (here === there || law.get(here)?.includes(there)) return false;
      return !EXCEPTIONS.some((exception) => exception.from === here && target === `src/${exception.module}.ts`);
    });
    expect(told(broken)).toEqual([]);
  });

  it('keeps each library in its room', () => {
    const broken = product.filter(({ from, specifier, target }) => {
      if (target !== null || !inHouse(from)) return false;
      const home = Object.entries(LIBRARY_HOMES).find(([library]) => specifier === library || specifier.startsWith(`${library}/`));
      return home !== undefined && !home[1].includes(roomOf(from));
    });
    expect(told(broken)).toEqual([]);
  });

  it('crosses rooms by alias, and stays relative inside one', () => {
    const across = product.filter(({ from, specifier, target }) => target !== null && inHouse(from) && specifier.startsWith('.') && roomOf(from) !== roomOf(target));
    const within = product.filter(({ from, specifier, target }) => target !== null && inHouse(from) && specifier.startsWith('@/') && roomOf(from) === roomOf(target));
    expect(told([...across, ...within])).toEqual([]);
  });

  it('no widget imports another', () => {
    const widgetOf = (path: string): string => path.split('/')[1] ?? '';
    const broken = IMPORTS.filter(({ from, target }) => target !== null && roomOf(from) === 'widgets' && roomOf(target) === 'widgets' && widgetOf(from) !== widgetOf(target));
    expect(told(broken)).toEqual([]);
  });

  it('nobody sees the shell but the start of the application', () => {
    const broken = product.filter(({ from, target }) => target !== null && roomOf(target) === 'shell' && !['shell', 'start'].includes(roomOf(from)));
    expect(told(broken)).toEqual([]);
  });

  it('the server knows no Vue, no widget and no screen', () => {
    const may = new Set(['server', 'domain', 'config', 'federation', 'query', 'access', 'state', 'reports', 'format', 'mock']);
    const broken = product.filter(({ from, specifier, target }) => roomOf(from) === 'server' && (target === null ? /^(vue|pinia|echarts|leaflet|dexie|axios)(\/|$)/.test(specifier) : !may.has(roomOf(target))));
    expect(told(broken)).toEqual([]);
  });

  it('concerns of the server meet only in their contracts, and in the gateway that joins them', () => {
    const concerns = new Map(Object.entries(SERVER_ROOMS));
    const concernOf = (path: string): string | null => /^server\/([^/]+)\//.exec(path)?.[1] ?? null;
    const rest = new Set(CODE.filter((path) => path.startsWith('server/')).map(concernOf).filter((name) => name !== null && !concerns.has(name)));
    expect([...rest].sort(), 'folders without a law').toEqual(['commands', 'testing']);
    const broken = product.filter(({ from, target }) => {
      const [here, there] = [concernOf(from), target === null ? null : concernOf(target)];
      if (here === null || !concerns.has(here) || target === null || !target.startsWith('server/') || here === there) return false;
      return !SERVER_CONTRACTS.includes(target) && !(there !== null && concerns.get(here)?.includes(there));
    });
    expect(told(broken)).toEqual([]);
  });

  it('the product imports nothing from its tests, and the mock province nothing from the portal but the domain', () => {
    const broken = product.filter(({ from, target }) => {
      if (target === null) return false;
      if (isTest(target) && !isTest(from)) return true;
      return roomOf(from) === 'mock' && !['mock', 'domain'].includes(roomOf(target));
    });
    expect(told(broken)).toEqual([]);
  });

  it('every import leads to a file that is there', () => {
    const known = new Set(CODE);
    const lost = IMPORTS.filter(({ target }) => target !== null && /^(src|widgets|server|mock|test)\//.test(target) && !known.has(target) && !/\.(json|css|svg|woff2|js)$/.test(target));
    expect(told(lost)).toEqual([]);
  });

  it('no module waits for itself: value imports have no cycle', () => {
    const edges = new Map<string, string[]>();
    for (const { from, target, typeOnly, dynamic } of product) if (target && !typeOnly && !dynamic) edges.set(from, [...(edges.get(from) ?? []), target]);
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const enter = (path: string, trail: readonly string[]): void => {
      if (state.get(path) === 'done') return;
      if (state.get(path) === 'open') {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
        return;
      }
      state.set(path, 'open');
      for (const next of edges.get(path) ?? []) enter(next, [...trail, path]);
      state.set(path, 'done');
    };
    for (const path of edges.keys()) enter(path, []);
    expect(cycles).toEqual([]);
  });
});
