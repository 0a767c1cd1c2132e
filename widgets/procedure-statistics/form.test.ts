import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumForm06 } from '@/domain/form-06/form-06';
import { valueOf } from '@/domain/measure';
import { sampleCube, sampleScope, snapshotOf } from '@/widget-kit/testing/sample-province';
import { SAMPLE_COMMUNES, SAMPLE_DEPARTMENTS } from '@/widget-kit/testing/sample-units';
import { model } from './model';
import { report } from './report';
import { samplesOf } from './sample';
import { METRICS, metricsOf, workOf } from './sample-answers';
import { FORM_COLUMNS, type FormContent, type FormRow } from './view-model';

const normal = samplesOf('form-06')[0];
if (!normal) throw new Error('no sample');
const { input } = normal;

const formOf = (snapshots = input.snapshots): FormContent => {
  const { content } = model({ ...input, snapshots });
  if (content.kind !== 'form-06') throw new Error(content.kind);
  return content;
};
const numbers = (row: FormRow | undefined): readonly (number | null)[] => row?.cells.map((cell) => valueOf(cell.measure)) ?? [];
const counts = (row: readonly (number | null)[]) => Object.fromEntries(FORM_COLUMNS.map((column, at) => [column, row[at] ?? 0])) as Record<(typeof FORM_COLUMNS)[number], number>;

/** The table with one cell changed. */
function withCell(code: string, metric: string, value: number | null): ReturnType<typeof snapshotOf> {
  const codes = ['40', ...SAMPLE_DEPARTMENTS, ...SAMPLE_COMMUNES];
  const rows = codes.slice(1).map((unit, at) => [unit, metricsOf(workOf(100 * (at + 3), 2))] as const);
  const total = METRICS.map((_, at) => rows.reduce((sum, [, row]) => sum + (row[at] ?? 0), 0));
  return snapshotOf(sampleCube(
    [{ id: 'unit', role: 'geo', categories: codes }, { id: 'metric', role: 'metric', categories: [...METRICS] }],
    [['40', total] as const, ...rows].flatMap(([unit, row]) => METRICS.map((name, at) => [unit, name, unit === code && name === metric ? value : row[at]])),
  ));
}

describe('form 06', () => {
  it('groups units by level in the order of their codes, and each total is the sum of its rows', () => {
    const form = formOf();
    expect(form.groups.map((group) => group.level)).toEqual(['department', 'commune']);
    for (const group of form.groups) {
      const codes = group.rows.map((row) => row.id);
      expect(codes).toEqual([...codes].sort());
      expect(counts(numbers(group.total))).toEqual(sumForm06(group.rows.map((row) => counts(numbers(row)))));
    }
    expect(counts(numbers(form.total))).toEqual(sumForm06(form.groups.flatMap((group) => group.rows).map((row) => counts(numbers(row)))));
    expect(form.faults).toEqual([]);
  });

  it('says which balance a row breaks, and marks the row', () => {
    const form = formOf({ ...input.snapshots, units: withCell('16681', 'settledLate', 99_999) });
    expect(form.groups.flatMap((group) => group.rows).filter((row) => row.faulty).map((row) => row.id)).toEqual(['16681']);
    expect(form.faults.map((fault) => fault.rule)).toContain('5=6+7+8');
    expect(model({ ...input, snapshots: { ...input.snapshots, units: withCell('16681', 'settledLate', 99_999) } }).attention).toBe('watch');
  });

  it('finds any single column that is off by one', () => {
    fc.assert(fc.property(fc.constantFrom(...SAMPLE_COMMUNES), fc.constantFrom(...FORM_COLUMNS), fc.constantFrom(-1, 1), (code, column, by) => {
      const plain = formOf({ ...input.snapshots, units: withCell('', '', null) });
      expect(plain.faults).toEqual([]);
      const row = plain.groups.flatMap((group) => group.rows).find((each) => each.id === code);
      const value = numbers(row)[FORM_COLUMNS.indexOf(column)] ?? 0;
      expect(formOf({ ...input.snapshots, units: withCell(code, column, value + by) }).faults.length).toBeGreaterThan(0);
    }));
  });

  it('says when the units do not add up to what the source reports for the province', () => {
    const form = formOf({ ...input.snapshots, units: withCell('40', 'settled', 1) });
    expect(form.faults[0]?.rule).toBe('total settled');
  });

  it('compares the carry-over with what the period before left pending', () => {
    const { content } = model({ ...input, scope: { ...input.scope } });
    expect(content.kind === 'form-06' && content.faults).toEqual([]);
    const series = input.snapshots['series']?.data;
    if (series?.kind !== 'cube') throw new Error('no series');
    const values = Float64Array.from(series.values);
    const last = series.values.length - METRICS.length + METRICS.indexOf('carriedOver');
    values[last] = (values[last] ?? 0) + 5;
    const form = formOf({ ...input.snapshots, series: snapshotOf({ ...series, values }) });
    expect(form.faults.map((fault) => fault.rule)).toEqual(['4=previous 9']);
  });

  it('leaves a column without a sum where one unit has no number, and blames no balance', () => {
    const form = formOf({ ...input.snapshots, units: withCell('16681', 'settled', null) });
    const at = FORM_COLUMNS.indexOf('settled');
    expect(form.total.cells[at]?.measure).toEqual({ kind: 'missing', reason: 'incomplete' });
    expect(form.faults).toEqual([]);
  });

  it('keeps what districts settled before the change under their own names, on any map', () => {
    const codes = ['40', 'H41.02', '412', '420', '16663', '16681', '17065'];
    const rows = codes.slice(1).map((unit, at) => [unit, metricsOf(workOf(100 * (at + 3), 2))] as const);
    const total = METRICS.map((_, at) => rows.reduce((sum, [, row]) => sum + (row[at] ?? 0), 0));
    const units = snapshotOf(sampleCube(
      [{ id: 'unit', role: 'geo', categories: codes }, { id: 'metric', role: 'metric', categories: [...METRICS] }],
      [['40', total] as const, ...rows].flatMap(([unit, row]) => METRICS.map((name, at) => [unit, name, row[at]])),
    ));
    for (const boundary of [{ kind: 'as-reported' } as const, input.scope.boundary]) {
      const scope = sampleScope({ period: 'calendar:2025-05', boundary });
      const { content } = model({ ...input, scope, snapshots: { units } });
      if (content.kind !== 'form-06') throw new Error(content.kind);
      expect(content.groups.map((group) => group.level)).toEqual(['department', 'district', 'commune']);
      expect(content.groups[1]?.rows.map((row) => row.id)).toEqual(['412', '420']);
      expect(numbers(content.total)[0]).toBe(total[0]);
      expect(content.faults).toEqual([]);
      const byLevel = model({ ...input, scope, options: { ...input.options, view: 'by-level' }, snapshots: { units } }).content;
      expect(byLevel.kind === 'rows' && byLevel.rows.map((row) => row.id)).toEqual(['department', 'district', 'commune']);
    }
  });

  it('reports every row under headers three deep', () => {
    const [table, note] = report(model(input));
    if (table?.kind !== 'table') throw new Error('no table');
    expect(table.columns.slice(2).map((column) => 1 + (column.above?.length ?? 0))).toEqual([2, 3, 3, 3, 2, 3, 3, 3, 2, 3, 3]);
    expect(table.rows.length).toBe(SAMPLE_DEPARTMENTS.length + SAMPLE_COMMUNES.length + 3);
    expect(note).toBeUndefined();
  });
});
