import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { REPORT_FORMATS, type ReportFormat } from '../../server/reports/formats';
import { tenth } from './frame-times';
import { median } from './statistics';

/** What a report of many pages took in one format; memory is that of the writing process, not of the browser that prints. */
export interface FormatResult {
  readonly format: ReportFormat;
  readonly ms: number;
  readonly msAPage: number;
  /** To the format that took least. */
  readonly toLeast: number;
  readonly bytes: number;
  readonly grownMiB: number;
  readonly peakMiB: number;
}
interface Measured {
  readonly times: readonly number[];
  readonly bytes: number;
  readonly grownMiB: number;
  readonly peakMiB: number;
}

const PAGES = 30;
const CHILD = fileURLToPath(new URL('./report-formats-child.ts', import.meta.url));

/** Thirty pages of Form 06 in every format, each in a process of its own. */
export async function measureFormats(rounds: number): Promise<readonly FormatResult[]> {
  const all: { readonly format: ReportFormat; readonly ms: number; readonly measured: Measured }[] = [];
  for (const format of REPORT_FORMATS) {
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', '--import', 'tsx', CHILD, format, String(PAGES), String(rounds)]);
    const measured = JSON.parse(stdout) as Measured;
    all.push({ format, ms: median(measured.times), measured });
  }
  const least = Math.min(...all.map(({ ms }) => ms));
  return all.map(({ format, ms, measured: { bytes, grownMiB, peakMiB } }) => ({ format, ms: tenth(ms), msAPage: tenth(ms / PAGES), toLeast: tenth(ms / least), bytes, grownMiB, peakMiB }));
}
