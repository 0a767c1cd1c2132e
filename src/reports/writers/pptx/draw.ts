import type PptxGenJS from 'pptxgenjs';
import type { DocumentCell, DocumentColumn, DocumentRow, ReportDocument } from '../../document/document';
import { headerRows } from '../../document/header-rows';
import { cellText, isProvisional } from '../../document/value-text';
import { printable } from '../docx/text-runs';
import { chartData, chartLook, type ChartTable } from './charts';
import { COLOUR, FONT } from './look';
import { fitted } from './measure-text';
import { BODY, PAGE, type Piece, SIZE, type Slide, type TextLine } from './slide';
import { CELL, headHeights, headText, rowHeight, tableWidths } from './table-slides';
import { GAP, INDENT } from './text-slides';

type Page = PptxGenJS.Slide;
const AT = { x: PAGE.edge, w: BODY.width } as const;
const SMALL_HEIGHT = 0.4;
const UNIT_HEIGHT = 0.3;

/** Title above a line, foot below; the same on every slide but the cover. */
export function drawFrame(page: Page, document: ReportDocument, slide: Pick<Slide, 'title'>, number: number): void {
  const size = SIZE.title;
  page.addText(fitted(printable(slide.title), size, BODY.width, 2, true), { ...AT, y: PAGE.titleTop, h: PAGE.titleHeight, fontFace: FONT, fontSize: size, bold: true, color: COLOUR.text, valign: 'bottom', margin: 0 });
  page.addShape('line', { ...AT, y: PAGE.titleTop + PAGE.titleHeight + 0.06, h: 0, line: { color: COLOUR.accent, width: 1.5 } });
  drawFoot(page, document, String(number));
}

/** How old the figures are and who looked, on every slide. */
export function drawFoot(page: Page, { footer, watermark }: ReportDocument, number: string): void {
  const look = { y: PAGE.footTop, h: 0.3, fontFace: FONT, fontSize: SIZE.foot, color: COLOUR.soft, margin: 0, valign: 'middle' } as const;
  page.addText(fitted(printable(footer), SIZE.foot, BODY.width - 1, 2), { ...look, x: PAGE.edge, w: BODY.width - 1, align: 'left' });
  if (number !== '') page.addText(number, { ...look, x: PAGE.width - PAGE.edge - 1, w: 1, align: 'right' });
  if (watermark !== null) page.addText(printable(watermark), { x: 1.2, y: 2.9, w: PAGE.width - 2.4, h: 1.6, rotate: 330, fontFace: FONT, fontSize: 40, bold: true, align: 'center', valign: 'middle', color: COLOUR.quiet, transparency: 80 });
}

export function drawCover(page: Page, document: ReportDocument): void {
  const { head, title, properties } = document;
  const line = (text: string, y: number, h: number, more: PptxGenJS.TextPropsOptions): void => {
    if (text !== '') page.addText(printable(text), { ...AT, y, h, fontFace: FONT, color: COLOUR.text, margin: 0, valign: 'middle', ...more });
  };
  page.addShape('rect', { x: 0, y: 0, w: 0.28, h: PAGE.height, fill: { color: COLOUR.accent } });
  line([head?.bodyAbove ?? '', head?.body ?? properties.organisation].filter((part) => part !== '').join('\n'), 0.6, 0.9, { fontSize: 16, bold: true, color: COLOUR.soft, valign: 'top' });
  line(head === null ? '' : head.kind ?? '', 2.0, 0.8, { fontSize: SIZE.cover, bold: true, color: COLOUR.accent });
  const size = head === null ? SIZE.cover : SIZE.subject + 4;
  line(fitted(head === null ? title : head.subject, size, BODY.width, 4, true), 2.85, 2.0, { fontSize: size, bold: true, valign: 'top' });
  line([head?.placeAndDate ?? '', properties.author].filter((part) => part !== '').join('\n'), 5.6, 0.9, { fontSize: SIZE.text, color: COLOUR.soft, italic: true, valign: 'top' });
  drawFoot(page, document, '');
}

const LOOK: Readonly<Record<Piece['look'], PptxGenJS.TextPropsOptions>> = { plain: {}, bold: { bold: true }, quiet: { italic: true }, figure: { bold: true, color: COLOUR.accent } };
const KIND: Readonly<Record<TextLine['kind'], PptxGenJS.TextPropsOptions>> = {
  heading: { fontSize: SIZE.heading, bold: true, color: COLOUR.text },
  point: { fontSize: SIZE.text, color: COLOUR.text },
  missing: { fontSize: SIZE.text, color: COLOUR.soft, italic: true },
  prompt: { fontSize: SIZE.text, color: COLOUR.watch, italic: true },
};
/** Of the first run of a paragraph only: to the library each run with a bullet begins another. */
const BULLET: PptxGenJS.TextPropsOptions = { bullet: { indent: INDENT * 72 } };

