import { outcomeOf, type FileReport, type Outcome, type VitestReport } from './outcome';

/** Suites of processes, browsers and servers of others, where the machine itself may come between. What computes gets no second look. */
const LOOKED_AT_AGAIN: readonly string[] = ['real-servers', 'security', 'load', 'servers', 'e2e'];
/** More failing files of one suite are no accident. */
const MOST_FILES = 3;

/** One run of Vitest, as it ended. */
export interface SuiteRun {
  /** Null where it ended without one. */
  readonly report: VitestReport | null;
  readonly exitCode: number;
  readonly seconds: number;
  /** Faults that belong to no test: a run with any of them stays as it is. */
  readonly unhandled: number;
}

/**
 * What a suite came to, after at most three of its failed files were each run once more, alone, by `again`. A file that then passes whole
 * counts as passed and is told among the unsteady, with its first failure; one that fails again, or tests less than before, has failed as it did at first.
 */
export async function lookedAtAgain(name: string, first: SuiteRun, again: (file: string) => Promise<SuiteRun>): Promise<Outcome> {
  const asItIs = outcomeOf(name, first.report, first.exitCode, first.seconds);
  const failed = (first.report?.testResults ?? []).filter(hasFailed);
  if (!LOOKED_AT_AGAIN.includes(name) || first.report === null || first.unhandled > 0 || failed.length === 0 || failed.length > MOST_FILES) return asItIs;

  const passed = new Map<FileReport, FileReport>();
  let { seconds } = first;
  for (const file of failed) {
    const run = await again(file.name);
    seconds += run.seconds;
    const second = wholeAgain(file, run);
    if (second) passed.set(file, second);
  }
  const testResults = first.report.testResults.map((file) => passed.get(file) ?? file);
  const exitCode = passed.size === failed.length ? 0 : first.exitCode;
  return { ...outcomeOf(name, { testResults }, exitCode, seconds), unsteady: [...passed.keys()].flatMap(firstFailures) };
}

const hasFailed = (file: FileReport): boolean => file.status === 'failed' || file.assertionResults.some(({ status }) => status === 'failed');
const skippedIn = (file: FileReport): number => file.assertionResults.filter(({ status }) => status !== 'passed' && status !== 'failed').length;

/** The file's second report, where it passed with every test of the first. */
function wholeAgain(file: FileReport, { report, exitCode, unhandled }: SuiteRun): FileReport | null {
  const second = report?.testResults.find(({ name }) => name === file.name);
  if (!second || report?.testResults.length !== 1 || exitCode !== 0 || unhandled > 0 || hasFailed(second)) return null;
  const asMany = second.assertionResults.length >= Math.max(1, file.assertionResults.length) && skippedIn(second) <= skippedIn(file);
  return asMany ? second : null;
}

/** What failed of a file, each with the first line of its message. */
function firstFailures(file: FileReport): string[] {
  const line = (text: string | undefined): string => (text ?? '').split('\n', 1)[0] || 'no message';
  const tests = file.assertionResults.filter(({ status }) => status === 'failed');
  if (tests.length === 0) return [`${file.name}: ${line(file.message)}`];
  return tests.map(({ fullName, failureMessages }) => `${file.name}: ${fullName.trim()}: ${line(failureMessages?.[0])}`);
}
