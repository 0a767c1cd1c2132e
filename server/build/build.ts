import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compressTree } from '../static/compress';
import { inputsDigest } from './inputs';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const DIST = join(ROOT, 'dist');
const STAMP = join(ROOT, '.cache', 'dist-inputs');

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

/** Builds the site into `dist/`, compresses it, and notes what it was made of. */
export async function buildSite(quiet = false): Promise<void> {
  rmSync(STAMP, { force: true });
  const digest = inputsDigest(ROOT);
  await runVite(quiet ? ['--logLevel', 'warn'] : []);
  await compressTree(DIST);
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, digest);
}

export const isBuilt = (): boolean =>
  existsSync(join(DIST, 'index.html')) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === inputsDigest(ROOT);

/** Builds only where an input changed since the last whole build; returns whether it built. */
export async function ensureBuilt(quiet = true): Promise<boolean> {
  if (isBuilt()) return false;
  await buildSite(quiet);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildSite();
