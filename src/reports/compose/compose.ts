import type { Scope } from '@/domain/scope';
import type { DocumentBlock, DocumentSection, ReportDocument } from '../document/document';
import { isOfAsked, renderRuns, renderText } from '../fields/render-fields';
import { mayHold, placedScope, repeatsOf } from '../template/places';
import type { Condition, TemplateBlock } from '../template/template';
import { footerOf, missingList, sourcesList } from './closing-parts';
import { withWidths } from './column-widths';
import { commentaryPart } from './commentary';
import { composingOf, type ComposeInput, type Composing } from './context';
import { indicatorTable } from './indicator-table';
import { headOf, issuingBody, longDate, numberOf, tailOf } from './letterhead';
import { rankingParts } from './ranking-part';
import { trendPart } from './trend-part';
import { widgetPart } from './widget-part';
import { withWord, wordTexts } from './word-part';

export type { ComposeInput };

/** A part that is known only when everything else is: what is missing, where figures come from. */
type Part = DocumentBlock | { readonly kind: 'later'; readonly make: () => readonly DocumentBlock[] };
interface Appendix {
  readonly id: string;
  readonly title: string;
  readonly orientation: DocumentSection['orientation'];
  readonly parts: readonly Part[];
}
/** The main text, and the appendices that stand behind it, as they are met. */
interface Growing {
  readonly parts: Part[];
  readonly appendices: Appendix[];
}

/**
 * A report as a tree, from its template and the answers frozen for it. Pure: the same input gives an equal tree. Never throws on missing
 * figures, broken widgets or unknown indicators: each says so at its place.
 */
export function compose(input: ComposeInput): ReportDocument {
  const composing = composingOf(input);
  const { template, language, reportId, author, at } = input;
  const say = (text: string): string => renderText(text, composing.scope, composing, 'head');
  const growing: Growing = { parts: [], appendices: [] };
  grow(template.blocks, composing.scope, '', growing, composing);
  const head = headOf(composing, say);
  const tail = tailOf(composing, say);
  const title = say(template.title[language]);
  const said = wordTexts(template.word, composing);
  return withWord({
    version: 1,
    language,
    title,
    head,
    sections: [
      { id: 'main', orientation: template.orientation, appendix: null, blocks: madeOf(growing.parts, template.orientation) },
      ...growing.appendices.map((each, place) => appendixOf(each, place, growing.appendices.length, composing)),
    ],
    tail,
    sources: composing.sources.all(),
    footer: footerOf(composing),
    watermark: input.watermark ?? null,
    properties: { author, organisation: issuingBody(composing), createdAt: at, id: reportId },
  }, said, composing);
}

/** Tables are given their columns' widths when all their words are there. */
function madeOf(parts: readonly Part[], orientation: DocumentSection['orientation']): readonly DocumentBlock[] {
  return parts.flatMap((part) => (part.kind === 'later' ? part.make() : [part])).map((block) => (block.kind === 'table' ? withWidths(block, orientation) : block));
}

const ROMAN: readonly (readonly [value: number, digits: string])[] = [[50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I']];
function roman(value: number): string {
  const found = ROMAN.find(([size]) => size <= value);
  return found ? found[1] + roman(value - found[0]) : '';
}

/** "BÁO CÁO" within a sentence: "Báo cáo". */
const sentenceCase = (text: string): string => text.slice(0, 1) + text.slice(1).toLocaleLowerCase('vi');

/** "Phụ lục II", attached to the document by its kind, number and day; one alone bears no number. */
function appendixOf({ id, title, orientation, parts }: Appendix, place: number, of: number, composing: Composing): DocumentSection {
  const { words, input: { template: { head }, at }, language } = composing;
  const kind = head?.kind ? sentenceCase(head.kind[language]) : words.report;
  return {
    id, orientation, blocks: madeOf(parts, orientation),
    appendix: {
      label: of > 1 ? `${words.appendix} ${roman(place + 1)}` : words.appendix,
      title: title.toLocaleUpperCase('vi'),
      attachedTo: head ? words.attachedTo(kind, numberOf(composing, head.mark), longDate(at, language), issuingBody(composing)) : '',
    },
  };
}

function grow(blocks: readonly TemplateBlock[], scope: Scope, suffix: string, growing: Growing, composing: Composing): void {
  for (const block of blocks) {
    if (!holds(block.when, scope, composing)) continue;
    const id = block.id + suffix;
    if (block.kind === 'section') {
      for (const each of repeatsOf(block, scope, composing.province)) grow(block.blocks, each.scope, suffix + each.suffix, growing, composing);
    } else if (block.kind === 'appendix') {
      const own: Growing = { parts: [], appendices: growing.appendices };
      const title = renderText(block.title[composing.language], scope, composing, id);
      growing.appendices.push({ id, title, orientation: block.orientation, parts: own.parts });
      grow(block.blocks, scope, suffix, own, composing);
    } else growing.parts.push(...partsOf(block, id, scope, composing));
  }
}

function holds(when: Condition | undefined, scope: Scope, composing: Composing): boolean {
  if (when?.kind !== 'indicator') return mayHold(when, scope, composing.province);
  const read = composing.reading(when.indicator, scope);
  const isThere = read !== null && read.reading.figure.measure.kind === 'value' && isOfAsked(read.reading.figure, read.reading.indicator, scope, composing);
  if (when.is === 'attention') return isThere && (read.reading.figure.attention === 'watch' || read.reading.figure.attention === 'act');
  return when.is === 'present' ? isThere : !isThere;
}

function partsOf(block: Exclude<TemplateBlock, { readonly kind: 'section' | 'appendix' }>, id: string, around: Scope, composing: Composing): readonly Part[] {
  const { language, province } = composing;
  const runs = (text: string) => renderRuns(text, around, composing, id);
  const words = (text: string): string => renderText(text, around, composing, id);
  const scope = 'scope' in block ? placedScope(block.scope, around, province) : around;
  const caption = 'caption' in block && block.caption ? words(block.caption[language]) : null;
  switch (block.kind) {
    case 'heading': return [{ kind: 'heading', id, level: block.level, text: words(block.text[language]) }];
    case 'paragraph': return [{ kind: 'paragraph', id, style: 'body', runs: runs(block.text[language]) }];
    case 'note': return [{ kind: 'paragraph', id, style: 'note', runs: runs(block.text[language]) }];
    case 'list': return [{ kind: 'list', id, items: block.items.map((item) => runs(item[language])) }];
    case 'page-break': return [{ kind: 'page-break', id }];
    case 'widget': return widgetPart(block, id, scope, caption, composing);
    case 'indicators': return [indicatorTable(block, id, scope, caption ?? '', composing)];
    case 'trend': return [trendPart(block, id, scope, caption, composing)];
    case 'ranking': return rankingParts(block, id, scope, caption, composing);
    case 'commentary': return commentaryPart(block, id, words(block.prompt[language]), composing);
    case 'missing-list': return [{ kind: 'later', make: () => missingList(id, composing) }];
    case 'sources': return [{ kind: 'later', make: () => sourcesList(id, composing) }];
  }
}
