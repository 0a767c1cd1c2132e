import type { DocumentBlock, DocumentCell, DocumentHead, DocumentSection, DocumentTable, PrintedValue, ReportDocument, Run } from '@/reports/document/document';
import { lastMainSection, withEndMark } from '@/reports/document/end-mark';
import { headerRows, headWithUnit } from '@/reports/document/header-rows';
import { cellText, provisionalNote, standingText, valueText } from '@/reports/document/value-text';

/** What a reader of a report reads, line by line in order; a line of a table has its cells. */
export interface SaidLine {
  readonly kind: 'head' | 'title' | 'h1' | 'h2' | 'h3' | 'p' | 'note' | 'list' | 'caption' | 'unit' | 'th' | 'tr' | 'chart' | 'picture' | 'appendix' | 'tail' | 'foot';
  readonly cells: readonly string[];
}
/** One figure as it stands in a report. */
export interface SaidFigure {
  /** Number of its table or chart in the report, from 1; 0 within a sentence. */
  readonly part: number;
  readonly row: string;
  readonly column: string;
  readonly text: string;
  readonly unit: string;
  readonly number: number | null;
  readonly missing: string;
  readonly status: string;
}

const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const MOTTO = 'Độc lập - Tự do - Hạnh phúc';
const line = (kind: SaidLine['kind'], ...cells: readonly string[]): SaidLine => ({ kind, cells: cells.map((cell) => cell.replace(/\s+/g, ' ').trim()) });

/** A report as it is read from its first line to its last, page by page aside. */
export function saidBy(document: ReportDocument): readonly SaidLine[] {
  const closed = withEndMark(document);
  const main = lastMainSection(closed);
  return [
    ...(closed.head === null ? [line('title', closed.title)] : headLines(closed.head)),
    ...closed.sections.flatMap((section, at) => [
      ...appendixLines(section), ...section.blocks.flatMap((block) => blockLines(block, closed)), ...(at === main ? tailLines(closed) : []),
    ]),
    line('foot', closed.footer),
  ].filter(({ cells }) => cells.some((cell) => cell !== ''));
}

function headLines({ bodyAbove, body, number, placeAndDate, kind, subject }: DocumentHead): readonly SaidLine[] {
  return [...[bodyAbove ?? '', body, NATION, MOTTO, number, ...(kind === null ? [subject] : []), placeAndDate].map((text) => line('head', text)), ...(kind === null ? [] : [line('title', kind), line('title', subject)])];
}
const appendixLines = ({ appendix }: DocumentSection): readonly SaidLine[] => (appendix === null ? [] : [appendix.label, appendix.title, appendix.attachedTo].map((text) => line('appendix', text)));

function tailLines({ tail }: ReportDocument): readonly SaidLine[] {
  if (tail === null) return [];
  const last = tail.recipients.length - 1;
  const { authority, position, name } = tail.signature;
  return ['Nơi nhận:', ...tail.recipients.map((recipient, at) => `- ${recipient}${at === last ? '.' : ';'}`), authority ?? '', position, name].map((text) => line('tail', text));
}

function blockLines(block: DocumentBlock, { language }: ReportDocument): readonly SaidLine[] {
  const words = (runs: readonly Run[]): string => runs.map((run) => runText(run, language)).join('');
  switch (block.kind) {
    case 'heading': return [line(`h${block.level}`, block.text)];
    case 'paragraph': return [line(block.style === 'note' ? 'note' : 'p', words(block.runs))];
    case 'list': return block.items.map((item) => line('list', `- ${words(item)}`));
    case 'table': return tableLines(block, language);
    case 'chart': return [line('chart', block.caption), line('note', block.note)];
    case 'picture': return [line('picture', block.caption)];
    case 'page-break': return [];
  }
}

function runText(run: Run, language: ReportDocument['language']): string {
  if (run.kind === 'text') return run.text;
  const standing = standingText(run.value, language);
  return valueText(run.value) + (standing === '' ? '' : ` (${standing})`);
}

function tableLines(table: DocumentTable, language: ReportDocument['language']): readonly SaidLine[] {
  const heads = headerRows(table.columns).map((cells) => line('th', ...cells.map(({ text, column, columns }) => {
    const own = table.columns[column];
    return columns === 1 && own?.header.at(-1) === text ? headWithUnit(text, own.unit, ' ') : text;
  })));
  const numbers = table.columns.some(({ number }) => number !== '') ? [line('th', ...table.columns.map(({ number }) => number))] : [];
  return [
    line('caption', table.caption), line('unit', table.unitLine), ...heads, ...numbers, ...table.rows.map((row) => line('tr', ...table.columns.map((column, at) => cellText(table, column, row, row.cells[at] ?? { kind: 'text', text: '' })))),
    ...[...table.notes, provisionalNote(table, language) ?? ''].map((note) => line('note', note)),
  ];
}

/** Every figure of a report in the order of reading. */
export function figuresOf(document: ReportDocument): readonly SaidFigure[] {
  let part = 0;
  return document.sections.flatMap(({ blocks }) => blocks.flatMap((block): readonly SaidFigure[] => {
    if (block.kind === 'paragraph') return runFigures(block.runs);
    if (block.kind === 'list') return block.items.flatMap(runFigures);
    if (block.kind !== 'table' && block.kind !== 'chart') return [];
    part += 1;
    return block.kind === 'table' ? tableFigures(block, part) : chartFigures(block, part);
  }));
}

const figure = (part: number, row: string, column: string, { text, unit, number, missing, status }: PrintedValue): SaidFigure => ({ part, row, column, text, unit, number, missing: missing ?? '', status: status ?? '' });
const runFigures = (runs: readonly Run[]): readonly SaidFigure[] => runs.flatMap((run, at) => {
  const before = runs[at - 1];
  return run.kind === 'value' ? [figure(0, (before?.kind === 'text' ? before.text : '').trim().slice(-40), '', run.value)] : [];
});

function tableFigures(table: DocumentTable, part: number): readonly SaidFigure[] {
  return table.rows.flatMap((row) => {
    const name = row.cells.flatMap((cell) => (cell.kind === 'text' && !/^[\d.]*$/.test(cell.text) ? [cell.text] : []))[0] ?? row.id;
    return row.cells.flatMap((cell: DocumentCell, at) => (cell.kind === 'value' ? [figure(part, name, table.columns[at]?.header.join(' › ') ?? '', cell.value)] : []));
  });
}

function chartFigures({ spec }: Extract<DocumentBlock, { readonly kind: 'chart' }>, part: number): readonly SaidFigure[] {
  return spec.series.flatMap((series) => spec.categories.map((category, at): SaidFigure => {
    const number = series.values[at] ?? null;
    return {
      part, row: category.replaceAll('\n', '/'), column: series.label, text: series.texts[at] ?? '', unit: spec.unitLabel, number,
      missing: number === null ? 'gap' : '', status: series.provisional.includes(at) ? 'provisional' : '',
    };
  }));
}
