import { describe, expect, it } from 'vitest';
import { valueOf } from '@/domain/measure';
import { snapshotOf } from '@/widget-kit/testing/sample-province';
import { model } from './model';
import { options, VIEWS, type LgspOptions } from './options';
import { report } from './report';
import { dailyCube, hoursCube, samplesOf, servicesCube } from './sample';
import type { LgspContent } from './view-model';

function inputOf(view: LgspOptions['view'], name = 'normal', change: Partial<LgspOptions> = {}) {
  const found = samplesOf(view, change).find((sample) => sample.name === name);
  if (!found) throw new Error(`no sample ${name}`);
  return found.input;
}
function contentOf<K extends LgspContent['kind']>(kind: K, vm: { readonly content: LgspContent }): Extract<LgspContent, { kind: K }> {
  if (vm.content.kind !== kind) throw new Error(`not ${kind}: ${vm.content.kind}`);
  return vm.content as Extract<LgspContent, { kind: K }>;
}

describe('summary', () => {
  it('tells today, and compares only hours that are over with the same hours a week before', () => {
    const content = contentOf('summary', model(inputOf('summary')));
    expect(content.requests.measure).toMatchObject({ value: 122_400, status: 'provisional' });
    expect(valueOf(content.errorRate.measure)).toBeCloseTo((514 / 122_400) * 100, 9);
    expect(content.sameHours?.until).toBe(8);
    const over = 7 * 3_100 + 41_000 + 7 * 900;
    expect(valueOf(content.sameHours?.today.measure)).toBe(over);
    expect(valueOf(content.sameHours?.before.measure)).toBe(7 * 2_914 + Math.round(47_300 * 0.94));
    expect(content.level).toBe(99.9);
  });

  it('says nothing of the same hours while none is over or none came', () => {
    const { snapshots, ...input } = inputOf('summary');
    expect(contentOf('summary', model({ ...input, snapshots: { ...snapshots, hours: snapshotOf(undefined) } })).sameHours).toBeNull();
    const half = contentOf('summary', model({ ...input, snapshots: { ...snapshots, hoursBefore: snapshotOf(undefined) } })).sameHours;
    expect(half?.before.measure.kind).toBe('missing');
  });

  it('asks for a look for one bad service, and for a person when the platform itself is down', () => {
    const { snapshots, ...input } = inputOf('summary');
    const at = (availability: number, services = servicesCube()) => model({ ...input, snapshots: { ...snapshots, trend: snapshotOf(dailyCube(1, availability)), services: snapshotOf(services) } }).attention;
    expect(at(99.94)).toBe('watch');
    expect(at(98)).toBe('act');
    expect(at(99.94, servicesCube([['x', 100, 0, 10, 99.99]]))).toBe('good');
  });

  it('names the services that need somebody, the worst first', () => {
    const { worst } = contentOf('summary', model(inputOf('summary')));
    expect(worst?.map((row) => [row.attention, row.label])).toEqual([['act', { literal: 'Đăng ký doanh nghiệp' }], ['watch', { literal: 'Thanh toán trực tuyến' }]]);
  });
});

describe('a list that cannot be judged', () => {
  it('is never said to be well', () => {
    expect(contentOf('summary', model(inputOf('summary', 'missing'))).worst).toBeNull();
  });
});

describe('services', () => {
  it.each([
    ['attention', 's3'], ['requests', 's0'], ['errors', 's3'], ['p95', 's3'], ['availability', 's3'],
  ] as const)('by %s begins with %s and leaves what is missing to the end', (order, first) => {
    const { rows } = contentOf('services', model(inputOf('services', 'normal', { order })));
    expect(rows[0]?.id).toBe(first);
    const missing = contentOf('services', model(inputOf('services', 'missing', { order }))).rows;
    expect(missing.every((row) => row.availability.measure.kind === 'missing' && row.attention === 'unknown')).toBe(true);
  });

  it('has no error rate where nothing was asked, and not 0 %', () => {
    const { rows } = contentOf('services', model({ ...inputOf('services'), snapshots: { services: snapshotOf(servicesCube([['x', 0, 0, 0, 100]])) } }));
    expect(rows[0]?.errorRate.measure).toEqual({ kind: 'missing', reason: 'not-applicable' });
  });
});

describe('callers', () => {
  it('adds up what each application asks, busiest first, without services it never calls', () => {
    const { rows, total } = contentOf('callers', model(inputOf('callers')));
    for (const row of rows) expect(valueOf(row.requests.measure)).toBe(row.services.reduce((sum, one) => sum + (valueOf(one.requests.measure) ?? NaN), 0));
    expect(valueOf(total.measure)).toBe(rows.reduce((sum, row) => sum + (valueOf(row.requests.measure) ?? NaN), 0));
    const counts = rows.map((row) => valueOf(row.requests.measure) ?? 0);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(rows.every((row) => row.services.length === 4)).toBe(true);
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

  it('takes days from a number or from a form', () => {
    expect(options.schema.safeParse(options.migrate({ days: '30' }, 1))).toMatchObject({ success: true, data: { days: 30, view: 'summary' } });
    expect(hoursCube(true).kind).toBe('cube');
  });
});
