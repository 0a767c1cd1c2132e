import { describe, expect, it } from 'vitest';
import type { AnyWidget, Sample } from '@/widget-kit/widget';
import { FILES, linesOf, textOf } from './tree';

const ids = [...new Set(FILES.filter((path) => path.startsWith('widgets/') && path.split('/').length > 2).map((path) => path.split('/')[1] ?? ''))];
const REQUIRED = ['index.ts', 'options.ts', 'model.ts', 'report.ts', 'sample.ts', 'locales/vi.json', 'locales/en.json', 'README.md'];
const SAMPLES = ['normal', 'empty', 'missing', 'stale', 'partial', 'denied', 'extreme'];

const definitions = import.meta.glob<AnyWidget>('/widgets/*/index.ts', { import: 'default' });
const samples = import.meta.glob<readonly Sample<unknown>[]>('/widgets/*/sample.ts', { import: 'samples' });

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

  it.each(ids)('%s is known by its folder, speaks both languages and accepts its own samples', async (id) => {
    const widget = await definitions[`/widgets/${id}/index.ts`]?.();
    if (id !== '_template') expect(widget?.id).toBe(id);
    for (const text of [widget?.title, widget?.description]) expect([text?.vi, text?.en].every((words) => words && words.trim() !== '')).toBe(true);
    const shown = (await samples[`/widgets/${id}/sample.ts`]?.()) ?? [];
    expect(shown.map((sample) => sample.name).sort()).toEqual([...SAMPLES].sort());
    for (const { input } of shown) expect(widget?.options.schema.safeParse(input.options).success).toBe(true);
  });

  it.each(ids)('%s loads its body lazily', (id) => {
    const eager = [...textOf(`widgets/${id}/index.ts`).matchAll(/^import\s+(?!type\b)[^;]*from\s+'([^']+)'/gm)].map((match) => match[1] ?? '');
    expect(eager.filter((path) => /\.vue$|\/(body|model|report|sample)$|^@\/(charts|map)\//.test(path))).toEqual([]);
  });
});
