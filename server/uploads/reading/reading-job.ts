import type { DatasetSpec } from '@/federation/connector';
import { fileFormOf } from '@/federation/tables/file-form';
import { checkTable, type CheckedTable, type TableContext } from './check-table';
import type { CodeList } from '@/domain/code-list';
import { Unreadable, type FileFault, type FileKind } from './grid';
import { readGrid } from './read-grid';

/** What a reading thread is given; plain, so that it crosses. */
export interface ReadingJob {
  readonly bytes: Uint8Array;
  readonly dataset: Pick<DatasetSpec, 'shape' | 'request' | 'mapping'>;
  readonly context: Pick<TableContext, 'numbers' | 'unit' | 'periodText'> & { readonly chosen: readonly (readonly [string, number])[]; readonly units: readonly string[]; readonly known: readonly string[]; readonly lists?: readonly CodeList[]; readonly day?: string };
}
export type ReadingOutcome =
  | { readonly ok: true; readonly table: CheckedTable; readonly form: FileKind; readonly encoding: string | null; readonly separator: string | null }
  | { readonly ok: false; readonly code: FileFault; readonly row: number | null; readonly got: string };

/** Reads and checks one file. Throws only for a bug. */
export function runReading({ bytes, dataset, context }: ReadingJob): ReadingOutcome {
  try {
    const form = fileFormOf(dataset);
    const grid = readGrid(bytes, form, { periodText: context.periodText, chosen: new Map(context.chosen) });
    const known = new Set(context.known);
    const table = checkTable(grid, form, { ...context, period: form.period, units: new Set(context.units), isUnit: (code) => known.has(code), chosen: new Map(context.chosen), lists: new Map(context.lists?.map((list) => [list.id, list])), day: context.day ?? '' });
    return { ok: true, table, form: grid.form, encoding: grid.encoding, separator: grid.separator };
  } catch (fault) {
    if (fault instanceof Unreadable) return { ok: false, code: fault.code, row: fault.row, got: fault.got };
    throw fault;
  }
}
