import { describe, expect, it } from 'vitest';
import { summary, type FileReport } from '../suites/outcome';
import { lookedAtAgain, type SuiteRun } from '../suites/second-look';

const failure = { status: 'failed', fullName: 'the wall shows it', failureMessages: ['Timeout 5000ms exceeded\n    at wall.test.ts:3'] };
const success = { status: 'passed', fullName: 'the wall shows it' };
const bad = (name: string): FileReport => ({ name, status: 'failed', assertionResults: [success, failure] });
const good = (name: string): FileReport => ({ name, status: 'passed', assertionResults: [success, success] });
const ended = (...testResults: FileReport[]): SuiteRun => ({ report: { testResults }, exitCode: testResults.some(({ status }) => status === 'failed') ? 1 : 0, seconds: 10, unhandled: 0 });

/** Second runs, and which files were asked for. */
function again(second: (file: string) => SuiteRun): { readonly asked: string[]; readonly run: (file: string) => Promise<SuiteRun> } {
  const asked: string[] = [];
  return { asked, run: (file) => { asked.push(file); return Promise.resolve(second(file)); } };
}

describe('a second look at a file that failed', () => {
  it('counts it as passed when it passes whole, and says that it is unsteady and why', async () => {
    const { asked, run } = again((file) => ended(good(file)));
    const outcome = await lookedAtAgain('e2e', ended(bad('wall'), good('desk')), run);
    expect(asked).toEqual(['wall']);
    expect(outcome).toMatchObject({ passed: 4, failed: 0, seconds: 20, failures: [], unsteady: ['wall: the wall shows it: Timeout 5000ms exceeded'] });
    const lines = summary([outcome]).split('\n');
    expect(lines.slice(lines.indexOf('Unsteady (failed once, passed when run again):'))[1]).toBe('  ~ wall: the wall shows it: Timeout 5000ms exceeded');
    expect(lines.at(-1)).toBe('4 passed, 0 failed');
  });

  it('leaves it failed when it fails again, whatever becomes of another', async () => {
    const { run } = again((file) => (file === 'wall' ? ended(bad(file)) : ended(good(file))));
    expect(await lookedAtAgain('servers', ended(bad('wall'), bad('desk')), run)).toMatchObject({ passed: 3, failed: 1, failures: ['wall: the wall shows it'], unsteady: ['desk: the wall shows it: Timeout 5000ms exceeded'] });
  });

  it('is had by three files of a suite, and by none of four', async () => {
    const { asked, run } = again((file) => ended(good(file)));
    expect((await lookedAtAgain('security', ended(bad('a'), bad('b'), bad('c')), run)).failed).toBe(0);
    const four = await lookedAtAgain('security', ended(bad('a'), bad('b'), bad('c'), bad('d')), run);
    expect([four.failed, four.unsteady ?? [], asked]).toEqual([4, [], ['a', 'b', 'c']]);
  });

  it.each(['unit', 'domain UTC', 'contract', 'faults', 'architecture', 'soak'])('is not had by %s', async (suite) => {
    const { asked, run } = again((file) => ended(good(file)));
    expect([(await lookedAtAgain(suite, ended(bad('a')), run)).failed, asked]).toEqual([1, []]);
  });

  const loaded: FileReport = { name: 'a', status: 'failed', message: 'no port is free\nat …', assertionResults: [] };
  it('is had by a file that did not load', async () => {
    const { run } = again((file) => ended(good(file)));
    expect(await lookedAtAgain('e2e', ended(loaded), run)).toMatchObject({ passed: 2, failed: 0, unsteady: ['a: no port is free'] });
  });

  it.each<[string, SuiteRun]>([
    ['ends without a report', { ...ended(), report: null, exitCode: 1 }],
    ['ends badly after good tests', { ...ended(good('a')), exitCode: 1 }],
    ['leaves a fault that belongs to no test', { ...ended(good('a')), unhandled: 1 }],
    ['finds no tests', ended({ ...good('a'), assertionResults: [] })],
    ['tests less', ended({ ...good('a'), assertionResults: [success] })],
    ['skips what failed', ended({ ...good('a'), assertionResults: [success, { ...failure, status: 'skipped' }] })],
    ['is another file', ended(good('b'))],
  ])('does not make it passed when the second run %s', async (_what, second) => {
    expect(await lookedAtAgain('e2e', ended(bad('a')), again(() => second).run)).toMatchObject({ failed: 1, failures: ['a: the wall shows it'], unsteady: [] });
  });

  it.each<[string, SuiteRun, number]>([
    ['with a fault that belongs to no test', { ...ended(bad('a')), unhandled: 1 }, 1],
    ['that ended without a report', { ...ended(), report: null, exitCode: 1 }, 1],
    ['that ended badly with every test passed', { ...ended(good('a')), exitCode: 1, unhandled: 1 }, 1],
  ])('is not had by a run %s', async (_what, first, failed) => {
    const { asked, run } = again((file) => ended(good(file)));
    expect([(await lookedAtAgain('e2e', first, run)).failed, asked]).toEqual([failed, []]);
  });
});
