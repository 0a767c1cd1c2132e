import pino from 'pino';
import type { ReportDocument } from '@/reports/document/document';
import { makeReport, type MadeReport } from '../../server/commands/report-document';
import { openReportHouse } from '../../server/commands/report-house';
import { GOLDEN_CLOCK, GOLDEN_REPORTS } from './wanted';

/** A golden report as it was made now. */
export interface GoldenDocument {
  readonly template: string;
  readonly document: ReportDocument;
  readonly hash: string;
}

/** Every golden report, made as `npm run report` makes one: the mock province on a throw-away store, its clock and the portal's standing still. */
export async function makeGolden(): Promise<readonly GoldenDocument[]> {
  const house = await openReportHouse({ env: {}, say: () => undefined, complain: () => undefined, log: pino({ level: 'silent' }), clock: () => GOLDEN_CLOCK });
  if (!house.ok) throw new Error(house.error.join('\n'));
  try {
    const made: GoldenDocument[] = [];
    for (const wanted of GOLDEN_REPORTS) {
      const { document, hash } = reportOf(await makeReport(house.value, wanted, wanted.commentary), wanted.template);
      made.push({ template: wanted.template, document, hash });
    }
    return made;
  } finally {
    await house.value.close();
  }
}

function reportOf(made: Awaited<ReturnType<typeof makeReport>>, template: string): MadeReport {
  if (!made.ok) throw new Error(`${template}: ${made.error.join('; ')}`);
  return made.value;
}
