/** What is drawn by pixels and not by elements: a copy of the element alone would be empty, or would go on. */
const DRAWN = 'canvas, video, img';

/**
 * A picture of an element as it stands at this moment, made of elements, so that it stays sharp and is read out: canvases, videos and
 * pictures become what they show now. Ids are changed, with what refers to them. What the browser will not let be drawn stays empty.
 */
export function pictureOf(live: HTMLElement): HTMLElement {
  const copy = live.cloneNode(true) as HTMLElement;
  const [from, to] = [live.querySelectorAll<HTMLElement>(DRAWN), copy.querySelectorAll<HTMLElement>(DRAWN)];
  from.forEach((element, index) => {
    const still = stillOf(element);
    if (still) to[index]?.replaceWith(still);
  });
  for (const each of copy.querySelectorAll('[id]')) each.id = `held-${each.id}`;
  for (const each of copy.querySelectorAll('[aria-labelledby]')) each.setAttribute('aria-labelledby', `held-${each.getAttribute('aria-labelledby') ?? ''}`);
  return copy;
}

function stillOf(element: HTMLElement): HTMLCanvasElement | null {
  const [width, height] = sizeOf(element);
  const still = document.createElement('canvas');
  const pen = width > 0 && height > 0 ? still.getContext('2d') : null;
  if (!pen || !(element instanceof HTMLCanvasElement || element instanceof HTMLVideoElement || element instanceof HTMLImageElement)) return null;
  [still.width, still.height] = [width, height];
  try {
    pen.drawImage(element, 0, 0, width, height);
  } catch {
    // A broken picture: it stays what it is.
    return null;
  }
  still.className = element.className;
  // By the object, not the attribute, which the content security policy refuses.
  still.style.cssText = element.style.cssText;
  if (!(element instanceof HTMLCanvasElement)) {
    // Styles speak of pictures and videos by their names: it keeps the place they gave.
    Object.assign(still.style, { flex: 'none', width: `${element.clientWidth}px`, height: `${element.clientHeight}px`, objectFit: getComputedStyle(element).objectFit });
  }
  if (element instanceof HTMLImageElement) {
    still.setAttribute('role', 'img');
    still.setAttribute('aria-label', element.alt);
  }
  // Scoped styles find their elements by such attributes.
  for (const { name, value } of element.attributes) if (name.startsWith('data-')) still.setAttribute(name, value);
  return still;
}

function sizeOf(element: HTMLElement): readonly [number, number] {
  if (element instanceof HTMLCanvasElement) return [element.width, element.height];
  if (element instanceof HTMLVideoElement) return [element.videoWidth, element.videoHeight];
  return element instanceof HTMLImageElement ? [element.naturalWidth, element.naturalHeight] : [0, 0];
}
