import { browserFonts } from './browser-fonts';
import { fontRules } from './document-fonts';
import type { EmbeddedFont } from './document-fonts';
import type { Pictures } from './pictures';
import { pixelsOf } from './pictures';
import { plainPicture } from './plain-picture';

/** Side of the square that a face is tried in, px; squares stand in a row below the drawing. */
const TRIED = 12;
/** How long fonts may take to be read, ms. */
const PATIENCE = 3_000;
const PAUSE = 20;

/** Pictures of the browser: the drawing as an image, its font within, laid on a canvas. */
export const browserPictures: Pictures = {
  async png(svg, widthPx) {
    const drawing = plainPicture(svg);
    const pixels = pixelsOf(svg, widthPx);
    if (drawing === null || pixels === null) throw new Error('not a plain drawing of a size that can be made');
    const fonts = await browserFonts();
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(withFonts(drawing, pixels, fonts))}`;
    await image.decode();
    await fontsDrawn(image, pixels.height, fonts.length);
    const { canvas, pen } = canvasOf(pixels.width, pixels.height);
    pen.drawImage(image, 0, 0);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('the picture could not be made');
    return new Uint8Array(await blob.arrayBuffer());
  },
};

/**
 * The drawing at its size within a larger one that brings the fonts, under the name the drawing asks for first: an image sees none of the
 * page's. Below it stands a letter of each face.
 */
function withFonts(drawing: string, { width, height }: { readonly width: number; readonly height: number }, fonts: readonly EmbeddedFont[]): string {
  const size = ` width="${width}" height="${height}"`;
  const inner = drawing.replace(/^<svg\b[^>]*>/, (start) => {
    const [w = 0, h = 0] = [/ width="([\d.]+)/, / height="([\d.]+)/].map((side) => Number(side.exec(start)?.[1] ?? 0));
    const view = start.includes(' viewBox="') || !w || !h ? '' : ` viewBox="0 0 ${w} ${h}"`;
    return start.replace(/ (?:width|height)="[^"]*"/g, '').replace(/^<svg/, `<svg${size}${view}`);
  });
  const letters = fonts.map(({ file, weight, style }, at) =>
    `<text x="${at * TRIED}" y="${height + TRIED - 2}" font-size="${TRIED}" font-family="'Times New Roman'" font-weight="${weight}" font-style="${style}">${file.includes('vietnamese') ? 'Đ' : 'H'}</text>`);
  const rules = fontRules(fonts).replaceAll('font-family:Tinos;', "font-family:'Times New Roman';font-display:block;");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.max(width, fonts.length * TRIED)}" height="${height + TRIED}"><style>${rules}</style>${inner}${letters.join('')}</svg>`;
}

/** An image says it is ready before its fonts are: until then their letters are blank. Waits until each face has drawn its own. */
async function fontsDrawn(image: HTMLImageElement, top: number, faces: number): Promise<void> {
  for (let waited = 0; faces > 0 && waited < PATIENCE; waited += PAUSE) {
    const { pen } = canvasOf(faces * TRIED, TRIED);
    pen.drawImage(image, 0, -top);
    const isDrawn = (face: number): boolean => pen.getImageData(face * TRIED, 0, TRIED, TRIED).data.some((tone, at) => at % 4 === 0 && tone < 0x80);
    if (Array.from({ length: faces }, (_, face) => face).every(isDrawn)) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

function canvasOf(width: number, height: number): { readonly canvas: HTMLCanvasElement; readonly pen: CanvasRenderingContext2D } {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, height);
  return { canvas, pen };
}
