import { describe, expect, it } from 'vitest';
import type { Events } from '@/domain/dataset';
import { valueOf } from '@/domain/measure';
import { sampleScope, snapshotOf } from '@/widget-kit/testing/sample-province';
import { datasets } from './datasets';
import { model } from './model';
import { VIEWS, type FeedbackOptions } from './options';
import { report } from './report';
import { itemsList, samplesOf } from './sample';
import type { FeedbackContent } from './view-model';

function inputOf(view: FeedbackOptions['view'], name = 'normal', scope = sampleScope()) {
  const found = samplesOf(view, scope).find((sample) => sample.name === name);
  if (!found) throw new Error(`no sample ${name}`);
  return found.input;
}
function contentOf<K extends FeedbackContent['kind']>(kind: K, vm: { readonly content: FeedbackContent }): Extract<FeedbackContent, { kind: K }> {
  if (vm.content.kind !== kind) throw new Error(`not ${kind}: ${vm.content.kind}`);
  return vm.content as Extract<FeedbackContent, { kind: K }>;
}
const numbers = (figures: readonly { readonly measure: Parameters<typeof valueOf>[0] }[]): (number | null)[] => figures.map(({ measure }) => valueOf(measure));

describe('summary', () => {
  it('adds days up and takes rates from the sums', () => {
    const { figures, days } = contentOf('summary', model(inputOf('summary')));
    const received = days.reduce((sum, day) => sum + (valueOf(day.received.measure) ?? NaN), 0);
    expect(valueOf(figures.received.measure)).toBe(received);
    expect(valueOf(figures.inTimeRate.measure)).toBeCloseTo(((received - 120) / (received - 90)) * 100, 9);
    expect(valueOf(figures.satisfaction.measure)).toBe(80);
    expect(valueOf(figures.overdue.measure)).toBe(4);
  });

  it('of one unit is counted from its petitions, which are asked instead', () => {
    const input = inputOf('summary', 'normal', sampleScope({ unit: '16681' }));
    expect(Object.keys(datasets(input))).toEqual(['items']);
    const { figures } = contentOf('summary', model(input));
    expect(numbers([figures.received, figures.answered, figures.overdue, figures.inTimeRate, figures.satisfaction])).toEqual([3, 1, 1, 100, 100]);
  });

  it('is missing and never zero where nothing came', () => {
    const { figures } = contentOf('summary', model({ ...inputOf('summary'), snapshots: {} }));
    expect(Object.values(figures).every(({ measure }) => measure.kind === 'missing')).toBe(true);
  });
});

describe('petitions', () => {
  it('are listed while they are open, the longest overdue first', () => {
    const content = contentOf('list', model(inputOf('list')));
    expect(content.rows.map(({ code, state }) => [code, state])).toEqual([['PA-2100', 'overdue'], ['PA-2103', 'overdue'], ['PA-2101', 'running'], ['PA-2102', 'running']]);
    expect(content.rows.map(({ attention }) => attention)).toEqual(['act', 'act', 'watch', 'good']);
    expect(numbers([content.open, content.overdue])).toEqual([4, 2]);
  });

  it('never tell who wrote, but for a stated purpose', () => {
    const vm = model(inputOf('list'));
    expect(JSON.stringify([vm, report(vm), model(inputOf('map'))])).not.toMatch(/Nguyễn|0912/);
    const list = itemsList() as Events;
    const disclosed = { ...list, fields: list.fields.map((field) => (field.personal ? { ...field, disclosed: true as const } : field)) };
    const shown = contentOf('list', model({ ...inputOf('list'), snapshots: { items: snapshotOf(disclosed) } }));
    expect(shown.rows[0]?.sender).toMatchObject({ kind: 'text', text: 'Nguyễn Văn An' });
    const masked = { ...list, fields: list.fields.map((field) => (field.personal ? { ...field, masked: true as const } : field)) };
    expect(contentOf('list', model({ ...inputOf('list'), snapshots: { items: snapshotOf(masked) } })).rows[0]?.sender).toEqual({ kind: 'masked' });
  });

  it('stand on the map where they have a place, and the others are said', () => {
    const content = contentOf('map', model(inputOf('map')));
    expect([content.points.length, content.unplaced]).toEqual([4, 0]);
  });

  it('are counted by field and by unit, each once, most overdue first', () => {
    const fields = contentOf('groups', model(inputOf('fields'))).rows;
    expect(fields.reduce((sum, row) => sum + (valueOf(row.received.measure) ?? NaN), 0)).toBe(8);
    expect(fields[0]?.id).toBe('moi-truong');
    const units = contentOf('groups', model(inputOf('units'))).rows;
    const hoped = units.find((row) => row.id === '17035');
    // Answered late counts as answered and not as overdue.
    expect(hoped && numbers([hoped.received, hoped.open, hoped.overdue, hoped.satisfaction])).toEqual([3, 1, 1, 0]);
    expect(valueOf(hoped?.inTimeRate.measure)).toBe(50);
  });

  it('make no rate where states or times are not said', () => {
    const rows = contentOf('groups', model(inputOf('units', 'missing'))).rows;
    expect(rows.every((row) => row.inTimeRate.measure.kind === 'missing' && row.overdue.measure.kind === 'missing')).toBe(true);
  });
});

describe('every view', () => {
  it.each(VIEWS)('%s stands every sample and is empty only where the source had nothing', (view) => {
    for (const { name, input } of samplesOf(view)) {
      const vm = model(input);
      expect(vm.empty, name).toBe(name === 'empty');
      expect(() => report(vm)).not.toThrow();
    }
  });
});
