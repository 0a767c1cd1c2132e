import type { DocumentBlock } from '../document/document';
import type { TemplateBlock } from '../template/template';
import type { Composing } from './context';

type CommentaryBlock = Extract<TemplateBlock, { readonly kind: 'commentary' }>;

/** Characters that nobody sees and no format of office papers holds. */
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** What a person wrote as it may be printed: composed, without invisible characters, one entry a line. */
export const writtenLines = (text: string): readonly string[] =>
  text.replace(/\r\n?/g, '\n').replace(UNPRINTABLE, '').normalize('NFC').split('\n').map((line) => line.trim()).filter((line) => line !== '');

/** Their words, a paragraph a line; the prompt until there are any. A document with a number has been issued and asks nobody for more. */
export function commentaryPart(block: CommentaryBlock, id: string, prompt: string, { input: { commentary, number } }: Composing): readonly DocumentBlock[] {
  const written = Object.hasOwn(commentary, id) ? (commentary[id] ?? '') : '';
  const lines = writtenLines(written);
  if (lines.length > 0) return lines.map((line, at) => ({ kind: 'paragraph', id: lines.length === 1 ? id : `${id}.${at + 1}`, style: 'body', runs: [{ kind: 'text', text: line }] }));
  return number !== null && !block.required ? [] : [{ kind: 'paragraph', id, style: 'prompt', runs: [{ kind: 'text', text: prompt }] }];
}
