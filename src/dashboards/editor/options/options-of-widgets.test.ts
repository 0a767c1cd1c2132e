import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '@/domain/dataset';
import { sampleProvince, sampleScope, SAMPLE_NOW } from '@/widget-kit/testing/sample-province';
import type { AnyWidget } from '@/widget-kit/widget';
import { createFormat } from '@/format/create-format';
import { partsOf } from './dataset-parts';
import { factsOf, type OptionFacts } from './option-facts';
import { optionFaults, pickedFrom } from './option-faults';
import { optionForm, withOption, type Options } from './option-form';
import { faultText, sayIn } from './option-words';
import { offersOf } from './offers';
import { partsQuestion } from './parts-question';

const widgets = Object.values(import.meta.glob<AnyWidget>('/widgets/*/index.ts', { import: 'default', eager: true }));

/** Options that no form shows, and why. */
const UNSHOWN: Readonly<Record<string, string>> = {};

const province = sampleProvince();
const scope = sampleScope();
const say = sayIn('vi');

/** Sound options of a widget: its defaults, and something where it has none. */
function soundOptions(widget: AnyWidget): Options {
  const facts = factsOf(widget.options.schema);
  return Object.fromEntries(Object.entries(facts).flatMap(([name, fact]): [string, Json][] => {
    if (fact.optional) return [];
    return [[name, fact.values?.[0] ?? (fact.kind === 'list' ? ['on-time-rate'] : fact.kind === 'number' ? (fact.least ?? 0) : 'on-time-rate')]];
  }));
}

function extremes(fact: OptionFacts): readonly Json[] {
  const around = [fact.least, fact.most].flatMap((edge) => (edge === undefined ? [] : [edge - 1, edge, edge + 1, edge + 0.5]));
  const long = 'ế'.repeat((fact.longest ?? 64) + 1);
  return [
    ...around, ...(fact.values ?? []), '', long, '<img src=x onerror=alert(1)>', '$field', '__proto__', 'constructor', -1, 0, 1e308, true, null, [], [''], [long], Array.from({ length: (fact.longest ?? 60) + 1 }, (_, at) => `a${at}`),
    {}, { a: 'b' }, { a: { vi: 'x' } }, [[[]]],
  ];
}

describe('every option of every widget can be set in words', () => {
  it('there are widgets', () => { expect(widgets.length).toBeGreaterThan(20); });

  it.each(widgets.map((widget) => [widget.id, widget] as const))('%s: each name of the schema has a field, each field a name of the schema', (id, { options }) => {
    const named = Object.keys(factsOf(options.schema));
    expect(named.filter((name) => !options.fields.some((field) => field.name === name) && !(`${id}.${name}` in UNSHOWN))).toEqual([]);
    expect(options.fields.map(({ name }) => name).filter((name) => !named.includes(name))).toEqual([]);
    expect(named.length, 'the schema is read').toBeGreaterThan(0);
  });

  it.each(widgets.map((widget) => [widget.id, widget] as const))('%s: fields and schema agree on what a value is', (_id, { options }) => {
    const facts = factsOf(options.schema);
    for (const field of options.fields) {
      const fact = facts[field.name];
      const kind = { choice: ['text', 'number'], 'long-text': ['text'], text: ['text'], number: ['number'], boolean: ['boolean'], list: ['list'], indicators: ['list'], record: ['record'] }[field.input as string] ?? ['text'];
      expect(kind, `${field.name} as ${field.input}`).toContain(fact?.kind);
      if (field.input === 'choice') expect(field.choices?.map(({ value }) => value).sort(), field.name).toEqual([...(fact?.values ?? [])].map(String).sort());
      if (field.input === 'list') expect(field.of, field.name).toBeDefined();
      if (field.input === 'record') expect(field.holds, field.name).toBeDefined();
      for (const text of [field.label, ...(field.help ? [field.help] : []), ...(field.choices ?? []).map(({ label }) => label)]) expect(text.vi.trim() && text.en.trim()).not.toBe('');
    }
  });

  it.each(widgets.map((widget) => [widget.id, widget] as const))('%s: any value of any one option is taken or named, never thrown', (_id, widget) => {
    const start = soundOptions(widget);
    expect(optionFaults(widget.options.schema, start)).toEqual([]);
    for (const field of widget.options.fields) {
      for (const value of extremes(factsOf(widget.options.schema)[field.name] ?? { kind: 'other', optional: true })) {
        const form = optionForm(widget, { options: withOption(start, field.name, value), widgetVersion: widget.version }, [], {});
        const row = form.rows.find((one) => one.field.name === field.name);
        if (!form.sound) expect([row?.faults.length, form.rest.length], `${field.name} = ${JSON.stringify(value)}`).toEqual([expect.any(Number), 0]);
        expect(form.sound || (row?.faults.length ?? 0) > 0, `${field.name} = ${JSON.stringify(value)}`).toBe(true);
        for (const fault of row?.faults ?? []) expect(faultText(fault, field, 'vi', say)).not.toMatch(/fault\.|expected\.|\{(?:expected|got)\}|undefined/);
        expect(() => partsQuestion(widget, form, { scope, province, now: SAMPLE_NOW })).not.toThrow();
      }
    }
  });

  it('whatever JSON stands in for options, the form is made', () => {
    fc.assert(fc.property(fc.constantFrom(...widgets), fc.jsonValue(), (widget, options) => {
      const form = optionForm(widget, { options: options as Json, widgetVersion: widget.version }, [], {});
      expect(form.rows.length).toBe(widget.options.fields.length);
    }), { numRuns: 300 });
  });

  it('every list to pick from is made of what the province and the dataset have', () => {
    const input = { province, language: 'vi' as const, format: createFormat('vi'), scope, now: SAMPLE_NOW, dashboard: { variables: [{ id: 'field', title: { vi: 'Ngành', en: 'Sector' }, initial: 'x', kind: 'category' as const, dataset: 'd', dimension: 'd' }] }, options: {}, roleName: (role: string) => role };
    const parts = partsOf('procedure-by-unit', undefined, province, 'vi');
    for (const { options } of widgets) for (const field of options.fields) {
      const from = pickedFrom(field);
      if (!from) continue;
      const offers = offersOf(from, field, { ...input, parts });
      expect(offers.at(-1)).toMatchObject({ value: '$field', label: 'Ngành' });
      if (from === 'dataset' && field.shapes) expect(offers.slice(0, -1).every(({ value }) => field.shapes?.includes(province.datasets.get(value)?.shape ?? 'cube'))).toBe(true);
    }
  });
});
