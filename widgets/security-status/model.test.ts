import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Events } from '@/domain/dataset';
import { valueOf } from '@/domain/measure';
import { toInstant } from '@/domain/time';
import { SAMPLE_NOW, sampleEvents, sampleScope, snapshotOf } from '@/widget-kit/testing/sample-province';
import type { Sample } from '@/widget-kit/widget';
import { datasets } from './datasets';
import { model } from './model';
import { options, VIEWS, type SecurityOptions } from './options';
import { report } from './report';
import { alertsList, incidentsList, samplesOf } from './sample';
import type { SecurityContent } from './view-model';

const HOUR = 3_600_000;

function sampleOf(view: SecurityOptions['view'], name: Sample<SecurityOptions>['name'] = 'normal', change: Partial<SecurityOptions> = {}, scope = sampleScope()): Sample<SecurityOptions> {
  const found = samplesOf(view, change, scope).find((sample) => sample.name === name);
  if (!found) throw new Error(`no sample ${name}`);
  return found;
}
function contentOf<K extends SecurityContent['kind']>(kind: K, vm: { readonly content: SecurityContent }): Extract<SecurityContent, { kind: K }> {
  if (vm.content.kind !== kind) throw new Error(`not ${kind}: ${vm.content.kind}`);
  return vm.content as Extract<SecurityContent, { kind: K }>;
}
const alertsWith = (data: ReturnType<typeof alertsList>) => model({ ...sampleOf('alerts').input, snapshots: { alerts: snapshotOf(data) } });
const incidentsWith = (data: ReturnType<typeof incidentsList>, now = SAMPLE_NOW) => model({ ...sampleOf('incidents').input, now, snapshots: { incidents: snapshotOf(data) } });

describe('alerts', () => {
  it('lists open ones only: worst first, then those nobody has taken, then the longest waiting', () => {
    const { rows, open, unassigned } = contentOf('alerts', model(sampleOf('alerts').input));
    expect(rows.map((row) => [row.severity, row.assigned])).toEqual([
      ['critical', false], ['critical', true], ['high', false], ['high', true], ['medium', false], ['low', true],
    ]);
    expect([valueOf(open.measure), valueOf(unassigned.measure)]).toEqual([6, 3]);
    expect(rows[0]?.team).toBeNull();
    expect(rows[0]?.waiting).toMatchObject({ unit: 'minute', measure: { value: 6 }, attention: 'act' });
  });

  it('needs a person at once while a critical alert has nobody, a look while it has, and is good without any', () => {
    const critical = (team: string | null) => alertsWith(alertsList([['critical', 'x', 'y', 'H41.02', 5, team]])).attention;
    expect(critical(null)).toBe('act');
    expect(critical('Phòng ATTT')).toBe('watch');
    expect(alertsWith(alertsList([['low', 'x', 'y', 'H41.02', 5, null]])).attention).toBe('good');
  });

  it('says zero where the centre answered that nothing is open, and is not empty', () => {
    const vm = alertsWith(alertsList([]));
    expect(vm.empty).toBe(false);
    expect(contentOf('alerts', vm).open.measure).toMatchObject({ value: 0 });
  });

  it('counts a duplicate once, and keeps a severity it does not know apart', () => {
    const data = alertsList([['critical', 'x', 'y', 'H41.02', 5, null], ['khẩn', 'x', 'y', 'H41.02', 5, null]]) as Events;
    const doubled = { ...data, rows: [...data.rows, ...data.rows] };
    expect(contentOf('alerts', alertsWith(doubled)).rows.map((row) => row.severity)).toEqual(['critical', 'other']);
  });

  it('shows a unit its own alerts and those below it', () => {
    const { rows } = contentOf('alerts', model(sampleOf('alerts', 'normal', {}, sampleScope({ unit: 'H41.07' })).input));
    expect(rows.map((row) => row.system)).toEqual(['Quản lý cấp phép xây dựng']);
  });

  it('counts no severity where rows came without any, and nobody as lonely where the state is not said', () => {
    const content = contentOf('summary', model(sampleOf('summary', 'missing').input));
    expect(content.severities.map((one) => one.open.measure)).toContainEqual({ kind: 'missing', reason: 'incomplete' });
    expect(content.severities.every((one) => one.open.measure.kind === 'missing')).toBe(true);
    expect(content.unassigned.measure).toEqual({ kind: 'missing', reason: 'incomplete' });
    expect(content.open.measure.kind).toBe('value');
  });

  it('never turns a list that did not come into zero', () => {
    const { input } = sampleOf('alerts');
    const vm = model({ ...input, snapshots: {} });
    expect(contentOf('alerts', vm).open.measure.kind).toBe('missing');
    expect(vm.attention).toBe('unknown');
  });
});

