import { keptInTab } from './kept-in-tab';
import type { Keeper } from './kept-in-tab';
import type { Words } from './merge-words';

/** Words that were written and not yet taken by the gateway, and what they stand on. */
export interface KeptWords {
  readonly base: Words;
  readonly mine: Words;
}
/** Where they wait while the page is loaded anew: as long as the tab, and for one reader. */
export type WordsKeeper = Keeper<KeptWords>;

const isWords = (raw: unknown): raw is Words => typeof raw === 'object' && raw !== null && Object.values(raw).every((text) => typeof text === 'string');

/** The words of one reader in one report; where nothing can be kept the page asks before it is left. */
export const keptWords = (reader: string, report: string): WordsKeeper => keptInTab(`toan-canh.report.${reader}.${report}`, (raw) => {
  if (typeof raw !== 'object' || raw === null || !('base' in raw) || !('mine' in raw)) return null;
  return isWords(raw.base) && isWords(raw.mine) ? { base: raw.base, mine: raw.mine } : null;
});
