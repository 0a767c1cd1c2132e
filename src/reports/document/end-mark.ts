import type { DocumentBlock, ReportDocument, Run } from './document';

const END = './.';

/**
 * An administrative document with its end mark "./." behind the last word of its text; what has no head bears none. Of appendices nothing
 * is changed: they follow the signature.
 */
export function withEndMark(document: ReportDocument): ReportDocument {
  if (document.head === null) return document;
  const last = lastMainSection(document);
  if (last < 0) return document;
  const sections = document.sections.map((section, at) => (at === last ? { ...section, blocks: marked(section.blocks) } : section));
  return { ...document, sections };
}

/** Position of the section that the signature follows: the last before the first appendix, −1 where there is none. */
export function lastMainSection(document: Pick<ReportDocument, 'sections'>): number {
  const appendix = document.sections.findIndex((section) => section.appendix !== null);
  return (appendix < 0 ? document.sections.length : appendix) - 1;
}

function marked(blocks: readonly DocumentBlock[]): readonly DocumentBlock[] {
  // Small print may follow the last word.
  const at = blocks.findLastIndex((block) => !(block.kind === 'paragraph' && block.style === 'note'));
  const last = blocks[at];
  if (last?.kind === 'paragraph' && last.style === 'body') return blocks.with(at, { ...last, runs: ended(last.runs) });
  if (last?.kind === 'list' && last.items.length > 0) return blocks.with(at, { ...last, items: last.items.with(-1, ended(last.items.at(-1) ?? [])) });
  // Below a table or a chart the mark stands by itself, before the small print.
  return blocks.toSpliced(at + 1, 0, { kind: 'paragraph', id: 'end-mark', style: 'body', runs: [{ kind: 'text', text: END }] });
}

/** The full stop that a text ends with is the first of the mark. */
function ended(runs: readonly Run[]): readonly Run[] {
  const last = runs.at(-1);
  if (last?.kind !== 'text') return [...runs, { kind: 'text', text: END }];
  const text = last.text.trimEnd();
  return runs.with(-1, { ...last, text: text.endsWith(END) ? text : text.replace(/[.;]$/, '') + END });
}
