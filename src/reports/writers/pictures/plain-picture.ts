const SHAPES = ['svg', 'g', 'defs', 'title', 'desc', 'path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text', 'tspan', 'clipPath', 'mask', 'pattern', 'linearGradient', 'radialGradient', 'stop', 'marker', 'symbol', 'use'];
const ELEMENTS: ReadonlySet<string> = new Set(SHAPES);

/** `<name attributes>`, `</name>`, `<name/>`; attributes quoted. */
const TAG = /<(\/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z_][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/;

/**
 * The drawing, where it is nothing but shapes and words: no script, no handler, no style, no foreign content, nothing fetched from anywhere,
 * every element closed. Null where it is anything else. Only such a drawing may stand within a page or be handed to a renderer.
 */
export function plainPicture(svg: string): string | null {
  const source = svg.replace(/^\s*<\?xml[^>]*\?>\s*/, '').trim();
  const open: string[] = [];
  let at = 0;
  while (at < source.length) {
    const next = source.indexOf('<', at);
    const words = source.slice(at, next === -1 ? source.length : next);
    if (ENTITY.test(words) || (open.length === 0 && words.trim() !== '')) return null;
    if (next === -1) break;
    TAG.lastIndex = next;
    const tag = TAG.exec(source);
    if (!tag || !follows(tag, open, next)) return null;
    at = TAG.lastIndex;
  }
  return open.length === 0 && source.startsWith('<svg') ? source : null;
}

/** Keeps the list of what is open; false where the tag may not stand here. */
function follows([, end, name = '', attributes = '', closed]: RegExpExecArray, open: string[], at: number): boolean {
  if (!ELEMENTS.has(name)) return false;
  if (end) return attributes === '' && open.pop() === name;
  if (open.length === 0 && (at > 0 || name !== 'svg')) return false;
  if (!closed) open.push(name);
  return [...attributes.matchAll(ATTRIBUTE)].every(([, key = '', double, single]) => isHarmless(key, double ?? single ?? ''));
}

function isHarmless(name: string, value: string): boolean {
  const key = name.toLowerCase();
  if (ENTITY.test(value) || key.startsWith('on') || key === 'style' || key === 'src') return false;
  if (key === 'xmlns' || key.startsWith('xmlns:')) return value.startsWith('http://www.w3.org/');
  if (key === 'href' || key.endsWith(':href')) return value.startsWith('#');
  // Numbered letters and backslashes could spell an address otherwise.
  return key === 'aria-label' || !/url\s*\(\s*(?!#)|&#|\\|javascript:/i.test(value);
}
