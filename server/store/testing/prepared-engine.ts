import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite, types } from '@electric-sql/pglite';

const FOLDER = fileURLToPath(new URL('../../../.cache/store/', import.meta.url));
/** As the lock has it: the format of a database is its engine's. */
export const engineVersion = (): string => /"node_modules\/@electric-sql\/pglite": \{\s+"version": "([^"]+)"/.exec(readFileSync(fileURLToPath(new URL('../../../package-lock.json', import.meta.url)), 'utf8'))?.[1] ?? 'unknown';
const FILE = join(FOLDER, `empty-${engineVersion()}.tar`);

/**
 * An empty database in memory. Making one takes seconds and is the same every time: the first test to need one keeps it in `.cache`,
 * and the others begin with the copy.
 */
export async function preparedEngine(): Promise<PGlite> {
  const parsers = { [types.INT8]: Number };
  if (existsSync(FILE)) return PGlite.create({ parsers, loadDataDir: new Blob([readFileSync(FILE)]) });
  const engine = await PGlite.create({ parsers });
  const dump = await engine.dumpDataDir('none');
  mkdirSync(FOLDER, { recursive: true });
  // Others may be at the same: whole files only, and whose it is does not matter.
  const draft = `${FILE}.${process.pid}`;
  writeFileSync(draft, new Uint8Array(await dump.arrayBuffer()));
  renameSync(draft, FILE);
  return engine;
}
