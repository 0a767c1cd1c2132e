import { describe, expect, it } from 'vitest';
import { IMPORTS } from './modules';
import { FILES, textOf } from './tree';

const followed = new Map<string, typeof IMPORTS>();
for (const one of IMPORTS) if (!one.typeOnly && !one.dynamic) followed.set(one.from, [...(followed.get(one.from) ?? []), one]);

/** Everything that loading these files loads, packages by their name; what is asked for later is not among it. */
function reachedFrom(starts: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>(starts);
  const waiting = [...starts];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    for (const { target, specifier } of followed.get(path) ?? []) {
      const next = target ?? specifier;
      if (seen.has(next)) continue;
      seen.add(next);
      if (target !== null) waiting.push(next);
    }
  }
  return seen;
}

const isPage = (path: string): boolean => path.endsWith('.vue') || /^(?:vue|@vue\/.*|vue-router|pinia)$/.test(path);
/** What only a page has; words of comments do not count. */
const pageOnly = (path: string): boolean => /import\.meta\.glob|\b(?:window|document)\.(?:location|createElement|querySelector|body)\b/.test(textOf(path).replace(/\/\*[^]*?\*\/|\/\/.*$/gm, ''));

/** Reports are made by the gateway as well as by a page: their half of every widget, and the room itself but for what is drawn. */
describe('what documents are made with runs without a page', () => {
  const halves = FILES.filter((path) => /^widgets\/[^/]+\/(?:report|index)\.ts$/.test(path));
  const room = FILES.filter((path) => /^src\/reports\/.*\.ts$/.test(path) && !/\.test\.ts$|\/use-[^/]*\.ts$|\/pages\/|\/builder\/|\/testing\//.test(path));

  it.each(halves)('%s', (path) => {
    const reached = [...reachedFrom([path])];
    expect(reached.filter(isPage)).toEqual([]);
    expect(reached.filter((each) => FILES.includes(each)).filter(pageOnly)).toEqual([]);
  });

  it('composing and checking', () => {
    const pure = room.filter((path) => /^src\/reports\/(?:document|template|freeze|fields|compose|checks|register)\//.test(path));
    expect(pure.length).toBeGreaterThan(4);
    const reached = [...reachedFrom(pure)];
    expect(reached.filter(isPage)).toEqual([]);
    expect(reached.filter((each) => FILES.includes(each)).filter(pageOnly)).toEqual([]);
  });

  it('would be found out', () => {
    expect([...reachedFrom(['widgets/indicator-card/body.ts'])].some(isPage)).toBe(true);
  });
});
