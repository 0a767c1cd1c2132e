import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

/** A file held whole, in every encoding there is of it, with a strong tag for each. */
export interface HeldFile {
  readonly type: string;
  readonly bodies: Readonly<Partial<Record<Encoding, Buffer>>> & { readonly identity: Buffer };
  readonly tag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.geojson': 'application/geo+json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

const digest = (body: Buffer): string => createHash('sha256').update(body).digest('base64url').slice(0, 16);

/** Not given out whoever asks: dot files, source maps, the folder once used for maps; the page is served rendered. */
const isPublished = (path: string): boolean =>
  path !== '/index.html' && !/\.(br|gz|map)$|^\/maps\//.test(path) && !path.split('/').some((part) => part.startsWith('.'));

/**
 * The whole built site in memory, by the exact path it is asked under. Nothing is looked up on the disk by what a reader sent, so no
 * spelling of a path leads out of it; and a site of a few megabytes is answered without touching the disk.
 */
export function holdSite(folder: string): ReadonlyMap<string, HeldFile> {
  const held = new Map<string, HeldFile>();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, file).replaceAll('\\', '/')}`;
    const type = TYPES[extname(file)];
    if (!isPublished(path) || type === undefined) continue;
    const identity = readFileSync(file);
    const copy = (suffix: string): Buffer | undefined => (existsSync(file + suffix) ? readFileSync(file + suffix) : undefined);
    const [br, gzip] = [copy('.br'), copy('.gz')];
    held.set(path, { type, tag: digest(identity), bodies: { identity, ...(br ? { br } : {}), ...(gzip ? { gzip } : {}) } });
  }
  return held;
}

/** A text made here, not in the build. */
export function holdText(text: string, type: string): HeldFile {
  const identity = Buffer.from(text);
  const br = brotliCompressSync(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  return { type, tag: digest(identity), bodies: { identity, br, gzip: gzipSync(identity, { level: 9 }) } };
}

/** Best encoding there is that the reader takes; `q=0` is a refusal. */
export function chooseEncoding(accept: string | undefined, file: HeldFile): Encoding {
  const accepted = new Map(
    (accept ?? '').split(',').map((part) => {
      const [name = '', ...params] = part.trim().toLowerCase().split(/\s*;\s*/);
      return [name, !params.some((param) => /^q=0(\.0*)?$/.test(param))] as const;
    }),
  );
  const takes = (name: Encoding): boolean => file.bodies[name] !== undefined && (accepted.get(name) ?? accepted.get('*') ?? false);
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
}

/** Strong tag of one encoding of a file. */
export const tagOf = (file: HeldFile, encoding: Encoding): string => (encoding === 'identity' ? `"${file.tag}"` : `"${file.tag}-${encoding}"`);
