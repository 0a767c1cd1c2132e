import { parsePeriod } from '@/domain/period/text';
import { createFormat } from '@/format/create-format';
import type { Format } from '@/format/format';
import type { DocumentTable, PrintedValue, ReportDocument, Run } from '../../document/document';
import { numberCode } from './number-code';
import type { Sheet, SheetCell, SheetRow } from './sheet';

/** A figure of the report and the words it stands beside. */
export interface PlacedValue {
  readonly part: string;
  readonly row: string;
  readonly column: string;
  readonly value: PrintedValue;
}

/** Every figure of a report in the order of reading, those within sentences among them. */
export function valuesOf(document: ReportDocument): readonly PlacedValue[] {
  return document.sections.flatMap(({ blocks }) => blocks.flatMap((block): readonly PlacedValue[] => {
    if (block.kind === 'table') return tableValues(block);
    if (block.kind === 'paragraph') return runValues(block.runs);
    return block.kind === 'list' ? block.items.flatMap(runValues) : [];
  }));
}

function tableValues(table: DocumentTable): readonly PlacedValue[] {
  return table.rows.flatMap((row) => {
    const label = row.cells.flatMap((cell) => (cell.kind === 'text' && cell.text !== '' ? [cell.text] : [])).join(' · ');
    return row.cells.flatMap((cell, at) => (cell.kind === 'value' ? [{ part: table.caption, row: label, column: table.columns[at]?.header.join(' › ') ?? '', value: cell.value }] : []));
  });
}
const runValues = (runs: readonly Run[]): readonly PlacedValue[] => {
  const sentence = runs.map((run) => (run.kind === 'text' ? run.text : run.value.text)).join('');
  return runs.flatMap((run) => (run.kind === 'value' ? [{ part: sentence, row: '', column: '', value: run.value }] : []));
};

const WORDS = {
  vi: {
    values: 'Số liệu và nguồn gốc', sources: 'Nguồn số liệu', sample: 'dữ liệu mẫu',
    valueHeads: ['Bảng, đoạn', 'Dòng', 'Cột', 'Hiển thị', 'Giá trị', 'Đơn vị tính', 'Kỳ', 'Mã đơn vị', 'Mã chỉ tiêu', 'Tình trạng', 'Không có số liệu vì', 'Nguồn'],
    sourceHeads: ['Mã', 'Nguồn', 'Tập dữ liệu', 'Câu hỏi', 'Số liệu đến', 'Nhận lúc', 'Ghi chú'],
  },
  en: {
    values: 'Figures and their origin', sources: 'Sources', sample: 'sample data',
    valueHeads: ['Table, paragraph', 'Row', 'Column', 'Shown', 'Value', 'Unit', 'Period', 'Organisation unit', 'Indicator', 'Status', 'Missing because', 'Sources'],
    sourceHeads: ['Id', 'Source', 'Dataset', 'Request', 'As of', 'Received', 'Remark'],
  },
} as const;

const text = (value: string): SheetCell => ({ text: value, look: { bordered: true } });
const heads = (names: readonly string[]): SheetRow => names.map((name) => ({ text: name, look: { head: true } }));
/** In characters, as the heads above them. */
const VALUE_WIDTHS = [34, 30, 34, 16, 16, 14, 20, 10, 18, 12, 22, 10];
const SOURCE_WIDTHS = [10, 34, 24, 40, 18, 18, 30];
const frame = (document: ReportDocument, widths: readonly number[]) => ({
  merges: [], frozenRows: 1, repeated: { from: 0, to: 0 }, landscape: true, footer: footOf(document), widths,
});

/** Said at the foot of every sheet; a workbook has nothing that could lie over it, so who looked stands there too. */
export const footOf = ({ footer, watermark }: ReportDocument): string => [footer, watermark ?? ''].filter((part) => part !== '').join(' · ');

/** "Tháng 10 năm 2026"; what is no period of ours stays as it is. */
function periodWords(period: string, format: Format): string {
  const read = parsePeriod(period);
  return read.ok ? format.period(read.value) : period;
}

/** Each figure with everything that travels with it. */
export function valuesSheet(document: ReportDocument): Sheet {
  const words = WORDS[document.language];
  const format = createFormat(document.language);
  const row = ({ part, row: label, column, value }: PlacedValue): SheetRow => [
    text(part), text(label), text(column), text(value.text), value.number === null ? text('') : { number: value.number, code: numberCode(value, false), look: { bordered: true, align: 'end' } },
    text(value.unit), text(value.period === null ? '' : periodWords(value.period, format)), text(value.orgUnit), text(value.indicator ?? ''),
    text(value.status === null ? '' : format.status(value.status)), text(value.missing === null ? '' : format.missing(value.missing)), text(value.sources.join(' ')),
  ];
  return { ...frame(document, VALUE_WIDTHS), name: words.values, rows: [heads(words.valueHeads), ...valuesOf(document).map(row)] };
}

/** What was asked of whom, and when it came. */
export function sourcesSheet(document: ReportDocument): Sheet {
  const words = WORDS[document.language];
  const rows = document.sources.map(({ id, name, dataset, request, asOf, receivedAt, remark, sample }) =>
    [id, name, dataset, request, asOf ?? '', receivedAt, [remark, sample ? words.sample : ''].filter((part) => part !== '').join('; ')].map(text));
  return { ...frame(document, SOURCE_WIDTHS), name: words.sources, rows: [heads(words.sourceHeads), ...rows, [], [text(footOf(document))]] };
}
