import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What the built site is made of, relative to the repository. */
const INPUTS = ['index.html', 'vite.config.ts', 'tsconfig.json', 'package-lock.json', 'src', 'widgets', 'public', 'server/build', 'server/packs', 'server/static/compress.ts'];
/** Read by people and tests, not by the build. */
const IGNORED = /(\.test\.ts|\.md)$|(^|\/)\./;

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.'))
    .flatMap((entry) => filesUnder(join(path, entry.name)));
}

/** SHA-256 over names and contents of every input, and the chosen mode; equal text, equal `dist`. */
export function inputsDigest(root: string, inputs: readonly string[] = INPUTS): string {
  const hash = createHash('sha256');
  const files = inputs.flatMap((input) => filesUnder(join(root, input))).map((file) => relative(root, file).replaceAll('\\', '/'));
  for (const file of files.filter((name) => !IGNORED.test(name)).sort()) {
    const body = readFileSync(join(root, file));
    // Lengths keep "a"+"bc" apart from "ab"+"c".
    hash.update(`${file}\0${body.length}\0`).update(body);
  }
  return hash.digest('hex');
}
