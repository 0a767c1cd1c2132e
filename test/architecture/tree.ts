import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');

/** Folders that are made, not written. */
const MADE = new Set(['node_modules', 'dist', '.git', '.cache', '.data', 'coverage', 'test-results']);

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (MADE.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : entry.isFile() ? [relative(ROOT, path)] : [];
  });
}

/** Every written file of the repository, relative to its root, `/` between parts, sorted. */
export const FILES: readonly string[] = walk(ROOT).map((path) => path.replaceAll('\\', '/')).sort();

const texts = new Map<string, string>();
/** Text of a file by its path in the repository; read once. */
export function textOf(path: string): string {
  const known = texts.get(path);
  if (known !== undefined) return known;
  const text = readFileSync(join(ROOT, path), 'utf8');
  texts.set(path, text);
  return text;
}

export const linesOf = (path: string): number => textOf(path).replace(/\n$/, '').split('\n').length;

export const isTest = (path: string): boolean => /\.(test|fixture)\.ts$/.test(path) || path.startsWith('test/') || /^server\/(.+\/)?testing\//.test(path);
/** Source a person wrote: TypeScript, JavaScript and single-file components. */
export const CODE = FILES.filter((path) => /\.(ts|js|vue)$/.test(path));
