import type { Page } from 'playwright-core';
import { SMALL } from '@/charts/layout';

/** A colour on the screen: red, green, blue 0…255, and how opaque, 0…1. */
export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/** One piece of text as it stands on a screen. */
export interface SeenText {
  readonly text: string;
  /** Tile it stands in, or part of the page. */
  readonly where: string;
  /** CSS px of font size, after every scaling. */
  readonly px: number;
  readonly colour: Rgba;
  /** What lies under it, the nearest first; the last is opaque. */
  readonly under: readonly Rgba[];
  /** Opacity of all that it stands in. */
  readonly opacity: number;
  /** How far it goes beyond what is seen of it, px: at a side or the foot. 0: all of it is seen. */
  readonly cutPx: number;
  /** A word of it goes on in the next line without a hyphen. */
  readonly isBroken: boolean;
  /** Amber or red. */
  readonly isAlarming: boolean;
  /** A word or a shape says the same as its colour. */
  readonly isSaid: boolean;
}

/** What a screen shows, measured on its own page. */
export interface WallReading {
  readonly texts: readonly SeenText[];
  /** Text drawn on a canvas: the size of its axes, CSS px; its quiet text is `SMALL` of that. */
  readonly charts: readonly { readonly where: string; readonly px: number }[];
  /** Pairs of texts that stand on one another. */
  readonly collisions: readonly string[];
  /** Tiles of which a border says in colour alone how they stand. */
  readonly unnamedTiles: readonly string[];
  /** Boxes that would have to be scrolled, the page first. */
  readonly scrolling: readonly string[];
  /** Pictures, bars and marks of tiles that are seen in part, or go beyond the body of their tile. */
  readonly overflowing: readonly string[];
  /** Tiles that are up, by name and state. */
  readonly tiles: readonly { readonly title: string; readonly state: string }[];
}

/** The night's veil over a wall: black, so opaque. */
export const NIGHT_VEIL = 0.2;
/** Contrast that every text on a wall keeps, by day and by night. */
export const LEAST_CONTRAST = 7;

const over = ([r, g, b, a]: Rgba, [red, green, blue]: Rgba): Rgba => [r * a + red * (1 - a), g * a + green * (1 - a), b * a + blue * (1 - a), 1];
const linear = (channel: number): number => (channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
const luminance = ([r, g, b]: Rgba): number => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);

/** Contrast of WCAG 2.2 between two opaque colours, 1…21. */
export function contrast(a: Rgba, b: Rgba): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

/** Contrast of a text with all that lies under it; `veil` is how much black lies over both. */
export function contrastOf({ colour, under, opacity }: Pick<SeenText, 'colour' | 'under' | 'opacity'>, veil = 0): number {
  const ground = [...under].reverse().reduce((below, layer) => over(layer, below), [0, 0, 0, 1] as Rgba);
  const text = over([colour[0], colour[1], colour[2], colour[3] * opacity], ground);
  const dark = (seen: Rgba): Rgba => over([0, 0, 0, veil], seen);
  return contrast(dark(text), dark(ground));
}

/** What of a reading breaks the law, one line each; empty is legible. `smallestPx`: the least font size allowed. */
export function legibilityFaults(reading: WallReading, smallestPx: number, veil = 0): string[] {
  const name = ({ where, text }: SeenText): string => `${where}: “${text}”`;
  return [
    ...reading.scrolling.map((box) => `scrolls: ${box}`),
    ...reading.texts.filter(({ px }) => px < smallestPx - 0.01).map((text) => `small ${text.px.toFixed(1)} px: ${name(text)}`),
    ...reading.charts.map(({ where, px }) => ({ where, px: px * SMALL })).filter(({ px }) => px < smallestPx - 0.01).map(({ where, px }) => `small ${px.toFixed(1)} px on a chart: ${where}`),
    ...reading.texts.filter(({ cutPx }) => cutPx > 0).map((text) => `cut ${Math.round(text.cutPx)} px: ${name(text)}`),
    ...reading.overflowing.map((box) => `cut at its foot: ${box}`),
    ...reading.texts.filter(({ isBroken }) => isBroken).map((text) => `a word broken: ${name(text)}`),
    ...reading.collisions.map((pair) => `on one another: ${pair}`),
    ...reading.texts.map((text) => ({ text, ratio: contrastOf(text, veil) })).filter(({ ratio }) => ratio < LEAST_CONTRAST).map(({ text, ratio }) => `pale ${ratio.toFixed(2)}: ${name(text)}`),
    ...reading.texts.filter(({ isAlarming, isSaid }) => isAlarming && !isSaid).map((text) => `by colour alone: ${name(text)}`),
    ...reading.unnamedTiles.map((tile) => `by colour alone: the border of ${tile}`),
  ];
}

