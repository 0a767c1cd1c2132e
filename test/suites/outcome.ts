/** What one suite came to. */
export interface Outcome {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
  /** Names of what failed, for the end of the log. */
  readonly failures: readonly string[];
  /** What failed once and passed when its file was run again alone: counted as passed, never kept quiet. */
  readonly unsteady?: readonly string[];
}

interface Assertion {
  readonly status: string;
  readonly fullName: string;
  readonly failureMessages?: readonly string[];
}
/** One test file of Vitest's JSON report. */
export interface FileReport {
  readonly name: string;
  readonly status: string;
  readonly message?: string;
  readonly assertionResults: readonly Assertion[];
}
export interface VitestReport {
  readonly testResults: readonly FileReport[];
}

/**
 * Counts a Vitest JSON report. A file that could not even be loaded, a run without tests, and a run that ended badly with
 * every test passed (an unhandled fault) are failures of their own: none of them may look like success.
 */
export function outcomeOf(name: string, report: VitestReport | null, exitCode: number, seconds: number): Outcome {
  const failures: string[] = [];
  let passed = 0;
  let skipped = 0;
  for (const file of report?.testResults ?? []) {
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    passed += file.assertionResults.filter((test) => test.status === 'passed').length;
    skipped += file.assertionResults.length - failed.length - file.assertionResults.filter((test) => test.status === 'passed').length;
    failures.push(...failed.map((test) => `${file.name}: ${test.fullName.trim()}`));
    if (file.status === 'failed' && failed.length === 0) failures.push(`${file.name}: ${(file.message ?? '').split('\n', 1)[0] || 'did not load'}`);
  }
  if (report === null) failures.push(`${name}: ended without a report (exit ${exitCode})`);
  else if (passed + failures.length === 0) failures.push(`${name}: no tests`);
  else if (exitCode !== 0 && failures.length === 0) failures.push(`${name}: exit ${exitCode} although every test passed (unhandled fault)`);
  return { name, passed, failed: failures.length, skipped, seconds, failures };
}

/** A tool that only says yes or no counts as one test. */
export function outcomeOfTool(name: string, exitCode: number, seconds: number): Outcome {
  const good = exitCode === 0;
  return { name, passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0, seconds, failures: good ? [] : [`${name}: exit ${exitCode}`] };
}

/** The table and, as its very last line, the tally. */
export function summary(outcomes: readonly Outcome[]): string {
  const width = Math.max(...outcomes.map((outcome) => outcome.name.length), 8);
  const row = (name: string, ...cells: string[]): string => `${name.padEnd(width)} ${cells.map((cell) => cell.padStart(8)).join(' ')}`;
  const total = (pick: (outcome: Outcome) => number): number => outcomes.reduce((sum, outcome) => sum + pick(outcome), 0);
  const failures = outcomes.flatMap((outcome) => outcome.failures);
  const unsteady = outcomes.flatMap((outcome) => outcome.unsteady ?? []);
  return [
    '',
    ...(failures.length > 0 ? ['Failed:', ...failures.map((failure) => `  ✗ ${failure}`), ''] : []),
    ...(unsteady.length > 0 ? ['Unsteady (failed once, passed when run again):', ...unsteady.map((line) => `  ~ ${line}`), ''] : []),
    row('suite', 'passed', 'failed', 'skipped', 'seconds'),
    ...outcomes.map((outcome) => row(outcome.name, String(outcome.passed), String(outcome.failed), String(outcome.skipped), outcome.seconds.toFixed(1))),
    '',
    `${total((outcome) => outcome.passed)} passed, ${total((outcome) => outcome.failed)} failed`,
  ].join('\n');
}
