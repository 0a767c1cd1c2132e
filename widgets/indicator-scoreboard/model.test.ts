import { describe, expect, it } from 'vitest';
import { model } from './model';
import { report } from './report';
import { samples } from './sample';

const vmOf = (name: (typeof samples)[number]['name']) => {
  const sample = samples.find((one) => one.name === name);
  if (!sample) throw new Error(`no sample ${name}`);
  return model(sample.input);
};

describe('indicator scoreboard', () => {
  it('keeps the order of the options and reads every row at its own period', () => {
    const vm = vmOf('normal');
    expect(vm.rows.map((row) => row.id)).toEqual(['grdp-growth', 'budget-revenue', 'cpi', 'exports', 'par-index-rank', 'on-time-rate']);
    expect(new Set(vm.rows.map((row) => row.figure.period?.kind)).size).toBeGreaterThan(1);
  });

  it('draws progress only where higher is better and a target stands', () => {
    for (const row of vmOf('normal').rows) {
      if (row.progress !== null) {
        expect(row.direction).toBe('higher-better');
        expect(row.target).not.toBeNull();
      }
    }
  });

  it('is empty only when every source answered with nothing', () => {
    expect(vmOf('empty').empty).toBe(true);
    expect(vmOf('missing').empty).toBe(false);
    expect(vmOf('missing').rows.every((row) => row.figure.measure.kind === 'missing')).toBe(true);
  });

  it('names indicators the pack does not know and goes on with the rest', () => {
    const sample = samples[0];
    if (!sample) throw new Error('no sample');
    const vm = model({ ...sample.input, options: { indicators: ['nobody', 'cpi'] } });
    expect(vm.unknown).toEqual(['nobody']);
    expect(vm.rows).toHaveLength(1);
  });

  it('reports as many rows as it shows', () => {
    const vm = vmOf('normal');
    const [table] = report(vm);
    expect(table?.kind === 'table' && table.rows.map((row) => row.id)).toEqual(vm.rows.map((row) => row.id));
  });
});
