import type { Candidate } from './reading';
import type { Name, Vocabulary } from './vocabulary';
import { isFiller } from './words';
import type { Word } from './words';

/** An indicator and which words of the question speak of it. */
export interface Found extends Candidate {
  readonly found: Name;
  /** Positions of words that the name holds. */
  readonly used: ReadonlySet<number>;
  /** Weight of what was said of it: of equally good names the longer is meant. */
  readonly said: number;
}

/** Said together with its neighbour in the name a word counts whole; alone it may be of another name: `hóa` is in `hàng hóa` and `văn hóa`. */
const ALONE = 0.4;
/** Words this far apart still stand together: one word of courtesy may stand between. */
const REACH = 2;
/** What it costs a name to be said in another order than its own, at most. */
const OUT_OF_ORDER = 0.05;

/**
 * Indicators whose names share words with a question, best first. `free` are the words that speak of nothing else; the others may
 * belong to a name and need not. Over words `between`, which say when and where, a name is read as if they were not there. Linear in the
 * names that share a word.
 */
export function findIndicators(words: readonly Word[], free: ReadonlySet<number>, between: ReadonlySet<number>, vocabulary: Vocabulary): Found[] {
  const places = new Map<string, Place[]>();
  let step = 0;
  words.forEach(({ text }, index) => {
    places.set(text, [...(places.get(text) ?? []), { index, step }]);
    if (!between.has(index)) step += 1;
  });
  const asked = [...free].reduce((sum, index) => sum + askedWeight(words[index]?.text ?? '', vocabulary), 0);
  if (asked === 0) return [];
  const near = new Set([...free].flatMap((index) => vocabulary.namesWith.get(words[index]?.text ?? '') ?? []));
  const best = new Map<string, Found>();
  for (const index of near) {
    const name = vocabulary.names[index];
    const found = name && scored(name, places, words, free, asked, vocabulary);
    if (!found) continue;
    const other = best.get(found.indicator);
    if (!other || better(found, other) < 0) best.set(found.indicator, found);
  }
  return [...best.values()].sort(better);
}

/** Where a word stands, and how many words that count came before it. */
interface Place {
  readonly index: number;
  readonly step: number;
}

/** A word of courtesy that no name takes costs nothing. */
const askedWeight = (word: string, { weight }: Vocabulary): number => (isFiller(word) ? 0 : weight(word));

function better(a: Found, b: Found): number {
  return b.score - a.score || b.said - a.said || a.found.words.length - b.found.words.length;
}

function scored(name: Name, places: ReadonlyMap<string, readonly Place[]>, words: readonly Word[], free: ReadonlySet<number>, asked: number, vocabulary: Vocabulary): Found | null {
  const { weight } = vocabulary;
  const at = name.words.map((word) => places.get(word) ?? []);
  const joined = name.words.slice(1).map((_word, index) => areBeside(at[index] ?? [], at[index + 1] ?? []));
  const together = name.words.map((_word, index) => name.words.length === 1 || joined[index - 1] === true || joined[index] === true);
  let whole = 0;
  let said = 0;
  name.words.forEach((word, index) => {
    whole += weight(word);
    if (at[index]?.length) said += weight(word) * (together[index] ? 1 : ALONE);
  });
  const used = new Set(at.flatMap((positions, index) => (together[index] ? positions : positions.slice(0, 1)).map((place) => place.index)));
  const answered = [...used].reduce((sum, index) => sum + (free.has(index) ? askedWeight(words[index]?.text ?? '', vocabulary) : 0), 0);
  if (answered === 0) return null;
  const [ofName, ofQuestion] = [said / whole, answered / asked];
  const inOrder = joined.length === 0 ? 1 : joined.filter(Boolean).length / joined.length;
  // The smaller of the two shares weighs more: half a name is no name, whatever else was said.
  const score = ((2 * ofName * ofQuestion) / (ofName + ofQuestion)) * (name.partial ? 0.98 : 1) * (1 - OUT_OF_ORDER * (1 - inOrder));
  return { indicator: name.indicator.id, score, name: name.text, ofName, ofQuestion, found: name, used, said };
}

/** Whether two words that are neighbours in a name are said beside each other, in its order. */
const areBeside = (first: readonly Place[], second: readonly Place[]): boolean =>
  first.some((one) => second.some((other) => other.index > one.index && other.step - one.step <= REACH));
