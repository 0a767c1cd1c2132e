import { describe, expect, it } from 'vitest';
import vi from '@/i18n/locales/vi.json';
import type { Block, Label } from '@/widget-kit/blocks';
import type { AnyWidget, Sample } from '@/widget-kit/widget';

const definitions = import.meta.glob<AnyWidget>(['/widgets/*/index.ts', '!/widgets/_template/index.ts'], { import: 'default', eager: true });
const samples = import.meta.glob<readonly Sample<unknown>[]>(['/widgets/*/sample.ts'], { import: 'samples', eager: true });
const STATES = ['normal', 'empty', 'missing', 'stale', 'partial', 'denied', 'extreme'];

const widgets = Object.entries(definitions).map(([path, widget]) => ({
  folder: path.split('/')[2] ?? '', widget, cases: samples[path.replace('index.ts', 'sample.ts')] ?? [],
}));

/** Every label of a report, wherever it stands. */
function labelsOf(block: Block): readonly Label[] {
  if (block.kind === 'table') {
    return [
      block.caption,
      ...block.columns.flatMap((column) => [column.label, ...(column.above ?? [])]),
      ...block.rows.flatMap((row) => row.cells.flatMap((cell) => ('label' in cell ? [cell.label] : []))),
    ];
  }
  if (block.kind === 'map') return [block.caption, ...block.areas.flatMap(({ label, name }) => [label, ...(name ? [name] : [])])];
  if (block.kind === 'chart') return [block.caption, ...block.categories, ...block.series.map(({ label }) => label)];
  return block.kind === 'figure' ? [block.label, ...block.comparisons.map((one) => one.label)] : [block.label];
}

/** Plain values only: what cannot be cloned cannot be frozen into a report. */
const isPlain = (value: unknown): boolean => {
  structuredClone(value);
  return true;
};

describe.each(widgets)('widget $folder', ({ folder, widget, cases }) => {
  it('is called as its folder and has all seven samples', () => {
    expect(widget.id).toBe(folder);
    expect(cases.map((one) => one.name)).toEqual(STATES);
  });

  it('parses its own sample options and migrates them unchanged', () => {
    for (const one of cases) {
      expect(widget.options.schema.safeParse(widget.options.migrate(one.input.options, widget.version)).success).toBe(true);
    }
    expect(widget.options.schema.safeParse({ nonsense: 'x', indicator: 5, view: 'nowhere', dataset: 7, indicators: [] }).success).toBe(false);
  });

  it('asks the same questions for the same scope, all of datasets the pack knows', () => {
    for (const { input } of cases) {
      const asked = widget.datasets(input);
      expect(widget.datasets(input)).toEqual(asked);
      for (const query of Object.values(asked)) expect(input.province.datasets.has(query.dataset)).toBe(true);
    }
  });

  it('models every sample without throwing, twice alike, as plain values', async () => {
    const { model } = await widget.load();
    for (const { input } of cases) {
      const vm = model(input);
      expect(isPlain(vm)).toBe(true);
      expect(model(input)).toEqual(vm);
    }
  });

  it('stands a page where nothing has arrived yet, and one where every source failed', async () => {
    const { model } = await widget.load();
    for (const { input } of cases) {
      const bare = Object.fromEntries(Object.entries(input.snapshots).map(([slot, { query }]) =>
        [slot, { query, state: 'failed', fromCache: false, refreshing: false } as const]));
      expect(() => model({ ...input, snapshots: bare })).not.toThrow();
      expect(() => model({ ...input, snapshots: {} })).not.toThrow();
    }
  });

  it('gives a gateway what it gives a page: model and messages beside its report', async () => {
    const [body, paper] = await Promise.all([widget.load(), widget.report()]);
    expect(paper.model).toBe(body.model);
    expect(paper.messages).toEqual(body.messages);
  });

  it('draws a map of shapes that it asks for, each unit with a class exactly where it has a figure', async () => {
    const [{ model }, { report }] = await Promise.all([widget.load(), widget.report()]);
    for (const { input } of cases) {
      for (const block of report(model(input))) {
        if (block.kind !== 'map') continue;
        expect(Object.keys(widget.datasets(input))).toContain(block.shapes);
        expect(block.decimals).toHaveLength(block.edges.length);
        for (const { classIndex, figure } of block.areas) expect(classIndex === null).toBe(figure.measure.kind === 'missing');
      }
    }
  });

  it('says every word of its report in both languages', async () => {
    const [{ model, messages }, { report }] = await Promise.all([widget.load(), widget.report()]);
    expect(Object.keys(messages.en).sort()).toEqual(Object.keys(messages.vi).sort());
    for (const { input } of cases) {
      for (const label of report(model(input)).flatMap(labelsOf)) {
        if ('key' in label) expect(label.key in messages.vi || label.key in vi, label.key).toBe(true);
      }
    }
  });
});
