import type { Words } from './merge-words';

/** Words that were written and not yet taken by the gateway, and what they stand on. */
export interface KeptWords {
  readonly base: Words;
  readonly mine: Words;
}
/** Where they wait while the page is loaded anew: as long as the tab, and for one reader. */
export interface WordsKeeper {
  read(): KeptWords | null;
  /** Null forgets. */
  keep(words: KeptWords | null): void;
}

const isWords = (raw: unknown): raw is Words => typeof raw === 'object' && raw !== null && Object.values(raw).every((text) => typeof text === 'string');

/** A keeper over the tab's own storage; where the browser gives none nothing is kept. */
export function keptWords(reader: string, report: string): WordsKeeper {
  const key = `toan-canh.report.${reader}.${report}`;
  return {
    read() {
      try {
        const raw: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
        if (typeof raw !== 'object' || raw === null || !('base' in raw) || !('mine' in raw)) return null;
        return isWords(raw.base) && isWords(raw.mine) ? { base: raw.base, mine: raw.mine } : null;
      } catch {
        return null;
      }
    },
    keep(words) {
      try {
        if (words) sessionStorage.setItem(key, JSON.stringify(words));
        else sessionStorage.removeItem(key);
      } catch {
        // Without storage the words are in the page alone, and the page asks before it is left.
        return;
      }
    },
  };
}
