/** A tree of what may be said; there is no node for HTML, so none can come out. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly parts: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly href: string; readonly own: boolean; readonly parts: readonly Inline[] };
export type TextBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly parts: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly parts: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'rule' };

const MOST_BLOCKS = 500;
const MOST_DEPTH = 4;
/** What would turn text around or hide in it: controls, bidirectional overrides, zero-width joins of words. */
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** The subset of Markdown we take: headings, lists, emphasis, code, links, rules. All else, HTML too, is text as it was written. */
export function parseMarkdown(source: string): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  const open: { paragraph: string[]; list: { readonly ordered: boolean; readonly items: string[] } | null } = { paragraph: [], list: null };
  const close = (): void => {
    const { paragraph, list } = open;
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', parts: parseInline(paragraph.join(' '), 0) });
    if (list) blocks.push({ kind: 'list', ordered: list.ordered, items: list.items.map((item) => parseInline(item, 0)) });
    [open.paragraph, open.list] = [[], null];
  };
  for (const raw of source.normalize('NFC').replace(/\r\n?/g, '\n').replace(HIDDEN, '').split('\n')) {
    if (blocks.length >= MOST_BLOCKS) break;
    const line = raw.trim();
    const heading = /^(#{1,3}) +(.+?)(?: +#+)?$/.exec(line);
    const item = /^(?:([-*+])|(\d{1,9})[.)]) +(.+)$/.exec(line);
    if (line === '') close();
    else if (heading) {
      close();
      blocks.push({ kind: 'heading', level: (heading[1]?.length ?? 1) as 1 | 2 | 3, parts: parseInline(heading[2] ?? '', 0) });
    } else if (/^(?:-{3,}|\*{3,}|_{3,})$/.test(line)) {
      close();
      blocks.push({ kind: 'rule' });
    } else if (item) {
      const ordered = item[2] !== undefined;
      if (open.list?.ordered !== ordered) close();
      open.list ??= { ordered, items: [] };
      open.list.items.push(item[3] ?? '');
    } else if (open.list) open.list.items.push(`${open.list.items.pop() ?? ''} ${line}`);
    else open.paragraph.push(line);
  }
  close();
  return blocks;
}

const TOKEN = /\\([\\`*_[\]()#+.!-])|`([^`]{1,500})`|\*\*(?=\S)([^]{1,2000}?\S)\*\*|(?<![\w*])[*_](?=[^\s*_])([^*_]{1,2000}?)(?<=\S)[*_](?!\w)|\[([^[\]]{1,500})\]\(([^()\s]{1,1000})\)/;

function parseInline(text: string, depth: number): readonly Inline[] {
  const parts: Inline[] = [];
  let rest = text;
  const say = (words: string): void => {
    const last = parts.at(-1);
    if (words === '') return;
    if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + words };
    else parts.push({ kind: 'text', text: words });
  };
  while (rest !== '') {
    const found = depth < MOST_DEPTH ? TOKEN.exec(rest) : null;
    if (!found) {
      say(rest);
      break;
    }
    say(rest.slice(0, found.index));
    rest = rest.slice(found.index + found[0].length);
    const node = nodeOf(found, depth);
    if (node.kind === 'text') say(node.text);
    else parts.push(node);
  }
  return parts;
}

function nodeOf([whole, escaped, code, strong, em, name, address]: RegExpExecArray, depth: number): Inline {
  if (escaped !== undefined) return { kind: 'text', text: escaped };
  if (code !== undefined) return { kind: 'code', text: code };
  if (strong !== undefined) return { kind: 'strong', parts: parseInline(strong, depth + 1) };
  if (em !== undefined) return { kind: 'em', parts: parseInline(em, depth + 1) };
  const href = safeAddress(address ?? '');
  // An address we do not follow is shown as it was written: a reader sees that there is no link.
  if (href === null) return { kind: 'text', text: whole };
  return { kind: 'link', href, own: href.startsWith('/'), parts: parseInline(name ?? '', depth + 1) };
}

/** A path of ours or https, in the form the browser would read it; null for everything else, however it is spelled. */
export function safeAddress(address: string): string | null {
  if (/^\/(?![/\\])[\w./?=&%:#~+-]*$/.test(address)) return address;
  if (!/^https:\/\/[a-z0-9.-]+(?::\d+)?(?:[/?#][^\s<>"'`\\{}|^]*)?$/i.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : null;
}
