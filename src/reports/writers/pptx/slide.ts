import type { ChartSpec } from '@/charts/spec';
import type { DocumentColumn, DocumentRow } from '../../document/document';

/** Inches of a 16:9 slide, and where things stand on it. */
export const PAGE = { width: 13.333, height: 7.5, edge: 0.6, titleTop: 0.4, titleHeight: 0.95, bodyTop: 1.5, bodyBottom: 6.8, footTop: 6.98 } as const;
export const BODY = { width: PAGE.width - 2 * PAGE.edge, height: PAGE.bodyBottom - PAGE.bodyTop } as const;
/** Sizes of letters, pt. Nothing that is to be read from a chair is smaller than 14. */
export const SIZE = { cover: 36, subject: 24, title: 26, heading: 22, text: 20, table: 14, small: 12, foot: 10 } as const;

export interface Piece {
  readonly text: string;
  readonly look: 'plain' | 'figure' | 'bold' | 'quiet';
}
/** One paragraph of a slide. */
export interface TextLine {
  readonly kind: 'heading' | 'point' | 'missing' | 'prompt';
  readonly pieces: readonly Piece[];
}

/** What stands on one slide below its title. `notes` are what a speaker reads: everything that was shortened on the slide, in full. */
export type Slide = { readonly title: string; readonly notes: readonly string[] } & (
  | { readonly kind: 'text'; readonly lines: readonly TextLine[] }
  | { readonly kind: 'table'; readonly unitLine: string; readonly columns: readonly DocumentColumn[]; readonly rows: readonly DocumentRow[]; readonly small: string }
  | { readonly kind: 'chart'; readonly spec: ChartSpec; readonly small: string }
  | { readonly kind: 'picture'; readonly svg: string; readonly alt: string; readonly ratio: number }
);
