import * as fc from 'fast-check';
import { type Measure, measured, missing, type MissingReason, type ObservationStatus } from '@/domain/measure';
import { type UnitOfMeasure, UNITS_OF_MEASURE } from '@/domain/unit-of-measure';
import { createFormat } from '@/format/create-format';
import type { DocumentRow, DocumentTable, ReportDocument } from '../document/document';
import { sampleDocument, sampleValue } from './sample-document';

/* For tests: figures of every kind there is, and the awkward ones first. */

/** One figure and how it is to be shown. */
export interface Given {
  readonly measure: Measure;
  readonly unit: UnitOfMeasure;
  readonly decimals: number;
}
export const COUNT = 10_000;
const REASONS: readonly MissingReason[] = ['not-available', 'not-yet', 'not-applicable', 'hidden', 'denied', 'broken-series', 'incomplete', 'quarantined'];
const STATUSES: readonly ObservationStatus[] = ['official', 'estimated', 'provisional'];
const AWKWARD = [-0.57, 0.005, 1e15, 2 ** 53 + 1, -0, 0, 1.005, -0.004, 0.5, -0.5, 999.995, 1e21, -1e22, 123_456_789.125, Number.MAX_SAFE_INTEGER, 5e-324];

const measures = fc.oneof(
  { weight: 8, arbitrary: fc.record({ value: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), fc.double({ noNaN: true, min: -1_000, max: 1_000 }), fc.integer(), fc.constantFrom(...AWKWARD)), status: fc.constantFrom(...STATUSES) }).map(({ value, status }) => measured(value, status)) },
  { weight: 1, arbitrary: fc.constantFrom(...REASONS).map(missing) },
);
const given = fc.record({ measure: measures, unit: fc.constantFrom(...UNITS_OF_MEASURE), decimals: fc.integer({ min: 0, max: 4 }) });
export const figures: readonly Given[] = [
  ...AWKWARD.flatMap((value) => [0, 1, 2].map((decimals): Given => ({ measure: measured(value), unit: 'percent', decimals }))),
  ...REASONS.map((reason): Given => ({ measure: missing(reason), unit: 'dossier', decimals: 0 })),
  ...UNITS_OF_MEASURE.map((unit): Given => ({ measure: measured(-1234.565, 'estimated'), unit, decimals: 2 })),
  ...fc.sample(given, { numRuns: COUNT, seed: 20_261_105 }),
].slice(0, COUNT);

/** What a screen says of it: the only text there may be. */
export const format = createFormat('vi');
export const screen = figures.map(({ measure, unit, decimals }): string => {
  const shown = format.measure(measure, unit, decimals);
  return shown.unit === '' || /^[%‰]$/.test(shown.unit) ? shown.text + shown.unit : `${shown.text} ${shown.unit}`;
});

export const tableOf = (from: readonly Given[], columns: number): DocumentTable => ({
  kind: 'table', id: 't', caption: 'Bảng', unitLine: '', notes: [],
  columns: Array.from({ length: columns }, (_, at) => ({ id: `c${at}`, header: [`c${at}`], number: '', align: 'end' as const, width: 1, unit: '' })),
  rows: Array.from({ length: Math.ceil(from.length / columns) }, (_, row): DocumentRow => ({
    id: String(row), emphasis: null,
    cells: from.slice(row * columns, (row + 1) * columns).map(({ measure, unit, decimals }) => ({ kind: 'value', value: sampleValue(measure, unit, decimals) })),
  })),
});
export const withTable = (table: DocumentTable): ReportDocument => ({ ...sampleDocument, head: null, tail: null, sections: [{ id: 'a', orientation: 'landscape', appendix: null, blocks: [table] }] });
