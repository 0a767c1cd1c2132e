import { describe, expect, it } from 'vitest';
import { outcomeOf, outcomeOfTool, summary } from '../suites/outcome';

const file = (name: string, status: string, ...tests: string[]) => ({ name, status, assertionResults: tests.map((test, at) => ({ status: test, fullName: `t${at}` })) });

describe('the tally cannot look better than it is', () => {
  it('counts what passed and failed', () => {
    const outcome = outcomeOf('unit', { testResults: [file('a', 'passed', 'passed', 'passed'), file('b', 'failed', 'passed', 'failed', 'skipped')] }, 1, 2);
    expect(outcome).toMatchObject({ passed: 3, failed: 1, skipped: 1, failures: ['b: t1'] });
  });

  it.each([
    ['a file that did not load', { testResults: [file('a', 'passed', 'passed'), file('b', 'failed')] }, 1],
    ['no tests at all', { testResults: [] }, 0],
    ['a bad end after good tests', { testResults: [file('a', 'passed', 'passed')] }, 1],
    ['no report', null, 0],
  ])('%s is a failure', (_name, report, exit) => {
    expect(outcomeOf('unit', report, exit, 0).failed).toBe(1);
  });

  it('ends with the plain line', () => {
    const text = summary([outcomeOfTool('lint', 0, 1), outcomeOfTool('typecheck', 2, 1)]);
    expect(text.split('\n').at(-1)).toBe('1 passed, 1 failed');
    expect(text).toContain('✗ typecheck: exit 2');
  });
});
