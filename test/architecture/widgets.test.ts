import { describe, expect, it } from 'vitest';
import { FILES, linesOf, textOf } from './tree';

const ids = [...new Set(FILES.filter((path) => path.startsWith('widgets/') && path.split('/').length > 2).map((path) => path.split('/')[1] ?? ''))];
const REQUIRED = ['index.ts', 'options.ts', 'model.ts', 'report.ts', 'sample.ts', 'locales/vi.json', 'locales/en.json', 'README.md'];
const SAMPLES = ['normal', 'empty', 'missing', 'stale', 'partial', 'denied', 'extreme'];

describe('a widget is whole', () => {
  it('there are widgets, and a template to copy', () => {
    expect(ids).toContain('_template');
    expect(ids.length).toBeGreaterThan(4);
  });

  it.each(ids)('%s has the whole set of files', (id) => {
    const own = FILES.filter((path) => path.startsWith(`widgets/${id}/`)).map((path) => path.slice(`widgets/${id}/`.length));
    expect(REQUIRED.filter((name) => !own.includes(name))).toEqual([]);
    expect(own.some((name) => name.endsWith('.vue'))).toBe(true);
    expect(own.some((name) => name.endsWith('.test.ts'))).toBe(true);
    expect(linesOf(`widgets/${id}/index.ts`), 'the eager half stays small').toBeLessThanOrEqual(60);
  });

  it.each(ids.filter((id) => id !== '_template'))('%s is known by its folder, and shows every named state', (id) => {
    expect(textOf(`widgets/${id}/index.ts`)).toMatch(new RegExp(`\\bid: '${id}'`));
    const sample = textOf(`widgets/${id}/sample.ts`);
    expect(SAMPLES.filter((name) => !new RegExp(`\\b${name}\\b`).test(sample))).toEqual([]);
  });

  it.each(ids)('%s loads its body lazily', (id) => {
    const eager = [...textOf(`widgets/${id}/index.ts`).matchAll(/^import\s+(?!type\b)[^;]*from\s+'([^']+)'/gm)].map((match) => match[1] ?? '');
    expect(eager.filter((path) => /\.vue$|\/(model|report|sample)$/.test(path))).toEqual([]);
  });
});
