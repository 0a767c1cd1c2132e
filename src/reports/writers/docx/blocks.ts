import { Bookmark, BookmarkEnd, BookmarkStart, HeadingLevel, ImageRun, PageBreak, Paragraph, type ParagraphChild, type Table } from 'docx';
import type { Language } from '@/format/format';
import type { DocumentBlock, DocumentSection, DocumentTable, ParagraphStyle } from '../../document/document';
import { provisionalNote } from '../../document/value-text';
import { textPart } from '../archive/repacked';
import { type Drawing, type Drawings, drawingKey } from './drawings';
import { STYLE } from './styles';
import { tableOf } from './tables';
import { printable, runsOf, textRuns } from './text-runs';

/** Counts what a file numbers, anew for each file: the library counts on over all files of a process. */
export interface Numbers {
  bookmark(): number;
  drawing(): number;
}
export function newNumbers(): Numbers {
  let [bookmarks, drawings] = [0, 0];
  return { bookmark: () => (bookmarks += 1), drawing: () => (drawings += 1) };
}

interface Place {
  readonly section: DocumentSection;
  readonly language: Language;
  readonly drawings: Drawings;
  readonly numbers: Numbers;
}

const HEADINGS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;
const PARAGRAPHS: Readonly<Record<ParagraphStyle, string>> = { body: STYLE.body, note: STYLE.note, missing: STYLE.missing, prompt: STYLE.prompt };
export const LIST = 'report-list';

/** What a block is in the file. `isLast` keeps the end of a text with the signature below it. */
export function blockParts(block: DocumentBlock, place: Place, isLast: boolean): readonly (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ heading: HEADINGS[block.level], children: marked(block.id, textRuns(block.text), place.numbers) })];
    case 'paragraph':
      return [new Paragraph({ style: PARAGRAPHS[block.style], keepNext: isLast, children: block.runs.flatMap((run) => runsOf(run, place.language)) })];
    case 'list':
      return block.items.map((runs, at) => new Paragraph({
        style: STYLE.list, numbering: { reference: LIST, level: 0 }, keepNext: isLast && at === block.items.length - 1, children: runs.flatMap((run) => runsOf(run, place.language)),
      }));
    case 'table':
      return tableParts(block, place);
    case 'chart':
      return figureParts(block.id, block.caption, altOf(block.caption, block.spec.description), block.note, place);
    case 'picture':
      return figureParts(block.id, block.caption, block.alt, '', place);
    case 'page-break':
      return [new Paragraph({ children: [new PageBreak()] })];
  }
}

/** A bookmark that takes its number from this file. */
class NumberedBookmark extends Bookmark {
  override readonly start: BookmarkStart;
  override readonly end: BookmarkEnd;

  constructor(id: string, number: number, children: readonly ParagraphChild[]) {
    super({ id, children });
    this.start = new BookmarkStart(id, number);
    this.end = new BookmarkEnd(number);
  }
}

/** What links and lists of contents lead to. Word takes 40 letters, digits and underscores. */
function marked(id: string, children: readonly ParagraphChild[], numbers: Numbers): ParagraphChild[] {
  const number = numbers.bookmark();
  return [new NumberedBookmark(`b${number}_${id.replace(/[^A-Za-z0-9]+/g, '_')}`.slice(0, 40), number, children)];
}

function tableParts(table: DocumentTable, place: Place): readonly (Paragraph | Table)[] {
  const provisional = provisionalNote(table, place.language);
  const notes = [...table.notes, ...(provisional === null ? [] : [provisional])];
  return [
    ...(table.caption === '' ? [] : [new Paragraph({ style: STYLE.caption, children: marked(table.id, textRuns(table.caption), place.numbers) })]),
    ...(table.unitLine === '' ? [] : [new Paragraph({ style: STYLE.unitLine, children: [...textRuns(table.unitLine)] })]),
    tableOf(table, place.section.orientation),
    ...notes.map((note) => new Paragraph({ style: STYLE.note, children: [...textRuns(note)] })),
    // Two tables that follow each other would become one.
    ...(notes.length === 0 ? [new Paragraph({ style: STYLE.rule, children: [] })] : []),
  ];
}

const altOf = (caption: string, description: string): string => (description === '' ? caption : description);

function figureParts(id: string, caption: string, alt: string, note: string, place: Place): readonly Paragraph[] {
  const drawing = place.drawings.get(drawingKey(place.section.id, id));
  return [
    ...(caption === '' ? [] : [new Paragraph({ style: STYLE.caption, children: marked(id, textRuns(caption), place.numbers) })]),
    new Paragraph({ style: STYLE.figure, keepNext: note !== '', children: drawing ? [imageOf(drawing, caption, alt, place.numbers)] : [] }),
    ...(note === '' ? [] : [new Paragraph({ style: STYLE.note, children: [...textRuns(note)] })]),
  ];
}

function imageOf({ svg, png, widthPx, heightPx }: Drawing, title: string, alt: string, numbers: Numbers): ImageRun {
  const number = numbers.drawing();
  return new ImageRun({
    type: 'svg', data: textPart(svg), fallback: { type: 'png', data: png }, transformation: { width: widthPx, height: heightPx },
    altText: { id: String(number), name: `Hình ${number}`, title: printable(title), description: printable(alt) },
  });
}
