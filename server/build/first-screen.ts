import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

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

/** Chunks the first screen will ask for anyway: bodies of those widgets, what they import, and what they draw with. */
export function firstChunks(chunks: readonly Chunk[], widgets: ReadonlySet<string>): Chunk[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const started = new Set<string>();
  const enter = (chunk: Chunk | undefined, into: Set<string>, seen: ReadonlySet<string>): void => {
    if (!chunk || into.has(chunk.fileName) || seen.has(chunk.fileName)) return;
    into.add(chunk.fileName);
    for (const name of chunk.imports) enter(byName.get(name), into, seen);
  };
  for (const chunk of chunks) if (chunk.isEntry) enter(chunk, started, new Set());
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
 * round trip for each level of imports.
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
        return [
          ...first.map((chunk) => link({ rel: 'modulepreload', crossorigin: true, href: `/${chunk.fileName}` })),
          ...[...styles].map((name) => link({ rel: 'preload', as: 'style', crossorigin: true, href: `/${name}` })),
        ];
      },
    },
  };
}
