import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../server/build/build';

interface Line {
  readonly id: string;
  readonly level: string;
  readonly applies: string;
  readonly evidence: readonly string[];
  readonly note: string;
}

/** Requirements in each section of ASVS 5.0, chapter by chapter: the list must hold these and no others. */
const SECTIONS: readonly (readonly number[])[] = [
  [2, 10, 12, 3, 3], [3, 3, 5, 2], [1, 3, 5, 8, 8, 1, 5], [5, 5, 2, 4], [1, 6, 3, 3], [3, 12, 8, 6, 8, 4, 2, 4], [3, 4, 2, 5, 3, 2], [4, 4, 3, 2], [3, 4],
  [2, 3, 5, 16, 5, 2, 3], [4, 5, 5, 4, 2, 2, 2], [5, 2, 5], [4, 6, 4, 7], [2, 8, 3], [5, 5, 7, 4], [1, 5, 4, 3, 4], [2, 8, 2],
];
const ALL = SECTIONS.flatMap((sections, chapter) => sections.flatMap((count, section) => Array.from({ length: count }, (_, at) => `V${chapter + 1}.${section + 1}.${at + 1}`)));
const STATES = ['yes', 'operator', 'no', 'not-met'] as const;
/** Sections that ask for a text and not for a behaviour. */
const ASKS_FOR_TEXT = /^V(2|3|5|6|7|8|11|13|14|15|16)\.1\./;

/** A field in quotes may hold commas. */
const fieldsOf = (line: string): string[] => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');

const [header = '', ...lines] = readFileSync(join(ROOT, 'docs/security/asvs.csv'), 'utf8').trimEnd().split('\n');
const list: readonly Line[] = lines.map((line) => {
  const [id = '', level = '', applies = '', evidence = '', note = ''] = fieldsOf(line);
  return { id, level, applies, evidence: evidence.split(' ').filter((path) => path !== ''), note };
});
const isTest = (path: string): boolean => /\.test\.ts$/.test(path) || path.startsWith('test/');

describe('the map to ASVS', () => {
  it('names every requirement once, in order', () => {
    expect(header).toBe('id,level,applies,evidence,note');
    expect(list.map(({ id }) => id)).toEqual(ALL);
    expect(list).toHaveLength(345);
    for (const { id, level, applies } of list) expect([id, ['1', '2', '3'].includes(level), STATES.some((state) => state === applies)]).toEqual([id, true, true]);
  });

  it('shows only what is there', () => {
    expect(list.flatMap(({ id, evidence }) => evidence.filter((path) => !existsSync(join(ROOT, path))).map((path) => `${id} ${path}`))).toEqual([]);
  });

  it('has a test behind whatever it says is kept at levels 1 and 2, and a text where a text is asked for', () => {
    const bare = list.filter(({ id, level, applies, evidence }) => applies === 'yes' && level !== '3' && !evidence.some(isTest) && !(ASKS_FOR_TEXT.test(id) && evidence.some((path) => path.startsWith('docs/'))));
    expect(bare.map(({ id }) => id)).toEqual([]);
    expect(list.filter(({ applies, evidence }) => applies === 'yes' && evidence.length === 0).map(({ id }) => id)).toEqual([]);
  });

  it('says why of whatever is not kept here', () => {
    expect(list.filter(({ applies, note }) => applies !== 'yes' && note === '').map(({ id }) => id)).toEqual([]);
    expect(list.filter(({ level, applies }) => level === '1' && applies === 'not-met').map(({ id }) => id), 'level 1 has nothing open').toEqual([]);
  });

  it('is counted right, and what is open is told, in the page beside it', () => {
    const page = readFileSync(join(ROOT, 'docs/security/asvs.md'), 'utf8');
    const counts = (of: readonly Line[]): string => [...STATES.map((state) => of.filter(({ applies }) => applies === state).length), of.length].join(' | ');
    for (const level of ['1', '2', '3']) expect(page).toContain(`| ${level} | ${counts(list.filter((line) => line.level === level))} |`);
    expect(page).toContain(`| all | ${counts(list)} |`);
    for (const { id, note } of list.filter(({ level, applies }) => applies === 'not-met' && level === '2')) expect(page).toContain(`- **${id.slice(1)}** (level 2): ${note}.`);
  });
});
