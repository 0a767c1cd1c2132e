import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installDebian, mayInstall } from '../../suites/debian';

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
    installDebian(['chromium']);
    const installed = findChromium();
    if (installed !== null) return installed;
  }
  process.stderr.write(`${HOW_TO_GET_IT}\n`);
  return null;
}
