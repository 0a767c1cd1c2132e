import { spawn } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compressTree } from '../static/compress';
import { inputsDigest } from './inputs';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const DIST = join(ROOT, 'dist');
const CACHE = join(ROOT, '.cache');
/** In the built folder itself, so that the two cannot part; a dot file is never given out. */
const STAMP = '.inputs';

function runVite(args: readonly string[]): Promise<void> {
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  if (!existsSync(vite)) throw new Error('Chưa cài các gói: chạy "npm ci" trước.\nPackages are not installed: run "npm ci" first.');
  return new Promise((done, fail) => {
    // A process of its own: the bundler's memory is given back before the servers start.
    const child = spawn(process.execPath, [vite, 'build', ...args], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NODE_ENV: 'production' } });
    child.on('error', fail);
    child.on('exit', (code) => (code === 0 ? done() : fail(new Error(`vite build: exit ${code}`))));
  });
}

/**
 * Builds the site, compresses it, and puts it whole in place of `dist/`, noting what it was made of: whoever builds at the same time or
 * breaks off leaves no half of a site.
 */
export async function buildSite(quiet = false): Promise<void> {
  const digest = inputsDigest(ROOT);
  const fresh = join(CACHE, `dist-${process.pid}`);
  await runVite(['--outDir', fresh, '--emptyOutDir', ...(quiet ? ['--logLevel', 'warn'] : [])]);
  await compressTree(fresh);
  writeFileSync(join(fresh, STAMP), digest);
  const old = join(CACHE, `dist-old-${process.pid}`);
  if (existsSync(DIST)) renameSync(DIST, old);
  renameSync(fresh, DIST);
  rmSync(old, { recursive: true, force: true });
}

export const isBuilt = (): boolean =>
  existsSync(join(DIST, STAMP)) && readFileSync(join(DIST, STAMP), 'utf8') === inputsDigest(ROOT);

/** Builds only where an input changed since the last whole build; returns whether it built. */
export async function ensureBuilt(quiet = true): Promise<boolean> {
  if (isBuilt()) return false;
  await buildSite(quiet);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildSite();
