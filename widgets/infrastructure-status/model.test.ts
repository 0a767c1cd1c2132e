import { describe, expect, it } from 'vitest';
import { valueOf } from '@/domain/measure';
import { SAMPLE_NOW, sampleScope, snapshotOf } from '@/widget-kit/testing/sample-province';
import { model } from './model';
import { VIEWS, type InfrastructureOptions } from './options';
import { report } from './report';
import { alertsList, hostsList, linksList, problemsList, samplesOf } from './sample';
import type { InfrastructureContent } from './view-model';

function inputOf(view: InfrastructureOptions['view'], name = 'normal', scope = sampleScope()) {
  const found = samplesOf(view, scope).find((sample) => sample.name === name);
  if (!found) throw new Error(`no sample ${name}`);
  return found.input;
}
function contentOf<K extends InfrastructureContent['kind']>(kind: K, vm: { readonly content: InfrastructureContent }): Extract<InfrastructureContent, { kind: K }> {
  if (vm.content.kind !== kind) throw new Error(`not ${kind}: ${vm.content.kind}`);
  return vm.content as Extract<InfrastructureContent, { kind: K }>;
}
const labelOf = (row: { readonly label: unknown } | undefined): unknown => row?.label;

describe('devices and links', () => {
  it('begin with what is down, then what is above its limit, the fullest measure told', () => {
    const { rows, counts } = contentOf('parts', model(inputOf('hosts')));
    expect(rows.map((row) => [row.state, row.useOf, row.attention])).toEqual([
      ['down', null, 'act'], ['up', 'memory', 'watch'], ['up', 'storage', 'good'], ['up', 'memory', 'good'], ['up', 'memory', 'good'],
    ]);
    expect(rows[0]?.down).toMatchObject({ unit: 'minute', measure: { value: 95 } });
    expect([counts.down, counts.over, counts.up, counts.all].map((figure) => valueOf(figure.measure))).toEqual([1, 1, 4, 5]);
  });

  it('are counted only where it is known of each whether it is up', () => {
    const { counts } = contentOf('parts', model(inputOf('links', 'missing')));
    expect(counts.down.measure).toEqual({ kind: 'missing', reason: 'incomplete' });
    expect(counts.up.measure.kind).toBe('missing');
    expect(valueOf(counts.all.measure)).toBe(4);
  });

  it('are those of the unit in view', () => {
    const { rows } = contentOf('parts', model(inputOf('links', 'normal', sampleScope({ unit: '16732' }))));
    expect(rows.map(labelOf)).toEqual([{ literal: 'Kênh TSLCD Xã Mường Xén' }]);
  });
});

describe('summary', () => {
  it('names what is down of both lists, the longest first', () => {
    const content = contentOf('summary', model(inputOf('summary')));
    expect(content.down?.map(labelOf)).toEqual([{ literal: 'Kênh TSLCD Xã Mường Xén' }, { literal: 'Thiết bị sao lưu DR' }]);
    expect([content.alerts, content.silenced, content.problems, content.lonely].map((figure) => valueOf(figure.measure))).toEqual([2, 1, 2, 1]);
  });

  it('is good only where everything is up and nothing critical stands', () => {
    const { snapshots: _, ...input } = inputOf('summary');
    const calm = { hosts: snapshotOf(hostsList([['a', null, 10, 10, 10]])), links: snapshotOf(linksList([['b', '16681', 'x', null, 10]])), alerts: snapshotOf(alertsList([])), problems: snapshotOf(problemsList([])) };
    expect(model({ ...input, snapshots: calm })).toMatchObject({ attention: 'good', empty: false });
    expect(model({ ...input, snapshots: { ...calm, links: snapshotOf(linksList([['b', '16681', 'x', 3, null]])) } }).attention).toBe('act');
    expect(model({ ...input, snapshots: {} }).attention).toBe('unknown');
    expect(contentOf('summary', model({ ...input, snapshots: {} })).hosts.down.measure.kind).toBe('missing');
  });
});

describe('alerts', () => {
  it('put silenced ones last, with until when and why, and never count them as needing somebody', () => {
    const content = contentOf('alerts', model(inputOf('alerts')));
    expect(content.rows.map((row) => [row.severity, row.silence !== null, row.lonely])).toEqual([
      ['critical', false, false], ['high', false, true], ['high', false, false], ['low', false, false], ['high', true, false],
    ]);
    expect(content.rows.at(-1)).toMatchObject({ attention: 'unknown', silence: { until: SAMPLE_NOW + 9 * 3_600_000, why: 'Chờ thay thiết bị theo bảo hành' } });
    expect([content.open, content.silenced, content.lonely].map((figure) => valueOf(figure.measure))).toEqual([4, 1, 1]);
  });

  it('say that nobody was told, and stand a silence nobody knows', () => {
    const { rows } = contentOf('alerts', model({ ...inputOf('alerts'), snapshots: { alerts: snapshotOf(alertsList([['critical', 'x', null, 5, null, null], ['low', 'y', null, 5, null, 'gone']])) } }));
    expect(rows[0]).toMatchObject({ lonely: true, attention: 'act', holder: { key: 'holder.none' } });
    expect(rows[1]?.silence).toEqual({ until: null, why: null });
  });
});

describe('what is not said', () => {
  it('is counted neither as silenced nor as taken', () => {
    const content = contentOf('summary', model(inputOf('summary', 'missing')));
    expect([content.alerts, content.silenced, content.lonely].map(({ measure }) => measure)).toEqual(Array(3).fill({ kind: 'missing', reason: 'incomplete' }));
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
