import { chartSvg } from '@/charts/report-chart';
import type { Result } from '@/domain/result';
import type { DocumentBlock, DocumentCell, DocumentTable, DocumentWord, ReportDocument, WordRows, WordText } from '../document/document';
import { isProvisional, standingText, valueText } from '../document/value-text';
import { linesText } from '../document/word-text';
import { pixels, textWidth } from '../writers/docx/measures';
import type { Pictures } from '../writers/pictures/pictures';
import { fillWordTemplate, type WordPicture, type WordValue, type WordValues } from './fill-template';
import type { WordFault } from './word-fault';

/** A report of which a unit's own Word file is the form. */
export type FormDocument = ReportDocument & { readonly word: DocumentWord };
export const isOfForm = (document: ReportDocument): document is FormDocument => document.word !== undefined;

/** Height of a chart, mm; as wide as an upright page of administrative documents. */
const CHART_MM = 75;
/** Points to one px of the page: about 290 to the inch in print. */
const DENSITY = 3;

/**
 * A unit's own Word file with the figures of a report, as the tree of the report says them. The same document, file and pictures give the
 * same bytes. A place that nobody has said anything of is a fault.
 */
export async function fillForm(document: FormDocument, file: Uint8Array, pictures: Pictures): Promise<Result<Uint8Array, readonly WordFault[]>> {
  return fillWordTemplate(file, await formValues(document, pictures), document.properties.createdAt);
}

/** What every place of the file says. */
export async function formValues(document: FormDocument, pictures: Pictures): Promise<WordValues> {
  const { word, language } = document;
  const blocks = document.sections.flatMap((section) => section.blocks);
  const fields: Record<string, WordValue> = {};
  for (const [name, text] of Object.entries(word.fields)) fields[name] = fieldValue(text, language);
  for (const [name, id] of Object.entries(word.pictures)) {
    const drawn = await drawing(blocks.find((block) => block.id === id), pictures);
    if (drawn) fields[name] = drawn;
  }
  const tables = Object.fromEntries(Object.entries(word.tables).map(([name, rows]) => [name, rowsOf(rows, blocks, language)]));
  return { fields, tables };
}

function fieldValue({ lines, opening }: WordText, language: ReportDocument['language']): WordValue {
  const text = linesText(lines, language);
  return opening === undefined ? text : { text, opening: linesText(opening, language) };
}

function rowsOf(rows: WordRows, blocks: readonly DocumentBlock[], language: ReportDocument['language']): WordValues['tables'][string] {
  if (rows.kind === 'none') return [Object.fromEntries(rows.columns.map((name, at) => [name, at === 0 ? rows.says : '—']))];
  const table = blocks.find((block): block is DocumentTable => block.kind === 'table' && block.id === rows.block);
  return (table?.rows ?? []).map((row) => Object.fromEntries(Object.entries(rows.columns).map(([name, id]) => [name, table ? cellOf(table, row, id, { rows, language }) : ''])));
}

interface Around {
  readonly rows: Extract<WordRows, { readonly kind: 'table' }>;
  readonly language: ReportDocument['language'];
}

/**
 * A cell of the tree in the file, whose head nobody here has read: a figure says its unit but where the same row of the file says it, or
 * somebody said that the file does. Italics cannot be carried over, so what is not final says so in words.
 */
function cellOf(table: DocumentTable, row: DocumentTable['rows'][number], id: string, { rows, language }: Around): string {
  const at = (column: string): DocumentCell | undefined => row.cells[table.columns.findIndex((each) => each.id === column)];
  const cell = at(id);
  if (cell?.kind !== 'value') return cell?.text ?? '';
  const { value } = cell;
  const isSaid = rows.bare || Object.values(rows.columns).some((other) => { const beside = at(other); return beside?.kind === 'text' && beside.text === value.unit; });
  const text = isSaid ? value.text : valueText(value);
  return isProvisional(value) ? `${text} (${standingText(value, language)})` : text;
}

async function drawing(block: DocumentBlock | undefined, pictures: Pictures): Promise<WordPicture | null> {
  const widest = pixels(textWidth('portrait'));
  if (block?.kind === 'chart') {
    const size = { widthPx: widest, heightPx: pixels(CHART_MM) };
    return { png: await pictures.png(chartSvg(block.spec, size), widest * DENSITY), alt: block.spec.description || block.caption, ...size };
  }
  if (block?.kind !== 'picture') return null;
  const scale = Math.min(1, widest / pixels(block.widthMm));
  const size = { widthPx: Math.round(pixels(block.widthMm) * scale), heightPx: Math.round(pixels(block.heightMm) * scale) };
  return { png: await pictures.png(block.svg, size.widthPx * DENSITY), alt: block.alt || block.caption, ...size };
}
