import { drawingId } from '@/ui/paper/drawing-id';

/** What a picture says in words. */
export interface PictureWords {
  readonly title: string;
  readonly description: string;
  readonly background: string;
}

/** What XML cannot hold. */
const UNPRINTABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** From the middle of a line down to its foot, in sizes of the letters: half of what Times rises less what it descends. */
const TO_FOOT = 0.3374;

/**
 * A drawing of ECharts as SVG that any program reads alike: no style sheet, no class, no attribute of its own, words set on their foot
 * (few programs know other lines), nothing drawn that is not seen. Ids are counted from the drawing's content, so that the same chart is the
 * same text and two charts in one document do not meet.
 */
export function plainSvg(drawn: string, words: PictureWords): string {
  const body = drawn.replace(UNPRINTABLE, '')
    .replace(/<style[^>]*><!\[CDATA\[[\s\S]*?\]\]>\s*<\/style>/g, '')
    .replace(/<path\b[^>]*><\/path>/g, (path) => (isSeen(path) ? path : ''))
    .replace(/<[a-zA-Z][^<>]*>/g, plainTag)
    .replace(/<g>\s*<\/g>|<g clip-path="[^"]*">\s*<\/g>|<defs>\s*<\/defs>/g, '')
    .replace(/\n+/g, '\n');
  const kept = ownIds(withPatternedSwatches(withoutUnused(body)));
  return kept
    .replace(/^<svg[^>]*>/, (start) => `${start.slice(0, -1)} role="img" aria-label="${escaped(words.title)}">\n<title>${escaped(words.title)}</title>\n<desc>${escaped(words.description)}</desc>`)
    .replace(/(<rect [^>]*)fill="none"/, `$1fill="${words.background}"`)
    .trim();
}

const escaped = (text: string): string => text.replace(UNPRINTABLE, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Neither filled nor stroked, or shrunk to nothing: there only for a pointer that a page of paper has not. */
function isSeen(path: string): boolean {
  if (/transform="matrix\(0,0,0,0,/.test(path)) return false;
  const filled = !path.includes('fill="none"');
  const stroked = path.includes(' stroke="') && !path.includes('stroke-width="0"');
  return filled || stroked;
}

/** One tag with plain attributes. Text between tags never matches: a quote in it is escaped. */
function plainTag(tag: string): string {
  const plain = tag.replace(/ (?:class|pointer-events|ecmeta_\w+|baseProfile|xmlns:xlink)="[^"]*"/g, '').replace(/ style="([^"]*)"/, (_, style: string) => attributesOf(style)).replace(/\s+>$/, '>');
  return plain.includes('dominant-baseline="central"') ? onItsFoot(plain) : plain;
}

function attributesOf(style: string): string {
  return style.split(';').map((rule) => /^\s*(font-(?:size|family|weight)):(.+)$/.exec(rule)).map((match) => {
    if (!match?.[1] || !match[2]) return '';
    if (match[1] === 'font-size') return ` font-size="${match[2].replace('px', '')}"`;
    if (match[1] === 'font-weight') return match[2] === '400' ? '' : ' font-weight="bold"';
    return ` ${match[1]}="${match[2]}"`;
  }).join('');
}

function onItsFoot(tag: string): string {
  const px = Number(/ font-size="([\d.]+)"/.exec(tag)?.[1] ?? 0);
  const y = Number(/ y="([-\d.]+)"/.exec(tag)?.[1] ?? 0);
  const foot = rounded(y + px * TO_FOOT);
  return tag.replace(/ y="[-\d.]+"/, '').replace(' dominant-baseline="central"', ` y="${foot}"`);
}

const rounded = (size: number): number => Math.round(size * 100) / 100;

/** Clips around what was not seen go with it. */
const withoutUnused = (svg: string): string =>
  svg.replace(/<(clipPath|pattern)\b[^>]* id="([^"]*)"[^>]*>[\s\S]*?<\/\1>\s*/g, (definition, _, id: string) => (svg.includes(`url(#${id})`) ? definition : '')).replace(/<defs>\s*<\/defs>\s*/g, '');

/** A symbol is drawn scaled and so cannot carry a pattern: a rectangle of the bars' pattern is laid over each swatch of their colour. */
function withPatternedSwatches(svg: string): string {
  const patterns = new Map([...svg.matchAll(/ fill="(#[0-9a-f]{6})"><\/path>\n<path [^>]*fill="(url\(#[^"]*\))"><\/path>/g)].map(([, colour, pattern]) => [colour, pattern]));
  return svg.replace(/<path [^>]*transform="matrix\(([\d.]+),0,0,([\d.]+),([\d.]+),([\d.]+)\)" fill="(#[0-9a-f]{6})"><\/path>/g, (swatch, a: string, d: string, x: string, y: string, colour: string) => {
    const pattern = patterns.get(colour);
    if (!pattern) return swatch;
    const [half, tall] = [Number(a), Number(d)];
    return `${swatch}\n<rect x="${rounded(Number(x) - half)}" y="${rounded(Number(y) - tall)}" width="${rounded(half * 2)}" height="${rounded(tall * 2)}" fill="${pattern}"></rect>`;
  });
}

function ownIds(svg: string): string {
  const names = new Map<string, string>();
  const counted = svg.replace(/( id="|="url\(#)(zr\d+-[a-z]+\d+)/g, (_, before: string, id: string) => {
    const name = names.get(id) ?? `${names.size + 1}`;
    names.set(id, name);
    return `${before}@@${name}`;
  });
  return counted.replace(/( id="|="url\(#)@@/g, `$1c${drawingId(counted)}-`);
}
