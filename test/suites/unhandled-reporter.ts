import { writeFileSync } from 'node:fs';

/** Where {@link UnhandledReporter} writes. */
export const UNHANDLED_FILE = 'UNHANDLED_FILE';

/** Writes how many faults of a run belong to no test: Vitest's JSON report keeps quiet about them. */
export default class UnhandledReporter {
  onTestRunEnd(_modules: unknown, faults: readonly unknown[]): void {
    const file = process.env[UNHANDLED_FILE];
    if (file) writeFileSync(file, String(faults.length));
  }
}
