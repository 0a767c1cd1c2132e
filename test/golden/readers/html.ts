import { flat } from '../kept';

/** Elements whose words are no part of the document on paper, and those that hold nothing. */
const ASIDE = new Set(['head', 'style', 'svg', 'aside']);
const VOID = new Set(['br', 'col', 'meta', 'link', 'img']);
/** Elements within a line. */
const INLINE = new Set(['b', 'i', 'span', 'data']);
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

export interface HtmlReading {
  readonly text: string;
  /** Numbers behind figures, in order. */
  readonly numbers: readonly number[];
}

/** A page as somebody reads it, element by element. */
export function readHtml(page: string): HtmlReading {
  const said: string[] = [];
  const numbers: number[] = [];
  const open: { readonly name: string; readonly isAside: boolean }[] = [];
  for (const [piece, closing, name = '', rest = ''] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)\b([^>]*)>|<![^>]*>|[^<]+/gi)) {
    const isOut = open.some(({ isAside }) => isAside);
    if (name === '') {
      if (!piece.startsWith('<!') && !isOut) said.push(piece.replace(/&[#\w]+;/g, (entity) => ENTITIES[entity] ?? entity));
      continue;
    }
    if (!INLINE.has(name)) said.push(' ');
    if (closing === '/') open.splice(open.findLastIndex((each) => each.name === name));
    else if (!VOID.has(name) && !rest.endsWith('/')) {
      open.push({ name, isAside: ASIDE.has(name) || /class="(?:[^"]* )?foot(?: [^"]*)?"/.test(rest) });
      if (name === 'li' && !isOut) said.push('- ');
      if (name === 'data') numbers.push(Number(/value="([^"]*)"/.exec(rest)?.[1]));
    }
  }
  return { text: flat(said.join('')), numbers };
}
