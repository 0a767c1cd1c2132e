import { chartSvg } from '@/charts/report-chart';
import type { Language } from '@/format/format';
import type { DocumentBlock, DocumentSection, Run } from '../../document/document';
import { standingText, valueText } from '../../document/value-text';
import { pixels, textWidth } from '../docx/measures';
import { plainPicture } from '../pictures/plain-picture';
import { idOf, words } from './markup';
import { figureMarkup, tableMarkup } from './tables';

/** Height of a chart on portrait and landscape pages, mm. */
const CHART_MM = { portrait: 75, landscape: 105 } as const;

/** What a block is in the page. `isLast` keeps the end of a text with the signature below it. */
export function blockMarkup(block: DocumentBlock, section: DocumentSection, language: Language, isLast: boolean): string {
  const id = idOf(section.id, block.id);
  switch (block.kind) {
    case 'heading':
      return `<h${block.level + 1} id="${id}">${words(block.text)}</h${block.level + 1}>`;
    case 'paragraph':
      return `<p class="${block.style}${isLast ? ' last' : ''}">${runsMarkup(block.runs, language)}</p>`;
    case 'list':
      return `<ul class="points${isLast ? ' last' : ''}">${block.items.map((runs) => `<li>${runsMarkup(runs, language)}</li>`).join('\n')}</ul>`;
    case 'table':
      return tableMarkup(block, id, language);
    case 'chart': {
      const size = { widthPx: pixels(textWidth(section.orientation)), heightPx: pixels(CHART_MM[section.orientation]) };
      return figure(id, block.caption, chartSvg(block.spec, size), block.note);
    }
    case 'picture':
      return figure(id, block.caption, pictureMarkup(block, pixels(textWidth(section.orientation))), '');
    case 'page-break':
      return '<div class="break"></div>';
  }
}

function figure(id: string, caption: string, drawing: string, note: string): string {
  const below = note === '' ? '' : `\n<p class="note">${words(note)}</p>`;
  return `<figure id="${id}">${caption === '' ? '' : `<figcaption>${words(caption)}</figcaption>`}\n${drawing}${below}</figure>`;
}

/** A drawing that is more than shapes and words is not let in: its description stands in its place. */
function pictureMarkup({ svg, alt, widthMm, heightMm }: Extract<DocumentBlock, { kind: 'picture' }>, widest: number): string {
  const drawing = plainPicture(svg);
  if (drawing === null) return `<p class="missing">${words(alt)}</p>`;
  const scale = Math.min(1, widest / pixels(widthMm));
  const size = ` width="${Math.round(pixels(widthMm) * scale)}" height="${Math.round(pixels(heightMm) * scale)}"`;
  return drawing.replace(/^<svg\b([^>]*)>/, (_, attributes: string) => `<svg${attributes.replace(/\s(?:width|height|role|aria-label)\s*=\s*(?:"[^"]*"|'[^']*')/g, '')}${size} role="img" aria-label="${words(alt).replaceAll('<br>', ' ')}">`);
}

const runsMarkup = (runs: readonly Run[], language: Language): string => runs.map((run) => runMarkup(run, language)).join('');

/** A figure that is not final says so behind itself. */
function runMarkup(run: Run, language: Language): string {
  if (run.kind === 'text') return styled(words(run.text), run.bold === true, run.italic === true);
  const standing = standingText(run.value, language);
  return styled(figureMarkup(words(valueText(run.value)), run), run.bold === true, false) + (standing === '' ? '' : ` <i>(${words(standing)})</i>`);
}

function styled(text: string, bold: boolean, italic: boolean): string {
  const slanted = italic ? `<i>${text}</i>` : text;
  return bold ? `<b>${slanted}</b>` : slanted;
}
