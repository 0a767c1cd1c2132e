import { describe, expect, it } from 'vitest';
import { valueOf } from '@/domain/measure';
import { sampleScope, snapshotOf } from '@/widget-kit/testing/sample-province';
import { model } from './model';
import { VIEWS, type DirectiveOptions } from './options';
import { report } from './report';
import { samplesOf, tasksCube, tasksList } from './sample';
import type { DirectivesContent } from './view-model';

function inputOf(view: DirectiveOptions['view'], name = 'normal', scope = sampleScope()) {
  const found = samplesOf(view, {}, scope).find((sample) => sample.name === name);
  if (!found) throw new Error(`no sample ${name}`);
  return found.input;
}
function contentOf<K extends DirectivesContent['kind']>(kind: K, vm: { readonly content: DirectivesContent }): Extract<DirectivesContent, { kind: K }> {
  if (vm.content.kind !== kind) throw new Error(`not ${kind}: ${vm.content.kind}`);
  return vm.content as Extract<DirectivesContent, { kind: K }>;
}

describe('tasks', () => {
  it('recomputes the share on time from counts, province and unit alike', () => {
    const { tasks, target } = contentOf('summary', model(inputOf('summary')));
    expect(valueOf(tasks.onTimeRate.measure)).toBeCloseTo((156 / 169) * 100, 9);
    expect(tasks.onTimeRate).toMatchObject({ attention: 'watch', indicator: 'tasks-on-time-rate' });
    expect(target).toBe(95);
    const unit = contentOf('summary', model(inputOf('summary', 'normal', sampleScope({ unit: 'H41.07' }))));
    expect(valueOf(unit.tasks.onTimeRate.measure)).toBeCloseTo((27 / 35) * 100, 9);
    expect(unit.next?.map((row) => row.title)).toEqual(['Giải phóng mặt bằng đường ven biển, đoạn qua xã Quỳnh Lưu']);
  });

  it('has no share where nothing is done yet, and not 0 or 100 %', () => {
    const { rows } = contentOf('units', model({ ...inputOf('units'), snapshots: { tasks: snapshotOf(tasksCube([['H41.02', 0, 0, 3, 0]])) } }));
    expect(rows[0]?.onTimeRate.measure).toEqual({ kind: 'missing', reason: 'not-applicable' });
    expect(rows[0]?.attention).toBe('unknown');
  });

  it('puts the unit with most overdue tasks first, and leaves the province out of its own rows', () => {
    const { rows } = contentOf('units', model(inputOf('units')));
    expect(rows.map((row) => row.unit)).toEqual(['H41.07', 'H41.06', 'H41.11', 'H41.08', 'H41.02']);
    expect(rows[0]?.attention).toBe('act');
  });
});

describe('deadlines', () => {
  it('runs from the longest overdue to the farthest date, and counts by date', () => {
    const content = contentOf('deadlines', model(inputOf('deadlines')));
    expect(content.rows.map((row) => [row.state, valueOf(row.days.measure)])).toEqual([['overdue', 6], ['overdue', 2], ['today', 0], ['running', 2], ['running', 9], ['running', 14]]);
    expect([content.open, content.overdue, content.soon].map((figure) => valueOf(figure.measure))).toEqual([6, 2, 2]);
  });

  it('is late only when its day is over', () => {
    const state = (left: number) => contentOf('deadlines', model({ ...inputOf('deadlines'), snapshots: { open: snapshotOf(tasksList([['x', 'y', 'H41.02', left]])) } })).rows[0]?.state;
    expect([state(-1), state(0), state(1)]).toEqual(['overdue', 'today', 'running']);
  });

  it('counts nothing by date where a task came without one', () => {
    const content = contentOf('deadlines', model({ ...inputOf('deadlines'), snapshots: { open: snapshotOf(tasksList([['x', 'y', 'H41.02', -3], ['z', 'y', 'H41.02', null]])) } }));
    expect(content.overdue.measure).toEqual({ kind: 'missing', reason: 'incomplete' });
    expect(valueOf(content.open.measure)).toBe(2);
  });

  it('never turns a list that did not come into none', () => {
    const content = contentOf('deadlines', model({ ...inputOf('deadlines'), snapshots: {} }));
    expect(content.open.measure.kind).toBe('missing');
    expect(contentOf('summary', model({ ...inputOf('summary'), snapshots: {} })).next).toBeNull();
  });

  it('gathers by who gave them, most overdue first, and every task once', () => {
    const { rows } = contentOf('leaders', model(inputOf('leaders')));
    expect(rows[0]?.id).toBe('Chủ tịch UBND tỉnh');
    expect(rows.reduce((sum, row) => sum + (valueOf(row.open.measure) ?? NaN), 0)).toBe(6);
  });
});

describe('documents', () => {
  it('takes the signed share over all days from the counts', () => {
    const { days, outgoing, signedShare } = contentOf('documents', model(inputOf('documents')));
    const signed = days.reduce((sum, day) => sum + (valueOf(day.signed.measure) ?? NaN), 0);
    expect(valueOf(signedShare.measure)).toBeCloseTo((signed / (valueOf(outgoing.measure) ?? NaN)) * 100, 9);
    expect(signedShare.measure).toMatchObject({ status: 'provisional' });
    expect(contentOf('documents', model(inputOf('documents', 'missing'))).signedShare.measure.kind).toBe('missing');
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
