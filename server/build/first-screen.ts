import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';
import type { PageMode } from '../static/document';

type Chunk = Rolldown.OutputChunk;

/** Lazy parts that only drawing needs: following them from a widget's body leads to ECharts and Leaflet, and no further. */
const DRAWING = /\/src\/(charts|map)\//;

/** Ids of the widgets on the dashboard a province opens with; empty where the pack cannot be read (its fault is told elsewhere). */
export function firstWidgets(provinces: string, id: string): ReadonlySet<string> {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(provinces, path), 'utf8'));
  try {
    const province = read(`${id}/province.json`) as { extends?: string; defaults: { dashboard: string } };
    const name = `dashboards/${province.defaults.dashboard}.json`;
    let dashboard: { tiles: { widget: string }[] };
    try {
      dashboard = read(`${id}/${name}`) as typeof dashboard;
    } catch {
      dashboard = read(`${province.extends ?? 'base'}/${name}`) as typeof dashboard;
    }
    return new Set(dashboard.tiles.map((tile) => tile.widget));
  } catch {
    return new Set();
  }
}

/** Walks what a chunk brings at once: itself and all it imports, but not what is already seen. */
function walk(chunks: readonly Chunk[]): (chunk: Chunk | undefined, into: Set<string>, seen: ReadonlySet<string>) => void {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  return function enter(chunk, into, seen) {
    if (!chunk || into.has(chunk.fileName) || seen.has(chunk.fileName)) return;
    into.add(chunk.fileName);
    for (const name of chunk.imports) enter(byName.get(name), into, seen);
  };
}

/** Names of what the page loads before anything of ours has run. */
function entryChunks(chunks: readonly Chunk[]): Set<string> {
  const started = new Set<string>();
  for (const chunk of chunks) if (chunk.isEntry) walk(chunks)(chunk, started, new Set());
  return started;
}

/** Files of the start-up that only one mode runs (`src/shell/direct-start.ts`, `gateway-start.ts`) and what it brings, beside `known`. */
export function modeChunks(chunks: readonly Chunk[], mode: PageMode, known: ReadonlySet<string>): string[] {
  const own = new Set<string>();
  const start = chunks.find((chunk) => chunk.facadeModuleId?.endsWith(`/src/shell/${mode}-start.ts`));
  walk(chunks)(start, own, new Set([...entryChunks(chunks), ...known]));
  return [...own];
}

/** Chunks the first screen will ask for anyway: bodies of those widgets, what they import, and what they draw with. */
export function firstChunks(chunks: readonly Chunk[], widgets: ReadonlySet<string>): Chunk[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const enter = walk(chunks);
  const started = entryChunks(chunks);
  const wanted = new Set<string>();
  const bodies = chunks.filter((chunk) => widgets.has(/\/widgets\/([^/]+)\/body\.ts$/.exec(chunk.facadeModuleId ?? '')?.[1] ?? ''));
  for (const body of bodies) enter(body, wanted, started);
  // What draws may be asked for by a body, or by a part bodies share with the entry. The set grows while it is walked.
  const askers = new Set([...started, ...wanted]);
  for (const name of askers) {
    for (const part of byName.get(name)?.dynamicImports ?? []) {
      const chunk = byName.get(part);
      if (!DRAWING.test(chunk?.facadeModuleId ?? '')) continue;
      enter(chunk, wanted, started);
      for (const added of wanted) askers.add(added);
    }
  }
  return [...wanted].flatMap((name) => byName.get(name) ?? []);
}

/**
 * Names the lazy parts of the first screen in the page, so that they travel beside the entry and not after it: the same bytes, without a
 * round trip for each level of imports. Parts of one mode are marked: a page of the other mode does not load them (see
 * `static/document.ts`).
 */
export function firstScreen(province: string): Plugin {
  let provinces = '';
  return {
    name: 'first-screen',
    apply: 'build',
    configResolved(config) {
      provinces = join(config.publicDir, 'provinces');
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter((file): file is Chunk => file.type === 'chunk');
        const first = firstChunks(chunks, firstWidgets(provinces, province));
        const styles = new Set(first.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]));
        const link = (attrs: Record<string, string | boolean>): HtmlTagDescriptor => ({ tag: 'link', attrs, injectTo: 'head' });
        const known = new Set(first.map((chunk) => chunk.fileName));
        return [
          ...modeChunks(chunks, 'direct', known).map((name) => link({ rel: 'modulepreload', 'data-mode': 'direct', crossorigin: true, href: `/${name}` })),
          { tag: 'meta', attrs: { name: 'gateway-parts', content: modeChunks(chunks, 'gateway', known).map((name) => `/${name}`).join(' ') }, injectTo: 'head' as const },
          ...first.map((chunk) => link({ rel: 'modulepreload', crossorigin: true, href: `/${chunk.fileName}` })),
          ...[...styles].map((name) => link({ rel: 'preload', as: 'style', crossorigin: true, href: `/${name}` })),
        ];
      },
    },
  };
}
