import { describe, it } from 'vitest';
import { absentOf, howToInstall, type ServerName } from '../suites/servers';

/**
 * `describe` for what is tried on real servers. Where one of them is absent the tests are skipped with a plain word, and under CI
 * (`CI` set) they fail: there every server has to be.
 */
export function describeWith(servers: readonly ServerName[], title: string, tests: () => void): void {
  const absent = absentOf(servers);
  if (absent.length === 0) return void describe(title, tests);
  for (const name of absent) process.stderr.write(`${howToInstall(name)}: bỏ qua / skipped: ${title}\n`);
  describe(title, () => {
    it.skipIf(!process.env['CI'])(`needs ${absent.join(', ')}`, () => { throw new Error(absent.map(howToInstall).join('\n')); });
  });
}
