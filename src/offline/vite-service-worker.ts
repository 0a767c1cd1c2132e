import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Plugin, Rolldown } from 'vite';
import type { ShellBuild } from './shell-build';

/** Stands in index.html until the digest of the whole build is known. */
const BUILD_MARK = '__BUILD_ID__';
/** Files worth keeping on a device; older font formats and source maps are not. */
const KEPT = /\.(js|css|woff2|svg|png|webp|wasm|json)$/;
const GUARD = 'boot-guard.js';

type Bundle = Rolldown.OutputBundle;

/**
 * Build step: emits `sw.js` with the list of this build's hashed files and `boot-guard.js`, and puts the build's digest
 * and the guard into index.html. Same input, same bytes. In development there is neither.
 */
export function offlineShell(): Plugin {
  let base = '/';
  return {
    name: 'offline-shell',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      base = config.base;
    },
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { name: 'build', content: BUILD_MARK }, injectTo: 'head-prepend' },
      { tag: 'script', attrs: { src: base + GUARD }, injectTo: 'head-prepend' },
    ],
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') return;
        const html = String(page.source);
        const guard = await bundled('boot-guard.ts', {});
        const shell = shellOf(bundle, base, html + guard);
        page.source = html.replaceAll(BUILD_MARK, shell.id);
        this.emitFile({ type: 'asset', fileName: GUARD, source: guard });
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: await bundled('service-worker.ts', { __SHELL_BUILD__: JSON.stringify(shell) }) });
      },
    },
  };
}

/** Which files the start needs and which may come later. Names carry digests, so they stand for their contents. */
function shellOf(bundle: Bundle, base: string, unhashed: string): ShellBuild {
  const files = Object.keys(bundle).filter((name) => name.startsWith('assets/') && KEPT.test(name)).sort();
  const atStart = startFiles(bundle);
  const id = createHash('sha256').update(files.join('\n')).update(unhashed).digest('hex').slice(0, 16);
  const path = (name: string): string => base + name;
  return {
    id,
    base,
    core: [GUARD, ...files.filter((name) => atStart.has(name))].map(path),
    rest: files.filter((name) => !atStart.has(name)).map(path),
  };
}

/** Entry chunks, what they import without being asked, and the styles of all these. */
function startFiles(bundle: Bundle): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const chunk = bundle[name];
    if (found.has(name) || chunk?.type !== 'chunk') return;
    found.add(name);
    for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style);
    chunk.imports.forEach(visit);
  };
  for (const [name, output] of Object.entries(bundle)) if (output.type === 'chunk' && output.isEntry) visit(name);
  return found;
}

/** One source of this folder as a classic script. */
async function bundled(source: string, define: Record<string, string>): Promise<string> {
  const entry = fileURLToPath(new URL(source, import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    define,
    build: { write: false, target: 'es2022', modulePreload: false, copyPublicDir: false, rolldownOptions: { input: entry, output: { format: 'iife' } } },
  });
  const [output] = [result].flat();
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error(`${source} gave no script`);
  return chunk.code;
}
