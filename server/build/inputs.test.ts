import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { inputsDigest } from './inputs';

const root = mkdtempSync(join(tmpdir(), 'inputs-'));
const put = (path: string, text: string): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};
beforeEach(() => {
  rmSync(root, { recursive: true });
  put('src/a.ts', '1');
  put('index.html', '<p>');
});
afterAll(() => rmSync(root, { recursive: true }));
const digest = (): string => inputsDigest(root, ['index.html', 'src', 'absent']);

describe('the digest of a build', () => {
  it('is stable, and blind to tests, notes and hidden files', () => {
    const before = digest();
    put('src/a.test.ts', 'x');
    put('src/README.md', 'x');
    put('src/.swp', 'x');
    expect(digest()).toBe(before);
  });

  it.each([['content', 'src/a.ts', '2'], ['a new file', 'src/b.ts', ''], ['the page', 'index.html', '<b>']])('changes with %s', (_what, path, text) => {
    const before = digest();
    put(path, text);
    expect(digest()).not.toBe(before);
  });

  it('changes when a file is renamed', () => {
    const before = digest();
    rmSync(join(root, 'src/a.ts'));
    put('src/c.ts', '1');
    expect(digest()).not.toBe(before);
  });
});
