/** Makes pixels of a drawing, for formats and programs that know no vectors. One for the browser, one for the gateway. */
export interface Pictures {
  /** PNG of a plain SVG (`plain-picture.ts`) on white, `widthPx` wide and as high as its own shape asks. Rejects on what is no such drawing. */
  png(svg: string, widthPx: number): Promise<Uint8Array>;
}

/** Size of a drawing by its own `width` and `height`, px; null where it does not say. */
export function sizeOf(svg: string): { readonly width: number; readonly height: number } | null {
  const start = /^\s*(?:<\?xml[^>]*\?>\s*)?<svg\b[^>]*>/.exec(svg)?.[0] ?? '';
  const [width, height] = [/ width="([\d.]+)(?:px)?"/, / height="([\d.]+)(?:px)?"/].map((side) => Number(side.exec(start)?.[1] ?? Number.NaN));
  if (width && height) return { width, height };
  const [, , w, h] = (/ viewBox="([^"]*)"/.exec(start)?.[1] ?? '').trim().split(/[\s,]+/).map(Number);
  return w && h ? { width: w, height: h } : null;
}

/** The most pixels a picture is made of: an A3 page at 300 dots to the inch. */
const MOST_PIXELS = 18_000_000;

/** Whole pixels of a picture `widthPx` wide; null where the drawing has no size or the picture would be too large to make. */
export function pixelsOf(svg: string, widthPx: number): { readonly width: number; readonly height: number } | null {
  const size = sizeOf(svg);
  const width = Math.round(widthPx);
  if (!size || !(width >= 1)) return null;
  const height = Math.max(1, Math.round((width * size.height) / size.width));
  return width * height <= MOST_PIXELS ? { width, height } : null;
}
