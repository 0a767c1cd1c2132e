import type { Language } from '@/format/format';
import type { Run, WordText } from './document';
import { standingText, valueText } from './value-text';

/** A stretch of text as the portal's own Word files have it: a figure that is not final says so behind itself. */
function runText(run: Run, language: Language): string {
  if (run.kind === 'text') return run.text;
  const standing = standingText(run.value, language);
  return valueText(run.value) + (standing === '' ? '' : ` (${standing})`);
}

/** What a place of a unit's own Word file says, line by line. */
export const linesText = (lines: WordText['lines'], language: Language): string => lines.map((runs) => runs.map((run) => runText(run, language)).join('')).join('\n');
