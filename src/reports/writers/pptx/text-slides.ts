import type { Language } from '@/format/format';
import type { DocumentBlock, Run } from '../../document/document';
import { standingText, valueText } from '../../document/value-text';
import { lineCount, linesHeight, textWidth } from './measure-text';
import { BODY, type Piece, SIZE, type TextLine } from './slide';

/** Inches between paragraphs, and before the text of a point. */
export const GAP = 0.1;
export const INDENT = 0.25;
/** Behind a figure or a word of its own (not "TP.", not "ThS."), before another sentence. */
const SENTENCE_END = /(?<=(?:^|[\p{Ll}\d%)”"])[.;!?])\s+(?=\p{Lu})/u;

/** Lines that a block of text is on a slide: of a paragraph with figures its sentences with figures, of another its first sentence. */
export function textLines(block: DocumentBlock, language: Language): readonly TextLine[] {
  if (block.kind === 'heading') return block.level === 1 ? [] : [{ kind: 'heading', pieces: [{ text: block.text, look: 'bold' }] }];
  if (block.kind === 'list') return block.items.map((runs) => ({ kind: 'point', pieces: piecesOf(runs, language) }));
  if (block.kind !== 'paragraph' || block.style === 'note') return [];
  if (block.style !== 'body') return [{ kind: block.style, pieces: piecesOf(block.runs, language) }];
  const sentences = sentencesOf(piecesOf(block.runs, language));
  const telling = sentences.filter((pieces) => pieces.some(({ look }) => look === 'figure'));
  return (telling.length > 0 ? telling : sentences.slice(0, 1)).map((pieces) => ({ kind: 'point', pieces }));
}

/** A block's whole text, for the notes of its slide. */
export function wholeText(block: DocumentBlock, language: Language): readonly string[] {
  const text = (runs: readonly Run[]): string => piecesOf(runs, language).map((piece) => piece.text).join('');
  if (block.kind === 'paragraph') return [text(block.runs)];
  return block.kind === 'list' ? block.items.map((runs) => `- ${text(runs)}`) : [];
}

function piecesOf(runs: readonly Run[], language: Language): readonly Piece[] {
  return runs.flatMap((run): readonly Piece[] => {
    if (run.kind === 'text') return [{ text: run.text, look: run.bold === true ? 'bold' : run.italic === true ? 'quiet' : 'plain' }];
    const standing = standingText(run.value, language);
    return [{ text: valueText(run.value), look: 'figure' }, ...(standing === '' ? [] : [{ text: ` (${standing})`, look: 'quiet' as const }])];
  });
}

function sentencesOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const sentences: Piece[][] = [[]];
  for (const { text, look } of pieces) {
    text.split(SENTENCE_END).forEach((part, at) => {
      if (at > 0) sentences.push([]);
      if (part !== '') sentences.at(-1)?.push({ text: part, look });
    });
  }
  return sentences.filter((sentence) => sentence.some(({ text }) => text.trim() !== ''));
}

const sizeOf = ({ kind }: TextLine): number => (kind === 'heading' ? SIZE.heading : SIZE.text);
const widthOf = ({ kind }: TextLine): number => BODY.width - (kind === 'heading' ? 0 : INDENT) - 0.05;

/** Height of a paragraph with the gap below it, inches. */
export function lineHeight(line: TextLine): number {
  const text = line.pieces.map((piece) => piece.text).join('');
  const isBold = line.kind === 'heading' || line.pieces.some(({ look }) => look !== 'plain');
  return linesHeight(lineCount(text, sizeOf(line), widthOf(line), isBold), sizeOf(line)) + GAP;
}

/** Lines by slide: each as many as there is room for; a heading goes on with what it heads. */
export function paged(lines: readonly TextLine[]): readonly (readonly TextLine[])[] {
  const pages: TextLine[][] = [];
  let room = 0;
  for (const [at, line] of lines.flatMap(shortEnough).entries()) {
    const height = lineHeight(line);
    const next = lines[at + 1];
    const needed = line.kind === 'heading' && next ? height + Math.min(lineHeight(next), BODY.height - height) : height;
    if (needed > room || pages.length === 0) {
      pages.push([]);
      room = BODY.height;
    }
    pages.at(-1)?.push(line);
    room -= height;
  }
  return pages;
}

/** A paragraph longer than a slide is several, broken at spaces. */
function shortEnough(line: TextLine): readonly TextLine[] {
  if (lineHeight(line) <= BODY.height) return [line];
  const most = (Math.floor((BODY.height - GAP) / linesHeight(1, sizeOf(line))) - 1) * widthOf(line) * 0.9;
  const parts: Piece[][] = [[]];
  let used = 0;
  for (const { text, look } of line.pieces) {
    for (const word of text.split(/(?<=\s)/)) {
      const width = textWidth(word, sizeOf(line), true);
      if (used + width > most && used > 0) {
        parts.push([]);
        used = 0;
      }
      parts.at(-1)?.push({ text: word, look });
      used += width;
    }
  }
  return parts.map((pieces) => ({ ...line, pieces }));
}
