import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueOf } from '@/domain/measure';
import { sampleEvents, snapshotOf } from '@/widget-kit/testing/sample-province';
import { model } from './model';
import type { TableOptions } from './options';
import { filteredRows, sortedRows, windowOf } from './order';
import { report } from './report';
import { samples } from './sample';
import type { Cell, TableRow } from './view-model';

const input = (name: string) => {
  const found = samples.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found.input;
};
const vmOf = (change: Partial<TableOptions> = {}, name = 'normal') => model({ ...input(name), options: { ...input(name).options, ...change } });
const words = (cell: Cell): string => (cell.kind === 'words' && 'literal' in cell.label ? cell.label.literal : '');
const number = (cell: Cell | undefined): number | null => (cell?.kind === 'figure' ? valueOf(cell.figure.measure) : null);

describe('a table of a cube', () => {
  it('has a row a unit and a column a metric, and sums what its card sums', () => {
    const vm = vmOf();
    expect(vm.columns.map(({ id }) => id)).toEqual(['unit', 'received', 'settled', 'pendingOverdue']);
    const at = 3;
    expect(number(vm.total?.cells[at])).toBe(vm.rows.reduce((sum, { cells }) => sum + (number(cells[at]) ?? NaN), 0));
  });

  it('takes twenty thousand rows and never makes a smaller total of gaps', () => {
    const begun = performance.now();
    const vm = vmOf({}, 'extreme');
    expect(vm.rows).toHaveLength(20_000);
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(vm.total).toBeNull();
  });

  it.each<[Partial<TableOptions>, string]>([
    [{ dataset: 'nobody' }, 'generic.noDataset'], [{ rows: ['colour'] }, 'generic.noDimension'], [{ columns: ['nothing'] }, 'generic.noCategory'], [{ sortBy: 'nothing' }, 'noColumn'],
    [{ dataset: 'commune-areas' }, 'generic.wrongShape'],
  ])('names the option that does not fit: %j', (change, key) => {
    expect(vmOf(change).fault).toMatchObject({ key });
  });
});

describe('a table of events', () => {
  const events = sampleEvents({ code: 'text', 'name!': 'text', opened: 'instant', due: 'date', late: 'boolean', days: 'number' }, [
    ['H-1', 'Nguyễn Văn A', Date.UTC(2026, 10, 20), '2026-11-21', true, 3], ['H-2', 'Trần Thị B', null, null, false, null],
  ]);
  const of = (change: Partial<TableOptions>) => model({ ...input('normal'), options: { ...input('normal').options, dataset: 'procedure-overdue-dossiers', sortBy: undefined, ...change }, snapshots: { data: snapshotOf(events) } });

  it('shows each field by its type, and what is not there as not there', () => {
    expect(of({}).rows.map(({ cells }) => cells.map(({ kind }) => kind))).toEqual([
      ['words', 'personal', 'instant', 'date', 'flag', 'figure'], ['words', 'personal', 'none', 'none', 'flag', 'none'],
    ]);
    expect(of({ columns: ['days', 'code'] }).columns.map(({ id }) => id)).toEqual(['days', 'code']);
    expect(of({ columns: ['code'], labels: { code: { vi: 'Mã hồ sơ', en: 'Dossier' } } }).columns[0]?.label).toEqual({ text: { vi: 'Mã hồ sơ', en: 'Dossier' } });
    expect(of({ columns: ['nothing'] }).fault).toMatchObject({ key: 'noColumn' });
  });

  it('puts no personal value into a document, and finds none by searching', () => {
    expect(JSON.stringify(report(of({})))).not.toMatch(/Nguyễn|Trần/);
    expect(filteredRows(of({}).rows, 'nguyen', words)).toEqual([]);
    expect(filteredRows(of({}).rows, 'h-2', words).map(({ id }) => id)).toEqual(['row-2']);
  });
});

describe('order', () => {
  const cell = (value: number | null): Cell => (value === null ? { kind: 'none' } : { kind: 'instant', at: value as never });
  const rowsOf = (values: readonly (number | null)[]): TableRow[] => values.map((value, at) => ({ id: String(at), cells: [cell(value)] }));

  it('keeps every row, is stable, and puts what is missing last whichever way', () => {
    fc.assert(fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 9 })), { maxLength: 60 }), fc.boolean(), (values, descending) => {
      const sorted = sortedRows(rowsOf(values), { column: 0, descending }, words);
      expect(sorted.map(({ id }) => Number(id)).sort((a, b) => a - b)).toEqual(values.map((_, at) => at));
      const seen = sorted.map(({ id }) => values[Number(id)] ?? null);
      const known = seen.flatMap((value) => value ?? []);
      expect(seen.slice(0, known.length)).toEqual(known);
      expect(known).toEqual([...known].sort((a, b) => (descending ? b - a : a - b)));
      sorted.forEach(({ id }, at) => { const next = sorted[at + 1]; if (next && values[Number(id)] === values[Number(next.id)]) expect(Number(id)).toBeLessThan(Number(next.id)); });
    }));
  });
});

describe('the rows in view', () => {
  it('are covered, few, and leave the bar as long as for all', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 20, max: 80 }), fc.nat(2_000_000), fc.integer({ min: 100, max: 2_000 }), (count, rowHeight, scrolled, height) => {
      const top = Math.min(scrolled, Math.max(0, count * rowHeight - height));
      const { from, to, above, below } = windowOf({ count, rowHeight, top, height });
      expect(above + (to - from) * rowHeight + below).toBe(count * rowHeight);
      expect(from * rowHeight).toBeLessThanOrEqual(top);
      expect(to * rowHeight).toBeGreaterThanOrEqual(Math.min(count * rowHeight, top + height));
      expect(to - from).toBeLessThanOrEqual(Math.max(200, 3 * (Math.ceil(height / rowHeight) + 10)));
    }));
  });
});