describe('clocks', () => {
  it('gives 24 hours to notify and 72 to report, the most urgent first', () => {
    const { rows, overdue } = contentOf('incidents', model(sampleOf('incidents').input));
    expect(rows.map((row) => row.clocks.map((clock) => clock.state))).toEqual([['running', 'running'], ['done', 'running']]);
    expect(rows[0]?.clocks[0]?.time).toMatchObject({ unit: 'hour', measure: { value: 4 } });
    expect(rows[0]?.clocks[0]?.attention).toBe('watch');
    expect(valueOf(overdue.measure)).toBe(0);
  });

  it('runs out at its very term and not before', () => {
    const opened = SAMPLE_NOW - 10 * HOUR;
    const data = incidentsList([['x', 'y', 'H41.02', 'open', 10, null, null]]);
    const state = (now: number) => contentOf('incidents', incidentsWith(data, toInstant(now))).rows[0]?.clocks.map((clock) => clock.state);
    expect(state(opened + 24 * HOUR - 1)).toEqual(['running', 'running']);
    expect(state(opened + 24 * HOUR)).toEqual(['overdue', 'running']);
    expect(state(opened + 72 * HOUR)).toEqual(['overdue', 'overdue']);
    expect(incidentsWith(data, toInstant(opened + 24 * HOUR)).attention).toBe('act');
    expect(incidentsWith(data, toInstant(opened + 6 * HOUR)).attention).toBe('good');
    expect(incidentsWith(data, toInstant(opened + 18 * HOUR)).attention).toBe('watch');
  });

  it('counts from the opening where the source gives no term, and knows none without an opening', () => {
    const columns = { openedAt: 'instant', severity: 'text', title: 'text', state: 'text' } as const;
    const data = sampleEvents(columns, [[SAMPLE_NOW - 25 * HOUR, 'high', 'a', 'open'], [null, 'high', 'b', 'open']]);
    const { rows } = contentOf('incidents', incidentsWith(data));
    expect(rows.map((row) => row.clocks.map((clock) => clock.state))).toEqual([['overdue', 'running'], ['unknown', 'unknown']]);
  });

  it('keeps a closed incident in sight while a report is owed, and lets go of one that owes nothing', () => {
    const { rows } = contentOf('incidents', incidentsWith(incidentsList([
      ['nợ báo cáo', 'y', 'H41.02', 'closed', 80, 3, null], ['xong', 'y', 'H41.02', 'closed', 80, 3, 70], ['trễ', 'y', 'H41.02', 'contained', 80, 30, 75],
    ])));
    expect(rows.map((row) => [row.title, row.clocks.map((clock) => clock.state)])).toEqual([['nợ báo cáo', ['done', 'overdue']], ['trễ', ['done-late', 'done-late']]]);
  });

  it('shows time that is never longer than what is left, and never negative', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 200 * 60 }), (minutes) => {
      const data = incidentsList([['x', 'y', 'H41.02', 'open', minutes / 60, null, null]]);
      for (const clock of contentOf('incidents', incidentsWith(data)).rows[0]?.clocks ?? []) {
        const size = { minute: 60_000, hour: HOUR, day: 24 * HOUR }[clock.time.unit as 'minute' | 'hour' | 'day'];
        const shown = (valueOf(clock.time.measure) ?? NaN) * size;
        const left = Math.abs((clock.dueAt ?? NaN) - SAMPLE_NOW);
        expect(shown).toBeGreaterThanOrEqual(0);
        expect(shown).toBeLessThanOrEqual(left);
        expect(left - shown).toBeLessThan(size);
      }
    }));
  });
});

describe('summary', () => {
  it('counts by severity, names the urgent clock and asks for a person', () => {
    const vm = model(sampleOf('summary').input);
    const content = contentOf('summary', vm);
    expect(content.severities.map((one) => [one.severity, valueOf(one.open.measure)])).toEqual([['critical', 2], ['high', 2], ['medium', 1], ['low', 1]]);
    expect(content.severities[0]?.open.attention).toBe('act');
    expect(content.urgent?.incident).toBe('Lộ tài khoản quản trị trang thông tin xã');
    expect(content.days).toHaveLength(14);
    expect(content.days.at(-1)?.day.code).toBe('2026-11-21');
    expect(vm.attention).toBe('act');
  });

  it('acts on a clock overdue though every alert has a team', () => {
    const { input } = sampleOf('summary');
    const calm = { ...input.snapshots, alerts: snapshotOf(alertsList([])) };
    expect(model({ ...input, snapshots: { ...calm, incidents: snapshotOf(incidentsList([['x', 'y', 'H41.02', 'open', 30, null, null]])) } }).attention).toBe('act');
    expect(model({ ...input, snapshots: { ...calm, incidents: snapshotOf(incidentsList([])) } }).attention).toBe('good');
  });

  it('asks thirty days where wanted, from a number or from a form', () => {
    expect(options.schema.safeParse(options.migrate({ view: 'summary', days: '30' }, 1))).toMatchObject({ success: true, data: { days: 30 } });
    const asked = datasets(sampleOf('summary', 'normal', { days: 30 }).input)['trend']?.params;
    expect(asked).toEqual({ from: 'calendar:2026-10-23', to: 'calendar:2026-11-21' });
  });
});

describe('systems and coverage', () => {
  it('takes what is not approved from what there is, level by level', () => {
    const vm = model(sampleOf('systems').input);
    const { rows, total } = contentOf('systems', vm);
    expect(rows.map((row) => valueOf(row.pending.measure))).toEqual([0, 5, 7, 0, 0]);
    expect(valueOf(total.pending.measure)).toBe(12);
    expect(vm.attention).toBe('watch');
  });

  it('gives shares of what there is, and none of nothing', () => {
    const { shares, counts } = contentOf('coverage', model(sampleOf('coverage').input));
    expect(valueOf(shares[0]?.share.measure)).toBeCloseTo((7926 / 8410) * 100, 9);
    expect(counts.map((one) => one.count.attention)).toEqual(['act', 'unknown', 'watch']);
    const missing = contentOf('coverage', model(sampleOf('coverage', 'missing').input));
    expect([...missing.shares.map((one) => one.share), ...missing.counts.map((one) => one.count)].every((figure) => figure.measure.kind === 'missing')).toBe(true);
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
