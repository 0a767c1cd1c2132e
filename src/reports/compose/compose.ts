import type { Scope } from '@/domain/scope';
import type { DocumentBlock, DocumentSection, ReportDocument } from '../document/document';
import { renderRuns, renderText } from '../fields/render-fields';
import { mayHold, placedScope, repeatsOf } from '../template/places';
import type { TemplateBlock } from '../template/template';
import { composingOf, type ComposeInput, type Composing } from './context';
import { headOf, issuingBody, tailOf } from './letterhead';
import { widgetPart } from './widget-part';

export type { ComposeInput } from './context';

/** Blocks of the main text, and the appendices that stand behind it, as they are met. */
interface Growing {
  readonly blocks: DocumentBlock[];
  readonly appendices: { readonly id: string; readonly title: string; readonly orientation: DocumentSection['orientation']; readonly blocks: DocumentBlock[] }[];
}

/**
 * A report as a tree, from its template and the answers frozen for it. Pure: the same input gives an equal tree. Never throws on missing
 * figures, broken widgets or unknown indicators: each says so at its place.
 */
export function compose(input: ComposeInput): ReportDocument {
  const composing = composingOf(input);
  const { template, language, reportId, author, at } = input;
  const say = (text: string): string => renderText(text, composing.scope, composing, 'head');
  const growing: Growing = { blocks: [], appendices: [] };
  grow(template.blocks, composing.scope, '', growing, composing);
  const head = headOf(composing, say);
  return {
    version: 1,
    language,
    title: say(template.title[language]),
    head,
    sections: [{ id: 'main', orientation: template.orientation, appendix: null, blocks: growing.blocks }],
    tail: tailOf(composing, say),
    sources: composing.sources.all(),
    footer: '',
    watermark: input.watermark ?? null,
    properties: { author, organisation: issuingBody(composing), createdAt: at, id: reportId },
  };
}

function grow(blocks: readonly TemplateBlock[], scope: Scope, suffix: string, growing: Growing, composing: Composing): void {
  for (const block of blocks) {
    if (!mayHold(block.when, scope, composing.province)) continue;
    if (block.kind === 'section') {
      for (const each of repeatsOf(block, scope, composing.province)) grow(block.blocks, each.scope, suffix + each.suffix, growing, composing);
      continue;
    }
    growing.blocks.push(...partOf(block, block.id + suffix, scope, composing));
  }
}

function partOf(block: Exclude<TemplateBlock, { readonly kind: 'section' }>, id: string, scope: Scope, composing: Composing): readonly DocumentBlock[] {
  const { language, province } = composing;
  const runs = (text: string) => renderRuns(text, scope, composing, id);
  switch (block.kind) {
    case 'heading': return [{ kind: 'heading', id, level: block.level, text: renderText(block.text[language], scope, composing, id) }];
    case 'paragraph': return [{ kind: 'paragraph', id, style: 'body', runs: runs(block.text[language]) }];
    case 'note': return [{ kind: 'paragraph', id, style: 'note', runs: runs(block.text[language]) }];
    case 'list': return [{ kind: 'list', id, items: block.items.map((item) => runs(item[language])) }];
    case 'page-break': return [{ kind: 'page-break', id }];
    case 'widget': return widgetPart(block, id, placedScope(block.scope, scope, province), block.caption ? renderText(block.caption[language], scope, composing, id) : null, composing);
    default: return [];
  }
}
