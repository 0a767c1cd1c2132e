import type { MayDo } from '../register/parse-report';
import type { ReportDeed, ReportState } from '../register/record';

/** What the page offers to do with a report; `correct` begins a new version, `refresh` takes figures anew. */
export type PageDeed = ReportDeed | 'correct' | 'refresh';
/** Deeds for the page, the usual one first, of what the gateway says the reader may do now. Taking figures anew goes with changing its words. */
export function deedsOffered(may: readonly MayDo[]): readonly PageDeed[] {
  const all: readonly PageDeed[] = ['submit', 'approve', 'issue', 'return', 'refresh', 'correct', 'withdraw'];
  return all.filter((deed) => may.includes(deed === 'refresh' ? 'edit' : deed));
}

/** What has to be said with a deed; `isOwn`: one approves what one wrote. */
export const needsReason = (deed: PageDeed, isOwn = false): boolean => deed === 'return' || deed === 'correct' || (deed === 'approve' && isOwn);
export const needsNumber = (deed: PageDeed): boolean => deed === 'issue';
/** Deeds that are asked about once more. */
export const needsWord = (deed: PageDeed, isOwn = false): boolean => needsReason(deed, isOwn) || needsNumber(deed) || deed === 'withdraw' || deed === 'refresh';

/** Shape of a state beside its word, so that colour is never alone. `tone`: amber to look, red to act. */
export const STATE_MARKS: Readonly<Record<ReportState, { readonly shape: string; readonly tone: 'quiet' | 'look' | 'act' | 'good' }>> = {
  draft: { shape: '◌', tone: 'quiet' },
  submitted: { shape: '▲', tone: 'look' },
  returned: { shape: '◆', tone: 'act' },
  approved: { shape: '◐', tone: 'look' },
  issued: { shape: '●', tone: 'good' },
  superseded: { shape: '○', tone: 'quiet' },
  withdrawn: { shape: '✕', tone: 'quiet' },
};
/** "/BC-UBND" of "Số:       /BC-UBND": what stands behind the number that a clerk gives. */
export const markOf = (number: string): string => /\/.*$/.exec(number)?.[0].trim() ?? '';
