import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const OUTSIDE_PATH = ['/usr/lib/chromium/chromium', '/snap/bin/chromium', '/opt/google/chrome/chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The browser to test with: `CHROMIUM_PATH` where set (and then no other), else the system's. Null where there is none. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | null {
  const chosen = env['CHROMIUM_PATH'];
  if (chosen) return runs(chosen) ? chosen : null;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...OUTSIDE_PATH];
  return candidates.find(runs) ?? null;
}

/** True where this process may add a package to the machine: root, on a Debian-like system. */
export const mayInstall = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

export const HOW_TO_GET_IT = [
  'Không tìm thấy Chromium. Cài đặt: sudo apt-get install --no-install-recommends chromium, hoặc đặt CHROMIUM_PATH=/đường/dẫn/tới/chrome.',
  'No Chromium found. Install it: sudo apt-get install --no-install-recommends chromium, or set CHROMIUM_PATH=/path/to/chrome.',
].join('\n');

/** Finds a browser, and where there is none installs Debian's when it may. Null, after saying what to do, where it may not. */
export function ensureChromium(): string | null {
  const found = findChromium();
  if (found !== null) return found;
  if (process.env['CHROMIUM_PATH']) process.stderr.write(`CHROMIUM_PATH=${process.env['CHROMIUM_PATH']}: not an executable file.\n`);
  else if (mayInstall()) {
    process.stdout.write('Chưa có Chromium: đang cài gói chromium của Debian… / No Chromium: installing the Debian package…\n');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) spawnSync('apt-get', args, { stdio: 'inherit', env });
    const installed = findChromium();
    if (installed !== null) return installed;
  }
  process.stderr.write(`${HOW_TO_GET_IT}\n`);
  return null;
}