/** Measures what is seen of a wall page. */
export const readWall = (page: Page): Promise<WallReading> => page.evaluate(() => {
  const wall = document.querySelector('.wall') ?? document.body;
  const style = (element: Element): CSSStyleDeclaration => getComputedStyle(element);
  const rgba = (text: string): [number, number, number, number] => {
    const [r = 0, g = 0, b = 0, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
    return text.startsWith('color(srgb') ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
  };
  const probe = document.createElement('i');
  wall.append(probe);
  const token = (name: string): string => {
    probe.style.color = `var(${name})`;
    return style(probe).color;
  };
  const alarming = new Set(['--amber', '--red', '--amber-fill', '--red-fill'].map(token));
  probe.remove();
  const SLACK_PX = 2;
  const ancestors = (element: Element): Element[] => {
    const line: Element[] = [];
    for (let one: Element | null = element; one; one = one.parentElement) line.push(one);
    return line;
  };
  const whereOf = (element: Element): string => element.closest('[data-instance]')?.querySelector('.title')?.textContent?.trim() || element.closest('header, [class]')?.className.toString().split(' ')[0] || 'page';
  const isSeen = (element: Element): boolean => element.closest('[inert]') === null && style(element).visibility === 'visible' && ancestors(element).every((one) => Number(style(one).opacity) > 0 && style(one).clipPath !== 'inset(50%)');
  /** Boxes that hide what goes beyond them, and the body of its tile, beyond which begins what is not its own. */
  const frames = (element: Element): DOMRect[] => ancestors(element).slice(1)
    .filter((one) => one.matches('.tile > .body') || /hidden|clip|auto|scroll/.test(style(one).overflow)).map((one) => one.getBoundingClientRect());
  const MARK = /[▲▼◆■●○✕⚠!]/;
  /** Said by a word of its own, or by a mark in the same line of its tile. */
  const isSaid = (element: Element, text: string): boolean => {
    if (MARK.test(text) || /\p{L}{2}/u.test(text)) return true;
    // The foot names its source in any case: what is alarming about it stands beside how old it is.
    const when = element.closest('.foot .when');
    if (when) return /\p{L}{2}/u.test(when.textContent ?? '');
    // The one figure a tile is for: the mark at the title is its own.
    if (element.closest('.primary')) return element.closest('.tile')?.querySelector('.alarm') !== null;
    const lines = ['.figure-value', 'tr, li, p, dd, dl > div'].map((selector) => element.closest(selector));
    return lines.some((line) => line !== null && (MARK.test(line.textContent ?? '') || line.querySelector('[role="img"][aria-label]') !== null));
  };

  const pieces: { element: Element; node: Text; text: string; rects: DOMRect[] }[] = [];
  const walker = document.createTreeWalker(wall, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = (node.textContent ?? '').trim();
    if (!(node instanceof Text) || !element || text === '' || element.closest('script, style, noscript, title, desc') || !isSeen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
    if (rects.length > 0) pieces.push({ element, node, text, rects });
  }
  const beyond = (rect: DOMRect, frame: DOMRect): number => {
    // A line box is higher than its letters: what counts is where they are.
    const spare = rect.height * 0.18;
    return Math.max(rect.right - frame.right, frame.left - rect.left, rect.bottom - spare - frame.bottom, frame.top - rect.top - spare);
  };
  const texts = pieces.map(({ element, text, rects }) => {
    const line = ancestors(element);
    const under: [number, number, number, number][] = [];
    for (const one of line) {
      const ground = rgba(style(one).backgroundColor);
      if (ground[3] > 0) under.push(ground);
      if (ground[3] === 1) break;
    }
    const matrix = element instanceof SVGGraphicsElement ? element.getScreenCTM() : null;
    const beyondPx = Math.max(0, ...[...frames(element), new DOMRect(0, 0, innerWidth, innerHeight)].flatMap((frame) => rects.map((rect) => beyond(rect, frame))));
    const colour = style(element).color;
    return {
      text: text.slice(0, 60), where: whereOf(element), px: parseFloat(style(element).fontSize) * (matrix ? matrix.d : 1), colour: rgba(colour), under,
      opacity: line.reduce((all, one) => all * Number(style(one).opacity), 1), cutPx: beyondPx > SLACK_PX ? beyondPx : 0,
      isBroken: new Set(rects.map(({ top }) => Math.round(top))).size > text.split(/[\s\-–/·.,:]+/).length,
      isAlarming: alarming.has(colour), isSaid: isSaid(element, text),
    };
  });
  const core = (rect: DOMRect): DOMRect => new DOMRect(rect.x + 2, rect.y + rect.height * 0.25, Math.max(0, rect.width - 4), rect.height * 0.5);
  const meet = (a: DOMRect, b: DOMRect): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const cores = pieces.map(({ rects }) => rects.map(core));
  const collisions: string[] = [];
  pieces.forEach((one, index) => pieces.slice(index + 1).forEach((other, after) => {
    const others = cores[index + 1 + after] ?? [];
    if ((cores[index] ?? []).some((a) => others.some((b) => meet(a, b)))) collisions.push(`${whereOf(one.element)}: “${one.text.slice(0, 30)}” and “${other.text.slice(0, 30)}”`);
  }));
  const seen = (selector: string): Element[] => [...wall.querySelectorAll(selector)].filter(isSeen);
  const root = document.documentElement;
  const isScrolled = (one: Element): boolean => /auto|scroll/.test(style(one).overflowY + style(one).overflowX) && (one.scrollHeight > one.clientHeight + SLACK_PX || one.scrollWidth > one.clientWidth + SLACK_PX);
  /** How far a picture, a bar or a mark goes beyond what is seen of it at the foot, px; what is hidden whole is cut nowhere. */
  const cutAtFoot = (one: Element, body: Element): number => {
    const { top, bottom, width, height } = one.getBoundingClientRect();
    const clips = ancestors(one).slice(1).filter((box) => body.contains(box) && /hidden|clip/.test(style(box).overflowY)).map((box) => box.getBoundingClientRect().bottom);
    const seenTo = Math.min(...clips, bottom);
    const isThere = width > 1 && height > 1 && seenTo - top > SLACK_PX;
    return isThere ? Math.max(bottom - seenTo, seenTo - body.getBoundingClientRect().bottom) : 0;
  };
  const overflowing = seen('.tile > .body').flatMap((body) => [...body.querySelectorAll('*')]
    .filter((one) => (one.childElementCount === 0 || one.matches('svg')) && (one.textContent ?? '').trim() === '' && !one.closest('.leaflet-container, .visually-hidden') && !one.parentElement?.closest('svg') && isSeen(one))
    .map((one) => ({ name: one.getAttribute('class')?.split(' ')[0] ?? one.tagName, px: cutAtFoot(one, body) })).filter(({ px }) => px > SLACK_PX)
    .map(({ name, px }) => `${whereOf(body)} .${name} ${Math.round(px)} px`));
  return {
    texts, collisions, overflowing,
    charts: seen('canvas').map((canvas) => ({ where: whereOf(canvas), px: parseFloat(style(canvas).getPropertyValue('--chart-font')) })),
    unnamedTiles: seen('.attention-watch, .attention-act').filter((tile) => tile.querySelector(':scope > .top > [role="img"][aria-label]') === null).map(whereOf),
    scrolling: [...(root.scrollHeight > root.clientHeight || root.scrollWidth > root.clientWidth ? ['the page'] : []), ...seen('*').filter(isScrolled).map((one) => `${whereOf(one)} .${one.className.toString().split(' ')[0] ?? ''}`)],
    tiles: seen('[data-instance]').map((tile) => ({ title: whereOf(tile), state: tile.getAttribute('data-state') ?? '' })),
  };
});
