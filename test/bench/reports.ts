import { measureFormats, type FormatResult } from './report-formats';
import { measureJobs, type JobsResult } from './report-jobs';
import { measureSheet, MOST_MIB, type SheetResult } from './report-sheet';

export interface ReportsResult {
  readonly formats: readonly FormatResult[];
  /** A tenth of the rows, and all: memory must not grow with them. */
  readonly sheet: { readonly some: SheetResult; readonly all: SheetResult };
  readonly jobs: JobsResult;
}

const ROWS = 100_000;
const COLUMNS = 10;

/** Reports alone: thirty pages in each format, the long sheet, twenty jobs beside a reader. Throws where the sheet is not whole or takes too much. */
export async function measureReports(rounds: number, province: string): Promise<ReportsResult> {
  const formats = await measureFormats(rounds);
  const sheet = { some: await measureSheet(ROWS / 10, COLUMNS), all: await measureSheet(ROWS, COLUMNS) };
  for (const { rows, written, grownMiB } of [sheet.some, sheet.all]) {
    if (rows !== written || grownMiB > MOST_MIB) throw new Error(`a sheet of ${rows} rows: ${written} written, ${grownMiB} MiB more`);
  }
  return { formats, sheet, jobs: await measureJobs(province) };
}

/** For who reads along. */
export function reportLines({ formats, sheet: { some, all }, jobs }: ReportsResult): readonly string[] {
  const beside = ({ medianMs, p95Ms, refused, loopP99Ms }: JobsResult['alone']): string => `${medianMs} / ${p95Ms} ms (median / p95), ${refused} refused, event loop ${loopP99Ms} ms late (p99)`;
  return [
    ...formats.map(({ format, ms, msAPage, toLeast, bytes, grownMiB, peakMiB }) =>
      `30 pages ${format.padEnd(5)} ${ms.toFixed(0).padStart(6)} ms ${msAPage.toFixed(1).padStart(6)} a page ${toLeast.toFixed(1).padStart(6)}× the least ${(bytes / 1000).toFixed(1).padStart(8)} kB ${String(grownMiB).padStart(4)} MiB more, ${peakMiB} at most`),
    ...[some, all].map(({ rows, ms, bytes, grownMiB }) => `${String(rows).padStart(7)} rows xlsx ${ms} ms, ${(bytes / 1e6).toFixed(1)} MB, ${grownMiB} MiB more`),
    `${jobs.made} of ${jobs.jobs} files in ${jobs.seconds} s; answers alone ${beside(jobs.alone)}; beside them ${beside(jobs.besideJobs)}: p95 ${jobs.p95Ratio}×`,
  ];
}
