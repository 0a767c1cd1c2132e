import type { Text } from '@/domain/text';
import type { TemplateBlock } from '../../template/template';

export type BlockKind = TemplateBlock['kind'];
/** Kinds as the palette shows them: texts, figures, what is said of figures, and what holds others. */
export const PALETTE: readonly { readonly group: 'words' | 'figures' | 'order'; readonly kinds: readonly BlockKind[] }[] = [
  { group: 'words', kinds: ['heading', 'paragraph', 'list', 'note', 'commentary'] },
  { group: 'figures', kinds: ['indicators', 'trend', 'ranking', 'widget', 'missing-list', 'sources'] },
  { group: 'order', kinds: ['section', 'appendix', 'page-break'] },
];

/** What a fresh block begins with. */
export interface Beginning {
  readonly words: (key: string) => Text;
  /** Any indicator of the province, to begin with; null where it has none. */
  readonly indicator: string | null;
  readonly widget: { readonly id: string; readonly version: number } | null;
}

/** A block of a kind, ready to be printed and changed; null where the province has nothing that it could show. Its first words are example words. */
export function newBlock(kind: BlockKind, id: string, { words, indicator, widget }: Beginning): TemplateBlock | null {
  switch (kind) {
    case 'heading': return { kind, id, level: 1, text: words('new.heading') };
    case 'paragraph': return { kind, id, text: words('new.paragraph') };
    case 'list': return { kind, id, items: [words('new.item')] };
    case 'note': return { kind, id, text: words('new.note') };
    case 'commentary': return { kind, id, prompt: words('new.prompt'), required: false };
    case 'indicators': return indicator === null ? null : { kind, id, indicators: [indicator], columns: ['value', 'change-last-year'] };
    case 'trend': return indicator === null ? null : { kind, id, indicator, form: 'line', periods: 12 };
    case 'ranking': return indicator === null ? null : { kind, id, indicator, level: 'commune', form: 'table', limit: 10 };
    case 'widget': return widget === null ? null : { kind, id, widget: widget.id, widgetVersion: widget.version, options: {} };
    case 'section': return { kind, id, blocks: [] };
    case 'appendix': return { kind, id, title: words('new.appendix'), orientation: 'portrait', blocks: [] };
    case 'missing-list': case 'sources': case 'page-break': return { kind, id };
  }
}
