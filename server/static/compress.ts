import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Fonts and pictures are compressed already. */
const COMPRESSIBLE = new Set(['.js', '.css', '.html', '.json', '.svg', '.webmanifest', '.txt', '.geojson']);
/** Below this a compressed copy saves less than its own headers. Bytes. */
const WORTH_BYTES = 512;

async function compressFile(file: string): Promise<void> {
  const body = await readFile(file);
  if (body.length < WORTH_BYTES) return;
  const [br, gz] = await Promise.all([
    brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }),
    gzipped(body, { level: 9 }),
  ]);
  if (br.length < body.length) await writeFile(`${file}.br`, br);
  if (gz.length < body.length) await writeFile(`${file}.gz`, gz);
}

/** Writes `.br` and `.gz` beside every compressible file of a folder; returns how many files were looked at. */
export async function compressTree(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const files: string[] = [];
  for (const name of names) {
    const file = join(folder, name);
    if (COMPRESSIBLE.has(extname(name)) && (await stat(file)).isFile()) files.push(file);
  }
  // Four threads in the pool; a few files at a time keep memory flat.
  for (let at = 0; at < files.length; at += 4) await Promise.all(files.slice(at, at + 4).map(compressFile));
  return files.length;
}