export function drawText(page: Page, lines: readonly TextLine[]): void {
  const runs = lines.flatMap(({ kind, pieces }) => pieces.map(({ text, look }, at): PptxGenJS.TextProps => ({
    text: printable(text).replaceAll('\n', ' '), options: { ...KIND[kind], ...LOOK[look], ...(at === 0 && kind !== 'heading' ? BULLET : {}), fontFace: FONT, paraSpaceAfter: GAP * 72, breakLine: at === pieces.length - 1 },
  })));
  page.addText(runs, { ...AT, y: PAGE.bodyTop, h: BODY.height, valign: 'top', margin: 0 });
}

export function drawTable(page: Page, { columns, rows, unitLine, small }: Extract<Slide, { readonly kind: 'table' }>): void {
  const top = PAGE.bodyTop + (unitLine === '' ? 0 : UNIT_HEIGHT);
  if (unitLine !== '') page.addText(printable(unitLine), { ...AT, y: PAGE.bodyTop, h: UNIT_HEIGHT, fontFace: FONT, fontSize: SIZE.table, italic: true, color: COLOUR.soft, align: 'right', margin: 0 });
  const heads = headHeights(columns);
  const heights = [...heads, ...rows.map((row) => rowHeight({ columns, unitLine }, row))];
  page.addTable([...headOf(columns), ...rows.map((row) => bodyRow(columns, row, unitLine))], {
    ...AT, y: top, colW: [...tableWidths(columns)], rowH: heights, autoPage: false, fontFace: FONT, fontSize: SIZE.table, color: COLOUR.text, valign: 'middle',
    border: { type: 'solid', pt: 0.75, color: COLOUR.line }, margin: [CELL.down / 2, CELL.across / 2, CELL.down / 2, CELL.across / 2],
  });
  drawSmall(page, small);
}

const HEAD: PptxGenJS.TableCellProps = { bold: true, align: 'center', fill: { color: COLOUR.head } };
const ALIGN = { start: 'left', centre: 'center', end: 'right' } as const;

function headOf(columns: readonly DocumentColumn[]): PptxGenJS.TableRow[] {
  const rows = headerRows(columns).map((cells) => cells.map(({ text, column, columns: across, rows: down }): PptxGenJS.TableCell => ({
    text: printable(headText(across === 1 ? columns[column] : undefined, text)), options: { ...HEAD, ...(across > 1 ? { colspan: across } : {}), ...(down > 1 ? { rowspan: down } : {}) },
  })));
  return columns.every(({ number }) => number === '') ? rows : [...rows, columns.map(({ number }) => ({ text: printable(number), options: { ...HEAD, bold: false, italic: true } }))];
}

function bodyRow(columns: readonly DocumentColumn[], row: DocumentRow, unitLine: string): PptxGenJS.TableRow {
  const look = row.emphasis === null ? {} : { bold: true, fill: { color: COLOUR.accentSoft } };
  return columns.map((column, at): PptxGenJS.TableCell => {
    const cell: DocumentCell = row.cells[at] ?? { kind: 'text', text: '' };
    return { text: printable(cellText({ unitLine }, column, row, cell)), options: { ...look, align: ALIGN[column.align], italic: cell.kind === 'value' && isProvisional(cell.value) } };
  });
}

export function drawChart(page: Page, { spec, small }: Extract<Slide, { readonly kind: 'chart' }>, table: ChartTable): void {
  page.addChart(spec.kind === 'trend' ? 'line' : 'bar', chartData(table), chartLook(spec, table, PAGE.bodyTop, BODY.height - (small === '' ? 0 : SMALL_HEIGHT)));
  drawSmall(page, small);
}

export function drawPicture(page: Page, { alt, ratio }: Extract<Slide, { readonly kind: 'picture' }>, png: string): void {
  const width = Math.min(BODY.width, BODY.height * ratio);
  page.addImage({ data: png, x: (PAGE.width - width) / 2, y: PAGE.bodyTop, w: width, h: width / ratio, altText: printable(alt) });
}

function drawSmall(page: Page, text: string): void {
  if (text !== '') page.addText(fitted(printable(text), SIZE.small, BODY.width, 2), { ...AT, y: PAGE.bodyBottom - SMALL_HEIGHT + 0.05, h: SMALL_HEIGHT, fontFace: FONT, fontSize: SIZE.small, italic: true, color: COLOUR.soft, margin: 0, valign: 'bottom' });
}
