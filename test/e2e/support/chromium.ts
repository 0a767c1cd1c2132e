import { findChromium } from '../../../server/reports/pdf/find-chromium';
import { installDebian, mayInstall } from '../../suites/debian';

/** The browser to test with is the one that reports are printed with. */
export { findChromium };

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
