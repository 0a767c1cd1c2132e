import { browserFonts } from './browser-fonts';
import { fontRules } from './document-fonts';
import type { Pictures } from './pictures';
import { pixelsOf } from './pictures';
import { plainPicture } from './plain-picture';

/** Pictures of the browser: the drawing as an image, its font within, laid on a canvas. */
export const browserPictures: Pictures = {
  async png(svg, widthPx) {
    const drawing = plainPicture(svg);
    const pixels = pixelsOf(svg, widthPx);
    if (drawing === null || pixels === null) throw new Error('not a plain drawing of a size that can be made');
    const rules = fontRules(await browserFonts()).replaceAll('Tinos;', "'Times New Roman';");
    const image = new Image(pixels.width, pixels.height);
    // An image sees no font of the page; it brings its own, under the name the drawing asks for first.
    image.src = `data:image/svg+xml,${encodeURIComponent(drawing.replace(/^<svg\b[^>]*>/, (start) => `${named(start)}<style>${rules}</style>`))}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = pixels.width;
    canvas.height = pixels.height;
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('no canvas');
    pen.fillStyle = '#ffffff';
    pen.fillRect(0, 0, pixels.width, pixels.height);
    pen.drawImage(image, 0, 0, pixels.width, pixels.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('the picture could not be made');
    return new Uint8Array(await blob.arrayBuffer());
  },
};

/** A drawing within a page needs no namespace; an image does. */
const named = (start: string): string => (start.includes(' xmlns="') ? start : start.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"'));
