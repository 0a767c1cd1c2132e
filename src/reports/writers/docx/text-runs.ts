import { type IRunOptions, TextRun } from 'docx';
import type { Language } from '@/format/format';
import type { Run } from '../../document/document';
import { standingText, valueText } from '../../document/value-text';

/** What XML has no way to say, and halves of letters: a file that holds one does not open. */
const UNPRINTABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** Text as a document can hold it. */
export const printable = (text: string): string => text.replace(UNPRINTABLE, '').replace(/\r\n?/g, '\n');

/** Runs of one look; a line break within the text is one in the document. */
export const textRuns = (text: string, look: Omit<IRunOptions, 'text' | 'children' | 'break'> = {}): readonly TextRun[] =>
  printable(text).split('\n').map((line, at) => new TextRun({ ...look, text: line, ...(at > 0 ? { break: 1 } : {}) }));

/** A stretch of a paragraph. A figure that is not final says so behind itself. */
export function runsOf(run: Run, language: Language): readonly TextRun[] {
  const bold = run.bold === true ? { bold: true } : {};
  if (run.kind === 'text') return textRuns(run.text, { ...bold, ...(run.italic === true ? { italics: true } : {}) });
  const standing = standingText(run.value, language);
  return [...textRuns(valueText(run.value), bold), ...(standing === '' ? [] : textRuns(` (${standing})`, { italics: true }))];
}
