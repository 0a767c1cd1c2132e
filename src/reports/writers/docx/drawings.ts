import { chartSvg } from '@/charts/report-chart';
import type { ReportDocument } from '../../document/document';
import type { Pictures } from '../pictures/pictures';
import { pixels, textWidth } from './measures';

/** A chart or picture as it stands in the file: the drawing itself, and points for readers that know no drawings. */
export interface Drawing {
  readonly svg: string;
  readonly png: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}
/** By id of section and block. */
export type Drawings = ReadonlyMap<string, Drawing>;

export const drawingKey = (section: string, block: string): string => `${section}\n${block}`;

/** Height of a chart on portrait and landscape pages, mm. */
const CHART_MM = { portrait: 75, landscape: 105 } as const;
/** Points of the fallback to one px of the page: about 290 to the inch in print. */
const DENSITY = 3;

/** Draws all charts and pictures of a document, one after the other. */
export async function drawingsOf(document: ReportDocument, pictures: Pictures): Promise<Drawings> {
  const drawings = new Map<string, Drawing>();
  for (const { id, orientation, blocks } of document.sections) {
    const widest = pixels(textWidth(orientation));
    for (const block of blocks) {
      if (block.kind === 'chart') {
        const size = { widthPx: widest, heightPx: pixels(CHART_MM[orientation]) };
        drawings.set(drawingKey(id, block.id), await drawn(chartSvg(block.spec, size), size, pictures));
      } else if (block.kind === 'picture') {
        const scale = Math.min(1, widest / pixels(block.widthMm));
        drawings.set(drawingKey(id, block.id), await drawn(block.svg, { widthPx: Math.round(pixels(block.widthMm) * scale), heightPx: Math.round(pixels(block.heightMm) * scale) }, pictures));
      }
    }
  }
  return drawings;
}

async function drawn(svg: string, size: { readonly widthPx: number; readonly heightPx: number }, pictures: Pictures): Promise<Drawing> {
  return { svg, png: await pictures.png(svg, size.widthPx * DENSITY), ...size };
}
