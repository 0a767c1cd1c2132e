import type PptxGenJS from 'pptxgenjs';
import type { ReportDocument } from '../../document/document';
import { repacked } from '../archive/repacked';
import { printable } from '../docx/text-runs';
import type { Pictures } from '../pictures/pictures';
import { chartTable, type ChartTable } from './charts';
import { drawChart, drawCover, drawFrame, drawPicture, drawTable, drawText } from './draw';
import { FONT } from './look';
import { printableTable, settled } from './settled-package';
import { PAGE, type Slide } from './slide';
import { slidesOf } from './slides';

/** Pixels of a picture as wide as a slide. */
const PICTURE_PX = 1_600;

/**
 * A report as a brief of slides, 16:9: what its headings say with their figures, tables, charts that can be edited with their numbers
 * behind them, pictures, sources; whole paragraphs are in the notes. The same tree with the same pictures gives the same bytes.
 */
export async function writePptx(document: ReportDocument, pictures: Pictures): Promise<Uint8Array> {
  const { default: Presentation } = await import('pptxgenjs');
  const file = new Presentation();
  file.defineLayout({ name: 'BRIEF', width: PAGE.width, height: PAGE.height });
  file.layout = 'BRIEF';
  file.theme = { headFontFace: FONT, bodyFontFace: FONT };
  file.title = printable(document.title);
  file.subject = printable(document.head?.subject ?? document.title);
  file.author = printable(document.properties.author);
  file.company = printable(document.properties.organisation);
  drawCover(file.addSlide(), document);
  const charts: ChartTable[] = [];
  for (const [at, slide] of slidesOf(document).entries()) await drawSlide(file, document, slide, at + 2, pictures, charts);
  const bytes = await file.write({ outputType: 'arraybuffer' });
  if (!(bytes instanceof ArrayBuffer)) throw new Error('Slides of another kind than was asked for.');
  return repacked(new Uint8Array(bytes), document.properties.createdAt, settled(document, charts));
}

async function drawSlide(file: PptxGenJS, document: ReportDocument, slide: Slide, number: number, pictures: Pictures, charts: ChartTable[]): Promise<void> {
  const page = file.addSlide();
  if (slide.kind === 'text') drawText(page, slide.lines);
  else if (slide.kind === 'table') drawTable(page, slide);
  else if (slide.kind === 'chart') {
    const table = printableTable(chartTable(slide.spec));
    charts.push(table);
    drawChart(page, slide, table);
  } else drawPicture(page, slide, `image/png;base64,${base64(await pictures.png(slide.svg, PICTURE_PX))}`);
  drawFrame(page, document, slide, number);
  if (slide.notes.length > 0) page.addNotes(printable(slide.notes.join('\n')));
}

/** Of any length; the browser has no way of its own that takes bytes. */
function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
