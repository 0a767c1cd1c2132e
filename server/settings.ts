import { err, ok, type Result } from '@/domain/result';

/** What the operator may choose from outside; everything else is in the province pack. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly mockPort: number;
  /** A mock province that runs already, on this machine; null starts one. Ends with `/`. */
  readonly mockUrl: URL | null;
  readonly province: string;
  /** File naming the real base of sources, by id; see {@link import('./forward/upstreams')}. */
  readonly sourcesFile: string | null;
}

function portOf(name: string, text: string | undefined, fallback: number, faults: string[]): number {
  if (text === undefined || text === '') return fallback;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port >= 1 && port <= 65_535) return port;
  faults.push(
    `${name}="${text}" không phải số cổng hợp lệ (số nguyên từ 1 đến 65535).\n` +
      `${name}="${text}" is not a valid port (a whole number from 1 to 65535).`,
  );
  return fallback;
}

/** `MOCK_URL`; only this machine, since it speaks plain HTTP. */
function mockUrlOf(text: string | undefined, faults: string[]): URL | null {
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'http:' && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname) && url.pathname === '/') return url;
  faults.push(
    `MOCK_URL="${text}" phải có dạng http://127.0.0.1:8090/ (tỉnh giả lập đang chạy trên máy này).\n` +
      `MOCK_URL="${text}" must have the form http://127.0.0.1:8090/ (a mock province running on this machine).`,
  );
  return null;
}

/**
 * Reads `PORT` (8080), `MOCK_PORT` (8090), `MOCK_URL`, `PROVINCE` (nghe-an), `HOST` (127.0.0.1) and `SOURCES_FILE`.
 * `known` are the ids of the packs present. Every fault is reported at once, each in Vietnamese and English.
 */
export function readSettings(env: NodeJS.ProcessEnv, known: readonly string[]): Result<Settings, string[]> {
  const faults: string[] = [];
  const port = portOf('PORT', env['PORT'], 8080, faults);
  const mockPort = portOf('MOCK_PORT', env['MOCK_PORT'], 8090, faults);
  if (faults.length === 0 && port === mockPort) {
    faults.push(
      `PORT và MOCK_PORT cùng là ${port}; hãy chọn hai cổng khác nhau.\n` +
        `PORT and MOCK_PORT are both ${port}; choose two different ports.`,
    );
  }
  const mockUrl = mockUrlOf(env['MOCK_URL'], faults);
  const province = env['PROVINCE'] || 'nghe-an';
  if (!known.includes(province)) {
    const list = known.join(', ') || '—';
    faults.push(
      `PROVINCE="${province}": không có gói cấu hình của tỉnh này. Các gói đang có: ${list}.\n` +
        `PROVINCE="${province}": there is no such province pack. Packs present: ${list}.`,
    );
  }
  if (faults.length > 0) return err(faults);
  return ok({ host: env['HOST'] || '127.0.0.1', port, mockPort, mockUrl, province, sourcesFile: env['SOURCES_FILE'] || null });
}
