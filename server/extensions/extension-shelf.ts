import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExtensionManifest } from '@/domain/extension';
import { err, ok, type Result } from '@/domain/result';

/** `absent`: not in the folder, or its maker's host did not give it. `altered`: other bytes than the pack allows. */
export type ShelfFault = 'absent' | 'altered';

export interface ShelfParts {
  /** The operator's folder with `<id>/<file>.js`; null where there is none. */
  readonly folder: string | null;
  /** Where modules fetched from elsewhere are kept between starts. */
  readonly keep: string;
  /** Asks a maker's host once; null for any failure. */
  readonly fetch: (url: URL) => Promise<Buffer | null>;
  readonly clock: () => number;
}

export interface ExtensionShelf {
  /** The module's very bytes, or why they are not given. Never bytes of another hash. */
  readonly give: (manifest: ExtensionManifest) => Promise<Result<Buffer, ShelfFault>>;
}

/** Largest module held, bytes. */
export const MOST_BYTES = 2_000_000;
/** A module that was not to be had is not looked for again sooner, ms. */
const AGAIN_MS = 30_000;

export const integrityOf = (bytes: Buffer): string => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/** Third-party modules by hash: looked at once, then held in memory; those from elsewhere also on the disk, and looked at again when read. */
export function createExtensionShelf(parts: ShelfParts): ExtensionShelf {
  const held = new Map<string, Buffer>();
  const refused = new Map<string, { readonly fault: ShelfFault; readonly until: number }>();
  const asked = new Map<string, Promise<Result<Buffer, ShelfFault>>>();

  async function find(manifest: ExtensionManifest): Promise<Result<Buffer, ShelfFault>> {
    const key = `${manifest.id} ${manifest.integrity} ${manifest.url}`;
    const before = refused.get(key);
    if (before && parts.clock() < before.until) return err(before.fault);
    const found = await bytesOf(manifest, parts);
    if (found.ok) held.set(manifest.integrity, found.value);
    else refused.set(key, { fault: found.error, until: parts.clock() + AGAIN_MS });
    return found;
  }
  return {
    give(manifest) {
      const bytes = held.get(manifest.integrity);
      if (bytes) return Promise.resolve(ok(bytes));
      const key = `${manifest.integrity} ${manifest.url}`;
      const running = asked.get(key) ?? find(manifest).finally(() => asked.delete(key));
      asked.set(key, running);
      return running;
    },
  };
}

async function bytesOf(manifest: ExtensionManifest, { folder, keep, fetch }: ShelfParts): Promise<Result<Buffer, ShelfFault>> {
  const { url, integrity } = manifest;
  const own = /^\/extensions\/([a-z0-9-]+)\/([\w.-]+\.js)$/.exec(url);
  if (own) return checked(folder === null ? null : await fileOf(join(folder, own[1] ?? '', own[2] ?? '')), integrity);
  const kept = join(keep, `${integrity.slice(7).replaceAll('/', '_').replaceAll('+', '-')}.js`);
  const before = checked(await fileOf(kept), integrity);
  if (before.ok) return before;
  const fetched = checked(URL.canParse(url) ? await fetch(new URL(url)) : null, integrity);
  if (fetched.ok) await put(keep, kept, fetched.value);
  return fetched;
}

const checked = (bytes: Buffer | null, integrity: string): Result<Buffer, ShelfFault> =>
  bytes === null ? err('absent') : integrityOf(bytes) === integrity ? ok(bytes) : err('altered');

async function fileOf(path: string): Promise<Buffer | null> {
  try {
    return (await stat(path)).size > MOST_BYTES ? null : await readFile(path);
  } catch {
    // Not there, or not ours to read: both are absent to a reader.
    return null;
  }
}

/** Whole or not at all. A disk that is full costs the next start a question. */
async function put(folder: string, path: string, bytes: Buffer): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(`${path}.part`, bytes);
    await rename(`${path}.part`, path);
  } catch {
    return;
  }
}
