import { entryOn, writtenCode, type CodeEntry, type CodeList } from '@/domain/code-list';
import { fold } from '@/domain/fold';

/** Longer text is no code that was mistyped. */
const LONGEST = 64;

/** The code of a list that is nearest to a text, by its letters or by its label, with what it means; empty where nothing is near. */
export function nearestCode(list: CodeList, text: string, day: string): string {
  const wanted = fold(writtenCode(list, text) ?? text).slice(0, LONGEST);
  const near = list.codes.filter((entry) => entryOn(list, entry.code, day) === entry).map((entry) => ({ entry, away: awayFrom(wanted, entry) }));
  const best = near.reduce<(typeof near)[number] | null>((nearest, each) => (nearest === null || each.away < nearest.away ? each : nearest), null);
  // What differs in more than half its letters is another word.
  return best === null || best.away > Math.max(1, Math.floor(wanted.length / 2)) ? '' : `${best.entry.code} (${best.entry.label.vi})`;
}

const awayFrom = (wanted: string, { code, label }: CodeEntry): number => Math.min(...[code, label.vi, label.en].map((each) => distance(wanted, fold(each).slice(0, LONGEST))));

/** Letters to be changed, added or taken out. */
function distance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [row, letter] of [...a].entries()) {
    const now = [row + 1];
    for (let at = 0; at < b.length; at += 1) {
      now.push(Math.min((now[at] ?? 0) + 1, (before[at + 1] ?? 0) + 1, (before[at] ?? 0) + (b[at] === letter ? 0 : 1)));
    }
    before = now;
  }
  return before[b.length] ?? a.length;
}
