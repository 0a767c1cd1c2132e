import { describe, expect, it } from 'vitest';
import { valueOf } from '@/domain/measure';
import { model } from './model';
import type { KpiTableOptions } from './options';
import { samples } from './sample';

const normal = samples.find((one) => one.name === 'normal');
const extreme = samples.find((one) => one.name === 'extreme');
if (!normal || !extreme) throw new Error('samples are missing');

const read = (change: Partial<KpiTableOptions> = {}, from = normal) => model({ ...from.input, options: { ...from.input.options, ...change } });

describe('kpi table', () => {
  it('puts the worst first, whichever way the sorted indicator runs', () => {
    const byRate = read({ sortBy: 'on-time-rate' }).rows.map((row) => valueOf(row.figures[0]?.measure));
    expect(byRate).toEqual([...byRate].sort((a, b) => (a ?? 0) - (b ?? 0)));
    const byOverdue = read({ sortBy: 'overdue-dossiers' }).rows.map((row) => valueOf(row.figures[1]?.measure));
    expect(byOverdue).toEqual([...byOverdue].sort((a, b) => (b ?? 0) - (a ?? 0)));
  });

  it('recomputes a ratio from the row’s own numerator and denominator', () => {
    const worst = read({ sortBy: 'on-time-rate' }).rows[0];
    const overdue = valueOf(worst?.figures[1]?.measure) ?? NaN;
    expect(valueOf(worst?.figures[0]?.measure)).toBeCloseTo(100 - (overdue / 7) * 0.9, 9);
  });

  it('never makes a row of the scope’s own unit: that is the total', () => {
    expect(read().rows.some((row) => row.unit === normal.input.scope.unit)).toBe(false);
  });

  it('sorts rows without a number last and keeps them missing', () => {
    const rows = read({}, extreme).rows;
    const firstMissing = rows.findIndex((row) => row.figures[0]?.measure.kind === 'missing');
    expect(firstMissing).toBeGreaterThan(0);
    expect(rows.slice(firstMissing).every((row) => row.figures[0]?.measure.kind === 'missing')).toBe(true);
  });

  it('counts the rows it leaves out', () => {
    const all = read().rows.length;
    const cut = read({ limit: 2 });
    expect(cut.rows).toHaveLength(2);
    expect(cut.left).toBe(all - 2);
  });

  it('narrows to a level', () => {
    const levels = new Set(read({ level: 'department' }).rows.map((row) => row.unit?.startsWith('H')));
    expect(levels).toEqual(new Set([true]));
  });
});
