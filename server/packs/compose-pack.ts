import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** A province's folder and the one it extends, as one answer. Inherited files stand under the extended pack's id. */
export interface ComposedPack {
  readonly files: Readonly<Record<string, string>>;
}

const PACK_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** Ids of the packs in a folder: what has a `province.json` is one. */
export async function packIds(root: string): Promise<readonly string[]> {
  const folders = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory() && PACK_ID.test(entry.name));
  const holds = await Promise.all(folders.map(async ({ name }) => (await readdir(join(root, name))).includes('province.json')));
  return folders.filter((_, index) => holds[index]).map(({ name }) => name).sort();
}

/**
 * Reads a pack as written, for checking: lines and columns are those of the files. `root` is `public/provinces`. Throws RangeError on
 * an id that is none and the file system's own error where there is no such folder; what the files hold is not looked into.
 */
export async function readPackFiles(root: string, id: string): Promise<Readonly<Record<string, string>>> {
  if (!PACK_ID.test(id)) throw new RangeError(`not a pack id: ${JSON.stringify(id.slice(0, 64))}`);
  const own = await readFolder(join(root, id), '');
  const base = extendedPack(own['province.json']);
  return base === undefined || base === id ? own : { ...own, ...(await readFolder(join(root, base), `${base}/`, true)) };
}

/**
 * Composes a pack for the wire: every file that JSON can print back without loss is made compact, any other is sent as written, so that
 * its fault is reported where it stands.
 */
export async function composePack(root: string, id: string): Promise<ComposedPack> {
  const files = Object.entries(await readPackFiles(root, id));
  return { files: Object.fromEntries(files.map(([path, text]) => [path, compacted(text)])) };
}

/** What a page begins with, and what it asks for when it is needed: files under `catalogue/` and `reports/`, of the pack or of the one it extends. */
export type PackPart = 'first' | 'catalogue';

const CATALOGUE = /^(?:[a-z0-9-]+\/)?(?:catalogue|reports)\//;

/** The files of one part of a pack. */
export const partOf = (files: Readonly<Record<string, string>>, part: PackPart): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(files).filter(([path]) => CATALOGUE.test(path) === (part === 'catalogue')));

/** One part of {@link composePack} as the text of `pack.json` or `catalogue.json`. */
export const composePackText = async (root: string, id: string, part: PackPart = 'first'): Promise<string> =>
  JSON.stringify({ files: partOf((await composePack(root, id)).files, part) });

async function readFolder(folder: string, prefix: string, mayBeAbsent = false): Promise<Record<string, string>> {
  const names = await jsonBelow(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (mayBeAbsent && error.code === 'ENOENT') return [];
    throw error;
  });
  const paths = names.filter((path) => path.endsWith('.json') && path !== 'pack.json').sort();
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, path), 'utf8')));
  return Object.fromEntries(paths.map((path, index) => [prefix + path, texts[index] ?? '']));
}

/** Files below a folder, as paths with `/`; long lists stand by topic in folders of their own. */
async function jsonBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function extendedPack(text: string | undefined): string | undefined {
  const head = text === undefined ? undefined : parsed(text);
  const base = typeof head === 'object' && head !== null && 'extends' in head ? head.extends : undefined;
  return typeof base === 'string' && PACK_ID.test(base) ? base : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined; // the reader of the pack says where and why
  }
}

/**
 * The text without its white space, by leaving out what stands between tokens: keys given twice and everything else that a round trip
 * through objects would lose stay for the reader to find. Texts that are not JSON stay whole.
 */
function compacted(text: string): string {
  if (parsed(text) === undefined) return text;
  return text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, string: string | undefined) => string ?? '');
}
